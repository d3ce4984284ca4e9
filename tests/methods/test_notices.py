"""The yearly notice is read as it stands; what contradicts itself is refused and nothing is guessed."""

from contextlib import suppress
from datetime import date
from time import perf_counter

import pytest
from chinese_calendar import constants
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.clocks import SATURDAY
from gongjian.methods.notices import (
    CountDiffers,
    DayOfAnotherYear,
    Festival,
    MakeupOnWeekday,
    NoDayOff,
    NoSuchDay,
    NoticeRefused,
    NoYear,
    OffAndWorked,
    OffOnWeekend,
    RangeRefused,
    WeekdayDiffers,
    YearsDiffer,
    YearsMixed,
    check_days,
    read_notice,
)
from tests.methods.cases import steady
from tests.methods.published import NOTICES

NEW_YEAR = "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。"


def known(year: int) -> list[tuple[date, bool]]:
    """Return the days that differ from their weekday as chinesecalendar knows them."""
    off = [(day, False) for day in constants.holidays if day.weekday() < SATURDAY and day.year == year]
    worked = [(day, True) for day in constants.workdays if day.weekday() >= SATURDAY and day.year == year]
    return sorted(off + worked)


@pytest.mark.parametrize("year", NOTICES)
def test_a_published_notice_gives_the_days_that_were_kept_that_year(year):
    rows = [(day, is_worked) for day, is_worked, _title in read_notice(NOTICES[year]).rows]

    assert [row for row in rows if row[0].year == year] == known(year)


def test_a_new_year_that_begins_in_december_keeps_those_days_too():
    rows = read_notice(NOTICES[2019]).rows

    assert rows[:3] == [
        (date(2018, 12, 29), True, "元旦"),
        (date(2018, 12, 31), False, "元旦"),
        (date(2019, 1, 1), False, "元旦"),
    ]


def test_what_is_only_encouraged_is_left_out_and_said():
    notice = read_notice(NOTICES[2024])

    assert notice.left_out == ("鼓励各单位结合带薪年休假等制度落实,安排职工在除夕(2月9日)休息。",)


def test_weekend_days_are_told_with_their_holiday_but_not_kept():
    notice = read_notice(NEW_YEAR, 2026)

    assert notice.festivals == (
        Festival("元旦", (date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)), (date(2026, 1, 4),)),
    )
    assert notice.rows == [
        (date(2026, 1, 1), False, "元旦"),
        (date(2026, 1, 2), False, "元旦"),
        (date(2026, 1, 4), True, "元旦"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "元旦：１月１日（周四）至３日（周六）放假调休，共３天。１月４日（周日）上班。",
        "元旦:1月1日(星期四)至1月3日(星期六)放假调休,共三天,1月4日星期日上班",
        "1、元旦：1月1日—3日放假，共 3 天；\n1月4日（星期\n天）正常上班。",
        "2026-01-01 休 元旦\n2026/1/2 放假 元旦\n2026年1月3日（周六） 休 元旦\n2026.1.4 班 元旦",
    ],
)
def test_other_ways_to_write_the_same_notice_give_the_same_days(text):
    assert read_notice(text, 2026).rows == read_notice(NEW_YEAR, 2026).rows


def test_a_plain_line_without_a_name_is_called_by_what_it_is():
    assert read_notice("2026-02-16 休\n2026-02-14 班").rows == [
        (date(2026, 2, 14), True, "调休上班"),
        (date(2026, 2, 16), False, "放假"),
    ]


def test_a_holiday_named_twice_stands_once():
    assert read_notice(f"{NEW_YEAR}\n{NEW_YEAR}", 2026).rows == read_notice(NEW_YEAR, 2026).rows


