"""What the methods refuse about days off, in the user's words."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from gongjian.ledger.action import Refused
from gongjian.methods import notices as n
from gongjian.methods.refusals import Refused as MethodRefused
from gongjian.web.words import day_of_week, full_day, iso_day


def in_words(refusal: MethodRefused) -> Refused:
    """Return a refusal of the methods as a sentence that says what to do."""
    found: Any = refusal.found
    said: dict[str, Any] = {"title": refusal.field, "expected": refusal.expected}
    match refusal, found:
        case n.NoYear(), _found:
            sentence = _("通知里没有写是哪一年，请在“年份”里填上。")
        case n.YearsDiffer(), int():
            sentence = _("通知说的是 %(found)s 年，“年份”里填的是 %(expected)s 年。请改成一样的。")
        case n.YearsMixed(), _found:
            said["years"] = _("、").join(str(year) for year in found)
            sentence = _("通知里写着不止一年：%(years)s。请一年一年地录入。")
        case n.NoDayOff(), _found:
            sentence = _("没有读到放假的日子。请粘贴通知原文，或者一行写一天，例如：2026-02-16 休 春节。")
        case n.NoSuchDay(), str():
            sentence = _("“%(title)s”里的 %(found)s 读不出是哪一天，请对照通知改好。")
        case n.DayOfAnotherYear(), _found:
            said["day"] = full_day(found)
            sentence = _("“%(title)s”里的%(day)s不在 %(expected)s 年，请对照通知改好。")
        case n.RangeRefused(), (first, last):
            said |= {"first": full_day(first), "last": full_day(last)}
            sentence = _("“%(title)s”从%(first)s到%(last)s，前后颠倒或者太长，请对照通知改好。")
        case n.WeekdayDiffers(), (day, int(weekday)):
            wrong = day + timedelta(days=weekday - day.weekday())
            said |= {"day": iso_day(day), "right": day_of_week(day), "wrong": day_of_week(wrong)}
            sentence = _("“%(title)s”里的 %(day)s 是%(right)s，不是%(wrong)s。请对照通知，看是日期错了还是星期错了。")
        case n.CountDiffers(), int():
            sentence = _("“%(title)s”写着共 %(expected)s 天，按日期数是 %(found)s 天。请对照通知改好。")
        case n.OffAndWorked(), _found:
            said["day"] = full_day(found)
            sentence = _("%(day)s又放假又上班，请对照通知改好。")
        case n.MakeupOnWeekday(), _found:
            said["day"] = full_day(found)
            sentence = _("%(day)s本来就上班，不会是调休的上班日。请对照通知改好。")
        case n.OffOnWeekend(), _found:
            said["day"] = full_day(found)
            sentence = _("%(day)s是周末，本来就休息，不用写进表里。")
        case _:
            sentence = _("“%(title)s”里的 %(found)s 不能用，请对照通知改好。")
    return Refused(sentence % (said | {"found": found}))
