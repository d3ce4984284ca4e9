"""Working days follow the notice of the year; the monthly record follows working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.clocks import (
    DayOutOfRange,
    NoWorkdays,
    RecordRules,
    add_workdays,
    is_provisional,
    is_workday,
    month_calendar,
    workdays_between,
)
from tests.methods.cases import steady

HOLIDAYS = {date(2025, 1, 1), *(date(2025, 10, day) for day in range(1, 9))}
MAKEUP = {date(2025, 9, 28), date(2025, 10, 11)}
days = st.dates(date(2024, 6, 1), date(2026, 6, 1))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 9, 26), True),
        (date(2025, 9, 27), False),
        (date(2025, 9, 28), True),
        (date(2025, 10, 1), False),
        (date(2025, 10, 9), True),
        (date(2025, 10, 11), True),
        (date(2025, 10, 12), False),
    ],
)
def test_a_day_off_and_a_day_made_up(day, works):
    assert is_workday(day, HOLIDAYS, MAKEUP) is works


def test_a_year_without_a_notice_is_provisional():
    assert [is_provisional(year, HOLIDAYS, MAKEUP) for year in (2024, 2025, 2026)] == [True, False, True]
    assert not is_provisional(2025, makeup=MAKEUP)


def test_the_holiday_week_is_stepped_over_in_both_directions():
    assert add_workdays(date(2025, 9, 30), 1, HOLIDAYS, MAKEUP) == date(2025, 10, 9)
    assert add_workdays(date(2025, 10, 9), -1, HOLIDAYS, MAKEUP) == date(2025, 9, 30)
    assert add_workdays(date(2025, 10, 4), 0, HOLIDAYS, MAKEUP) == date(2025, 10, 4)


@steady
@given(days, st.integers(-40, 40))
def test_counting_undoes_adding(day, number):
    later = add_workdays(day, number, HOLIDAYS, MAKEUP)

    assert number == 0 or is_workday(later, HOLIDAYS, MAKEUP)
    if number >= 0 or is_workday(day, HOLIDAYS, MAKEUP):
        assert workdays_between(day, later, HOLIDAYS, MAKEUP) == number


@steady
@given(days, days, days)
def test_working_days_add_up_over_any_day_between(one, other, third):
    first, middle, last = sorted((one, other, third))

    parts = workdays_between(first, middle, HOLIDAYS, MAKEUP) + workdays_between(middle, last, HOLIDAYS, MAKEUP)

    assert parts == workdays_between(first, last, HOLIDAYS, MAKEUP) == -workdays_between(last, first, HOLIDAYS, MAKEUP)


def test_a_calendar_without_work_is_refused():
    always = {date(2025, 1, 1) + timedelta(days=number) for number in range(800)}

    with pytest.raises(NoWorkdays):
        add_workdays(date(2025, 1, 1), 1, always)


def test_an_ordinary_month_the_month_before_a_holiday_week_and_the_early_close():
    found = {month: month_calendar(2025, month, None, HOLIDAYS, MAKEUP) for month in (3, 9, 12)}

    def of(month: int) -> list[date]:
        return [found[month].drafted_on, found[month].filed_by, found[month].answered_by, found[month].locked_on]

    assert of(3) == [date(2025, 3, 25), date(2025, 3, 31), date(2025, 4, 7), date(2025, 4, 8)]
    assert of(9) == [date(2025, 9, 25), date(2025, 9, 30), date(2025, 10, 14), date(2025, 10, 15)]
    assert of(12) == [date(2025, 12, 5), date(2025, 12, 8), date(2025, 12, 15), date(2025, 12, 16)]
    assert [calendar.is_provisional for calendar in found.values()] == [False, False, False]


def test_a_month_that_reaches_into_a_year_without_a_notice_is_provisional():
    late = RecordRules(early_month=0)

    found = month_calendar(2025, 12, late, HOLIDAYS, MAKEUP)

    assert (found.filed_by, found.locked_on, found.is_provisional) == (date(2025, 12, 31), date(2026, 1, 8), True)


def test_filing_never_ends_before_the_draft():
    off = {date(2025, 2, day) for day in range(20, 29)}

    found = month_calendar(2025, 2, None, off)

    assert (found.drafted_on, found.filed_by) == (date(2025, 2, 25), date(2025, 2, 25))


@steady
@given(st.integers(2000, 2100), st.integers(1, 12))
def test_the_days_of_every_month_follow_each_other(year, month):
    found = month_calendar(year, month)

    assert found.drafted_on <= found.filed_by < found.answered_by < found.locked_on
    assert workdays_between(found.filed_by, found.locked_on) == 6


@pytest.mark.parametrize(
    "setting",
    [
        {"draft_day": 29},
        {"answer_workdays": 0},
        {"lock_workday": 5},
        {"early_month": 13},
        {"early_draft_day": 0},
        {"early_file_day": 4},
    ],
)
def test_settings_no_month_can_follow_are_refused(setting):
    with pytest.raises(DayOutOfRange) as refused:
        RecordRules(**setting)

    assert refused.value.field == next(iter(setting))


def test_a_thirteenth_month_is_refused():
    with pytest.raises(DayOutOfRange):
        month_calendar(2025, 13)
