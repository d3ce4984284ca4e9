"""What the entry registry_import measures, each in a process of its own: the steps of two imports through the jobs."""

import csv
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import django

DAY = date(2026, 1, 1)
AT = datetime(2026, 11, 22, 1, tzinfo=UTC)
STREETS, COMMUNITIES = 14, 12
UNITS = 50_000
USER = "measuring"


def _start(folder: str) -> None:
    os.environ |= {"GONGJIAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "gongjian.config.settings"}
    django.setup()


def prepare(folder: str, level: str, name: str, code: str) -> Callable[[], Any]:
    """Make an empty database with its root and somebody who leads it; for a district also streets and communities."""
    _start(folder)

    def call() -> None:
        from django.core.management import call_command  # noqa: PLC0415 — Django has to be set up first

        from gongjian.accounts.models import User  # noqa: PLC0415
        from gongjian.civic.registry.actions import add_area, found_district  # noqa: PLC0415
        from gongjian.civic.registry.models import Office, Person  # noqa: PLC0415

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


def upload(folder: str, kind: str, source: str) -> Callable[[], int]:
    """Write a workbook and upload it; return the key of the batch."""
    _start(folder)
    from gongjian.accounts.models import User  # noqa: PLC0415
    from gongjian.civic.registry.actions import upload_batch  # noqa: PLC0415
    from gongjian.civic.registry.models import Area  # noqa: PLC0415
    from gongjian.civic.registry.workbook import columns  # noqa: PLC0415
    from gongjian.web.documents import write_sheet  # noqa: PLC0415

    rows = _unit_rows() if kind == "UNITS" else _area_rows(Path(source))
    content = write_sheet(columns(kind), rows, title="名册")

    def call() -> int:
        root, user = Area.objects.get(parent=None), User.objects.get(username=USER)
        said = {"kind": kind, "title": "名册.xlsx", "content": content, "since": DAY}
        return upload_batch(user, root, **said, at=AT).pk  # type: ignore[arg-type]

    return call


def work(folder: str, job: str, batch: int) -> Callable[[], dict[str, Any]]:
    """Do one of the jobs of a batch as the worker does; return what the batch says then."""
    _start(folder)
    from gongjian.accounts.models import User  # noqa: PLC0415
    from gongjian.civic.registry import jobs  # noqa: PLC0415
    from gongjian.civic.registry.actions import start_batch, start_undo  # noqa: PLC0415
    from gongjian.civic.registry.models import Batch  # noqa: PLC0415

    user, row = User.objects.get(username=USER), Batch.objects.get(pk=batch)
    if job in ("commit", "undo"):
        (start_batch if job == "commit" else start_undo)(user, row, at=AT)

    def call() -> dict[str, Any]:
        getattr(jobs, job).call(batch, user.pk)
        row.refresh_from_db()
        return {"phase": row.phase, "broken": row.broken, "counts": row.counts, "faults": row.summary["faults"][:5]}

    return call


def export(folder: str) -> Callable[[], int]:
    """Export all units as a page would, and upload that workbook; return the key of the batch."""
    _start(folder)

    def call() -> int:
        from gongjian.accounts.models import User  # noqa: PLC0415
        from gongjian.civic.registry.actions import upload_batch  # noqa: PLC0415
        from gongjian.civic.registry.models import Area, Organisation  # noqa: PLC0415
        from gongjian.civic.registry.queries.exports import unit_rows  # noqa: PLC0415
        from gongjian.civic.registry.workbook import columns  # noqa: PLC0415
        from gongjian.web.documents import write_sheet  # noqa: PLC0415

        content = write_sheet(columns("UNITS"), unit_rows(Organisation.objects.units().order_by("pk")), title="名册")
        user, root = User.objects.get(username=USER), Area.objects.get(parent=None)
        return upload_batch(user, root, kind="UNITS", title="x.xlsx", content=content, since=DAY, at=AT).pk

    return call


def _unit_rows() -> Iterator[list[Any]]:
    """Yield the cells of made-up units; every tenth belongs to the first of its ten."""
    for n in range(UNITS):
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
