"""The product's source as the house tests read it: files, syntax trees, Chinese."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "gongjian"
TESTS = Path(__file__).resolve().parents[1]

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# The gallery shows every component with made-up content; it is for those who build pages, in their language.
GALLERY = {"web/gallery.py", "web/templates/web/gallery.html", "web/templates/web/public_gallery.html"}
CHINESE = re.compile(f"[{HAN}]")


def files(*suffixes: str, under: str = "") -> list[Path]:
    """Return the product's files with one of the suffixes, migrations left out, in a fixed order."""
    found = (path for path in (PACKAGE / under).rglob("*") if path.suffix in suffixes and path.is_file())
    return sorted(path for path in found if "migrations" not in path.parts)


def called(path: Path) -> str:
    """Return the name by which a failure speaks of a file: its path inside the package."""
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file, read once."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(module: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of everything that is imported."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)


def room(path: Path) -> tuple[str, str]:
    """Return the civic app of a file and its room: `tasks/actions/proof.py` stands in ("tasks", "actions")."""
    app, first, *_ = (*path.relative_to(PACKAGE / "civic").parts, "")
    return app, first.removesuffix(".py")
