"""Run measurements: `python -m bench` all of them, `python -m bench [--only] name` one."""

from argparse import ArgumentParser
from importlib import import_module
from pkgutil import iter_modules

from bench import entries
from bench.report import keep, table


def main() -> None:
    """Measure what was asked for, keep it in bench/results.json and show it."""
    names = sorted(module.name for module in iter_modules(entries.__path__))
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", nargs="?", choices=names, help="one entry; without it all are measured")
    parser.add_argument("--only", choices=names, help="the same")
    parser.add_argument("--date", help="the day to note beside the figures, such as 2026-01-31")
    asked = parser.parse_args()
    chosen = asked.name or asked.only
    for name in [chosen] if chosen else names:
        figures = import_module(f"bench.entries.{name}").run()
        keep(name, figures, asked.date)
        print(table(name, figures), flush=True)


if __name__ == "__main__":
    main()
