"""In a civic app only actions write: nothing happens without a rule that allows it and an event that tells it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import called, files, room, tree

WRITING_ROOMS = {"actions", "migrations"}
# The urn: what is cast carries no actor and no event, or the vote would not be secret.
EXCEPTIONS = {"civic/ballots/box.py"}
# No row and no form: Django's sessions call these methods of their store.
STORES = {"accounts/sessions.py"}

ALWAYS = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "asave", "acreate", "abulk_create", "abulk_update", "aget_or_create", "aupdate_or_create", "aupdate", "adelete",
}  # fmt: skip


def writes(module: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the method of each call that writes rows.

    A dictionary or a hash is updated by position, rows by keyword; storage deletes what it is given, a row itself.
    """
    for node in ast.walk(module):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        method = node.func.attr
        by_keyword = method == "update" and not node.args and bool(node.keywords)
        itself = method == "delete" and not node.args
        if method in ALWAYS or by_keyword or itself:
            yield node.lineno, method


def own_saving(module: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the methods by which a model or form would write in its own way."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            for part in node.body:
                if isinstance(part, ast.FunctionDef) and part.name in ("save", "delete", "save_base", "save_m2m"):
                    yield part.lineno, f"{node.name}.{part.name}"


def _may_write(path: Path) -> bool:
    return room(path)[1] in WRITING_ROOMS or called(path) in EXCEPTIONS


def test_only_actions_write():
    found = [
        f"{called(path)}:{line} .{method}("
        for path in files(".py", under="civic")
        if not _may_write(path)
        for line, method in writes(tree(path))
    ]

    assert found == []


def test_no_row_and_no_form_saves_in_its_own_way():
    rows_and_forms = [path for path in files(".py") if called(path) not in STORES]
    found = [f"{called(path)}:{line} {name}" for path in rows_and_forms for line, name in own_saving(tree(path))]

    assert found == []


@pytest.mark.parametrize(
    ("line", "methods"),
    [
        ("task.save(update_fields=['done_at'])", ["save"]),
        ("Task.objects.filter(pk=1).update(done_at=None)", ["update"]),
        ("Task.objects.filter(pk=1).update(**values)", ["update"]),
        ("tasks.delete()", ["delete"]),
        ("Task.objects.bulk_create(rows)", ["bulk_create"]),
        ("counts.update(more)", []),
        ("digest.update(b'x')", []),
        ("storage.delete(name)", []),
    ],
)
def test_a_write_is_recognised(line: str, methods: list[str]):
    assert [method for _line, method in writes(ast.parse(line))] == methods
