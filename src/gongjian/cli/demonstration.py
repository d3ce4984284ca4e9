"""`gongjian demo`: makes the demonstration once, knows whether it is whole, and never touches a real district."""

import argparse
import fcntl
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from datetime import time as hours
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from gongjian.civic.registry.models import Area
from gongjian.cli.database import migrate_all
from gongjian.cli.demo.history import FIRST_DAY, LAST_DAY, live
from gongjian.cli.demo.reading import table
from gongjian.cli.exporting import write_whole
from gongjian.cli.refusals import CannotDo
from gongjian.ledger.models import Event
from gongjian.web.progress import write_progress

TODAY = date(2026, 11, 22)
OPENING = hours(9)
OFTEN = 0.5  # seconds between two words on the progress


@dataclass(frozen=True)
class Marker:
    """What was written down about the demonstration in this database: with what it is made, and whether it is whole."""

    database: str
    seed: int
    until: str
    streets: int | None
    is_whole: bool = False


def load(chosen: argparse.Namespace) -> int:
    """Make the demonstration, unless it is there already."""
    until = _until(chosen.until)
    most = len([row for row in table("zhongyuan_divisions") if row["level"] == "street"])
    if chosen.streets is not None and not 1 <= chosen.streets <= most:
        raise CannotDo(_("街道数应在 1 到 %(most)s 之间。") % {"most": most})
    wanted = Marker(database(), chosen.seed, until.isoformat(), chosen.streets, is_whole=True)
    with alone():
        found = prepare(again=chosen.again)
        if found == wanted:
            print(_("演示区已经装好了，到 %(day)s。") % {"day": found.until})
            return 0
        if found is not None:
            raise CannotDo(
                _("这里已有另一个演示区（种子 %(seed)s，到 %(day)s）。要换，请加 --again 从头再装。")
                % {"seed": found.seed, "day": found.until}
            )
        return _make(wanted, until)


def prepare(*, again: bool = False) -> Marker | None:
    """Make the database ready: return the marker of a whole demonstration, or None when it is empty.

    What was left half-made, or is to be made again, is taken away first; a district that is no demonstration never is.
    """
    found = _marker()
    if found is not None and (again or not found.is_whole):
        _remove()
        found = None
    migrate_all()
    has_district = Area.objects.exists()
    if has_district and found is None:
        raise CannotDo(
            _("这个数据库里已经有一个区，不是演示区，不能往里装演示数据。请另指一个数据目录（GONGJIAN_DATA）。")
        )
    return found if has_district else None


def database() -> str:
    """Return which database this is, as the marker names it: inside the data folder by its place there."""
    name = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and name.is_relative_to(settings.DATA_DIR):
        name = name.relative_to(settings.DATA_DIR)  # so a copy of the whole folder is whole, too
    return f"{connection.vendor}:{connection.settings_dict['HOST']}:{name}"


@contextmanager
def alone() -> Iterator[None]:
    """Refuse while another process makes the demonstration; the lock goes with its process, however that ends."""
    place = settings.DATA_DIR / "demonstration.lock"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as problem:
                raise CannotDo(_("另一个进程正在装入演示区。请等它装完，或先停掉它。")) from problem
            yield
    except PermissionError as problem:
        raise CannotDo(
            _("数据目录 %(folder)s 写不进去。请换一个（GONGJIAN_DATA）。") % {"folder": place.parent}
        ) from problem


def announce(step: str, done: int, total: int) -> None:
    """Let the pages say how far the load is."""
    write_progress(settings.PROGRESS_FILE, step, done, total, timezone.now())


def _until(text: str | None) -> date:
    try:
        day = TODAY if text is None else date.fromisoformat(text)
    except ValueError as problem:
        raise CannotDo(_("“%(day)s”不是日子，请写成 2026-11-22 这样。") % {"day": text}) from problem
    if not FIRST_DAY < day <= LAST_DAY:
        first, last = FIRST_DAY.isoformat(), LAST_DAY.isoformat()
        raise CannotDo(_("演示的今天要晚于 %(first)s，不晚于 %(last)s。") % {"first": first, "last": last})
    return day


def _make(wanted: Marker, until: date) -> int:
    _write(Marker(wanted.database, wanted.seed, wanted.until, wanted.streets))
    began, said = time.monotonic(), [0.0]
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as bar:
        line = bar.add_task("", total=None)

        def told(step: str, done: int, total: int) -> None:
            bar.update(line, description=step, completed=done, total=total)
            if done >= total or time.monotonic() - said[0] > OFTEN:
                said[0] = time.monotonic()
                announce(step, min(done, total - 1), total)

        live(wanted.seed, datetime.combine(until, OPENING, settings.OFFICE_ZONE), wanted.streets, told)
    _write(wanted)
    announce(f"{until:%Y-%m}", 1, 1)
    seconds = round(time.monotonic() - began)
    print(
        _("演示区装好了：到 %(day)s，共 %(events)s 条操作记录，用了 %(seconds)s 秒。")
        % {"day": until.isoformat(), "events": Event.objects.count(), "seconds": seconds}
    )
    return 0


def _place() -> Path:
    return Path(settings.DATA_DIR) / "demonstration.json"


def _marker() -> Marker | None:
    """Return what is written down about this database, None for another one or an unreadable file."""
    try:
        found = Marker(**json.loads(_place().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return found if found.database == database() else None


def _write(marker: Marker) -> None:
    write_whole(_place(), json.dumps(asdict(marker)).encode())


def _remove() -> None:
    """Take the demonstration away, where it is a file; on PostgreSQL that is for somebody who knows what they do."""
    if connection.vendor != "sqlite":
        raise CannotDo(_("上次的演示区没有装完。请把数据库清空（DROP DATABASE 再 CREATE DATABASE），然后再来一次。"))
    connection.close()
    name = str(connection.settings_dict["NAME"])
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(name + ending).unlink()
    _place().unlink(missing_ok=True)
