"""Run measurements: `python -m bench` all of them, `python -m bench [--only] name` one."""

import sys
from argparse import ArgumentParser
from importlib import import_module
from pkgutil import iter_modules
from traceback import print_exc

from bench import entries
from bench.report import keep, table


def main() -> None:
    """Measure what was asked for, keep it in bench/results.json, show it; one that fails stops no other."""
    names = sorted(module.name for module in iter_modules(entries.__path__))
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", nargs="?", choices=names, help="one entry; without it all are measured")
    parser.add_argument("--only", choices=names, help="the same")
    parser.add_argument("--date", help="the day to note beside the figures, such as 2026-01-31")
    asked = parser.parse_args()
    chosen = asked.name or asked.only
    failed = []
    for name in [chosen] if chosen else names:
        try:
            figures = import_module(f"bench.entries.{name}").run()
        except Exception:
            print_exc()
            failed.append(name)
            continue
        keep(name, figures, asked.date)
        print(table(name, figures), flush=True)
    sys.exit(f"not measured: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
