"""The clock and matters: what a meeting handed over, silence, the ladder, reviews. Asked again, it does nothing."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.civic.duties.schedule import tick
from gongjian.civic.matters.models import Leg, Matter, Phase
from gongjian.civic.platforms.models import AgendaItem
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    AgendaItemFactory,
    BodyFactory,
    EventFactory,
    LegFactory,
    MatterFactory,
    MeetingFactory,
    PauseFactory,
    PlatformFactory,
    ResolutionFactory,
)

pytestmark = pytest.mark.django_db


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=settings.OFFICE_ZONE)


def verbs() -> list[str]:
    return list(Event.objects.filter(actor__username="clock").order_by("pk").values_list("verb", flat=True))


def handed(matter: Matter, **more) -> Leg:
    """Return the lead of a matter that a street's meeting hands to its own body."""
    street = matter.area.parent
    body = BodyFactory(governs=street)
    source = EventFactory(verb="matters.raise_matter", subject=matter)
    meeting = MeetingFactory(platform=PlatformFactory(area=street, secretary=body), held_at=NOON)
    item = AgendaItemFactory(meeting=meeting, source=source)
    said = {"kind": "HAND_OVER", "owner": body, "text": "由街道牵头疏通", "due_date": date(2026, 3, 20)}
    ResolutionFactory(item=item, **{**said, **more})
    return matter.legs.get(is_lead=True)


def test_what_a_meeting_handed_over_changes_hands_once_and_says_which_meeting():
    matter = MatterFactory()
    leg = handed(matter)

    assert (tick(NOON + DAY), tick(NOON + DAY)) == (1, 0)

    leg.refresh_from_db()
    new = matter.legs.get(is_lead=True, ended_at=None)
    phase = matter.phases.get(phase=Phase.Name.DEPLOY)
    assert (leg.end, leg.reason) == ("HANDED_ON", "由街道牵头疏通")
    assert (new.owner, new.resolution.text) == (new.resolution.owner, "由街道牵头疏通")
    assert phase.meeting == new.resolution.item.meeting
    assert verbs() == ["matters.open_leg", "matters.hand_on"]


def test_a_decision_that_was_not_carried_or_that_a_later_lead_overtook_moves_nothing():
    rejected = MatterFactory()
    handed(rejected, is_carried=False)
    overtaken = MatterFactory()
    handed(overtaken)
    overtaken.legs.update(opened_at=NOON + timedelta(hours=1))

    assert tick(NOON + DAY) == 0


def test_what_waits_for_the_raiser_is_handed_over_only_if_it_is_reopened():
    matter = MatterFactory(asked_at=NOON, closing="DONE", result="已疏通")
    handed(matter)

    assert tick(NOON + DAY) == 0


def test_silence_counts_after_the_days_of_the_rules_and_not_before():
    matter = MatterFactory(asked_at=NOON, closing="DONE", result="已疏通")

    assert tick(morning(date(2026, 3, 9))) == 0  # the fifth working day: still time to answer
    assert (tick(morning(date(2026, 3, 10))), tick(morning(date(2026, 3, 10)))) == (1, 0)

    matter.refresh_from_db()
    assert (matter.is_silent, matter.legs.filter(ended_at=None).count()) == (True, 0)


def test_an_overdue_leg_climbs_step_by_step_and_each_step_once():
    leg = MatterFactory(raised_at=NOON).legs.get()  # seven working days: due on Wednesday, 11 March

    assert tick(morning(date(2026, 3, 11))) == 0
    assert (tick(morning(date(2026, 3, 12))), tick(morning(date(2026, 3, 12)))) == (1, 0)
    assert tick(morning(date(2026, 3, 13))) == 0
    assert tick(morning(date(2026, 3, 16))) == 1

    leg.refresh_from_db()
    climbed = [event.changes["level"] for event in Event.objects.order_by("pk")]
    assert (leg.rung, climbed) == (2, [[None, "STREET"], [None, "DISTRICT"]])


def test_nothing_climbs_while_the_clock_stands_still():
    leg = MatterFactory(raised_at=NOON).legs.get()
    PauseFactory(leg=leg, from_at=NOON + DAY)

    assert tick(morning(date(2026, 4, 30))) == 0


def test_a_resolution_to_be_looked_at_again_comes_on_the_next_agenda_once():
    held = MeetingFactory(held_at=NOON, starts_at=NOON - DAY)
    resolution = ResolutionFactory(item=AgendaItemFactory(meeting=held), review_date=date(2026, 3, 10))
    assert tick(morning(date(2026, 3, 10))) == 0  # no meeting is planned: it waits
    planned = MeetingFactory(platform=held.platform, starts_at=morning(date(2026, 3, 20)))

    assert (tick(morning(date(2026, 3, 11))), tick(morning(date(2026, 3, 11)))) == (1, 0)

    resolution.refresh_from_db()
    assert resolution.review_item == AgendaItem.objects.get(meeting=planned)


def test_a_full_agenda_does_not_stop_the_clock():
    held = MeetingFactory(held_at=NOON, starts_at=NOON - DAY)
    ResolutionFactory(item=AgendaItemFactory(meeting=held), review_date=date(2026, 3, 10))
    planned = MeetingFactory(platform=held.platform, starts_at=morning(date(2026, 3, 20)))
    AgendaItem.objects.bulk_create(AgendaItem(meeting=planned, position=at, title=f"{at}") for at in range(1, 100))
    MatterFactory(asked_at=NOON, closing="DONE", result="已疏通")

    assert tick(morning(date(2026, 3, 11))) == 1


def test_what_is_closed_costs_no_questions(django_assert_num_queries):
    def closed(number: int) -> None:
        for _ in range(number):
            matter = MatterFactory(asked_at=NOON, closing="DONE", result="已疏通", closed_at=NOON, lead=False)
            LegFactory(matter=matter, is_lead=True, end="SOLVED", ended_at=NOON)

    closed(1)
    tick(NOON + DAY)
    with CaptureQueriesContext(connection) as first:
        tick(NOON + 30 * DAY)
    closed(50)
    with django_assert_num_queries(len(first)):
        tick(NOON + 30 * DAY)
