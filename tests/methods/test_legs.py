"""The days of a matter divide among its legs: none is lost, none is counted twice, whatever happened to it."""

import itertools
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.clocks import is_workday, workdays_between
from gongjian.methods.legs import (
    DaysOutOfOrder,
    Leg,
    NoSuchLimit,
    Spell,
    age,
    days_by_kind,
    due_day,
    is_provisional,
    overdue_days,
    spells,
)
from tests.methods.cases import steady
from tests.methods.histories import HISTORIES, Matter, lived

# The notice of 2026. The Spring Festival is off from Sunday 15 to Monday 23 February; people work for it on the
# Saturdays 14 and 28 February. As the product keeps it: weekdays off, and weekend days worked.
HOLIDAYS = {date(2026, 2, day) for day in (16, 17, 18, 19, 20, 23)}
MAKEUP = {date(2026, 2, 14), date(2026, 2, 28)}


def feb(day: int) -> date:
    return date(2026, 2, day)


def mar(day: int) -> date:
    return date(2026, 3, day)


# A street is given a matter on Wednesday 11 February, takes it up on Friday 13, pauses from Saturday 14, which is
# worked, to Wednesday 25, and hands it on to a department on Friday 27. The department takes it up on Monday 2 March,
# reports on Wednesday 4 that it is done, and the raiser agrees on Friday 6.
#
#   working days   W11 T12 F13 S14 | 15–23 off | T24 W25 T26 F27 S28 | Su1 off | M2 T3 W4 T5 F6
#   street         .   WAIT WAIT WORK            PAUSE PAUSE WORK WORK
#   department                                                    .   WAIT      WAIT WORK WORK ASK ASK
STREET = Leg("STREET", feb(11), feb(13), feb(27), pauses=((feb(14), feb(25)),))
DEPARTMENT = Leg("DISTRICT", feb(27), mar(2), mar(6), asked=((mar(4), mar(6)),))


def test_a_leg_across_the_spring_festival_with_a_pause_as_worked_out_by_hand():
    assert spells(STREET, mar(9), HOLIDAYS, MAKEUP) == [
        Spell("WAIT", feb(11), feb(13), 2),  # Thursday 12, Friday 13
        Spell("WORK", feb(13), feb(14), 1),  # Saturday 14, made up
        Spell("PAUSE", feb(14), feb(25), 2),  # Tuesday 24, Wednesday 25
        Spell("WORK", feb(25), feb(27), 2),  # Thursday 26, Friday 27
    ]


def test_the_leg_it_was_reassigned_to_begins_where_the_first_ended():
    assert spells(DEPARTMENT, mar(9), HOLIDAYS, MAKEUP) == [
        Spell("WAIT", feb(27), mar(2), 2),  # Saturday 28, made up; Monday 2
        Spell("WORK", mar(2), mar(4), 2),  # Tuesday 3, Wednesday 4
        Spell("ASK", mar(4), mar(6), 2),  # Thursday 5, Friday 6
    ]


def test_both_legs_together_are_as_old_as_the_matter():
    found = days_by_kind([STREET, DEPARTMENT], mar(9), HOLIDAYS, MAKEUP)

    assert found == {
        "STREET": {"WAIT": 2, "WORK": 3, "PAUSE": 2, "ASK": 0},
        "DISTRICT": {"WAIT": 2, "WORK": 2, "PAUSE": 0, "ASK": 2},
    }
    assert sum(sum(days.values()) for days in found.values()) == age(feb(11), mar(6), mar(9), HOLIDAYS, MAKEUP) == 13


def test_a_leg_reassigned_within_the_holidays_loses_no_day_and_counts_none_twice():
    first = Leg("COMMUNITY", feb(11), feb(11), feb(18))
    second = Leg("STREET", feb(18), feb(24), None)

    found = days_by_kind([first, second], feb(28), HOLIDAYS, MAKEUP)

    assert found == {
        "COMMUNITY": {"WAIT": 0, "WORK": 3, "PAUSE": 0, "ASK": 0},  # Thursday 12, Friday 13, Saturday 14
        "STREET": {"WAIT": 1, "WORK": 4, "PAUSE": 0, "ASK": 0},  # Tuesday 24; Wednesday 25 to Saturday 28
    }


def test_the_due_day_moves_on_with_the_pause_and_steps_over_the_holidays():
    # Five working days after 11 February: 12, 13, 14, 24, 25. Two of the pause have passed by the 27th: 26, 27.
    def due(pauses, today):
        return due_day(feb(11), 5, pauses, [], today, HOLIDAYS, MAKEUP)

    assert due([], feb(27)) == feb(25)
    assert due(STREET.pauses, feb(20)) == feb(25)
    assert due(STREET.pauses, feb(24)) == feb(26)
    assert due(STREET.pauses, feb(27)) == due(STREET.pauses, mar(9)) == feb(27)


def test_days_over_the_limit_stand_still_with_the_clock():
    def over(pauses, today):
        return overdue_days(feb(11), 5, pauses, [], today, HOLIDAYS, MAKEUP)

    assert [over([], day) for day in (feb(25), feb(26), feb(28), mar(1))] == [0, 1, 3, 3]
    assert [over([(feb(26), None)], day) for day in (feb(26), feb(28), mar(6))] == [1, 1, 1]


def test_a_year_without_a_notice_counts_weekends_only_and_is_provisional():
    (wait,) = spells(Leg("STREET", feb(11), None, None), feb(28))

    assert (wait.kind, wait.days) == ("WAIT", 12)
    assert [is_provisional([feb(11), day], HOLIDAYS, MAKEUP) for day in (feb(28), date(2027, 1, 4))] == [False, True]
    assert not is_provisional([])


