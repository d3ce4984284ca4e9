"""What residents pointed out is noted, and becomes a need, a matter, or nothing, because …"""

import json

import pytest

from gongjian.civic.platforms.actions import note_finding, settle_finding
from gongjian.civic.platforms.models import Finding
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, FindingFactory, MeetingFactory, SeatFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db
NO_ACTION = {"outcome": "NO_ACTION", "reason": "归物业管，已经转告"}


@pytest.fixture
def talk():
    return MeetingFactory(kind="TALK")


def strangers(talk):
    elsewhere = MeetingFactory(kind="TALK").platform.area
    return UserFactory(), worker_of(elsewhere), liaison_of(SeatFactory(platform=talk.platform).organisation)


def test_a_finding_is_noted_and_the_ledger_does_not_hold_its_words(talk):
    finding = note_finding(worker_of(talk.platform.area), talk, stage="TALK", text=" 三号楼的老张没处停车 ", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.subject, finding.text) == ("platforms.note_finding", finding, "三号楼的老张没处停车")
    assert "老张" not in json.dumps(event.changes, ensure_ascii=False)


def test_a_stranger_notes_nothing(talk):
    for who in strangers(talk):
        with pytest.raises(NotAllowed):
            note_finding(who, talk, stage="TALK", text="没处停车", at=NOON)

    assert not Finding.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(("wrong", "because"), [({"stage": ""}, "四个"), ({"text": "\n"}, "反映了什么")])
def test_a_finding_has_a_stage_and_words(talk, wrong, because):
    with pytest.raises(Refused, match=because):
        note_finding(worker_of(talk.platform.area), talk, **{"stage": "TALK", "text": "没处停车"} | wrong, at=NOON)

    assert not Finding.objects.exists()


def test_nothing_is_noted_at_a_joint_meeting():
    meeting = MeetingFactory()

    with pytest.raises(NotAllowed, match="只有党群恳谈会"):
        note_finding(worker_of(meeting.platform.area), meeting, stage="TALK", text="没处停车", at=NOON)


def test_a_finding_is_dropped_with_a_reason_and_the_ledger_says_so(talk):
    finding, worker = FindingFactory(meeting=talk), worker_of(talk.platform.area)

    settle_finding(worker, finding, **NO_ACTION, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.settle_finding", worker, finding)
    assert event.changes == {
        "outcome": [None, "NO_ACTION"],
        "reason": [None, "归物业管，已经转告"],
        "settled_at": [None, "2026-03-02T04:00:00Z"],
    }


def test_a_stranger_may_not_settle_and_nothing_is_written(talk):
    finding = FindingFactory(meeting=talk)

    for who in strangers(talk):
        with pytest.raises(NotAllowed):
            settle_finding(who, finding, **NO_ACTION, at=NOON)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("said", "because"), [({"outcome": "NO_ACTION", "reason": " "}, "写明理由"), ({"outcome": ""}, "要么列入需求")]
)
def test_nothing_is_dropped_without_a_reason(talk, said, because):
    finding = FindingFactory(meeting=talk)

    with pytest.raises(Refused, match=because):
        settle_finding(worker_of(talk.platform.area), finding, **said, at=NOON)

    finding.refresh_from_db()
    assert (finding.outcome, finding.settled_at) == ("", None)


def test_what_is_settled_is_settled_once(talk):
    finding, worker = FindingFactory(meeting=talk), worker_of(talk.platform.area)
    settle_finding(worker, finding, **NO_ACTION, at=NOON)

    with pytest.raises(NotAllowed, match="已经定了"):
        settle_finding(worker, finding, outcome="NEED", at=NOON)
