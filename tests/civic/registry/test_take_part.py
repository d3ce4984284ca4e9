from datetime import date

import pytest

from gongjian.civic.registry.actions import take_part
from gongjian.civic.registry.models import Participation
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    CommunityFactory,
    ParticipationFactory,
    StreetFactory,
    UserFactory,
    district_office,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_district_lets_a_community_take_part_and_the_ledger_says_so():
    community, office = CommunityFactory(), district_office()

    participation = take_part(office, community, since=NEW_YEAR, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.take_part", office, participation)
    assert event.path == community.path
    assert event.changes == {"area_id": [None, community.pk], "valid_from": [None, "2026-01-01"]}


@pytest.mark.parametrize("who", [lambda community: UserFactory(), worker_of, street_office_of])
def test_nobody_else_may_and_nothing_is_written(who):
    community = CommunityFactory()
    actor = who(community)

    with pytest.raises(NotAllowed):
        take_part(actor, community, since=NEW_YEAR, at=NOON)

    assert not Participation.objects.exists()
    assert not Event.objects.exists()


def test_only_a_community_takes_part():
    street = StreetFactory()

    with pytest.raises(Refused, match=f"“{street.name}”不是社区"):
        take_part(district_office(), street, since=NEW_YEAR, at=NOON)

    assert not Event.objects.exists()


def test_it_takes_part_once():
    community = ParticipationFactory().area

    with pytest.raises(Refused, match=f"“{community.name}”已经参加了"):
        take_part(district_office(), community, since=TODAY, at=NOON)

    assert Participation.objects.count() == 1
    assert not Event.objects.exists()


def test_after_leaving_it_may_come_back():
    community = ParticipationFactory(valid_to=date(2026, 2, 1)).area

    take_part(district_office(), community, since=date(2026, 2, 1), at=NOON)

    assert community.participations.count() == 2


def test_nobody_comes_in_before_an_earlier_entry_that_is_already_there():
    community = ParticipationFactory(valid_from=TODAY).area

    with pytest.raises(Refused, match="已经参加了"):
        take_part(district_office(), community, since=NEW_YEAR, at=NOON)

    assert not Event.objects.exists()
