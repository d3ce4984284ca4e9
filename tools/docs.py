"""Write docs/methods from the docstrings of gongjian.methods: one page for each module, and an index.

python tools/docs.py           write the pages
python tools/docs.py --check   write nothing; say which pages are out of date
"""

import ast
import re
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "gongjian" / "methods"
TARGET = ROOT / "docs" / "methods"

NOTICE = "<!-- Written by `make docs` from {source}. Change it there. -->\n"
INDEX_HEAD = """# How numbers are made

Every number the product prints is made by one of these functions. They work on whole numbers: points are centipoints
(100.00 points = 10 000), shares are basis points (100 % = 10 000). They know no clock, no chance and no database, so
anybody can run them again and must get the same. The examples on these pages are run as tests.
"""
ENTRY = re.compile(r"^(\S(?:.*?\S)?)\s{2,}(\S.*)$")


def pages() -> dict[str, str]:
    """Return the name and the text of each page."""
    found = {}
    index = [NOTICE.format(source="src/gongjian/methods"), INDEX_HEAD]
    for entry in sorted(SOURCE.iterdir()):
        if entry.name.startswith("_") or not (entry.suffix == ".py" or (entry / "__init__.py").exists()):
            continue
        parts = [entry] if entry.is_file() else sorted(entry.glob("*.py"))  # __init__ sorts first
        text = "\n".join(_page(entry.stem, parts)).rstrip() + "\n"
        found[f"{entry.stem}.md"] = text
        index.append(f"- [{entry.stem}]({entry.stem}.md): {_first_sentence(parts[0])}")
    found["README.md"] = "\n".join(index) + "\n"
    return found


def _page(title: str, parts: list[Path]) -> Iterator[str]:
    yield NOTICE.format(source=parts[0].relative_to(ROOT).as_posix())
    yield f"# {title}\n"
    for path in parts:
        module = ast.parse(path.read_text(encoding="utf-8"))
        sections = list(_sections(module))
        if not sections and path is not parts[0]:
            continue
        if path is not parts[0]:
            yield f"## {title}.{path.stem}\n"
        yield from _docstring(module)
        yield from sections


def _sections(module: ast.Module) -> Iterator[str]:
    refusals = []
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield f"### {node.name}\n\n```python\n{_signature(node)}\n```\n"
            yield from _docstring(node)
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            if _is_refusal(node):
                refusals.append(f"- `{node.name}`: {' '.join(_lines(node)).split('. ')[0]}")
            else:
                yield f"### {node.name}\n"
                yield from _docstring(node)
                fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
                if fields:
                    yield "```python\n" + "\n".join(ast.unparse(part) for part in fields) + "\n```\n"
    if refusals:
        yield "### What is refused\n\n" + "\n".join(refusals) + "\n"


def _is_refusal(node: ast.ClassDef) -> bool:
    """Return whether the class is an exception: it derives from one, or says with which sentence it refuses."""
    bases = [ast.unparse(base) for base in node.bases]
    return any(base.endswith(("Refused", "Error", "Exception")) for base in bases)


def _signature(node: ast.FunctionDef) -> str:
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{node.name}({ast.unparse(node.args)}){returns}"


def _lines(node: ast.Module | ast.FunctionDef | ast.ClassDef) -> list[str]:
    return cleandoc(ast.get_docstring(node, clean=False) or "").splitlines()


def _first_sentence(path: Path) -> str:
    return " ".join(_lines(ast.parse(path.read_text(encoding="utf-8")))[:1])


def _docstring(node: ast.Module | ast.FunctionDef | ast.ClassDef) -> Iterator[str]:
    """Yield a docstring as Markdown: examples as code, aligned explanations as a list, the rest as it is."""
    for block in re.split(r"\n\s*\n", "\n".join(_lines(node))):
        lines = block.splitlines()
        if not lines:
            continue
        if lines[0].startswith(">>>"):
            yield f"```pycon\n{block}\n```\n"
        elif ENTRY.match(lines[0]):
            yield "\n".join(_entries(lines)) + "\n"
        else:
            yield f"{block}\n"


def _entries(lines: list[str]) -> Iterator[str]:
    for line in lines:
        entry = ENTRY.match(line)
        yield f"- `{entry[1]}`: {entry[2]}" if entry else f"  {line.strip()}"


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them."""
    wanted = pages()
    present = {path.name: path.read_text(encoding="utf-8") for path in TARGET.glob("*.md")}
    if "--check" in arguments:
        stale = sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))
        if stale:
            print(f"docs/methods is out of date, run `make docs`: {', '.join(stale)}", file=sys.stderr)
        return len(stale) > 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in present.keys() - wanted.keys():
        (TARGET / name).unlink()
    for name, text in wanted.items():
        (TARGET / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
