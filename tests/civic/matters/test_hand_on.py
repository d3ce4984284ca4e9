import pytest

from gongjian.civic.matters.actions import ask_raiser, confirm_matter, hand_on
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.matters.hands import department, helper, lead_of
from tests.factories import (
    NOON,
    TODAY,
    BodyFactory,
    MatterFactory,
    ResolutionFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_lead_hands_it_up_and_it_is_not_studied_yet():
    matter = MatterFactory()
    leg, city = lead_of(matter), department("区城管局")

    hand_on(worker_of(matter.area), leg, to=city, reason="社区没有设备", limit=9, at=NOON)

    leg.refresh_from_db()
    now = lead_of(matter)
    assert (leg.end, leg.reason, now.owner, now.limit_days, now.level) == (
        "HANDED_ON",
        "社区没有设备",
        city,
        9,
        "DISTRICT",
    )
    assert not matter.phases.exists()


def test_the_street_moves_what_lies_in_its_territory_down_to_another():
    street = BodyFactory(governs=MatterFactory().area.parent)
    matter = MatterFactory(lead__owner=street)
    to = BodyFactory(governs=matter.area)

    hand_on(street_office_of(matter.area), lead_of(matter), to=to, reason="就地解决", at=NOON)

    assert lead_of(matter).owner == to
    assert set(matter.phases.values_list("phase", flat=True)) == {"STUDY", "DEPLOY"}


def test_what_a_meeting_decided_names_the_meeting():
    matter, city = MatterFactory(), department("区城管局")
    resolution = ResolutionFactory(owner=city)

    hand_on(worker_of(matter.area), lead_of(matter), to=city, reason="会议议定", resolution=resolution, at=NOON)

    deploy = matter.phases.get(phase="DEPLOY")
    assert (deploy.meeting, deploy.post, lead_of(matter).resolution) == (resolution.item.meeting, "", resolution)


def test_a_pause_ends_with_the_leg():
    matter = MatterFactory()
    pause = lead_of(matter).pauses.create(reason="WEATHER", note="雨停", from_at=NOON)

    hand_on(worker_of(matter.area), lead_of(matter), to=department("区城管局"), reason="x", at=NOON)

    pause.refresh_from_db()
    assert pause.to_at == NOON


def test_to_itself_to_nobody_or_to_a_closed_body_is_refused_and_nothing_is_lost():
    matter = MatterFactory()
    leg, worker = lead_of(matter), worker_of(matter.area)
    gone = department("区撤销局")
    gone.founded_date, gone.closed_date = TODAY, TODAY
    gone.save()

    for to, reason, said in (
        (leg.owner, "x", "已经在牵头"),
        (department("a"), "", "写明理由"),
        (gone, "x", "已经注销"),
    ):
        with pytest.raises(Refused, match=said):
            hand_on(worker, leg, to=to, reason=reason, at=NOON)

    assert lead_of(matter) == leg
    assert not Event.objects.exists()


def test_two_people_handing_on_one_leg_at_once_leave_one_lead_and_the_second_reads_why():
    matter = MatterFactory()
    mine, yours = lead_of(matter), lead_of(matter)
    first, second = department("区城管局"), department("区住建局")
    hand_on(worker_of(matter.area), mine, to=first, reason="x", at=NOON)

    with pytest.raises(NotAllowed, match="已经不在这家单位手里了"):
        hand_on(worker_of(matter.area), yours, to=second, reason="y", at=NOON)

    assert lead_of(matter).owner == first


def test_a_leg_is_not_handed_on_after_the_matter_has_ended():
    matter = MatterFactory(raiser=BodyFactory())
    leg, worker = lead_of(matter), worker_of(matter.area)
    ask_raiser(worker, leg, closing="DONE", result="通了", at=NOON)
    raiser = worker_of(matter.raiser.governs)
    confirm_matter(raiser, matter, at=NOON)
    before = Event.objects.count()

    with pytest.raises(NotAllowed, match="已经结束"):
        hand_on(worker, leg, to=department("区城管局"), reason="x", at=NOON)

    assert Event.objects.count() == before


def test_a_helper_or_a_stranger_may_not_and_nothing_is_written():
    matter, leg = MatterFactory(), helper()

    with pytest.raises(NotAllowed):
        hand_on(liaison_of(leg.owner), leg, to=department("区城管局"), reason="x", at=NOON)
    with pytest.raises(NotAllowed):
        hand_on(UserFactory(), lead_of(matter), to=department("区住建局"), reason="x", at=NOON)

    assert not Event.objects.exists()
