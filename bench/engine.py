"""What the entries about the engine run in a process of their own: each prepares and returns the call that is timed."""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from gongjian.engine.backends import DuckDB
from gongjian.engine.measures import outcomes
from gongjian.engine.runs import run_year
from gongjian.engine.schemas import unbound_inputs
from gongjian.methods.policy import DEFAULT_POLICY, read_policy
from gongjian.methods.tables import TABLES

BARE = (
    """SELECT unit, count(*), sum(strlen(kind)), sum(strlen(state)), sum(weight), sum(quantity), sum(achieved),
              sum(outcome_bp), sum(on_time), sum("level") FROM '{folder}/lines.parquet' GROUP BY unit""",
    """SELECT unit, count(*), sum(good), sum(fairly_good), sum(fair), sum(poor)
       FROM '{folder}/ballots.parquet' GROUP BY unit""",
    "SELECT unit, count(*), sum(mark_bp), sum(strlen(part)) FROM '{folder}/marks.parquet' GROUP BY unit",
)
BY_HAND = """
SELECT unit,
       count(*) FILTER (kind = 'ATTENDANCE' AND outcome_bp = 0), count(*) FILTER (kind = 'ATTENDANCE'),
       sum(outcome_bp) FILTER (kind = 'LIST'), count(outcome_bp) FILTER (kind = 'LIST'),
       sum(on_time) FILTER (kind = 'ANSWER'), count(on_time) FILTER (kind = 'ANSWER'),
       sum(weight * outcome_bp) FILTER (kind = 'PROMISE'), sum(weight) FILTER (kind = 'PROMISE'),
       sum(on_time) FILTER (kind = 'TASK'), count(on_time) FILTER (kind = 'TASK'),
       sum(12000 - 2000 * "level") FILTER (kind = 'TASK'), count("level") FILTER (kind = 'TASK'),
       sum(achieved) FILTER (kind = 'CLAIM'), sum(quantity) FILTER (kind = 'CLAIM'),
       count(*) FILTER (kind = 'SUGGESTION' AND quantity >= 1), count(*) FILTER (kind = 'PREMISES' AND quantity >= 12),
       count(*) FILTER (kind = 'HELP' AND quantity >= 1), count(*) FILTER (kind = 'FALSE_EVIDENCE'),
       count(*) FILTER (kind = 'DROPPED')
FROM '{folder}/lines.parquet' WHERE state IN ('ACCEPTED', 'AMENDED', 'DEEMED', 'UPHELD') GROUP BY unit
"""


def whole_run(folder: str) -> Callable[[], int]:
    """Time `run_year`: hashes, checks, statement, results as a table in memory; return the number of results."""
    return lambda: len(run_year(Path(folder), DEFAULT_POLICY).table)


def rows_of_run(folder: str) -> Callable[[], int]:
    """Time `run_year` and its results as rows, as the bridge takes them."""
    return lambda: len(run_year(Path(folder), DEFAULT_POLICY).results)


def statement(folder: str) -> Callable[[], int]:
    """Time the one statement that makes all results, without hashes, checks and the writing of the statement."""
    engine = DuckDB()
    engine.attach({name: Path(folder) / f"{name}.parquet" for name in TABLES})
    sql = engine.sql(outcomes(unbound_inputs(), read_policy(DEFAULT_POLICY)))
    return lambda: len(engine.execute(sql))


def by_hand(folder: str) -> Callable[[], int]:
    """Time what a person would write to get the sums of component A, bonus and deductions, and none of the rest."""
    return lambda: _rows(folder, (BY_HAND,))


def bare(folder: str) -> Callable[[], int]:
    """Time what cannot be saved: DuckDB reads the same columns of lines, ballots, marks and sums each by unit."""
    return lambda: _rows(folder, BARE)


def _rows(folder: str, queries: Sequence[str]) -> int:
    with duckdb.connect(config={"preserve_insertion_order": False}) as connection:
        return sum(connection.sql(query.format(folder=folder)).to_arrow_table().num_rows for query in queries)
