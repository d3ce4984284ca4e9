"""What a clerk typed into a cell, understood: spreadsheet programs turn codes into numbers and days into anything."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

FIRST_DAY = date(1899, 12, 30)  # day 0 of the serial numbers
SERIALS = (10_000, 80_000)  # 1927 to 2119: a number outside is no day
EXACT = 10**15  # from here on a spreadsheet has already rounded the last digits
FAILED = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
TIGHT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
TRUE = {"是", "有", "对", "√", "✓", "y", "yes", "true", "1"}
FALSE = {"否", "无", "不是", "没有", "×", "x", "n", "no", "false", "0"}


class Unclear(ValueError):
    """A cell does not say what its column asks for; str() says what is wrong."""


def text(value: Any) -> str:
    """Return what stands in a cell as text, without spaces around it. Raises Unclear."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, int | float):
        if abs(value) >= EXACT:
            raise Unclear(_("数字太长，末尾几位已被表格软件改掉。请把这一列设成文本，再重新填写。"))
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ")
    if value is None:
        return ""
    said = str(value).strip()  # also the wide space
    if FAILED.fullmatch(said):
        raise Unclear(_("这一格的公式出错了。请改成正确的值。"))
    return said


def code(value: Any) -> str:
    """Return a code: as text, in narrow capitals, without any space. Raises Unclear."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text(value))).upper()


def whole(value: Any) -> int:
    """Return a count; an empty cell is none. Raises Unclear."""
    said = code(value).removesuffix("人").removesuffix("名").replace(",", "")
    if not said:
        return 0
    if not re.fullmatch(r"\d{1,9}(\.0+)?", said):
        raise Unclear(_("这里要填整数，例如 12。"))
    return int(said.partition(".")[0])


def day(value: Any) -> date | None:
    """Return a day; an empty cell is None. Raises Unclear."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    said = code(value)
    if not said:
        return None
    if re.fullmatch(r"\d{5}(\.\d+)?", said) and SERIALS[0] <= float(said) < SERIALS[1]:
        return FIRST_DAY + timedelta(days=int(float(said)))
    found = DAY.fullmatch(said) or TIGHT_DAY.fullmatch(said)
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise Unclear(_("看不出是哪一天。请写成 2025-03-01 的样子。"))


def truth(value: Any) -> bool:
    """Return yes or no. Raises Unclear, also for an empty cell."""
    if isinstance(value, bool):
        return value
    said = code(value).lower()
    if said in TRUE or said in FALSE:
        return said in TRUE
    raise Unclear(_("请填“是”或“否”。"))
