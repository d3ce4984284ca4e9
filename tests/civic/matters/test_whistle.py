from datetime import timedelta

import pytest
from django.conf import settings

from gongjian.civic.matters.actions import accept_leg, decline_leg, note_arrival, note_contact, set_rulebook, whistle
from gongjian.civic.matters.models import Matter
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.matters.called import department, helping, whistled
from tests.civic.matters.test_set_rulebook import RULES
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    BodyFactory,
    CommunityFactory,
    DistrictFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
SAID = {"title": "路口塌陷", "category": "PUBLIC_SERVICE", "urgency": "URGENT"}


def test_the_street_calls_two_departments_at_once_and_leads():
    community, housing, city = CommunityFactory(), department("区住建局"), department("区城管局")

    matter = whistled(community, housing, city)

    street = matter.raiser
    legs = matter.legs.order_by("pk").values_list("owner", "is_lead", "wish", "accepted_at")
    assert (matter.kind, street.governs) == ("WHISTLE", community.parent)
    assert list(legs) == [
        (street.pk, True, "", NOON),
        (housing.pk, False, "派人到现场", None),
        (city.pk, False, "派人到现场", None),
    ]
    event = Event.objects.get(verb="matters.whistle")
    assert (event.subject, event.changes["called"]) == (matter, ["区住建局", "区城管局"])


def test_a_stranger_may_not_and_nothing_is_written():
    community = CommunityFactory()
    street, called = BodyFactory(governs=community.parent), [(department("区住建局"), "到现场")]

    for who in (UserFactory(), worker_of(community), street_office_of(CommunityFactory()), district_office()):
        with pytest.raises(NotAllowed):
            whistle(who, street, area=community, called=called, **SAID, at=NOON)

    assert not Matter.objects.exists()
    assert not Event.objects.exists()


def test_a_community_may_whistle_once_the_district_says_so():
    community = CommunityFactory()
    worker, body = worker_of(community), BodyFactory(governs=community)
    called = [(department("区住建局"), "到现场")]
    with pytest.raises(NotAllowed, match="区里规则写明"):
        whistle(worker, body, area=community, called=called, **SAID, at=NOON)

    set_rulebook(district_office(), DistrictFactory(), **RULES, at=NOON)

    assert whistle(worker, body, area=community, called=called, **SAID, at=NOON).raiser == body


def test_nobody_called_twice_called_oneself_and_a_foreign_place_are_refused_and_nothing_is_written():
    community = CommunityFactory()
    street, housing, office = BodyFactory(governs=community.parent), department("局"), street_office_of(community)
    wrong = [
        ([], community, "至少叫一家"),
        ([(street, "到现场")], community, "不用再叫自己"),
        ([(housing, "到现场"), (housing, "带泵")], community, "叫了两次"),
        ([(housing, " ")], community, "要它做什么"),
        ([(housing, "到现场")], CommunityFactory(), "自己主管的地方"),
    ]

    for called, area, sentence in wrong:
        with pytest.raises(Refused, match=sentence):
            whistle(office, street, area=area, called=called, **SAID, at=NOON)

    assert not Matter.objects.exists()
    assert not Event.objects.exists()


def test_a_called_body_signs_or_refuses_with_a_reason_and_names_nobody():
    housing, city = department("区住建局"), department("区城管局")
    matter = whistled(None, housing, city)
    first, second = matter.legs.filter(is_lead=False).order_by("pk")

    accept_leg(liaison_of(housing), first, at=NOON + timedelta(minutes=20))
    with pytest.raises(Refused, match="写明理由"):
        decline_leg(liaison_of(city), second, reason="", at=NOON)
    decline_leg(liaison_of(city), second, reason="路面归住建", at=NOON)

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.accepted_at == NOON + timedelta(minutes=20)
    assert (second.end, second.next_owner) == ("DECLINED", None)


@pytest.mark.parametrize(("verb", "field"), [(note_contact, "contacted_at"), (note_arrival, "attended_at")])
def test_the_caller_notes_the_day_once_and_no_hour(verb, field):
    matter = whistled()
    office, leg = street_office_of(matter.area), helping(matter)

    verb(office, leg, day=TOMORROW, at=NOON + 2 * DAY)

    leg.refresh_from_db()
    local = getattr(leg, field).astimezone(settings.OFFICE_ZONE)
    assert (local.date(), local.hour, local.minute) == (TOMORROW, 0, 0)
    with pytest.raises(NotAllowed, match="已经记过"):
        verb(office, leg, day=TOMORROW, at=NOON + 2 * DAY)


@pytest.mark.parametrize("verb", [note_contact, note_arrival])
def test_a_day_before_the_call_or_still_to_come_is_refused(verb):
    matter = whistled()
    office, leg, before = street_office_of(matter.area), helping(matter), Event.objects.count()

    with pytest.raises(Refused, match="不能早于吹哨那天"):
        verb(office, leg, day=YESTERDAY, at=NOON)
    with pytest.raises(Refused, match="还没到的日子"):
        verb(office, leg, day=TOMORROW, at=NOON)

    assert Event.objects.count() == before


@pytest.mark.parametrize("verb", [note_contact, note_arrival])
def test_a_stranger_and_the_called_body_itself_may_not_note_it(verb):
    matter = whistled()
    leg, before = helping(matter), Event.objects.count()

    for who in (UserFactory(), liaison_of(leg.owner), district_office()):
        with pytest.raises(NotAllowed):
            verb(who, leg, day=TODAY, at=NOON)

    assert Event.objects.count() == before


def test_of_the_lead_itself_no_arrival_is_noted():
    matter = whistled()

    with pytest.raises(NotAllowed, match="只有吹哨叫来的单位"):
        note_arrival(street_office_of(matter.area), matter.legs.get(is_lead=True), day=TODAY, at=NOON)


def test_a_whistle_sent_twice_calls_once_and_says_the_number():
    community = CommunityFactory()
    street, office = BodyFactory(governs=community.parent), street_office_of(community)
    called = [(department("区住建局"), "到现场")]
    first = whistle(office, street, area=community, called=called, **SAID, at=NOON)

    with pytest.raises(Refused, match=first.number):
        whistle(office, street, area=community, called=called, **SAID, at=NOON)

    assert Matter.objects.get() == first
