"""Workbooks out and in again."""

from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from xlsxwriter import Workbook

from gongjian.web.documents import Column, Unreadable, read_sheet, write_sheet

COLUMNS = [
    Column("名称", 20),
    Column("代码"),
    Column("人数", kind="number"),
    Column("日期", kind="date"),
    Column("是否", choices=("是", "否")),
]
NAMES = [column.name for column in COLUMNS]


def stored(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    return path


def drawn(tmp_path: Path, draw, **options) -> Path:
    """Return a workbook that a function draws by hand."""
    path = tmp_path / "book.xlsx"
    workbook = Workbook(path, options)
    draw(workbook)
    workbook.close()
    return path


def test_what_is_written_is_read(tmp_path):
    rows = [["甲", "001", 12, date(2025, 3, 1), "是"], ["乙", None, 0, None, ""]]

    sheet = read_sheet(
        stored(tmp_path, write_sheet(COLUMNS, rows, title="名册（演示）")), names=NAMES, required=["名称"]
    )

    assert (sheet.title, sheet.head, sheet.length, sheet.unknown) == ("名册（演示）", 1, 2, [])
    assert list(sheet.rows()) == [(2, ["甲", "001", 12.0, date(2025, 3, 1), "是"]), (3, ["乙", "", 0.0, "", ""])]
    assert sheet.address("代码", 3) == "B3"


@pytest.mark.parametrize(
    "said", ["=1+1", "=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", "http://x.cn", "mailto:a@b.cn", "007"]
)
def test_nothing_becomes_a_formula_or_a_link_and_every_text_survives(tmp_path, said):
    content = write_sheet(COLUMNS, [[said, said, None, None, None]], title="表")

    with ZipFile(BytesIO(content)) as archive:
        markup = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/"))
    sheet = read_sheet(stored(tmp_path, content), names=NAMES, required=["名称"])

    assert b"<f>" not in markup
    assert b"hyperlink" not in markup
    assert next(sheet.rows())[1][:2] == [said, said]


def test_choices_are_offered_and_the_head_stays(tmp_path):
    with ZipFile(BytesIO(write_sheet(COLUMNS, [], title="表"))) as archive:
        markup = archive.read("xl/worksheets/sheet1.xml").decode()

    assert '<formula1>"是,否"</formula1>' in markup
    assert 'state="frozen"' in markup


def test_columns_may_stand_in_any_order_below_a_title_and_beside_an_empty_column(tmp_path):
    def draw(workbook):
        sheet = workbook.add_worksheet("台账")
        sheet.merge_range("B2:E2", "2025 年台账")
        sheet.write_row("C4", ["人 数", "备注", "名称*"])
        sheet.write_row("C6", [12, "x", "甲"])

    sheet = read_sheet(drawn(tmp_path, draw), names=NAMES, required=["名称"])

    assert (sheet.head, sheet.unknown, sheet.length) == (4, ["备注"], 2)
    [(row, cells)] = sheet.rows()
    assert (row, cells[sheet.columns["名称"]], sheet.address("名称", row)) == (6, "甲", "E6")


def test_only_the_sheet_with_the_heads_is_read(tmp_path):
    def draw(workbook):
        workbook.add_worksheet("说明").write("A1", "请看第二张")
        workbook.add_worksheet("空白")
        workbook.add_worksheet("名册").write_row("A1", ["名称", "人数"])

    sheet = read_sheet(drawn(tmp_path, draw), names=NAMES, required=["名称"])

    assert (sheet.title, sheet.others) == ("名册", ["说明"])


def hidden(workbook):
    workbook.add_worksheet("名册").write("A1", "名称")
    workbook.add_worksheet("暗处").hide()


def very_hidden(workbook):
    workbook.add_worksheet("名册").write("A1", "名称")
    workbook.add_worksheet("暗处").very_hidden()


def two(workbook):
    workbook.add_worksheet("甲").write("A1", "名称")
    workbook.add_worksheet("乙").write("A1", "名称")


def twice(workbook):
    workbook.add_worksheet("甲").write_row("A1", ["名称", "人数", "名称"])


def merged(workbook):
    sheet = workbook.add_worksheet("甲")
    sheet.write("A1", "名称")
    sheet.merge_range("A2:A4", "同一家")


def missing(workbook):
    workbook.add_worksheet("甲").write_row("A1", ["人数"])


def empty(workbook):
    workbook.add_worksheet("甲")


@pytest.mark.parametrize(
    ("draw", "sentence"),
    [
        (hidden, "隐藏的表：暗处"),
        (very_hidden, "隐藏的表：暗处"),
        (two, "不止一张表像名册：甲、乙"),
        (twice, "重复的列：名称"),
        (merged, "合并的单元格：A2:A4"),
        (missing, "缺少这几列：名称。"),
        (empty, "缺少这几列：名称。"),
    ],
)
def test_what_is_not_clear_is_refused_in_words(tmp_path, draw, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read_sheet(drawn(tmp_path, draw), names=NAMES, required=["名称"])
