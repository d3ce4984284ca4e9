import pytest

from gongjian.civic.platforms.actions import invite_observer
from gongjian.civic.platforms.models import Invitation
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, MeetingFactory, OrganisationFactory, SeatFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_an_organisation_without_a_seat_sits_in_and_the_ledger_says_so():
    meeting, guest = MeetingFactory(), OrganisationFactory()
    worker = worker_of(meeting.platform.area)

    invitation = invite_observer(worker, meeting, organisation=guest, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.invite_observer", worker, invitation)
    assert event.changes == {
        "is_observer": [None, True],
        "meeting_id": [None, meeting.pk],
        "organisation_id": [None, guest.pk],
    }


def test_a_stranger_may_not_and_nothing_is_written():
    meeting, guest = MeetingFactory(), OrganisationFactory()

    for who in (UserFactory(), liaison_of(guest)):
        with pytest.raises(NotAllowed):
            invite_observer(who, meeting, organisation=guest, at=NOON)

    assert not Invitation.objects.exists()
    assert not Event.objects.exists()


def test_who_has_a_seat_is_due_and_nobody_is_asked_twice():
    seat = SeatFactory()
    meeting, guest = MeetingFactory(platform=seat.platform), OrganisationFactory()
    worker = worker_of(seat.platform.area)
    invite_observer(worker, meeting, organisation=guest, at=NOON)

    with pytest.raises(Refused, match="有席位"):
        invite_observer(worker, meeting, organisation=seat.organisation, at=NOON)
    with pytest.raises(Refused, match="已经请过"):
        invite_observer(worker, meeting, organisation=guest, at=NOON)

    assert Invitation.objects.count() == 1


def test_nobody_is_added_once_the_sheet_is_entered():
    meeting = MeetingFactory(held_at=NOON)

    with pytest.raises(NotAllowed, match="已经登记过了"):
        invite_observer(worker_of(meeting.platform.area), meeting, organisation=OrganisationFactory(), at=NOON)

    assert not Invitation.objects.exists()
