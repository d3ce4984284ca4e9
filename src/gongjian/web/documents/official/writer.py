"""An official document as a .docx file, from plain data."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from gongjian.web.documents.official import styles
from gongjian.web.documents.official.paper import (
    Block,
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
)
from gongjian.web.documents.official.styles import HEI, KAI, MARGIN, PAGE, RED, TYPE_WIDTH, twips
from gongjian.web.documents.texts import plain

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEADING_SIZES = (26, 36)  # points: the red letters fill the line without leaving it
SECOND_LINE = 22  # of a heading too long for one line
DROP = twips(29)  # the red letters begin 35 mm below the upper edge of the type area, 6 mm below that of their line
TEXT = twips(TYPE_WIDTH)
RULE, THICK = 6, 8  # eighths of a point: 0.25 and 0.35 mm
HEAD = "<w:tblHeader/>"
TALL = f'<w:trHeight w:val="{twips(10)}" w:hRule="atLeast"/>'  # somebody may write in it
IMPRINT_CHARACTER = 280  # twips
FONTS_PART = "/word/fontTable.xml"
FILED = datetime(2000, 1, 1, tzinfo=UTC)  # the file says nothing of the minute in which it was fetched


def write_paper(paper: Paper) -> bytes:
    """Return a document as the bytes of a .docx file."""
    document = Document()
    _clear(document)
    styles.set_styles(document)
    _lay_out(document, paper)
    _describe(document, paper)
    if plain(paper.heading):
        _head(document, paper)
    for block in paper.blocks:
        _write(document, block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _clear(document: Docx) -> None:
    """Take out what the library's blank document brings along: a picture of itself, its own fonts."""
    package = document.part.package
    for key, link in list(package.rels.items()):
        if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]
    for part in package.iter_parts():
        if part.partname == FONTS_PART:
            part._blob = styles.font_table()


def _lay_out(document: Docx, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Twips(twips(PAGE["width"])), Twips(twips(PAGE["height"]))
    section.top_margin, section.bottom_margin = Twips(twips(MARGIN["top"])), Twips(twips(MARGIN["bottom"]))
    section.left_margin, section.right_margin = Twips(twips(MARGIN["left"])), Twips(twips(MARGIN["right"]))
    section.header_distance = Twips(twips(styles.HEAD_FROM_EDGE))
    section.footer_distance = Twips(twips(styles.FOOT_FROM_EDGE))
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(styles.LINE))
    document.settings.odd_and_even_pages_header_footer = True
    _margins(section, paper)


def _margins(section: Section, paper: Paper) -> None:
    """Put the check code above every page and the number below, on the outer side."""
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        header.paragraphs[0].style = "Header"
        header.paragraphs[0].add_run(plain(paper.margin))
    for footer, style in ((section.footer, "Footer"), (section.even_page_footer, "公文双页码")):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.style = style
        line.add_run("— ")
        _page_number(line.add_run())
        line.add_run(" —")


def _page_number(run: Run) -> None:
    for part in ("begin", "instrText", "separate", "text", "end"):
        if part in ("instrText", "text"):
            element = OxmlElement("w:instrText" if part == "instrText" else "w:t")
            element.text = "PAGE" if part == "instrText" else "1"
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), part)
        run._r.append(element)


def _describe(document: Docx, paper: Paper) -> None:
    told = document.core_properties
    told.title, told.author, told.last_modified_by = plain(paper.name)[:255], plain(paper.issuer)[:255], ""
    told.comments, told.keywords, told.language = plain(paper.margin)[:255], "", paper.language
    told.created = told.modified = FILED


def _head(document: Docx, paper: Paper) -> None:
    """Write the red heading, the number, the line of issuer and day, the red rule."""
    words = plain(paper.heading)
    fitting = TEXT // 20 // max(len(words), 1)
    size = min(fitting, HEADING_SIZES[1]) if fitting >= HEADING_SIZES[0] else SECOND_LINE
    heading = _line(document, words, "公文红头")
    heading.runs[0].font.size = Pt(size)
    heading.paragraph_format.space_before = Twips(DROP)
    _line(document, "", "公文编号")
    if paper.number:
        _line(document, paper.number, "公文编号")
    below = _line(document, "", "公文落款行")
    below.add_run(f"{plain(paper.issuer)}\t{plain(paper.day)}")
    below.paragraph_format.tab_stops.add_tab_stop(Twips(TEXT), WD_TAB_ALIGNMENT.RIGHT)
    _rule(below, "bottom", RED, 12)


