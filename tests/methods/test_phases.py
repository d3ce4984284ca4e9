"""A programme year is in one phase at any moment."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.phases import DatesOutOfOrder, Phase, ProgrammeDates, phase_at
from tests.methods.cases import steady

YEAR = ProgrammeDates(opens=date(2025, 1, 1), freezes=date(2025, 12, 16), closes=date(2026, 1, 20))


@pytest.mark.parametrize(
    ("at", "phase"),
    [
        (date(2024, 12, 31), Phase.PLANNED),
        (date(2025, 1, 1), Phase.OPEN),
        (date(2025, 12, 15), Phase.OPEN),
        (date(2025, 12, 16), Phase.FROZEN),
        (date(2026, 1, 19), Phase.FROZEN),
        (date(2026, 1, 20), Phase.CLOSED),
    ],
)
def test_a_phase_begins_on_its_date(at, phase):
    assert phase_at(YEAR, at) is phase


def test_a_date_not_decided_never_comes():
    assert phase_at(ProgrammeDates(), date(2099, 1, 1)) is Phase.PLANNED
    assert phase_at(ProgrammeDates(opens=date(2025, 1, 1)), date(2099, 1, 1)) is Phase.OPEN


def test_instants_are_as_good_as_days():
    opens = datetime(2025, 1, 1, 8, tzinfo=UTC)

    assert phase_at(ProgrammeDates(opens=opens), opens) is Phase.OPEN
    assert phase_at(ProgrammeDates(opens=opens), opens - timedelta(microseconds=1)) is Phase.PLANNED


@steady
@given(st.lists(st.dates(), min_size=3, max_size=3), st.dates(), st.dates())
def test_time_never_leads_back(three, one, other):
    dates, order = ProgrammeDates(*sorted(three)), list(Phase)

    assert order.index(phase_at(dates, min(one, other))) <= order.index(phase_at(dates, max(one, other)))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"freezes": date(2025, 12, 16)}, "freezes"),
        ({"opens": date(2025, 1, 1), "closes": date(2026, 1, 1)}, "closes"),
        ({"opens": date(2025, 1, 2), "freezes": date(2025, 1, 1)}, "freezes"),
    ],
)
def test_dates_out_of_order_are_refused(given, field):
    with pytest.raises(DatesOutOfOrder) as refused:
        ProgrammeDates(**given)

    assert refused.value.field == field
