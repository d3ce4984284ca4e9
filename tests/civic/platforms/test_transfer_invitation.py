"""The successor of an invited body is asked in its stead."""

import pytest

from gongjian.civic.platforms.actions import transfer_invitation
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, InvitationFactory, OrganisationFactory, district_office, worker_of

pytestmark = pytest.mark.django_db


def test_the_successor_is_asked_and_replies_for_itself():
    heir = OrganisationFactory()
    invitation = InvitationFactory(reply="COMING", delegate="工会主席", replied_at=NOON - DAY)

    transfer_invitation(district_office(), invitation, to=heir, at=NOON)

    invitation.refresh_from_db()
    assert (invitation.organisation, invitation.reply, invitation.delegate) == (heir, "", None)
    assert invitation.replied_at is None


def test_who_is_asked_already_is_not_asked_twice():
    invitation = InvitationFactory()
    other = InvitationFactory(meeting=invitation.meeting)

    with pytest.raises(Refused, match="已经请过"):
        transfer_invitation(district_office(), invitation, to=other.organisation, at=NOON)


def test_a_stranger_may_not_and_nothing_is_written():
    invitation = InvitationFactory()

    with pytest.raises(NotAllowed):
        transfer_invitation(worker_of(invitation.organisation.area), invitation, to=OrganisationFactory(), at=NOON)

    assert not Event.objects.exists()
