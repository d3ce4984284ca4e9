import pytest

from gongjian.civic.lists.actions import add_need
from gongjian.civic.lists.models import Need
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    TODAY,
    BodyFactory,
    CommunityFactory,
    EventFactory,
    FindingFactory,
    MeetingFactory,
    OrganisationFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return OrganisationFactory()


@pytest.mark.parametrize(
    "who", [liaison_of, lambda unit: worker_of(unit.area), lambda unit: street_office_of(unit.area)]
)
def test_a_need_is_added_and_the_ledger_says_so(unit, who):
    actor = who(unit)

    need = add_need(actor, unit, area=unit.area, title=" 夜间停车位 30 个 ", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("lists.add_need", actor, need)
    assert event.changes == {
        "added_at": [None, "2026-03-02T04:00:00Z"],
        "area_id": [None, unit.area_id],
        "owner_id": [None, unit.pk],
        "title": [None, "夜间停车位 30 个"],
    }


def test_a_stranger_may_not_and_nothing_is_written(unit):
    for who in (UserFactory(), liaison_of(OrganisationFactory(area=unit.area)), worker_of(CommunityFactory())):
        with pytest.raises(NotAllowed):
            add_need(who, unit, area=unit.area, title="停车位", at=NOON)

    assert not Need.objects.exists()
    assert not Event.objects.exists()


def test_a_finding_becomes_a_need_and_is_settled_by_that():
    finding = FindingFactory()
    noted = EventFactory(subject=finding, verb="platforms.note_finding")
    area = finding.meeting.platform.area

    need = add_need(worker_of(area), BodyFactory(governs=area), area=area, title="防汛挡板", finding=finding, at=NOON)

    finding.refresh_from_db()
    assert (need.source, finding.outcome, finding.settled_at) == (noted, "NEED", NOON)
    assert list(Event.objects.exclude(pk=noted.pk).order_by("pk").values_list("verb", flat=True)) == [
        "platforms.settle_finding",
        "lists.add_need",
    ]


def test_a_finding_that_is_settled_becomes_nothing_more():
    finding = FindingFactory(outcome="NO_ACTION", reason="归物业管", settled_at=NOON)
    area = finding.meeting.platform.area

    with pytest.raises(NotAllowed, match="已经定了"):
        add_need(worker_of(area), BodyFactory(governs=area), area=area, title="防汛挡板", finding=finding, at=NOON)

    assert not Need.objects.exists()


def test_nobody_settles_the_finding_of_another_community_by_a_need_of_the_own(unit):
    finding = FindingFactory(meeting=MeetingFactory(kind="TALK"))

    with pytest.raises(NotAllowed):
        add_need(liaison_of(unit), unit, area=unit.area, title="防汛挡板", finding=finding, at=NOON)

    finding.refresh_from_db()
    assert (finding.outcome, Need.objects.count()) == ("", 0)


def test_a_need_has_words_and_lies_in_an_open_place_of_its_owner(unit):
    liaison, closed = liaison_of(unit), CommunityFactory(parent=unit.area.parent, valid_to=TODAY)

    for area, title, because in (
        (unit.area, " ", "需要什么"),
        (closed, "停车位", "已经撤销"),
        (CommunityFactory(), "停车位", "不在"),
    ):
        with pytest.raises(Refused, match=because):
            add_need(liaison, unit, area=area, title=title, at=NOON)

    assert not Need.objects.exists()
