"""What is uploaded is looked at piece by piece, and refused in words before anything interprets it."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from gongjian.web.documents import Column, Limits, Unreadable, inspect, write_sheet

BOOK = write_sheet([Column("名称")], [["甲"], ["乙"]], title="表")
SHEET = "xl/worksheets/sheet1.xml"


def changed(pieces: dict[str, bytes | None], book: bytes = BOOK) -> BytesIO:
    """Return a workbook with some pieces replaced, added, or (None) left out."""
    stream = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in pieces:
                new.writestr(name, old.read(name))
        for name, content in pieces.items():
            if content is not None:
                new.writestr(name, content)
    return stream


def with_cells(markup: str) -> BytesIO:
    """Return a workbook whose one sheet holds these rows."""
    return changed({SHEET: f"<worksheet><sheetData>{markup}</sheetData></worksheet>".encode()})


def lying(name: str, content: bytes, said: int) -> BytesIO:
    """Return a workbook in which a piece is larger than both its headers say, with the check sum of its beginning."""
    stream = changed({name: content})
    data = bytearray(stream.getvalue())
    checksum = zlib.crc32(content[:said])
    for signature, place in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            name_at = start + (30 if place == 14 else 46)
            if data[name_at : name_at + len(name)] == name.encode():
                data[start + place : start + place + 4] = struct.pack("<I", checksum)
                data[start + place + 8 : start + place + 12] = struct.pack("<I", said)
    return BytesIO(bytes(data))


def refusal(file: BytesIO, limits: Limits | None = None) -> str:
    """Return why a file is refused."""
    with pytest.raises(Unreadable) as caught:
        inspect(file, limits or Limits())
    return str(caught.value)


def test_a_plain_workbook_passes_and_can_be_read_from_its_beginning():
    file = BytesIO(BOOK)

    inspect(file, Limits())

    assert file.tell() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "这不是 .xlsx 工作簿"),
        (b"name,kind\n", "这不是 .xlsx 工作簿"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式（.xls）或加了密码"),
        (BOOK[: len(BOOK) // 2], "文件已经损坏"),
        (BOOK[:4] + b"\0" * 200, "文件已经损坏"),
    ],
)
def test_what_is_no_workbook_is_refused(content, sentence):
    assert sentence in refusal(BytesIO(content))


@pytest.mark.parametrize(
    ("pieces", "sentence"),
    [
        ({"xl/vbaProject.bin": b"x"}, "文件里有宏"),
        ({"xl/macrosheets/sheet1.xml": b"<x/>"}, "文件里有宏"),
        ({"xl/embeddings/oleObject1.bin": b"x"}, "嵌入的对象"),
        (
            {"[Content_Types].xml": b'<Types ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'},
            "文件里有宏",
        ),
        ({"xl/externalLinks/externalLink1.xml": b"<x/>"}, "引用了别的工作簿"),
        ({"xl/workbook.xml": None}, "这不是 .xlsx 工作簿"),
        ({"[Content_Types].xml": None}, "这不是 .xlsx 工作簿"),
        ({f"xl/worksheets/sheet{number}.xml": b"<x/>" for number in range(2, 13)}, "超过了 10 张"),
        ({f"docProps/{number}.xml": b"<x/>" for number in range(500)}, "大得不正常"),
        ({SHEET: b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'}, "不该有的内容"),
        ({"xl/media/picture.png": b"\0" * 3_000_000}, "大得不正常"),
    ],
)
def test_what_no_register_needs_is_refused(pieces, sentence):
    assert sentence in refusal(changed(pieces))


def test_a_large_file_is_refused_unread():
    class Endless(BytesIO):
        def seek(self, place, whence=0):
            return 150 * 2**20 if whence == 2 else super().seek(place, whence)

        def read(self, size=-1):
            raise AssertionError("it was read")

    assert refusal(Endless()) == "文件有 150 MB，最多 20 MB。请删去图片和无关的表，或分成几份上传。"


@pytest.mark.parametrize(
    ("markup", "sentence"),
    [
        ('<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>', "超过了 60 列：XFD 列"),
        ('<row r="1"><c r="A1"/></row><row r="1048576"><c r="A1048576"/></row>', "超过了 100000 行"),
        ('<row r="4000000000"><c r="A1"/></row>', "超过了 100000 行"),
        ("<row>" + "<c/>" * 50 + "</row>", "写法少见"),
        ('<row r="1"><c><!-- r="A1" --></c><c r="A1"/></row>', "不该有的内容"),
        ("<row r='1'><c r='ZZZ1'/></row>", "超过了 60 列"),
    ],
)
def test_a_cell_far_away_is_refused_before_a_parser_lays_out_what_lies_between(markup, sentence):
    assert sentence in refusal(with_cells(markup))


def test_a_cell_that_is_cut_between_two_blocks_is_seen():
    for filling in range(65_400, 65_560):
        markup = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * filling}</t></is></c><c r="XFD1"/></row>'

        assert "超过了 60 列" in refusal(with_cells(markup))


def test_a_declared_dimension_alone_does_no_harm():
    markup = (
        b'<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"/></row></sheetData></worksheet>'
    )

    inspect(changed({SHEET: markup}), Limits())


def test_one_long_text_to_which_many_cells_point_is_refused():
    strings = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si><si><t>y</t></si></sst>"
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 9_000))
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()

    assert "文字太多" in refusal(changed({SHEET: sheet, "xl/sharedStrings.xml": strings}))


def test_a_piece_larger_than_the_directory_says_is_refused():
    content = b"<worksheet>" + bytes(range(65, 90)) * 4000 + b"</worksheet>"

    assert "文件已经损坏" in refusal(lying(SHEET, content, 1000))
