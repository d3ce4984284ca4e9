from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from gongjian.web.words import moment
from tests.web.conftest import AT

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("8850|points", "88.50"),
        ("10000|points", "100.00"),
        ("5|points", "0.05"),
        ("0|points", "0.00"),
        ("-205|points", "−2.05"),
        ("none|points", "—"),
        ("200|signed_points", "+2.00"),
        ("0|signed_points", "0.00"),
        ("-500|signed_points", "−5.00"),
        ("none|signed_points", "—"),
        ("4500|full_points", "45"),
        ("3240|full_points", "32.40"),
        ("6970|share", "69.7%"),
        ("6965|share", "69.7%"),
        ("6964|share", "69.6%"),
        ("10000|share", "100.0%"),
        ("-4|share", "0.0%"),
        ("-697|share", "−7.0%"),
        ("none|share", "—"),
        ("583|share_of:837", "69.7%"),
        ("3|share_of:0", "—"),
        ("9999|count", "9999"),
        ("10000|count", "10,000"),
        ("20947|count", "20,947"),
        ("-20947|count", "−20,947"),
        ("none|count", "—"),
        ("day|cn_date", "2026年11月22日（周日）"),
        ("20261122|cn_date", "2026年11月22日（周日）"),
        ("'2026-11-22'|cn_date", "2026年11月22日（周日）"),
        ("none|cn_date", "—"),
        ("day|cn_day", "11月22日"),
        ("day|weekday", "周日"),
        ("day|iso", "2026-11-22"),
        ("none|iso", "—"),
        ("day|cn_month", "2026年11月"),
        ("202601|cn_month", "2026年1月"),
        ("'2025-08'|cn_month", "2025年8月"),
        ("'正在封存'|cn_month", "正在封存"),
        ("none|cn_month", "—"),
        ("'GOOD'|grade_word", "好"),
        ("'FAIRLY_GOOD'|grade_word", "较好"),
        ("'POOR'|grade_word", "较差"),
        ("none|grade_word", "不评等次"),
        ("'STATE_FIRM'|class_word", "国有企业"),
        ("'7K3F9QDM2XWAR58C'|check_code", "7K3F 9QDM 2XWA R58C"),
        ("'7k3f-9qdm 2xwa r58c'|check_code", "7K3F 9QDM 2XWA R58C"),
        ("none|check_code", "—"),
    ],
)
def test_values_are_written_exactly(drawn: Callable[..., str], shown: str, expected: str):
    assert drawn("{{ " + shown + " }}", none=None, day=SUNDAY) == expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("day|cn_date", "Sunday 22 November 2026"),
        ("day|cn_day", "22 November"),
        ("day|cn_month", "November 2026"),
        ("day|weekday", "Sunday"),
        ("day|iso", "2026-11-22"),
    ],
)
def test_days_are_written_in_english(drawn: Callable[..., str], shown: str, expected: str):
    with translation.override("en"):
        assert drawn("{{ " + shown + " }}", day=SUNDAY) == expected


def test_a_moment_belongs_to_the_day_of_the_district():
    late = datetime(2026, 11, 21, 17, 30, tzinfo=timezone.get_fixed_timezone(0))

    assert moment(late, AT) == "今天 01:30"


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(minutes=20), "今天 08:40"),
        (timedelta(hours=17), "昨天 16:00"),
        (timedelta(hours=40), "11月20日"),
        (timedelta(days=3), "11月19日"),
        (timedelta(days=-3), "11月25日"),
        (timedelta(days=400), "2025年10月18日"),
    ],
)
def test_only_the_last_two_days_are_relative(ago: timedelta, said: str):
    assert moment(AT - ago, AT) == said


def test_an_unknown_grade_is_a_mistake(drawn: Callable[..., str]):
    with pytest.raises(KeyError):
        drawn("{{ 'BEST'|grade_word }}")
