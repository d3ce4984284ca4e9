"""The workbooks of the registry: their columns, and what a row of one says.

Heads and words for choices are the file's format: they are Chinese whatever the language of the page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from gongjian.civic.registry.models import Area, Batch, Organisation
from gongjian.web.documents import Column, Sheet, read_sheet
from gongjian.web.documents.cells import Unclear, code, day, text, truth, whole

NUMBER, NAME, CREDIT, KIND = "序号", "单位名称", "统一社会信用代码", "种类"
STREET, COMMUNITY, GRID = "所在街道", "所在社区", "网格编码"
PARTY, MEMBERS, RESIDENT = "党组织类型", "党员人数", "是否驻区单位"
SUPERIOR, SECTOR, HOST, FOUNDED, KEY = "上级党组织", "行业主管部门", "所在综合体", "登记日期", "编号"
LEVEL, PLACE, PLACE_CODE, ABOVE_CODE, ABOVE = "层级", "名称", "区划代码", "上级代码", "上级名称"

LONGEST = {NAME: 120, GRID: 20, SUPERIOR: 120, SECTOR: 120, HOST: 120, PLACE: 80, ABOVE: 80, PLACE_CODE: 12}
# What districts also write for a choice.
ALSO_KINDS = {
    "国企": Organisation.Kind.STATE_FIRM,
    "非公": Organisation.Kind.PRIVATE_FIRM,
    "民营企业": Organisation.Kind.PRIVATE_FIRM,
    "事业": Organisation.Kind.INSTITUTION,
    "党政机关": Organisation.Kind.ORGAN,
    "综合体": Organisation.Kind.COMPLEX,
    "业委会": Organisation.Kind.OWNERS,
    "物业": Organisation.Kind.PROPERTY,
}
ALSO_PARTY = {
    "无": "",
    "没有": "",
    "党委": Organisation.PartyType.COMMITTEE,
    "总支": Organisation.PartyType.GENERAL_BRANCH,
    "支部": Organisation.PartyType.BRANCH,
}
ALSO_LEVELS = {
    "自治区": Area.Level.PROVINCE,
    "直辖市": Area.Level.PROVINCE,
    "地级市": Area.Level.CITY,
    "州": Area.Level.CITY,
    "县": Area.Level.DISTRICT,
    "县级市": Area.Level.DISTRICT,
    "镇": Area.Level.STREET,
    "乡": Area.Level.STREET,
    "居委会": Area.Level.COMMUNITY,
    "村委会": Area.Level.VILLAGE,
}
REQUIRED = {
    Batch.Kind.UNITS: (NAME, KIND, STREET, COMMUNITY),
    Batch.Kind.AREAS: (LEVEL, PLACE, PLACE_CODE, ABOVE_CODE),
}


@dataclass(frozen=True)
class Fault:
    """One cell that cannot be entered as it is."""

    row: int
    cell: str
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Line:
    """One row that was read: what each known column says. A column at fault is left out of `said`."""

    row: int
    said: dict[str, Any]
    faults: tuple[Fault, ...]


@cache
def words(choices: Any) -> dict[str, str]:
    """Return the stored value of each Chinese word of a choice."""
    with translation.override("zh-hans"):
        return {str(label): value for value, label in choices.choices}


@cache
def labels(choices: Any) -> dict[str, str]:
    """Return the Chinese word of each stored value."""
    return {value: label for label, value in words(choices).items()}


@cache
def columns(kind: str) -> tuple[Column, ...]:
    """Return the columns of one kind of workbook, in the order in which they are written."""
    if kind == Batch.Kind.AREAS:
        return (
            Column(LEVEL, 8, choices=tuple(words(Area.Level))),
            Column(PLACE, 28),
            Column(PLACE_CODE, 15),
            Column(ABOVE_CODE, 13),
            Column(ABOVE, 22),
            Column(KEY, 9),
        )
    return (
        Column(NUMBER, 6, "number"),
        Column(NAME, 34),
        Column(CREDIT, 22),
        Column(KIND, 12, choices=tuple(words(Organisation.Kind))),
        Column(STREET, 16),
        Column(COMMUNITY, 18),
        Column(GRID, 14),
        Column(PARTY, 12, choices=tuple(words(Organisation.PartyType))),
        Column(MEMBERS, 10, "number"),
        Column(RESIDENT, 13, choices=("是", "否")),
        Column(SUPERIOR, 30),
        Column(SECTOR, 24),
        Column(HOST, 24),
        Column(FOUNDED, 12, "date"),
        Column(KEY, 9),
    )


def open_workbook(path: Path, kind: str) -> Sheet:
    """Return the sheet of a workbook of this kind. Raises documents.Unreadable."""
    return read_sheet(path, names=[column.name for column in columns(kind)], required=REQUIRED[Batch.Kind(kind)])


def lines(sheet: Sheet, kind: str) -> Iterator[Line]:
    """Yield what each row says, cell by cell."""
    readers = AREA_READERS if kind == Batch.Kind.AREAS else UNIT_READERS
    wanted = [(name, sheet.columns[name], readers[name]) for name in sheet.columns if name in readers]
    for row, cells in sheet.rows():
        said: dict[str, Any] = {}
        faults: list[Fault] = []
        for name, place, read in wanted:
            value = cells[place] if place < len(cells) else ""
            try:
                said[name] = _fitting(name, read(value))
            except Unclear as problem:
                faults.append(Fault(row, sheet.address(name, row), name, shown(value), str(problem)))
        yield Line(row, said, tuple(faults))


def shown(value: Any) -> str:
    """Return a value as a preview shows it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    try:
        return text(value)[:80]
    except Unclear:
        return str(value)[:80]


