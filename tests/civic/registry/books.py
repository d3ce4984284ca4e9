"""Workbooks as clerks write them, and the way of one through upload, check, entry and undo."""

from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from gongjian.accounts.models import User
from gongjian.civic.registry import jobs
from gongjian.civic.registry.actions import start_batch, start_undo, upload_batch
from gongjian.civic.registry.models import Area, Batch
from tests.factories import NOON, TODAY

HEADS = ["单位名称", "种类", "所在街道", "所在社区"]
AREA_HEADS = ["层级", "名称", "区划代码", "上级代码"]


def book(rows: list[list[Any]], heads: list[str] | None = None) -> bytes:
    """Return a workbook with these heads and rows."""
    stream = BytesIO()
    workbook = Workbook(stream, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"})
    sheet = workbook.add_worksheet("名册")
    for number, row in enumerate([heads or HEADS, *rows]):
        sheet.write_row(number, 0, row)
    workbook.close()
    return stream.getvalue()


def uploaded(actor: User, area: Area, content: bytes, *, kind: str = "UNITS", since: Any = TODAY) -> Batch:
    """Return a batch that was uploaded and not checked."""
    return upload_batch(actor, area, kind=kind, title="名册.xlsx", content=content, since=since, at=NOON)


def checked(actor: User, area: Area, content: bytes, **said: Any) -> Batch:
    """Return a batch that was uploaded and checked."""
    batch = uploaded(actor, area, content, **said)
    jobs.check.call(batch.pk, actor.pk)
    batch.refresh_from_db()
    return batch


def entered(actor: User, area: Area, content: bytes, **said: Any) -> Batch:
    """Return a batch that was entered, or that says why it was not."""
    batch = checked(actor, area, content, **said)
    start_batch(actor, batch, at=NOON)
    jobs.commit.call(batch.pk, actor.pk)
    batch.refresh_from_db()
    return batch


def undone(actor: User, batch: Batch) -> Batch:
    """Return a batch that was taken back, or that says why it was not."""
    start_undo(actor, batch, at=NOON)
    jobs.undo.call(batch.pk, actor.pk)
    batch.refresh_from_db()
    return batch


def faults(batch: Batch) -> list[tuple[str, str]]:
    """Return the cells at fault and why."""
    return [(fault["cell"], fault["reason"]) for fault in batch.summary["faults"]]
