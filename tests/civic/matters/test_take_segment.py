import pytest

from gongjian.civic.matters.actions import take_segment
from gongjian.civic.matters.models import Segment
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    OrganisationFactory,
    PartFactory,
    SegmentFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_community_gives_a_segment_to_a_unit_and_the_ledger_says_so():
    part, unit = PartFactory(), OrganisationFactory()
    worker = worker_of(part.project.area)

    segment = take_segment(
        worker, part.project.area, road="协作路", position=1, taker=unit, part=part, since=NEW_YEAR, at=NOON
    )

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("matters.take_segment", worker, segment)
    assert event.changes == {
        "area_id": [None, part.project.area_id],
        "part_id": [None, part.pk],
        "position": [None, 1],
        "road": [None, "协作路"],
        "taker_id": [None, unit.pk],
        "valid_from": [None, "2026-01-01"],
    }


def test_a_stranger_may_not_and_nothing_is_written():
    unit = OrganisationFactory()

    for who in (UserFactory(), liaison_of(unit)):
        with pytest.raises(NotAllowed):
            take_segment(who, unit.area, road="协作路", position=1, taker=unit, since=NEW_YEAR, at=NOON)

    assert not Segment.objects.exists()
    assert not Event.objects.exists()


def test_a_segment_has_one_taker():
    segment = SegmentFactory(position=1)

    with pytest.raises(Refused, match="协作路第 1 段已经有人包了"):
        take_segment(
            worker_of(segment.area),
            segment.area,
            road="协作路",
            position=1,
            taker=OrganisationFactory(),
            since=NEW_YEAR,
            at=NOON,
        )

    assert not Event.objects.exists()
