import pytest

from gongjian.civic.platforms.actions import reply_invitation
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    WRITTEN_NOON,
    BodyFactory,
    InvitationFactory,
    OrganisationFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_a_body_says_who_comes_and_the_ledger_does_not_name_the_person():
    invitation = InvitationFactory()
    liaison = liaison_of(invitation.organisation)

    reply_invitation(liaison, invitation, reply="COMING", delegate="王建国", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.reply_invitation", liaison, invitation)
    assert event.changes == {
        "delegate": [None, invitation.commit("delegate", "王建国")],
        "replied_at": [None, WRITTEN_NOON],
        "reply": [None, "COMING"],
    }
    invitation.refresh_from_db()
    assert invitation.delegate == "王建国"


def test_a_later_reply_replaces_the_earlier_one():
    invitation = InvitationFactory()
    liaison = liaison_of(invitation.organisation)

    reply_invitation(liaison, invitation, reply="COMING", delegate="王建国", at=NOON)
    reply_invitation(liaison, invitation, reply="LEAVE", delegate="王建国", reason="当天迎检", at=NOON)

    invitation.refresh_from_db()
    assert (invitation.reply, invitation.delegate, invitation.reason) == ("LEAVE", None, "当天迎检")


def test_a_stranger_may_not_and_nothing_is_written():
    invitation = InvitationFactory()

    for who in (UserFactory(), liaison_of(OrganisationFactory()), worker_of(invitation.meeting.platform.area)):
        with pytest.raises(NotAllowed):
            reply_invitation(who, invitation, reply="COMING", delegate="王建国", at=NOON)

    invitation.refresh_from_db()
    assert (invitation.reply, Event.objects.count()) == ("", 0)


def test_the_office_of_a_community_replies_for_the_body_that_governs_it():
    body = BodyFactory()
    invitation = InvitationFactory(organisation=body)

    reply_invitation(worker_of(body.governs), invitation, reply="COMING", delegate="李红", at=NOON)

    invitation.refresh_from_db()
    assert invitation.reply == "COMING"


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"reply": "COMING", "delegate": " "}, "派谁来"),
        ({"reply": "LEAVE", "delegate": "王建国"}, "为什么请假"),
    ],
)
def test_a_reply_says_who_or_why(said, because):
    invitation = InvitationFactory()

    with pytest.raises(Refused, match=because):
        reply_invitation(liaison_of(invitation.organisation), invitation, **said, at=NOON)

    assert not Event.objects.exists()


def test_replies_are_taken_until_the_meeting_begins_and_not_once_it_is_off():
    begun = InvitationFactory(meeting__starts_at=NOON)
    off = InvitationFactory(meeting__starts_at=NOON + DAY, meeting__cancelled_at=NOON)

    with pytest.raises(NotAllowed, match="已经开始"):
        reply_invitation(liaison_of(begun.organisation), begun, reply="COMING", delegate="王建国", at=NOON)
    with pytest.raises(NotAllowed, match="已经取消"):
        reply_invitation(liaison_of(off.organisation), off, reply="COMING", delegate="王建国", at=NOON)

    assert not Event.objects.exists()
