import pytest

from gongjian.civic.matters.actions import raise_matter
from gongjian.civic.matters.models import Matter
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.matters.hands import department, lead_of
from tests.factories import (
    DAY,
    NOON,
    BodyFactory,
    CommunityFactory,
    ConcernFactory,
    EventFactory,
    FindingFactory,
    OrganisationFactory,
    SegmentFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
SAID = {"title": " 雨水井反复淤堵 ", "category": "PUBLIC_SERVICE"}


def test_a_unit_raises_and_the_body_of_the_place_has_it_without_having_accepted():
    unit = OrganisationFactory()
    body, liaison = BodyFactory(governs=unit.area), liaison_of(unit)

    matter = raise_matter(liaison, unit, area=unit.area, **SAID, text="一层进水", households=96, at=NOON)

    lead = lead_of(matter)
    assert (matter.title, matter.raiser, matter.kind, matter.text) == ("雨水井反复淤堵", unit, "PROBLEM", "一层进水")
    assert (lead.owner, lead.accepted_at, lead.level, lead.limit_days) == (body, None, "COMMUNITY", 7)
    assert set(matter.thread.bodies.all()) == {unit, body}
    event = Event.objects.get(verb="matters.raise_matter")
    assert (event.actor, event.subject) == (liaison, matter)
    assert "一层进水" not in str(event.changes)


def test_what_a_governing_body_raises_it_has_accepted_itself():
    body = BodyFactory()

    matter = raise_matter(worker_of(body.governs), body, area=body.governs, **SAID, at=NOON)

    assert (lead_of(matter).owner, lead_of(matter).accepted_at) == (body, NOON)


def test_where_the_community_has_no_body_the_street_has_it():
    unit = OrganisationFactory()
    street = BodyFactory(governs=unit.area.parent)

    matter = raise_matter(liaison_of(unit), unit, area=unit.area, **SAID, at=NOON)

    assert lead_of(matter).owner == street


def test_it_may_begin_at_another_body_and_an_urgent_one_has_fewer_days():
    body, city = BodyFactory(), department("区城管局")

    matter = raise_matter(
        worker_of(body.governs), body, area=body.governs, owner=city, urgency="URGENT", **SAID, at=NOON
    )

    assert (lead_of(matter).owner, lead_of(matter).limit_days) == (city, 2)


def test_numbers_count_on_within_a_street_and_a_year():
    one, other = BodyFactory(), BodyFactory()

    numbers = [
        raise_matter(worker_of(body.governs), body, area=body.governs, **SAID | {"title": title}, at=NOON).number
        for body, title in ((one, "井盖"), (one, "路灯"), (other, "井盖"))
    ]

    street = one.governs.parent.short_name
    assert numbers[:2] == [f"{street}〔2026〕1号", f"{street}〔2026〕2号"]
    assert len(set(numbers)) == 3


def test_what_people_told_is_named_as_the_source():
    body = BodyFactory()
    concern = ConcernFactory()
    told = EventFactory(subject=concern, verb="matters.note_concern")

    matter = raise_matter(worker_of(body.governs), body, area=body.governs, concern=concern, **SAID, at=NOON)

    assert matter.source == told


def test_what_people_told_becomes_one_matter():
    body, concern = BodyFactory(), ConcernFactory()
    EventFactory(subject=concern, verb="matters.log_concern")
    finding = FindingFactory(outcome="NO_ACTION", reason="不归这里", settled_at=NOON)
    worker, here = worker_of(body.governs), {"area": body.governs, "category": "HARMONY", "at": NOON}
    number = raise_matter(worker, body, concern=concern, title="停水", **here).number

    with pytest.raises(Refused, match=f"已经报成难题，编号 {number}"):
        raise_matter(worker, body, concern=concern, title="又停水", **here)
    with pytest.raises(Refused, match="已经有了结果"):
        raise_matter(worker, body, finding=finding, title="漏水", **here)

    assert Matter.objects.count() == 1


def test_what_is_on_a_road_lies_where_the_road_lies():
    segment, body = SegmentFactory(), BodyFactory()
    worker, said = worker_of(body.governs), {"segment": segment, "owner": segment.taker, **SAID, "at": NOON}

    with pytest.raises(Refused, match=f"“{segment.area.name}”"):
        raise_matter(worker, body, area=body.governs, **said)
    matter = raise_matter(worker, body, area=segment.area, **said)

    assert matter.number.startswith(segment.area.parent.short_name)


def test_a_form_that_was_sent_twice_raises_one_matter_and_says_its_number():
    body = BodyFactory()
    worker = worker_of(body.governs)
    matter = raise_matter(worker, body, area=body.governs, **SAID, at=NOON)

    with pytest.raises(Refused, match=matter.number):
        raise_matter(worker, body, area=body.governs, **SAID, at=NOON + DAY / 2)
    later = raise_matter(worker, body, area=body.governs, **SAID, at=NOON + 2 * DAY)
    Matter.objects.filter(pk=later.pk).update(closing="DONE", asked_at=NOON, closed_at=NOON)
    raise_matter(worker, body, area=body.governs, **SAID, at=NOON + 2 * DAY)

    assert Matter.objects.count() == 3


def test_without_a_title_or_where_nobody_governs_it_is_refused_and_nothing_is_written():
    unit = OrganisationFactory()

    with pytest.raises(Refused, match="一句话"):
        raise_matter(liaison_of(unit), unit, area=unit.area, title=" ", category="HARMONY", at=NOON)
    with pytest.raises(Refused, match="还没有主管的党组织"):
        raise_matter(liaison_of(unit), unit, area=unit.area, **SAID, at=NOON)

    assert not Matter.objects.exists()
    assert not Event.objects.exists()


def test_a_stranger_may_not_and_nothing_is_written():
    body = BodyFactory(governs=CommunityFactory())

    with pytest.raises(NotAllowed):
        raise_matter(UserFactory(), body, area=body.governs, **SAID, at=NOON)

    assert not Event.objects.exists()
