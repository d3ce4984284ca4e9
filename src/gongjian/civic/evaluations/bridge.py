"""From the database to the engine and back: the only place of the civic rooms that knows the engine."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gongjian.civic.evaluations.models import Scheme
from gongjian.civic.evaluations.queries import inputs_of
from gongjian.engine.runs import run_year, write_inputs
from gongjian.methods.tables import Inputs, Row


def run_scheme(scheme: Scheme, inputs: Inputs | None = None) -> tuple[list[Row], dict[str, Any]]:
    """Return the results of a year and the run's manifest: input hashes, policy hash, versions, SQL."""
    with TemporaryDirectory(prefix="gongjian-run-") as folder:
        write_inputs(Path(folder), inputs or inputs_of(scheme.programme))
        run = run_year(Path(folder), scheme.policy)
    return list(run.results), run.manifest
