import pytest

from gongjian.civic.matters.actions import decline_leg
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.matters.hands import department, given_to, helper, lead_of
from tests.factories import NOON, LegFactory, MatterFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_the_lead_declines_and_the_next_has_it_from_this_moment():
    leg, city = given_to(department("区住建局")), department("区城管局")

    decline_leg(liaison_of(leg.owner), leg, reason=" 管网不归本局 ", next_owner=city, at=NOON)

    leg.refresh_from_db()
    now = lead_of(leg.matter)
    assert (leg.end, leg.reason, leg.next_owner, leg.ended_at) == ("DECLINED", "管网不归本局", city, NOON)
    assert (now.owner, now.opened_at, now.accepted_at) == (city, NOON, None)
    assert leg.matter.thread.bodies.contains(city)
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == [
        "matters.open_leg",
        "matters.decline_leg",
    ]


def test_who_helps_already_becomes_the_lead():
    leg, city = given_to(department("区住建局")), department("区城管局")
    helping = LegFactory(matter=leg.matter, owner=city)

    decline_leg(liaison_of(leg.owner), leg, reason="管网不归本局", next_owner=city, at=NOON)

    helping.refresh_from_db()
    assert (helping.end, lead_of(leg.matter).owner) == ("HANDED_ON", city)


def test_a_helper_declines_without_naming_another_and_the_lead_stays():
    leg = helper()
    lead = lead_of(leg.matter)

    decline_leg(liaison_of(leg.owner), leg, reason="没有抽水泵", at=NOON)

    leg.refresh_from_db()
    assert (leg.end, lead_of(leg.matter)) == ("DECLINED", lead)


@pytest.mark.parametrize(
    ("reason", "to", "said"), [(" ", "other", "写明理由"), ("x", "own", "自己"), ("x", "", "由谁来办")]
)
def test_what_is_missing_is_said_and_nothing_is_lost(reason, to, said):
    leg = given_to(department("区住建局"))
    nexts = {"other": department("区城管局"), "own": leg.owner, "": None}

    with pytest.raises(Refused, match=said):
        decline_leg(liaison_of(leg.owner), leg, reason=reason, next_owner=nexts[to], at=NOON)

    assert lead_of(leg.matter) == leg
    assert not Event.objects.exists()


def test_what_was_accepted_is_handed_on_and_not_declined():
    matter = MatterFactory()

    with pytest.raises(NotAllowed, match="请移交"):
        decline_leg(worker_of(matter.area), lead_of(matter), reason="x", next_owner=department("x"), at=NOON)


def test_a_stranger_may_not_and_nothing_is_written():
    leg = given_to(department("区住建局"))

    with pytest.raises(NotAllowed):
        decline_leg(UserFactory(), leg, reason="x", next_owner=department("区城管局"), at=NOON)

    assert not Event.objects.exists()
