"""A quorum and a majority are exceeded, not reached; a duty to meet is done, due or overdue, and nothing more."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.meetings import (
    MonthsDoNotFillTheYear,
    MoreVotesThanPresent,
    NumberBelowZero,
    ShareNeverExceeded,
    check_votes,
    duties,
    is_carried,
    is_quorate,
)
from tests.methods.cases import steady

YEAR = date(2026, 1, 1), date(2027, 1, 1)
some_days = st.dates(date(2025, 6, 1), date(2027, 6, 1))


@pytest.mark.parametrize(
    ("present", "due", "quorum_bp", "enough"),
    [
        (5, 10, 5000, False),
        (6, 10, 5000, True),
        (0, 0, 0, False),
        (0, 9, 0, False),
        (1, 9, 0, True),
        (6, 9, 6667, False),
    ],
)
def test_a_quorum_is_exceeded_not_reached(present, due, quorum_bp, enough):
    assert is_quorate(present, due, quorum_bp) is enough


@pytest.mark.parametrize(("votes_for", "carried"), [(3, False), (4, True)])
def test_half_of_those_present_do_not_carry_a_resolution(votes_for, carried):
    assert is_carried(votes_for, 6, 5000) is carried


def test_nobody_present_carries_nothing():
    assert not is_carried(0, 0, 0)


@pytest.mark.parametrize("votes", [(4, 2, 1), (7, 0, 0), (0, 0, 7)])
def test_more_votes_than_present_are_refused(votes):
    with pytest.raises(MoreVotesThanPresent) as refused:
        check_votes(*votes, 6)

    assert (refused.value.found, refused.value.expected) == (7, 6)


@pytest.mark.parametrize("votes", [(4, 1, 1), (0, 0, 0), (1, 2, 0)])
def test_votes_that_those_present_can_have_cast_pass(votes):
    check_votes(*votes, 6)


@pytest.mark.parametrize("wrong", [(-1, 9, 5000), (1, -9, 5000)])
def test_less_than_nobody_is_refused(wrong):
    with pytest.raises(NumberBelowZero):
        is_quorate(*wrong)


@pytest.mark.parametrize("votes", [(-1, 0, 0), (0, -1, 0), (0, 0, -1)])
def test_less_than_no_vote_is_refused(votes):
    with pytest.raises(NumberBelowZero):
        check_votes(*votes, 6)


@pytest.mark.parametrize("share_bp", [-1, 10_000])
def test_a_share_that_nobody_can_exceed_is_refused(share_bp):
    with pytest.raises(ShareNeverExceeded):
        is_quorate(1, 1, share_bp)
    with pytest.raises(ShareNeverExceeded):
        is_carried(1, 1, share_bp)


def test_a_quarter_is_done_overdue_due_or_next():
    held = [date(2026, 2, 3), date(2026, 3, 31), date(2026, 11, 2)]

    found = duties(3, *YEAR, held, date(2026, 9, 30))

    assert [(duty.first_day, duty.last_day, duty.state) for duty in found] == [
        (date(2026, 1, 1), date(2026, 3, 31), "DONE"),
        (date(2026, 4, 1), date(2026, 6, 30), "OVERDUE"),
        (date(2026, 7, 1), date(2026, 9, 30), "DUE"),
        (date(2026, 10, 1), date(2026, 12, 31), "NEXT"),
    ]


def test_a_day_after_today_is_not_held_yet():
    (duty,) = duties(12, *YEAR, [date(2026, 5, 2)], date(2026, 5, 1))

    assert duty.state == "DUE"


def test_a_duty_that_begins_late_in_a_period_asks_for_nothing_in_it():
    late = duties(3, date(2026, 2, 16), date(2026, 7, 1), [], date(2026, 3, 1))
    early = duties(3, date(2026, 2, 15), date(2026, 7, 1), [], date(2026, 3, 1))

    assert [duty.first_day for duty in late] == [date(2026, 4, 1)]  # 44 of 90 days are left
    assert [duty.first_day for duty in early] == [date(2026, 2, 15), date(2026, 4, 1)]  # 45 of 90


def test_a_meeting_before_the_duty_began_does_not_fulfil_it():
    (first, _) = duties(6, date(2026, 2, 1), date(2027, 1, 1), [date(2026, 1, 20)], date(2026, 7, 1))

    assert (first.first_day, first.state) == (date(2026, 2, 1), "OVERDUE")


def test_a_duty_that_ends_early_in_a_period_asks_for_nothing_in_it():
    found = duties(6, date(2026, 1, 1), date(2026, 9, 1), [], date(2026, 8, 1))

    assert [(duty.first_day, duty.last_day) for duty in found] == [(date(2026, 1, 1), date(2026, 6, 30))]


def test_a_duty_of_no_days_asks_for_nothing():
    assert duties(1, date(2026, 5, 1), date(2026, 5, 1), [], date(2026, 5, 1)) == []


def test_meeting_often_looks_like_meeting_once():
    once = duties(1, *YEAR, [date(2026, 1, 5)], date(2026, 1, 31))
    often = duties(1, *YEAR, [date(2026, 1, day) for day in range(1, 32)], date(2026, 1, 31))

    assert once == often


@pytest.mark.parametrize("months", [0, -3, 5, 7, 24])
def test_a_period_that_does_not_fill_the_year_is_refused(months):
    with pytest.raises(MonthsDoNotFillTheYear):
        duties(months, *YEAR, [], date(2026, 1, 1))


@steady
@given(st.sampled_from([1, 2, 3, 4, 6, 12]), some_days, some_days, st.lists(some_days, max_size=8), some_days)
def test_periods_follow_each_other_and_each_has_the_state_of_its_days(months, one, other, held, today):
    first, until = min(one, other), max(one, other)

    found = duties(months, first, until, held, today)

    for duty in found:
        assert first <= duty.first_day <= duty.last_day < until
        met = any(duty.first_day <= day <= min(duty.last_day, today) for day in held)
        ahead, over = today < duty.first_day, duty.last_day < today
        assert duty.state == ("NEXT" if ahead else "DONE" if met else "OVERDUE" if over else "DUE")
    for former, later in pairwise(found):
        assert later.first_day == former.last_day + timedelta(days=1)