def test_a_leg_that_ends_on_the_day_it_opened_is_one_spell_without_a_day():
    assert spells(Leg("STREET", feb(11), None, feb(11)), feb(28)) == [Spell("WAIT", feb(11), feb(11), 0)]
    assert spells(Leg("STREET", feb(11), feb(11), None), feb(11)) == [Spell("WORK", feb(11), feb(11), 0)]


def test_what_comes_after_the_day_asked_about_has_not_happened_yet():
    assert spells(STREET, feb(10)) == []
    assert days_by_kind([STREET], feb(10)) == {}
    assert spells(STREET, feb(12), HOLIDAYS, MAKEUP) == [Spell("WAIT", feb(11), feb(12), 1)]
    assert age(feb(11), mar(6), feb(12), HOLIDAYS, MAKEUP) == 1
    assert age(feb(11), None, feb(2), HOLIDAYS, MAKEUP) == 0


def test_a_pause_goes_before_an_asking_and_is_not_counted_twice():
    both = Leg("STREET", mar(2), mar(2), None, pauses=((mar(3), mar(5)),), asked=((mar(4), mar(6)),))

    assert [(one.kind, one.days) for one in spells(both, mar(9))] == [
        ("WORK", 1),
        ("PAUSE", 2),
        ("ASK", 1),
        ("WORK", 1),
    ]
    assert due_day(mar(2), 1, both.pauses, both.asked, mar(9)) == mar(6)  # the 3rd, and three days of standing still


def test_a_body_that_only_helps_takes_no_day_from_the_matter():
    helper = Leg("STREET", feb(11), feb(11), None, is_lead=False)

    assert days_by_kind([helper], mar(9)) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"accepted": feb(10)},
        {"ended": feb(10)},
        {"pauses": ((feb(13), feb(12)),)},
        {"asked": ((feb(13), feb(12)),)},
    ],
)
def test_days_that_run_backwards_are_refused(wrong):
    with pytest.raises(DaysOutOfOrder) as refused:
        Leg(**{"level": "STREET", "opened": feb(11), "accepted": None, "ended": None} | wrong)

    assert refused.value.field == next(iter(wrong))


def test_a_limit_below_zero_is_refused():
    with pytest.raises(NoSuchLimit):
        due_day(feb(11), -1, [], [], feb(12))


some_days = st.dates(date(2026, 1, 20), date(2026, 3, 20))
stretches = st.lists(
    st.tuples(some_days, st.none() | some_days).filter(lambda one: one[1] is None or one[0] <= one[1]), max_size=3
)


@steady
@given(some_days, st.none() | some_days, st.none() | some_days, stretches, stretches, some_days, st.integers(0, 30))
def test_spells_adjoin_and_the_days_over_the_limit_are_those_not_stood_still(
    opened, accepted, ended, pauses, asked, today, limit
):
    accepted, ended = (max(day, opened) if day else None for day in (accepted, ended))
    leg = Leg("STREET", opened, accepted, ended, tuple(pauses), tuple(asked))

    found = spells(leg, today, HOLIDAYS, MAKEUP)

    last = min(ended or today, today)
    if found:
        assert (found[0].first, found[-1].last) == (opened, last)
        assert [one.last for one in found[:-1]] == [one.first for one in found[1:]]
        assert all(one.kind != other.kind for one, other in itertools.pairwise(found))
        assert sum(one.days for one in found) == workdays_between(opened, last, HOLIDAYS, MAKEUP)
        moving = sum(one.days for one in found if one.kind in {"WAIT", "WORK"})
        assert overdue_days(opened, limit, pauses, asked, last, HOLIDAYS, MAKEUP) == max(0, moving - limit)
    else:
        assert today < opened


def test_in_ten_thousand_histories_every_day_of_a_matter_belongs_to_one_leg():
    random = Random(20260211)
    seen: dict[str, int] = {}

    for _ in range(HISTORIES):
        matter = Matter(random, HOLIDAYS, MAKEUP)
        for _step in range(random.randint(3, 16)):
            word = matter.go_on()
            seen[word] = seen.get(word, 0) + 1
            assert len(matter.open_leads()) == (1 if matter.is_open else 0)

        found = days_by_kind(matter.legs(), matter.day, HOLIDAYS, MAKEUP)

        assert lived(found) == matter.tally
        ages = sum(age(raised, closed, matter.day, HOLIDAYS, MAKEUP) for raised, closed in matter.lives)
        assert sum(sum(days.values()) for days in found.values()) == ages

    assert len(seen) == 11
    assert min(seen.values()) > HISTORIES // 20


def test_a_past_day_of_a_matter_is_told_as_it_was():
    random = Random(20260228)
    for _ in range(200):
        matter = Matter(random, HOLIDAYS, MAKEUP)
        told = []
        for _step in range(10):
            told.append((matter.day, dict(matter.tally)))
            matter.go_on()

        # Of several moves on one day the first says what had been counted before it; a day is counted when it is over.
        for day, tally in told:
            assert lived(days_by_kind(matter.legs(), day, HOLIDAYS, MAKEUP)) == tally


def test_the_histories_run_across_days_off_and_days_made_up():
    days = [date(2026, 2, 11) + timedelta(days=number) for number in range(20)]

    assert sum(is_workday(day, HOLIDAYS, MAKEUP) for day in days) == 10
