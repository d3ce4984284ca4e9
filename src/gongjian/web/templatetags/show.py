"""Filters for numbers, days and codes: `{% load show %}`."""

from datetime import date

from django import template

from gongjian.web.words import (
    CLASSES,
    GRADES,
    NOTHING,
    as_day,
    check_code,
    count,
    day_of_week,
    full_day,
    full_points,
    iso_day,
    month,
    points,
    ratio,
    share,
    short_day,
    signed_points,
)

register = template.Library()

register.filter("points", points)
register.filter("signed_points", signed_points)
register.filter("full_points", full_points)
register.filter("share", share)
register.filter("count", count)
register.filter("cn_date", full_day)
register.filter("cn_day", short_day)
register.filter("cn_month", month)
register.filter("iso", iso_day)
register.filter("check_code", check_code)


@register.filter
def share_of(part: int, whole: int) -> str:
    """Return part of whole as per cent: 583 of 837 -> 69.7%."""
    return share(ratio(part, whole))


@register.filter
def weekday(value: date | int | str | None) -> str:
    """Return the day of the week: 周日."""
    day = as_day(value)
    return NOTHING if day is None else day_of_week(day)


@register.filter
def grade_word(grade: str | None) -> str:
    """Return the word for a grade; raise KeyError for one that does not exist."""
    return str(GRADES[grade])


@register.filter
def class_word(code: str | None) -> str:
    """Return the word for a class of units; raise KeyError for one that does not exist."""
    return str(CLASSES[code])
