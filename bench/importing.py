"""The steps of two imports through the jobs, each measured in a process of its own. Needs Django to be set up."""

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command

from gongjian.accounts.models import User
from gongjian.civic.registry import jobs
from gongjian.civic.registry.actions import add_area, found_district, start_batch, start_undo, upload_batch
from gongjian.civic.registry.models import Area, Batch, Office, Organisation, Person
from gongjian.civic.registry.queries.exports import unit_rows
from gongjian.civic.registry.workbook import columns
from gongjian.web.documents import write_sheet

DAY = date(2026, 1, 1)
AT = datetime(2026, 11, 22, 1, tzinfo=UTC)
STREETS, COMMUNITIES = 14, 12
USER = "measuring"


def prepare(level: str, name: str, code: str) -> Callable[[], Any]:
    """Make an empty database with its root and somebody who leads it; for a district also streets and communities."""

    def call() -> None:
        call_command("migrate", verbosity=0)
        clock = User.objects.clock()
        root = found_district(clock, clock, name=name, code=code, since=DAY, level=level, at=AT)
        user = User.objects.create(username=USER, created_at=AT)
        person = Person.objects.create(user=user)
        Office.objects.create(person=person, role="DISTRICT_OFFICE", area=root, valid_from=DAY)
        if level == "DISTRICT":
            said = [
                {"level": "STREET", "name": f"第{n}街道", "code": f"{code}{n:03}", "since": DAY} for n in range(STREETS)
            ]
            for street in add_area.each([(clock, root, one) for one in said], at=AT):
                below = [
                    {"level": "COMMUNITY", "name": f"第{n}社区", "code": f"{street.code}{n:03}", "since": DAY}
                    for n in range(COMMUNITIES)
                ]
                add_area.each([(clock, street, one) for one in below], at=AT)

    return call


def upload(kind: str, source: str | int) -> Callable[[], int]:
    """Write a workbook and upload it; return the key of the batch.

    source  how many made-up units, or the tables of a province: a path that ends in its code
    """
    rows = _unit_rows(source) if isinstance(source, int) else _area_rows(Path(source))
    content = write_sheet(columns(kind), rows, title="名册")

    def call() -> int:
        return _uploaded(kind, content)

    return call


def _uploaded(kind: str, content: bytes) -> int:
    root, user = Area.objects.get(parent=None), User.objects.get(username=USER)
    return upload_batch(user, root, kind=kind, title="名册.xlsx", content=content, since=DAY, at=AT).pk


def work(job: str, batch: int) -> Callable[[], dict[str, Any]]:
    """Do one of the jobs of a batch as the worker does; return what the batch says then."""
    user, row = User.objects.get(username=USER), Batch.objects.get(pk=batch)
    if job in ("commit", "undo"):
        (start_batch if job == "commit" else start_undo)(user, row, at=AT)

    def call() -> dict[str, Any]:
        getattr(jobs, job).call(batch, user.pk)
        row.refresh_from_db()
        return {"phase": row.phase, "broken": row.broken, "counts": row.counts, "faults": row.summary["faults"][:5]}

    return call


def export() -> Callable[[], int]:
    """Export all units as a page would, and upload that workbook; return the key of the batch."""

    def call() -> int:
        content = write_sheet(columns("UNITS"), unit_rows(Organisation.objects.units().order_by("pk")), title="名册")
        return _uploaded("UNITS", content)

    return call


def _unit_rows(number: int) -> Iterator[list[Any]]:
    """Yield the cells of made-up units; every tenth belongs to the first of its ten."""
    for n in range(number):
        street, community = n % STREETS, n // STREETS % COMMUNITIES
        above = f"第{n - n % 10:05}号示例学校" if n % 10 else ""
        where = [f"第{street}街道", f"第{community}社区", f"W{n % 97:03}"]
        yield [n + 1, f"第{n:05}号示例学校", "", "学校", *where, "党支部", n % 60, "是", above, "", "", DAY, ""]


LEVELS = {
    "provinces": ("省", None),
    "cities": ("市", "provinceCode"),
    "areas": ("区", "cityCode"),
    "streets": ("街道", "areaCode"),
    "villages": ("社区", "streetCode"),
}


def _area_rows(source: Path) -> Iterator[list[Any]]:
    """Yield the cells of one province: the file's name is its code; the tables lie beside it."""
    province = source.name
    for table, (level, above) in LEVELS.items():
        with (source.parent / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row.get("provinceCode", row["code"]) == province:
                    word = "村" if table == "villages" and row["name"].endswith(("村委会", "村民委员会")) else level
                    yield [word, row["name"], row["code"], row[above] if above else "", "", ""]