def _write(document: Docx, block: Block) -> None:
    match block:
        case Title(text, under):
            _line(document, "", "公文编号")
            _line(document, text, "Title")
            if under:
                _line(document, f"（{plain(under)}）", "公文题注")
            _line(document, "", "公文编号")
        case Greeting(text):
            _line(document, text, "公文主送")
        case Heading(text, level):
            _line(document, text, f"Heading {level}")
        case Body():
            _body(document, block)
        case Listed(lead):
            line = _line(document, "", "公文名单")
            _in_hand(line.add_run(f"{plain(lead)}："), HEI)
            line.add_run(plain(block.text))
        case Signature(by, day):
            _keep_last(document)
            for text in ("", by, day):
                _line(document, text, "公文署名").paragraph_format.keep_with_next = text != day
        case Space():
            _line(document, "", "Body Text")
        case Table():
            _table(document, block)
        case Imprint():
            _imprint(document, block)


def _line(document: Docx, text: str, style: str) -> Paragraph:
    line = document.add_paragraph(style=style)
    if text:
        line.add_run(plain(text))
    return line


def _body(document: Docx, body: Body) -> None:
    texts = body.paragraphs if body.paragraphs or not body.lead else [""]
    for number, text in enumerate(texts):
        line = _line(document, "", "Body Text")
        if body.lead and not number:
            _in_hand(line.add_run(plain(body.lead)), KAI)
        if text:
            line.add_run(text)


def _in_hand(run: Run, font: str) -> None:
    """Set a run in another font: digits stay as they are."""
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:eastAsia", "w:hAnsi"):
        fonts.set(qn(name), font)


def _rule(line: Paragraph, side: str, color: str, eighths: int) -> None:
    """Draw a rule beside a paragraph; its width in eighths of a point."""
    border = f'<w:{side} w:val="single" w:sz="{eighths}" w:space="4" w:color="{color}"/>'
    properties = line._p.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"),
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:spacing"),
        *("w:ind", "w:jc", "w:rPr", "w:sectPr"),
    )


def _table(document: Docx, table: Table) -> None:
    """Draw a ruled table; its head returns on every page and no row is torn apart."""
    part = TEXT / sum(table.widths)
    widths = [round(width * part) for width in table.widths]
    head, body = (document.styles[name].style_id for name in ("公文表头", "公文表格"))
    rows = [_row([_cell(_runs(name), width, head) for name, width in zip(table.heads, widths, strict=True)], HEAD)]
    rows += [
        _row([_cell(_runs(cell), width, body) for cell, width in zip(row, widths, strict=True)], TALL)
        for row in table.rows
    ]
    sides = [(side, RULE) for side in ("top", "left", "bottom", "right", "insideH", "insideV")]
    _add(document, _ruled(sides, widths, rows))


def _imprint(document: Docx, imprint: Imprint) -> None:
    """Write the last lines between rules, on one page: thick ones above and below, a thin one between."""
    style = document.styles["公文版记"].style_id
    stop = f'<w:keepNext/><w:tabs><w:tab w:val="right" w:pos="{TEXT - IMPRINT_CHARACTER}"/></w:tabs>'
    told = [_runs(imprint.copies)] if imprint.copies else []
    rows = [_row([_cell(runs, TEXT, style, stop)]) for runs in (*told, _runs(imprint.by, imprint.day))]
    sides = [("top", THICK), ("bottom", THICK), ("insideH", RULE)]
    _keep_last(document)
    _line(document, "", "公文尾距")
    _add(document, _ruled(sides, [TEXT], rows))
    _line(document, "", "公文尾行")  # a document cannot end with a table


def _keep_last(document: Docx) -> None:
    """Tie the last line to what follows, which never stands alone on a page."""
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True


def _row(cells: Sequence[str], properties: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(runs: str, width: int, style: str, properties: str = "") -> str:
    line = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{line}</w:tc>'


def _runs(*parts: str) -> str:
    """Return the runs of a line, with a tabulator between its parts."""
    written = [f'<w:r><w:t xml:space="preserve">{escape(plain(part))}</w:t></w:r>' for part in parts]
    return "<w:r><w:tab/></w:r>".join(written)


def _ruled(sides: Sequence[tuple[str, int]], widths: Sequence[int], rows: Sequence[str]) -> str:
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>' for side, eighths in sides
    )
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{rules}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{margins}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _add(document: Docx, markup: str) -> None:
    document.element.body._insert_tbl(parse_xml(markup))
