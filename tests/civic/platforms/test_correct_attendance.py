"""A line of the sheet that was entered wrongly is mended until the members have the minutes."""

import pytest
from django.urls import reverse

from gongjian.civic.platforms.actions import correct_attendance
from gongjian.civic.platforms.queries.minutes import minutes_of
from gongjian.civic.platforms.queries.quorum import quorum_of
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.pages import as_, status, text
from tests.civic.platforms.rooms import circulated_meeting, held_item, held_meeting
from tests.factories import (
    NOON,
    AttendanceFactory,
    MeetingFactory,
    OrganisationFactory,
    ResolutionFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
WHY = "签到表第七行已签名"


def corrected(meeting, organisation, state="PRESENT", **more):
    worker = worker_of(meeting.platform.area)
    return correct_attendance(
        worker, meeting, organisation=organisation, state=state, **{"reason": WHY} | more, at=NOON
    )


def absent_of(meeting):
    return meeting.attendances.get(state="ABSENT").organisation


def test_minutes_and_quorum_follow_and_the_ledger_says_what_was_changed_and_why():
    meeting = held_meeting(present=1, absent=1)
    unit = absent_of(meeting)
    assert not quorum_of(meeting).is_quorate

    corrected(meeting, unit)

    event = Event.objects.get()
    assert (event.verb, event.subject) == ("platforms.correct_attendance", meeting)
    assert event.changes == {"organisation": unit.name, "state": ["ABSENT", "PRESENT"], "reason": WHY}
    assert quorum_of(meeting).is_quorate
    assert (unit.name in minutes_of(meeting).present, minutes_of(meeting).absent) == (True, ())


def test_a_stranger_may_not_and_nothing_is_written():
    meeting = held_meeting(present=1, absent=1)
    unit = absent_of(meeting)

    for who in (UserFactory(), liaison_of(unit)):
        with pytest.raises(NotAllowed):
            correct_attendance(who, meeting, organisation=unit, state="PRESENT", reason=WHY, at=NOON)

    assert absent_of(meeting) == unit
    assert not Event.objects.exists()


def test_it_is_possible_from_the_sheet_until_the_members_have_the_minutes():
    ahead, sent = MeetingFactory(), circulated_meeting(present=2, absent=1)

    with pytest.raises(NotAllowed, match="还没有登记到会"):
        corrected(ahead, OrganisationFactory())
    with pytest.raises(NotAllowed, match="先收回纪要"):
        corrected(sent, absent_of(sent))


def test_only_seats_are_corrected_to_what_a_seat_can_be_with_a_reason():
    meeting = held_meeting(present=1, absent=1)
    unit = absent_of(meeting)
    guest = AttendanceFactory(meeting=meeting, state="OBSERVER").organisation

    for organisation, more, match in (
        (unit, {"reason": " "}, "为什么改"),
        (unit, {"state": "ABSENT"}, "不用改"),
        (unit, {"state": "OBSERVER"}, "应到单位"),
        (guest, {}, "应到单位"),
        (OrganisationFactory(), {}, "应到单位"),
    ):
        with pytest.raises(Refused, match=match):
            corrected(meeting, organisation, **more)

    assert not Event.objects.exists()


def test_votes_that_were_written_down_have_to_fit_who_came():
    item = held_item(present=3, absent=2)
    meeting = item.meeting
    ResolutionFactory(item=item, votes_for=2, votes_against=0, votes_abstained=0)
    came = meeting.attendances.filter(state="PRESENT").first().organisation
    missed = [row.organisation for row in meeting.attendances.filter(state="ABSENT")]

    corrected(meeting, came, "LEAVE")
    corrected(meeting, came, "PRESENT")
    with pytest.raises(Refused, match="表决对不上"):  # two of four are not more than half
        corrected(meeting, missed[0], "PRESENT")

    assert meeting.attendances.get(organisation=missed[0]).state == "ABSENT"


def test_who_did_not_come_had_no_delegate():
    meeting = held_meeting(present=2)
    row = meeting.attendances.first()
    row.delegate = "王建国"
    row.save()

    corrected(meeting, row.organisation, "ABSENT")

    row.refresh_from_db()
    assert (row.state, row.delegate) == ("ABSENT", None)


def test_the_page_of_the_meeting_leads_to_the_form_and_tells_what_was_changed():
    meeting = held_meeting(present=1, absent=1)
    unit, worker = absent_of(meeting), worker_of(meeting.platform.area)
    url = reverse("platforms:correct_attendance", args=[meeting.pk])

    assert url in text(worker, meeting.get_absolute_url())
    assert url not in text(None, meeting.get_absolute_url())
    assert status(liaison_of(unit), url) == 403
    wrong = as_(worker).post(url, {"organisation": unit.pk, "state": "PRESENT"}).content.decode()
    assert "请写明为什么改" in wrong
    said = {"organisation": unit.pk, "state": "PRESENT", "reason": WHY}
    page = as_(worker).post(url, said, follow=True).content.decode()

    assert f"更正{unit.name}的到会登记：缺席改为出席，因为{WHY}" in page
    assert "出席 2 家" in page
