"""One matter from the community to a department and back, as the verbs tell it."""

from datetime import timedelta

import pytest

from gongjian.civic.matters.actions import (
    accept_leg,
    ask_raiser,
    confirm_matter,
    decline_leg,
    hand_on,
    raise_matter,
    reopen_matter,
)
from gongjian.civic.matters.models import Leg, Matter, Phase
from gongjian.civic.registry.models import Organisation
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, BodyFactory, CommunityFactory, OrganisationFactory, liaison_of, worker_of
from tests.factories import street_office_of as street_office

pytestmark = pytest.mark.django_db


def _department(name: str) -> Organisation:
    district = CommunityFactory().parent.parent
    return OrganisationFactory(
        name=name, kind=Organisation.Kind.DISTRICT, area=district, is_resident_unit=False, grouping=""
    )


def _lead(matter: Matter) -> Leg:
    return matter.legs.get(is_lead=True, ended_at=None)


def test_a_matter_goes_up_is_declined_with_the_next_owner_solved_and_confirmed():
    community = CommunityFactory()
    street, raiser = BodyFactory(governs=community.parent), BodyFactory(governs=community)
    worker, clerk = worker_of(community), street_office(community.parent)
    housing, city = _department("区住建局"), _department("区城管局")

    matter = raise_matter(
        worker, raiser, area=community, title="雨水井反复淤堵", category=Matter.Category.PUBLIC_SERVICE, at=NOON
    )
    hand_on(worker, _lead(matter), to=street, reason="社区没有清掏设备", at=NOON + DAY)
    accept_leg(clerk, _lead(matter), at=NOON + DAY)
    hand_on(clerk, _lead(matter), to=housing, reason="要区级部门疏通主管", at=NOON + 2 * DAY)
    decline_leg(liaison_of(housing), _lead(matter), reason="市政管网不归本局", next_owner=city, at=NOON + 3 * DAY)
    accept_leg(liaison_of(city), _lead(matter), at=NOON + 4 * DAY)
    ask_raiser(liaison_of(city), _lead(matter), closing="DONE", result="主管疏通 120 米", at=NOON + 6 * DAY)
    confirm_matter(worker, matter, at=NOON + 7 * DAY)

    matter.refresh_from_db()
    legs = list(matter.legs.order_by("pk").values_list("level", "end"))
    assert matter.closed_at == NOON + 7 * DAY
    assert legs == [
        ("COMMUNITY", "HANDED_ON"),
        ("STREET", "HANDED_ON"),
        ("DISTRICT", "DECLINED"),
        ("DISTRICT", "SOLVED"),
    ]
    assert set(matter.phases.values_list("phase", flat=True)) == set(Phase.Name.values)
    assert matter.number == f"{community.parent.short_name}〔{NOON.year}〕1号"
    assert Event.objects.filter(verb="matters.open_leg").count() == 4


def test_the_lead_may_not_decline_without_naming_the_next_and_nothing_is_lost():
    department, community = _department("区住建局"), CommunityFactory()
    raiser = BodyFactory(governs=community)
    matter = raise_matter(
        worker_of(community), raiser, area=community, title="路灯不亮", category="HARMONY", owner=department, at=NOON
    )
    before = Event.objects.count()

    with pytest.raises(Refused, match="应当由谁来办"):
        decline_leg(liaison_of(department), _lead(matter), reason="不归我们", at=NOON)

    assert (_lead(matter).owner, Event.objects.count()) == (department, before)


def test_after_the_end_nothing_moves_until_the_raiser_reopens_and_that_is_counted():
    community = CommunityFactory()
    raiser, worker = BodyFactory(governs=community), worker_of(community)
    matter = raise_matter(worker, raiser, area=community, title="路灯不亮", category="HARMONY", at=NOON)
    leg = _lead(matter)
    ask_raiser(worker, leg, closing="DONE", result="换了灯泡", at=NOON)
    confirm_matter(worker, matter, at=NOON)

    with pytest.raises(NotAllowed):
        hand_on(worker, leg, to=_department("区城管局"), reason="又不亮", at=NOON + timedelta(hours=1))
    reopen_matter(worker, matter, reason="又不亮了", at=NOON + DAY)

    matter.refresh_from_db()
    assert (matter.reopened, matter.closed_at, _lead(matter).owner) == (1, None, raiser)
