"""How numbers, days and codes are written. Pure functions of a value and the language in force; integers only."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

NOTHING = "—"
MINUS = "−"
COMMA_FROM = 10_000
WEEKDAYS = "一二三四五六日"
RECENT = timedelta(hours=48)

GRADES: dict[str | None, str | Promise] = {
    "GOOD": gettext_lazy("好"),
    "FAIRLY_GOOD": gettext_lazy("较好"),
    "FAIR": gettext_lazy("一般"),
    "POOR": gettext_lazy("较差"),
    None: gettext_lazy("不评等次"),
    "": gettext_lazy("不评等次"),
}
CLASSES: dict[str | None, str | Promise] = {
    "ORGAN": gettext_lazy("机关"),
    "INSTITUTION": gettext_lazy("事业单位"),
    "STATE_FIRM": gettext_lazy("国有企业"),
    "PRIVATE_FIRM": gettext_lazy("非公企业"),
    "SOCIAL": gettext_lazy("社会组织"),
    None: gettext_lazy("未分类"),
    "": gettext_lazy("未分类"),
}


def is_chinese() -> bool:
    """Return whether the page is in Chinese."""
    return (get_language() or "zh").startswith("zh")


def points(value: int | None) -> str:
    """Return centipoints as points with two decimals: 8850 -> 88.50."""
    if value is None:
        return NOTHING
    whole, hundredths = divmod(abs(value), 100)
    return f"{MINUS if value < 0 else ''}{whole}.{hundredths:02d}"


def signed_points(value: int | None) -> str:
    """Return centipoints as an addition or a deduction: 200 -> +2.00."""
    return f"+{points(value)}" if value is not None and value > 0 else points(value)


def full_points(value: int | None) -> str:
    """Return centipoints as a full mark, without needless decimals: 4500 -> 45, 3240 -> 32.40."""
    if value is None or value % 100:
        return points(value)
    return points(value)[:-3]


def share(value: int | None) -> str:
    """Return basis points as per cent with one decimal, rounded half up: 6965 -> 69.7%."""
    if value is None:
        return NOTHING
    rounded = (abs(value) + 5) // 10
    return f"{MINUS if value < 0 and rounded else ''}{rounded // 10}.{rounded % 10}%"


def ratio(part: int, whole: int) -> int | None:
    """Return part of whole in basis points, rounded half up; None without a whole."""
    return (20_000 * part + whole) // (2 * whole) if whole else None


def count(value: int | None) -> str:
    """Return a whole number, with commas from five digits: 9999, 20,947."""
    if value is None:
        return NOTHING
    figures = f"{abs(value):,}" if abs(value) >= COMMA_FROM else str(abs(value))
    return f"{MINUS if value < 0 else ''}{figures}"


def in_district(value: datetime) -> datetime:
    """Return the moment on the district's clock; one without a zone is taken to be there already."""
    return value.astimezone(timezone.get_current_timezone()) if timezone.is_aware(value) else value


def as_day(value: date | int | str | None) -> date | None:
    """Return the day meant by a date, a moment (the district's day), YYYYMMDD or an ISO text."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return in_district(value).date()
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value))


def day_of_week(day: date) -> str:
    """Return the day of the week: 周日, Sunday."""
    return f"周{WEEKDAYS[day.weekday()]}" if is_chinese() else date_format(day, "l")


def full_day(value: date | int | str | None) -> str:
    """Return a day in full: 2026年11月22日（周日）, Sunday 22 November 2026."""
    day = as_day(value)
    if day is None:
        return NOTHING
    if is_chinese():
        return f"{day.year}年{day.month}月{day.day}日（{day_of_week(day)}）"
    return date_format(day, "l j F Y")


def short_day(value: date | int | str | None) -> str:
    """Return a day without year: 11月22日, 22 November."""
    day = as_day(value)
    if day is None:
        return NOTHING
    return f"{day.month}月{day.day}日" if is_chinese() else date_format(day, "j F")


def iso_day(value: date | int | str | None) -> str:
    """Return a day as in tables: 2026-11-22."""
    day = as_day(value)
    return NOTHING if day is None else day.isoformat()


def month(value: date | int | str | None) -> str:
    """Return a month in words: 2026年11月, November 2026. Other text stays as it is."""
    if isinstance(value, str) and not value.replace("-", "").isdigit():
        return value or NOTHING
    figures = None if value is None else str(value).replace("-", "")[:6]
    if isinstance(value, date):
        day = as_day(value)
        figures = None if day is None else day.strftime("%Y%m")
    if not figures:
        return NOTHING
    first = date(int(figures[:4]), int(figures[4:]), 1)
    return f"{first.year}年{first.month}月" if is_chinese() else date_format(first, "F Y")


def moment(value: date, now: datetime) -> str:
    """Return when something happened, as one says it at `now`: 今天 08:40, 昨天 16:12, 11月3日, 2025年11月3日."""
    day, today = as_day(value), in_district(now).date()
    if day is None:
        return NOTHING
    is_recent = isinstance(value, datetime) and timezone.is_aware(value) and value <= now < value + RECENT
    if is_recent and day == today:
        return _("今天 {time}").format(time=clock_time(value))
    if is_recent and day == today - timedelta(days=1):
        return _("昨天 {time}").format(time=clock_time(value))
    if day.year == today.year:
        return short_day(day)
    return f"{day.year}年{short_day(day)}" if is_chinese() else date_format(day, "j F Y")


def clock_time(value: date) -> str:
    """Return the time of a moment in the district: 08:40."""
    return in_district(value).strftime("%H:%M") if isinstance(value, datetime) else ""


def check_code(value: str | None) -> str:
    """Return a check code in groups of four: 7K3F 9QDM 2XWA R58C."""
    if not value:
        return NOTHING
    signs = "".join(value.split()).replace("-", "").upper()
    return " ".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def masked_name(name: str) -> str:
    """Return a person's name with only the family name left: 王秀英 -> 王＊＊."""
    return f"{name[0]}{'＊' * (len(name) - 1)}" if name else NOTHING


def masked_phone(phone: str) -> str:
    """Return a telephone number without its middle: 13812345678 -> 138＊＊＊＊5678."""
    shown = 7
    return f"{phone[:3]}＊＊＊＊{phone[-4:]}" if len(phone) > shown else "＊" * len(phone)
