"""`gongjian export`."""

import argparse
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from django.utils.translation import gettext as _

from gongjian.civic.registry.models import Programme
from gongjian.civic.results.models import Release
from gongjian.cli.refusals import CannotDo
from gongjian.ledger.files import path_of


def export(chosen: argparse.Namespace) -> int:
    """Copy a year's published bundle to a file, whole or not at all."""
    release = published(chosen.year)
    target = Path(chosen.out)
    try:
        content = path_of(release.bundle).read_bytes()
    except OSError as problem:
        raise CannotDo(_("存着的结果文件读不出来：%(why)s。请从备份恢复 files 目录。") % {"why": problem}) from problem
    write_whole(target, content)
    print(_("已写入 %(file)s，校验码 %(code)s。") % {"file": target, "code": release.code})
    return 0


def published(year: int) -> Release:
    """Return the published release of a year, or refuse with the years there are."""
    if not Programme.objects.filter(year=year).exists():
        years = " ".join(str(one) for one in Programme.objects.order_by("year").values_list("year", flat=True))
        raise CannotDo(_("没有 %(year)s 年度。现有的年度：%(years)s。") % {"year": year, "years": years or "—"})
    release = Release.objects.filter(grading__scheme__programme__year=year, published_at__isnull=False).first()
    if release is None:
        raise CannotDo(_("%(year)s 年度的结果还没有公布，公布以后才能导出。") % {"year": year})
    return release


def write_whole(target: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that nobody ever meets half of it."""
    draft = target.with_name(f".{target.name}.{token_hex(4)}")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    except OSError as problem:
        raise CannotDo(
            _("写不进 %(file)s：%(why)s。请换一个可以写的地方。") % {"file": target, "why": problem.strerror or problem}
        ) from problem
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
