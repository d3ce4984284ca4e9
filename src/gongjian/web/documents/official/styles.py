"""Measures, fonts and styles of GB/T 9704-2012.

A4 with a type area of 156 × 225 mm, 37 mm from above and 28 mm from the left; 22 lines of 28 characters in 16 pt.
Twenty-eight characters of 16 pt are 2 mm wider than the type area: the standard means them set a little closer.

No font is brought along. The names are those that office computers know; for one that is missing, the table of fonts
inside the document names others of the same hand.
"""

from dataclasses import dataclass
from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import ParagraphStyle

TWIPS_PER_MM = 1440 / 25.4
LINE = 579  # twips: 225 mm / 22 lines, 28.95 pt
CLOSER = -5  # twips by which characters stand closer, so that 28 fit into a line
CHARACTER = 320 + CLOSER  # twips
PAGE = {"width": 210.0, "height": 297.0}
MARGIN = {"top": 37.0, "right": 26.0, "bottom": 35.0, "left": 28.0}
TYPE_WIDTH, TYPE_HEIGHT = 156.0, 225.0
FOOT_FROM_EDGE = 21.6  # the number stands 7 mm below the type area in a line of 18 pt
HEAD_FROM_EDGE = 18.0
RED = "CC0000"

FANG, HEI, KAI, SONG, TITLE, LATIN = "仿宋", "黑体", "楷体", "宋体", "方正小标宋简体", "Times New Roman"
# name: other names of the same hand, and the family from which a missing one is replaced
FONTS = {
    FANG: (("FangSong", "仿宋_GB2312", "FangSong_GB2312", "STFangsong", "方正仿宋简体", "FZFangSong-Z02S"), "roman"),
    HEI: (("SimHei", "STHeiti", "方正黑体简体", "FZHei-B01S", "Noto Sans CJK SC"), "swiss"),
    KAI: (("KaiTi", "楷体_GB2312", "KaiTi_GB2312", "STKaiti", "方正楷体简体", "FZKai-Z03S"), "roman"),
    SONG: (("SimSun", "STSong", "方正书宋简体", "Noto Serif CJK SC"), "roman"),
    TITLE: (("FZXiaoBiaoSong-B05S", "小标宋", "华文中宋", "STZhongsong", "Noto Serif CJK SC"), "roman"),
}


@dataclass(frozen=True)
class Style:
    """A paragraph style. Sizes in points; indents in characters; spaces in twips."""

    name: str
    font: str
    size: float = 16
    align: str = "both"
    first: int = 0
    left: float = 0
    right: float = 0
    line: int = LINE
    before: int = 0
    after: int = 0
    color: str = ""
    is_bold: bool = False
    stays_with_next: bool = False
    closer: int = CLOSER


NORMAL = Style("Normal", FANG)
STYLES = (
    Style("公文红头", TITLE, 26, "center", line=760, color=RED, closer=0),
    Style("公文编号", FANG, align="center"),
    Style("公文落款行", FANG, align="left"),
    Style("Title", TITLE, 22, "center", line=LINE + 120, stays_with_next=True, closer=0),
    Style("公文题注", KAI, align="center", stays_with_next=True),
    Style("公文主送", FANG, align="left"),
    Style("Body Text", FANG, first=2),
    Style("Heading 1", HEI, first=2, stays_with_next=True),
    Style("Heading 2", KAI, first=2, stays_with_next=True),
    Style("Heading 3", FANG, first=2, is_bold=True, stays_with_next=True),
    Style("公文名单", FANG, left=5, first=-3),
    Style("公文署名", FANG, align="right", right=4),
    Style("公文表头", HEI, 12, "center", line=400, closer=0),
    Style("公文表格", FANG, 12, "left", line=400, left=0.5, right=0.5, closer=0),
    Style("公文版记", FANG, 14, "left", line=510, left=1, right=1, closer=0),
    Style("公文尾距", FANG, stays_with_next=True),
    Style("公文尾行", FANG, 1, "left", line=20, closer=0),
    Style("Header", HEI, 9, "right", line=260, closer=0),
    Style("Footer", SONG, 14, "right", line=360, right=1, closer=0),
    Style("公文双页码", SONG, 14, "left", line=360, left=1, closer=0),
)


def twips(mm: float) -> int:
    """Return millimetres as twips, the twentieths of a point in which a document measures."""
    return round(mm * TWIPS_PER_MM)


def set_styles(document: Document) -> None:
    """Give a new document the styles of the standard and nothing else."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is not None:
        document.styles.element.replace(defaults, parse_xml(_defaults()))
    known = {style.name for style in document.styles}
    for style in (NORMAL, *STYLES):
        if style.name not in known:
            document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
        _set(document, style)


def font_table() -> bytes:
    """Return the table of fonts, which says by what a missing one is replaced."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, (others, family) in FONTS.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()


def _defaults() -> str:
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{_fonts(FANG)}"
        '<w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def _fonts(name: str) -> str:
    """Digits and letters in Times; quotation marks and dashes, which both scripts know, as Chinese."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{LATIN}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{LATIN}"/>'


def _set(document: Document, wanted: Style) -> None:
    style = cast("ParagraphStyle", document.styles[wanted.name])
    if wanted is not NORMAL:
        style.base_style = document.styles["Normal"]
    style.quick_style, style.hidden = True, False
    element = style.element
    for old in (*element.findall(qn("w:pPr")), *element.findall(qn("w:rPr"))):
        element.remove(old)
    element.append(_paragraph(wanted))
    element.append(_run(wanted))


def _paragraph(style: Style) -> BaseOxmlElement:
    level = style.name.removeprefix("Heading ")
    outline = f'<w:outlineLvl w:val="{int(level) - 1}"/>' if level.isdigit() else ""
    return parse_xml(
        f"<w:pPr {nsdecls('w')}>"
        f'<w:keepNext w:val="{int(style.stays_with_next)}"/><w:keepLines w:val="0"/><w:widowControl w:val="0"/>'
        '<w:kinsoku w:val="1"/><w:overflowPunct w:val="1"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>'
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" w:lineRule="exact"/>'
        f"{_indents(style)}"
        f'<w:jc w:val="{style.align}"/>{outline}'
        "</w:pPr>"
    )


def _indents(style: Style) -> str:
    """In twips and in characters: who does not know the one reads the other."""
    character = round(style.size * 20) + style.closer
    said = " ".join(
        f'w:{side}="{round(count * character)}" w:{side}Chars="{round(count * 100)}"'
        for side, count in (
            ("left", style.left),
            ("right", style.right),
            ("hanging" if style.first < 0 else "firstLine", abs(style.first)),
        )
    )
    return f"<w:ind {said}/>"


def _run(style: Style) -> BaseOxmlElement:
    color = f'<w:color w:val="{style.color}"/>' if style.color else '<w:color w:val="000000"/>'
    return parse_xml(
        f"<w:rPr {nsdecls('w')}>{_fonts(style.font)}"
        f'<w:b w:val="{int(style.is_bold)}"/><w:i w:val="0"/>{color}<w:spacing w:val="{style.closer}"/>'
        f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/></w:rPr>'
    )