def chosen(choices: Any, also: Mapping[str, str], empty: bool = False) -> Callable[[Any], str]:
    """Return a reader of a cell in which one of some words stands."""

    def read(value: Any) -> str:
        word = "".join(text(value).split())
        if not word and empty:
            return ""
        known = words(choices)
        if word not in known and word not in also:
            raise Unclear(_("请填其中一个：%(words)s。") % {"words": "、".join(known)})
        return known[word] if word in known else also[word]

    return read


def _fitting(name: str, value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST.get(name, len(value)):
        raise Unclear(_("太长了，最多 %(most)s 个字。") % {"most": LONGEST[name]})
    return value


def _key(value: Any) -> int | None:
    said = code(value)
    if said and not (said.isdigit() and len(said) < 16):
        raise Unclear(_("编号是导出时带出的数字。新单位请留空。"))
    return int(said) if said else None


UNIT_READERS: dict[str, Callable[[Any], Any]] = {
    NAME: text,
    CREDIT: lambda value: code(value) or None,
    KIND: chosen(Organisation.Kind, ALSO_KINDS),
    STREET: text,
    COMMUNITY: text,
    GRID: text,
    PARTY: chosen(Organisation.PartyType, ALSO_PARTY, empty=True),
    MEMBERS: whole,
    RESIDENT: truth,
    SUPERIOR: text,
    SECTOR: text,
    HOST: text,
    FOUNDED: day,
    KEY: _key,
}
AREA_READERS: dict[str, Callable[[Any], Any]] = {
    LEVEL: chosen(Area.Level, ALSO_LEVELS),
    PLACE: text,
    PLACE_CODE: code,
    ABOVE_CODE: code,
    ABOVE: text,
    KEY: _key,
}


def unit_row(number: int, row: Sequence[Any]) -> list[Any]:
    """Return the cells of one unit, from what `queries.exports` asked for."""
    name, credit, kind, level, place, above, grid, party, count, resident, superior, sector, host, founded, key = row
    is_low = level in (Area.Level.COMMUNITY, Area.Level.VILLAGE)
    street = above if is_low else place if level == Area.Level.STREET else ""
    return [
        number,
        name,
        credit,
        labels(Organisation.Kind)[kind],
        street,
        Area(name=place).short_name if is_low else "",
        grid,
        labels(Organisation.PartyType).get(party, ""),
        count,
        "是" if resident else "否",
        superior,
        sector,
        host,
        founded,
        str(key),
    ]


def area_row(row: Sequence[Any]) -> list[Any]:
    """Return the cells of one area, from what `queries.exports` asked for."""
    level, name, own, above_code, above, key = row
    return [labels(Area.Level)[level], name, own, above_code, above, str(key)]
