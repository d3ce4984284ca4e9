"""What this house does without: signals, loose keys, hidden orders, class-based views, clocks in the wrong place."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import called, files, imported, room, tree

HEARS_SIGN_IN = "civic/registry/sign_in.py"
GENERIC = {"GenericForeignKey", "GenericRelation"}
# Elsewhere a moment is an argument: `request.at` of the middleware, `at=` of a verb, `on=` of a query.
READ_THE_CLOCK = ("web/middleware", "cli/", "accounts/")
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "time.time"}
# With a moment in brackets these only convert it; without one they read the clock.
CONVERTERS = {"timezone.localdate", "timezone.localtime"}


def clocks(module: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield each mention of a clock: called, or passed on as a default."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and _last_two(node) in CLOCKS:
            yield node.lineno, _last_two(node)
        elif isinstance(node, ast.Call) and not node.args and _last_two(node.func) in CONVERTERS:
            yield node.lineno, _last_two(node.func)
        elif isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            yield node.value.lineno, node.arg


def _last_two(node: ast.AST) -> str:
    return ".".join(ast.unparse(node).split(".")[-2:])


def meta_orders(module: ast.AST) -> Iterator[int]:
    """Yield the lines where a model hides an order in its Meta."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef) and node.name == "Meta":
            for part in node.body:
                targets = part.targets if isinstance(part, ast.Assign) else [getattr(part, "target", None)]
                if any(isinstance(target, ast.Name) and target.id == "ordering" for target in targets):
                    yield part.lineno


def view_classes(module: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield classes that are views, and the places where a class becomes one."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            bases = [ast.unparse(base).split(".")[-1] for base in node.bases]
            if any(base.endswith("View") for base in bases):
                yield node.lineno, node.name
        elif isinstance(node, ast.Attribute) and node.attr == "as_view":
            yield node.lineno, ast.unparse(node)


def _is_signal(name: str) -> bool:
    return name.startswith("django.dispatch") or "signals" in name.split(".")


def test_no_civic_app_listens_to_signals():
    found = [
        f"{called(path)}:{line} {name}"
        for path in files(".py", under="civic")
        if called(path) != HEARS_SIGN_IN
        for line, name in imported(tree(path))
        if _is_signal(name)
    ]

    assert found == []


def test_a_loose_key_stands_in_the_ledger_only():
    found = [
        f"{called(path)}:{line} {name}"
        for path in files(".py")
        if not called(path).startswith("ledger/")
        for line, name in imported(tree(path))
        if name.split(".")[-1] in GENERIC or name.startswith("django.contrib.contenttypes.fields")
    ]

    assert found == []


def test_no_model_hides_an_order():
    assert [f"{called(path)}:{line}" for path in files(".py") for line in meta_orders(tree(path))] == []


def test_views_are_functions():
    found = [f"{called(path)}:{line} {name}" for path in files(".py") for line, name in view_classes(tree(path))]

    assert found == []


def test_views_are_short():
    """A view loads, validates, calls one action and answers: fifteen statements are plenty."""
    found = {
        f"{called(path)}:{node.name}": count
        for path in files(".py", under="civic")
        if room(path)[1] == "views"
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
        and (count := sum(isinstance(part, ast.stmt) for part in ast.walk(node)) - 1) > 15
    }

    assert found == {}


def test_the_clock_is_read_at_the_door():
    found = [
        f"{called(path)}:{line} {name}"
        for path in files(".py")
        if not called(path).startswith(READ_THE_CLOCK)
        for line, name in clocks(tree(path))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("timezone.now()", ["timezone.now"]),
        ("at = models.DateTimeField(default=timezone.now)", ["timezone.now"]),
        ("datetime.datetime.now(tz)", ["datetime.now"]),
        ("at = models.DateTimeField(auto_now_add=True)", ["auto_now_add"]),
        ("timezone.localdate()", ["timezone.localdate"]),
        ("timezone.localdate(at)", []),
        ("request.at.date()", []),
    ],
)
def test_a_clock_is_recognised(line: str, names: list[str]):
    assert [name for _line, name in clocks(ast.parse(line))] == names
