"""The parts that make numbers keep to themselves."""

import ast
import sys

import pytest

from tests.architecture.source import PACKAGE, called, files, imported, tree

VERIFIER = PACKAGE / "verifier.py"
EXECUTING = {"execute", "to_pandas", "to_polars", "to_pyarrow", "to_pyarrow_batches", "to_parquet", "to_csv"}


@pytest.mark.skipif(not VERIFIER.exists(), reason="there is no verifier yet")
def test_the_verifier_needs_the_standard_library_alone():
    """Whoever checks a published result needs this one file and any Python."""
    found = [name for _line, name in imported(tree(VERIFIER)) if name.split(".")[0] not in sys.stdlib_module_names]

    assert found == []


def test_measures_describe_and_runs_execute():
    found = [
        f"{called(path)}:{node.lineno} .{node.func.attr}("
        for path in files(".py", under="engine/measures")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in EXECUTING
    ]

    assert found == []
