"""Workbooks (.xlsx) in and out, as plain rows. What the columns mean is the caller's."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum
from xlsxwriter import Workbook

from gongjian.web.documents.archives import Limits, Unreadable, column_letters, inspect
from gongjian.web.documents.cells import Unclear, text

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD_WITHIN = 10  # rows above which the head stands: a title and a line of notes are usual
SPARE_ROWS = 500  # below the last row, for rows that are added by hand
LONGEST_TITLE = 31
LONGEST_CHOICES = 255


@dataclass(frozen=True)
class Column:
    """A column that is written: its head, how wide, and what may be chosen in it.

    kind  "text" keeps codes as they are, "number", "date"
    """

    name: str
    width: int = 12
    kind: str = "text"
    choices: Sequence[str] = ()


@dataclass(frozen=True)
class Sheet:
    """A sheet that is read.

    columns  name -> place, of the columns that are known
    unknown  the heads that are not
    head     the row of the heads, counted from one as the spreadsheet does
    others   the titles of the sheets that are left aside
    """

    title: str
    columns: dict[str, int]
    unknown: list[str]
    head: int
    others: list[str]
    _sheet: CalamineSheet

    @property
    def length(self) -> int:
        """How many rows stand below the head, empty ones included."""
        return max(0, self._sheet.end[0] + 1 - self.head) if self._sheet.end else 0

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Yield the rows that are not empty, each with its number in the spreadsheet."""
        for number, cells in enumerate(self._sheet.iter_rows(), 1):  # empty rows above are counted, columns are not
            if number > self.head and any(cell not in ("", None) for cell in cells):
                yield number, cells

    def address(self, name: str, row: int) -> str:
        """Return where a cell stands, as the spreadsheet says it: C12."""
        first = self._sheet.start[1] if self._sheet.start else 0
        return f"{column_letters(self.columns[name] + first + 1)}{row}"


def read_sheet(path: Path, *, names: Collection[str], required: Sequence[str], limits: Limits | None = None) -> Sheet:
    """Return the one visible sheet whose heads are known, after a look at the file itself.

    names     the heads that are known
    required  those without which there is nothing to read
    raises    Unreadable
    """
    with path.open("rb") as file:
        inspect(file, limits or Limits())
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        hidden = [one.name for one in workbook.sheets_metadata if one.visible != SheetVisibleEnum.Visible]
        if hidden:
            raise Unreadable(
                _("工作簿里有隐藏的表：%(names)s。请取消隐藏看一看，不需要的删掉，再上传。")
                % {"names": "、".join(hidden)}
            )
        sheets = [
            workbook.get_sheet_by_name(one.name)
            for one in workbook.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, OSError, ValueError) as problem:
        raise Unreadable(_("文件已经损坏，打不开。请在表格软件里打开它，另存为 .xlsx 后再上传。")) from problem
    heads = [(sheet, *_head(sheet, names)) for sheet in sheets]
    fitting = [found for found in heads if set(required) <= found[2].keys()]
    if len(fitting) > 1:
        both = "、".join(sheet.name for sheet, *_rest in fitting)
        raise Unreadable(_("有不止一张表像名册：%(names)s。请只留要导入的那一张。") % {"names": both})
    if not fitting:
        best = max((found[2].keys() for found in heads), key=len, default=set[str]())
        missing = "、".join(name for name in required if name not in best)
        raise Unreadable(_("表头里缺少这几列：%(names)s。列名要和导出的表一样，顺序可以不同。") % {"names": missing})
    sheet, head, columns, unknown = fitting[0]
    _check_merged(sheet, head)
    others = [other.name for other in sheets if other is not sheet and other.height]
    return Sheet(sheet.name, columns, unknown, head, others, sheet)


def _head(sheet: CalamineSheet, names: Collection[str]) -> tuple[int, dict[str, int], list[str]]:
    """Return the row of the heads, the known columns and the unknown heads: the first row that knows the most."""
    best: tuple[int, dict[str, int], list[str]] = (1, {}, [])
    for number, cells in enumerate(islice(sheet.iter_rows(), HEAD_WITHIN), 1):
        said = [_head_word(cell) for cell in cells]
        known = {word: place for place, word in reversed(list(enumerate(said))) if word in names}
        if len(known) > len(best[1]):
            twice = [word for word in known if said.count(word) > 1]
            if twice:
                raise Unreadable(_("表头里有重复的列：%(names)s。请只留一列。") % {"names": "、".join(twice)})
            best = (number, known, [word for word in said if word and word not in names])
    return best


def _head_word(cell: Any) -> str:
    try:
        return "".join(text(cell).split()).rstrip("*＊")
    except Unclear:
        return ""


def _check_merged(sheet: CalamineSheet, head: int) -> None:
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        if last_row + 1 > head:
            area = f"{column_letters(first_column + 1)}{first_row + 1}:{column_letters(last_column + 1)}{last_row + 1}"
            raise Unreadable(_("表里有合并的单元格：%(area)s。请取消合并，每一格都填上，再上传。") % {"area": area})


def write_sheet(columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, title: str) -> bytes:
    """Return a workbook of one sheet. A text stays text whatever it begins with; nothing becomes a formula."""
    stream = BytesIO()
    workbook = Workbook(stream, {"constant_memory": True})
    sheet = workbook.add_worksheet(title[:LONGEST_TITLE])
    head = workbook.add_format(
        {"bold": True, "bg_color": "#f1f3f6", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
    )
    formats = {
        "text": workbook.add_format({"num_format": "@"}),
        "number": workbook.add_format({"num_format": "0"}),
        "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
    }
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 24)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, formats[column.kind])
        sheet.write_string(0, place, column.name, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            if value is None or value == "":
                continue
            if isinstance(value, date):
                sheet.write_datetime(last, place, value, formats["date"])
            elif column.kind == "number":
                sheet.write_number(last, place, value, formats["number"])
            else:
                sheet.write_string(last, place, str(value), formats["text"])
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    for place, column in enumerate(columns):
        if column.choices and len(",".join(column.choices)) <= LONGEST_CHOICES:
            sheet.data_validation(
                1, place, last + SPARE_ROWS, place, {"validate": "list", "source": list(column.choices)}
            )
    workbook.close()
    return stream.getvalue()
