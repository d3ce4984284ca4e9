import pytest

from gongjian.civic.platforms.actions import write_stage
from gongjian.civic.platforms.models import StageOutput
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    MeetingFactory,
    SeatFactory,
    StageOutputFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
SAID = {"stage": "LOOK", "text": " 看了三处停车场 ", "headcount": 23}


@pytest.fixture
def talk():
    return MeetingFactory(kind="TALK")


@pytest.mark.parametrize("who", [worker_of, street_office_of])
def test_a_stage_is_written_and_the_ledger_says_so(talk, who):
    actor = who(talk.platform.area)

    output = write_stage(actor, talk, **SAID, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.write_stage", actor, output)
    assert event.changes == {
        "headcount": [None, 23],
        "meeting_id": [None, talk.pk],
        "stage": [None, "LOOK"],
        "text": [None, "看了三处停车场"],
    }


def test_a_stranger_may_not_and_nothing_is_written(talk):
    for who in (
        UserFactory(),
        worker_of(MeetingFactory().platform.area),
        liaison_of(SeatFactory(platform=talk.platform).organisation),
    ):
        with pytest.raises(NotAllowed):
            write_stage(who, talk, **SAID, at=NOON)

    assert not StageOutput.objects.exists()
    assert not Event.objects.exists()


def test_what_was_written_is_mended_not_written_twice(talk):
    StageOutputFactory(meeting=talk)

    output = write_stage(worker_of(talk.platform.area), talk, **SAID | {"headcount": 24}, at=NOON)

    assert (output.headcount, StageOutput.objects.count()) == (24, 1)


@pytest.mark.parametrize(
    ("wrong", "because"),
    [({"stage": "SING"}, "四个"), ({"text": " "}, "得出了什么"), ({"headcount": 0}, "至少有 1 位")],
)
def test_what_is_missing_is_said_and_nothing_is_written(talk, wrong, because):
    with pytest.raises(Refused, match=because):
        write_stage(worker_of(talk.platform.area), talk, **SAID | wrong, at=NOON)

    assert not StageOutput.objects.exists()


@pytest.mark.parametrize(
    ("talk", "because"),
    [
        ({"kind": "JOINT"}, "只有党群恳谈会"),
        ({"kind": "TALK", "starts_at": NOON + DAY}, "还没有开"),
        ({"kind": "TALK", "cancelled_at": NOON - DAY}, "已经取消"),
        ({"kind": "TALK", "held_at": NOON, "circulated_at": NOON, "confirmed_at": NOON}, "已经确认"),
    ],
)
def test_only_an_open_talk_that_took_place_and_is_not_confirmed_has_stages_to_write(talk, because):
    meeting = MeetingFactory(**talk)

    with pytest.raises(NotAllowed, match=because):
        write_stage(worker_of(meeting.platform.area), meeting, **SAID, at=NOON)

    assert not StageOutput.objects.exists()