@pytest.mark.parametrize(
    ("text", "refusal", "found"),
    [
        ("元旦：1月1日至3日放假，共3天。1月3日上班。", OffAndWorked, date(2026, 1, 3)),
        ("2026-01-03 休\n2026-01-03 班", OffAndWorked, date(2026, 1, 3)),
        ("元旦：1月1日放假。1月5日上班。", MakeupOnWeekday, date(2026, 1, 5)),
        ("元旦：1月1日至3日放假，共4天。", CountDiffers, 3),
        ("元旦：1月1日至4日放假，共三天。", CountDiffers, 4),
        ("元旦：1月1日（周五）放假。", WeekdayDiffers, (date(2026, 1, 1), 4)),
        ("2026-01-01（周五） 休 元旦", WeekdayDiffers, (date(2026, 1, 1), 4)),
        ("元旦：2025年1月1日放假。", DayOfAnotherYear, date(2025, 1, 1)),
        ("元旦：2027年1月1日放假。", DayOfAnotherYear, date(2027, 1, 1)),
        ("2027-01-01 休", DayOfAnotherYear, date(2027, 1, 1)),
        ("春节：2月30日放假。", NoSuchDay, "2026-2-30"),
        ("春节：13月1日放假。", NoSuchDay, "2026-13-1"),
        ("春节：0000年1月1日放假。", NoSuchDay, "0-1-1"),
        ("春节：3日放假。", NoSuchDay, "3日"),
        ("春节：2月23日至15日放假。", RangeRefused, (date(2026, 2, 23), date(2026, 2, 15))),
        ("春节：1月1日至12月31日放假。", RangeRefused, (date(2026, 1, 1), date(2026, 12, 31))),
        ("请各单位安排好值班。", NoDayOff, None),
        ("2月14日（周六）上班。", NoDayOff, None),
        ("春节：2月17日不放假。", NoDayOff, None),
        ("", NoDayOff, None),
        ("国务院办公厅关于2025年部分节假日安排的通知\n元旦：1月1日放假。", YearsDiffer, 2025),
        ("2027年元旦：1月1日放假。", YearsDiffer, 2027),
        ("一、2027年元旦：1月1日放假。", YearsDiffer, 2027),
        ("2027年\n一、元旦：1月1日放假。", YearsDiffer, 2027),
        ("2027年元旦1月1日放假。", YearsDiffer, 2027),
        ("2026年元旦：1月1日放假。2027年春节：2月6日放假。", YearsMixed, [2026, 2027]),
    ],
)
def test_what_contradicts_itself_is_refused_and_says_where(text, refusal, found):
    with pytest.raises(refusal) as refused:
        read_notice(text, 2026)

    assert (type(refused.value), refused.value.found) == (refusal, found)


def test_a_text_without_a_year_asks_for_one():
    with pytest.raises(NoYear):
        read_notice(NEW_YEAR)

    assert read_notice(NEW_YEAR, 2026).year == read_notice(NOTICES[2026]).year == 2026


@pytest.mark.parametrize(
    "text",
    [
        "2027年元旦：1月1日至3日放假，共3天。",
        "一、２０２７年元旦：1月1日至3日放假，共3天。",
        "2027年\n一、元旦：1月1日至3日放假，共3天。",
        "2027年：\n1、元旦：1月1日至3日放假，共3天。\n国务院办公厅\n2026年11月4日",
        "根据2013年修订的《全国年节及纪念日放假办法》，通知如下。\n2027年元旦：1月1日至3日放假，共3天。",
    ],
)
def test_a_year_at_the_head_of_a_line_is_the_year_of_the_notice(text):
    notice = read_notice(text)

    assert (notice.year, notice.rows) == (2027, [(date(2027, 1, 1), False, "元旦")])


@pytest.mark.parametrize("year", NOTICES)
def test_a_published_notice_names_every_holiday(year):
    assert read_notice(NOTICES[year]).missing == []


def test_a_notice_cut_short_tells_which_holidays_are_not_in_it():
    cut = NOTICES[2026][: NOTICES[2026].index("五、端午节")]

    assert read_notice(cut).missing == ["端午节", "国庆节"]
    assert read_notice(NEW_YEAR, 2026).missing == ["春节", "清明节", "劳动节", "端午节", "国庆节"]


@pytest.mark.parametrize(
    ("holidays", "makeup", "refusal"),
    [
        ([date(2026, 1, 1)], [date(2026, 1, 1)], OffAndWorked),
        ([date(2026, 1, 3)], [], OffOnWeekend),
        ([], [date(2026, 1, 5)], MakeupOnWeekday),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(holidays, makeup, refusal):
    with pytest.raises(refusal):
        check_days(holidays, makeup)


@pytest.mark.parametrize(
    "text",
    [
        "1月1日至" * 2_500,
        "1月1日、" * 2_500 + "放假",
        "(" * 10_000,
        "一、" * 5_000,
        "2026年" * 2_500,
        "2026年\n" * 1_600,
        "\n2026年 " + " " * 9_900,
        "元旦:" * 3_000 + "1月1日放假",
        "-" * 10_000 + "休",
        " " * 10_000 + "2026-01-01 休",
        "共九十九天" * 2_000,
    ],
)
def test_ten_thousand_characters_of_anything_are_answered_at_once(text):
    began = perf_counter()

    with suppress(NoticeRefused):
        read_notice(text, 2026)

    assert perf_counter() - began < 2


@steady
@given(st.text(alphabet="0123456789１２年月日至放假上班共天休周一六（）()，。、：:;-\n 元旦春", max_size=200))
def test_whatever_is_pasted_is_read_or_refused_and_never_breaks(text):
    try:
        notice = read_notice(text, 2026)
    except NoticeRefused:
        return

    check_days(
        [day for day, is_worked, _title in notice.rows if not is_worked],
        [day for day, is_worked, _title in notice.rows if is_worked],
    )
