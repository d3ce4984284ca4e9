"""Official documents: opened again, and looked at where an office program is there."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjian.web.documents.official import (
    Body,
    Greeting,
    Heading,
    Imprint,
    Listed,
    Paper,
    Signature,
    Space,
    Table,
    Title,
    write_paper,
)

MM = 36_000  # in which the library measures
OFFICE, READER = shutil.which("soffice"), shutil.which("pdftotext")
needs_an_office = pytest.mark.skipif(
    not (OFFICE and READER), reason="needs LibreOffice (soffice) and poppler (pdftotext) to look at pages"
)


def paper(*blocks, **said) -> Paper:
    return Paper(name="纪要", blocks=blocks, **said)


def opened(written: Paper):
    return Document(BytesIO(write_paper(written)))


def pieces(written: Paper) -> dict[str, bytes]:
    with ZipFile(BytesIO(write_paper(written))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(written: Paper) -> list[tuple[str, str]]:
    return [(line.style.name, line.text) for line in opened(written).paragraphs]


def pages(written: Paper, folder: Path) -> list[list[str]]:
    """Return the lines on each page, as an office program lays them out."""
    (folder / "paper.docx").write_bytes(write_paper(written))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), "paper.docx"]
    subprocess.run(convert, cwd=folder, check=True, capture_output=True, timeout=180)
    said = subprocess.run(["pdftotext", "-layout", "paper.pdf", "-"], cwd=folder, check=True, capture_output=True)
    found = said.stdout.decode().split("\f")[:-1]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in found]


def test_the_page_is_the_one_of_the_standard():
    document = opened(paper(Body("正文")))
    section = document.sections[0]

    assert [round(side / MM) for side in (section.page_width, section.page_height)] == [210, 297]
    assert [round(side / MM) for side in (section.top_margin, section.left_margin)] == [37, 28]
    assert round((section.page_width - section.left_margin - section.right_margin) / MM) == 156
    assert round((section.page_height - section.top_margin - section.bottom_margin) / MM) == 225
    normal = document.styles["Normal"].element
    assert normal.pPr.spacing.get(qn("w:line")) == "579"
    assert normal.pPr.spacing.get(qn("w:lineRule")) == "exact"
    assert normal.rPr.sz.get(qn("w:val")) == "32"


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("公文红头", "方正小标宋简体", 26),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体", 16),
        ("Heading 3", "仿宋", 16),
        ("Body Text", "仿宋", 16),
        ("公文名单", "仿宋", 16),
        ("Footer", "宋体", 14),
    ],
)
def test_each_kind_of_line_has_its_hand_and_size(style, font, points):
    shape = opened(paper()).styles[style].element.rPr

    assert shape.rFonts.get(qn("w:eastAsia")) == font
    assert int(shape.sz.get(qn("w:val"))) == points * 2


def test_fonts_are_named_with_others_for_a_missing_one_and_none_is_brought_along():
    found = pieces(paper(Body("正文")))
    table = found["word/fontTable.xml"].decode()

    assert re.findall(r'w:name="([^"]+)"', table) == ["仿宋", "黑体", "楷体", "宋体", "方正小标宋简体"]
    assert "仿宋_GB2312" in table
    assert [name for name in found if "fonts/" in name or "thumbnail" in name] == []


def test_the_red_heading_the_number_and_the_rule_come_first():
    head = paper(heading="某街道区域党委联席会议纪要", number="〔2026〕3号", issuer="某街道党工委", day="2026年3月1日")

    assert lines(head) == [
        ("公文红头", "某街道区域党委联席会议纪要"),
        ("公文编号", ""),
        ("公文编号", "〔2026〕3号"),
        ("公文落款行", "某街道党工委\t2026年3月1日"),
    ]
    document = opened(head)
    assert str(document.styles["公文红头"].font.color.rgb) == "CC0000"
    rule = document.paragraphs[3]._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert rule.get(qn("w:color")) == "CC0000"


@pytest.mark.parametrize(("words", "points"), [("纪要", 36), ("某" * 14, 31), ("某" * 17, 26), ("某" * 40, 22)])
def test_the_red_letters_fill_the_line_without_leaving_it(words, points):
    heading = opened(paper(heading=words)).paragraphs[0]

    assert heading.runs[0].font.size.pt == points


def test_every_kind_of_line_is_written_in_order():
    written = paper(
        Title("第一季度联席会议", "征求意见稿"),
        Greeting("各成员单位："),
        Heading("一、坡道"),
        Heading("（一）工期", level=2),
        Heading("1.验收", level=3),
        Body("第一段\n第二段", lead="（二）通行。"),
        Space(),
        Listed("出席", ["甲", "乙"]),
        Signature("某街道党工委", "2026年3月1日"),
    )

    assert [line for line in lines(written) if line[1]] == [
        ("Title", "第一季度联席会议"),
        ("公文题注", "（征求意见稿）"),
        ("公文主送", "各成员单位："),
        ("Heading 1", "一、坡道"),
        ("Heading 2", "（一）工期"),
        ("Heading 3", "1.验收"),
        ("Body Text", "（二）通行。第一段"),
        ("Body Text", "第二段"),
        ("公文名单", "出席：甲、乙。"),
        ("公文署名", "某街道党工委"),
        ("公文署名", "2026年3月1日"),
    ]


def test_what_leads_a_line_is_in_another_hand():
    body, listed = opened(paper(Body("由甲负责。", lead="（一）修坡道。"), Listed("请假", ["乙"]))).paragraphs

    assert body.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "楷体"
    assert listed.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert body.runs[1]._r.rPr is None


def test_pages_are_numbered_on_the_outer_side():
    document = opened(paper(Body("正文")))
    section = document.sections[0]

    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        line = footer.paragraphs[0]
        assert line.text == "— 1 —"
        assert line._p.xpath(".//w:instrText")[0].text == "PAGE"
        assert line.style.element.pPr.find(qn("w:jc")).get(qn("w:val")) == side


def test_the_margin_of_every_page_bears_the_check_code():
    section = opened(paper(mark="演示数据，并非真实评价", code="校验码 9DHR 2VQK")).sections[0]

    for header in (section.header, section.even_page_header):
        assert header.paragraphs[0].text == "演示数据，并非真实评价　校验码 9DHR 2VQK"


def test_a_table_repeats_its_head_and_tears_no_row():
    table = opened(paper(Table(["单位", "签名"], [["甲&<乙>", ""], ["丙", ""]], [3, 1]))).tables[0]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [["单位", "签名"], ["甲&<乙>", ""], ["丙", ""]]
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False]
    assert [bool(row._tr.xpath("./w:trPr/w:cantSplit")) for row in table.rows] == [True, True, True]


def test_the_imprint_stands_between_rules_and_never_alone():
    document = opened(paper(Body("正文"), Imprint("分送：各成员单位。", "某街道党工委", "2026年3月1日印发")))

    assert [row.cells[0].text for row in document.tables[0].rows] == [
        "分送：各成员单位。",
        "某街道党工委\t2026年3月1日印发",
    ]
    assert document.paragraphs[0].paragraph_format.keep_with_next


def test_a_table_with_a_cell_too_few_is_refused():
    with pytest.raises(ValueError, match="as many cells"):
        Table(["单位", "签名"], [["甲"]], [3, 1])


def test_a_fourth_level_of_headings_is_refused():
    with pytest.raises(ValueError, match="levels 1 to 3"):
        Heading("（1）", level=4)


HOSTILE = "<w:p/>&amp;]]>{{ 7*7 }}=1+1\x00\x1b\u202e'\"\t坡\ud83d道"


def test_hostile_text_stays_text():
    shown = "<w:p/>&amp;]]>{{ 7*7 }}=1+1'\" 坡道"
    document = opened(
        paper(
            Title(HOSTILE, HOSTILE),
            Body(HOSTILE, lead=HOSTILE),
            Listed(HOSTILE, [HOSTILE]),
            Table([HOSTILE], [[HOSTILE]], [1]),
            Imprint(HOSTILE, HOSTILE, HOSTILE),
            heading=HOSTILE,
            number=HOSTILE,
            issuer=HOSTILE,
            day=HOSTILE,
            mark=HOSTILE,
        )
    )

    assert document.paragraphs[0].text == shown
    assert document.paragraphs[3].text == f"{shown}\t{shown}"
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == [shown, shown]
    assert document.tables[1].rows[1].cells[0].text == f"{shown}\t{shown}"
    assert document.core_properties.author == shown


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_makes_a_document_that_opens(one, other):
    written = paper(Title(one), Body(other, lead=one), Table([one], [[other]], [1]), heading=other, mark=one)

    assert len(opened(written).tables) == 1


def test_the_same_document_is_written_the_same_way():
    written = paper(Title("同一份"), Body("正文"), code="校验码")

    assert pieces(written) == pieces(written)


@needs_an_office
def test_a_page_holds_22_lines_of_28_characters(tmp_path):
    found = pages(paper(Body("建" * (28 * 44 - 2))), tmp_path)

    assert [len(page) for page in found] == [23, 23]  # with the number of the page
    assert [len(line) for line in found[1][:-1]] == [28] * 22
    assert [page[-1].replace(" ", "") for page in found] == ["—1—", "—2—"]


@needs_an_office
def test_a_signature_is_not_torn_apart(tmp_path):
    found = pages(paper(*[Body("建")] * 20, Signature("某街道党工委", "2026年3月1日")), tmp_path)

    assert [line.replace(" ", "") for line in found[1][:-1]] == ["建", "某街道党工委", "2026年3月1日"]


@needs_an_office
def test_an_imprint_that_does_not_fit_takes_the_last_line_with_it(tmp_path):
    found = pages(paper(*[Body("建")] * 22, Imprint("分送：各成员单位。", "甲", "2026年3月1日印发")), tmp_path)

    assert len(found) == 2
    assert found[1][0].startswith("建")
