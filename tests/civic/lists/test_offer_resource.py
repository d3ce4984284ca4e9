import pytest

from gongjian.civic.lists.actions import offer_resource
from gongjian.civic.lists.models import Resource
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    OrganisationFactory,
    ProgrammeFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def offer(actor, unit, **said):
    described = {
        "programme": ProgrammeFactory(),
        "kind": Resource.Kind.PREMISES,
        "nature": Resource.Nature.THINGS,
        "title": "党群服务中心用房",
        "unit": "处",
        "opens_date": NEW_YEAR,
        "area": unit.area,
        "size_m2": 3800,
        "floors": 5,
    }
    return offer_resource(actor, unit, **described | said, at=NOON)


def test_the_unit_offers_premises_and_the_ledger_says_so():
    unit = OrganisationFactory()
    liaison = liaison_of(unit)

    resource = offer(liaison, unit)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("lists.offer_resource", liaison, resource)
    assert event.changes == {
        "area_id": [None, unit.area_id],
        "floors": [None, 5],
        "is_free": [None, True],
        "kind": [None, "PREMISES"],
        "nature": [None, "THINGS"],
        "opens_date": [None, "2026-01-01"],
        "owner_id": [None, unit.pk],
        "programme_id": [None, resource.programme_id],
        "quantity": [None, 1],
        "size_m2": [None, 3800],
        "title": [None, "党群服务中心用房"],
        "unit": [None, "处"],
    }


def test_the_community_may_write_it_down_for_the_unit():
    unit = OrganisationFactory()

    assert offer(worker_of(unit.area), unit).owner == unit


def test_a_stranger_may_not_and_nothing_is_written():
    unit = OrganisationFactory()

    for who in (UserFactory(), liaison_of(OrganisationFactory(area=unit.area))):
        with pytest.raises(NotAllowed):
            offer(who, unit)

    assert not Resource.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"quantity": 0}, "数量至少是 1"),
        ({"closes_date": NEW_YEAR}, "晚于开始"),
        ({"kind": Resource.Kind.VENUE}, "只有用房才填面积和楼层"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(said, sentence):
    unit = OrganisationFactory()

    with pytest.raises(Refused, match=sentence):
        offer(liaison_of(unit), unit, **said)

    assert not Event.objects.exists()
