import pytest

from gongjian.civic.platforms.actions import convene_meeting
from gongjian.civic.platforms.models import Invitation
from gongjian.ledger.action import NotAllowed, Refused, digest_of
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    WRITTEN_NOON,
    InvitationFactory,
    MeetingFactory,
    OrganisationFactory,
    SeatFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def ahead(**more):
    return MeetingFactory(starts_at=NOON + 7 * DAY, **more)


def test_every_seat_of_the_day_is_asked_and_the_observers_chosen():
    meeting = ahead()
    seat, worker = SeatFactory(platform=meeting.platform), worker_of(meeting.platform.area)
    SeatFactory(platform=meeting.platform, valid_to=meeting.day)
    guest = OrganisationFactory()

    convene_meeting(worker, meeting, observers=[guest, seat.organisation], at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.convene_meeting", worker, meeting)
    assert event.changes == {
        "convened_at": [None, WRITTEN_NOON],
        "invitations": digest_of([seat.organisation_id]),
        "observers": digest_of([guest.pk]),
    }
    asked = Invitation.objects.order_by("pk").values_list("organisation", "is_observer")
    assert list(asked) == [(seat.organisation_id, False), (guest.pk, True)]


def test_a_stranger_may_not_and_nothing_is_written():
    seat = SeatFactory()
    meeting = ahead(platform=seat.platform)

    for who in (UserFactory(), liaison_of(seat.organisation)):
        with pytest.raises(NotAllowed):
            convene_meeting(who, meeting, at=NOON)

    assert not Invitation.objects.exists()
    assert not Event.objects.exists()


def test_who_sits_in_the_body_that_presides_may_call_its_meeting():
    seat = SeatFactory()
    meeting = ahead(platform=seat.platform)

    convene_meeting(liaison_of(meeting.platform.secretary), meeting, at=NOON)

    assert Invitation.objects.count() == 1


def test_said_again_it_asks_only_whoever_was_not_asked_yet():
    first = InvitationFactory(reply="LEAVE", reason="检查")
    meeting = first.meeting
    SeatFactory(platform=meeting.platform, organisation=first.organisation)
    late = SeatFactory(platform=meeting.platform)
    was = meeting.convened_at

    convene_meeting(worker_of(meeting.platform.area), meeting, at=NOON)

    meeting.refresh_from_db()
    assert meeting.convened_at == was
    assert dict(meeting.invitations.values_list("organisation", "reply")) == {
        first.organisation_id: "LEAVE",
        late.organisation_id: "",
    }
    with pytest.raises(Refused, match="都已经通知过了"):
        convene_meeting(worker_of(meeting.platform.area), meeting, at=NOON)


def test_without_seats_nobody_can_be_asked():
    meeting = ahead()

    with pytest.raises(Refused, match="当天没有席位"):
        convene_meeting(worker_of(meeting.platform.area), meeting, at=NOON)

    assert not Event.objects.exists()


def test_a_meeting_that_began_was_held_or_called_off_is_not_announced():
    seat = SeatFactory()
    began = MeetingFactory(platform=seat.platform)
    held = MeetingFactory(platform=seat.platform, held_at=NOON)
    off = ahead(platform=seat.platform, cancelled_at=NOON)
    worker = worker_of(seat.platform.area)

    with pytest.raises(Refused, match="已经开始"):
        convene_meeting(worker, began, at=NOON)
    with pytest.raises(NotAllowed, match="已经登记过了"):
        convene_meeting(worker, held, at=NOON)
    with pytest.raises(NotAllowed, match="已经取消"):
        convene_meeting(worker, off, at=NOON)

    assert not Invitation.objects.exists()
