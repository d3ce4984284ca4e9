"""Help that the street certified stands in the record of the month of its certification."""

from datetime import UTC, datetime

import pytest

from gongjian.accounts.models import User
from gongjian.civic.matters.actions import certify_help
from gongjian.civic.records.actions import draft_period
from gongjian.civic.records.models import Line
from tests.factories import (
    DAY,
    NOON,
    AttendanceFactory,
    EventFactory,
    LegFactory,
    MatterFactory,
    MeetingFactory,
    OrganisationFactory,
    PeriodFactory,
    street_office_of,
)

pytestmark = pytest.mark.django_db

DRAFTED = datetime(2026, 3, 25, tzinfo=UTC)


def helped(**more) -> Line:
    """Return the line of a unit that helped with something hard."""
    unit = OrganisationFactory()
    matter = MatterFactory(area=unit.area, urgency="HARD", title="暴雨后抽水", **more)
    leg = LegFactory(matter=matter, owner=unit, accepted_at=NOON - DAY, end="SOLVED", ended_at=NOON, result="出泵两台")
    certify_help(street_office_of(unit.area.parent), leg, at=NOON + DAY)
    period = PeriodFactory(area=unit.area.parent, month=datetime(2026, 3, 1, tzinfo=UTC).date())

    draft_period(User.objects.clock(), period, at=DRAFTED)
    return Line.objects.get()


def test_certified_help_is_one_line_of_its_month():
    line = helped()

    assert (line.kind, line.text, line.quantity) == (Line.Kind.HELP, "暴雨后抽水", 1)
    assert (line.source.verb, line.record.unit) == ("matters.certify_help", line.source.subject.owner)


def test_what_is_hidden_is_named_by_its_number():
    line = helped(hidden_because="PRIVACY")

    assert line.text == line.source.subject.matter.number


def test_help_that_nobody_certified_is_no_line():
    unit = OrganisationFactory()
    LegFactory(matter=MatterFactory(area=unit.area, urgency="HARD"), owner=unit, end="SOLVED", ended_at=NOON)

    draft_period(User.objects.clock(), PeriodFactory(area=unit.area.parent), at=DRAFTED)

    assert not Line.objects.exists()


def test_who_only_sat_in_on_a_meeting_has_no_line_of_it():
    unit = OrganisationFactory()
    meeting = MeetingFactory(platform__area=unit.area, held_at=NOON)
    AttendanceFactory(meeting=meeting, organisation=unit, state="OBSERVER")
    EventFactory(verb="platforms.hold_meeting", subject=meeting, at=NOON)

    draft_period(User.objects.clock(), PeriodFactory(area=unit.area.parent), at=DRAFTED)

    assert not Line.objects.exists()
