"""The pages before a meeting is held: planned, announced, answered, printed, entered."""

import pytest
from django.urls import reverse

from gongjian.civic.platforms.models import Attendance, Invitation, Meeting
from gongjian.civic.platforms.queries.minutes import minutes_of
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    DAY,
    NOON,
    YESTERDAY,
    InvitationFactory,
    MeetingFactory,
    MeetingRuleFactory,
    MeetingTemplateFactory,
    OrganisationFactory,
    PlatformFactory,
    SeatFactory,
    StageOutputFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
SOON = NOON + 7 * DAY
PLAN = {"kind": "JOINT", "title": "联席会议", "hour": "09:30", "length_minutes": "120", "place": "二楼"}


def page(name, row):
    return reverse(f"platforms:{name}", args=[row.pk])


def ahead(**more):
    return MeetingFactory(starts_at=SOON, **more)


def begun(**more):
    return MeetingFactory(starts_at=NOON - DAY, **more)


def sent(user, url, **data):
    return as_(user).post(url, data, follow=True).content.decode()


def test_a_meeting_is_planned_from_a_template_and_the_page_asks_whether_it_has_to_be_so_long():
    platform = PlatformFactory()
    template = MeetingTemplateFactory(area=platform.area.parent)
    worker, url = worker_of(platform.area), page("plan_meeting", platform)

    assert f'value="{template.title}"' in text(worker, f"{url}?template={template.pk}")
    said = PLAN | {"day": SOON.date().isoformat(), "length_minutes": "300", "template": template.pk}
    answer = sent(worker, url, **said)

    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.length_minutes, meeting.items.count()) == ("联席会议", 300, 2)
    assert "超过半天" in answer


def test_a_form_that_was_not_filled_in_keeps_what_was_typed():
    platform = PlatformFactory()

    answer = sent(worker_of(platform.area), page("plan_meeting", platform), **PLAN, day="明天")

    assert 'value="联席会议"' in answer
    assert "日期认不出来" in answer
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("template", ["0", "x", "9" * 40, "²"])
def test_a_template_that_does_not_exist_is_left_out(template):
    platform = PlatformFactory()

    assert status(worker_of(platform.area), f"{page('plan_meeting', platform)}?template={template}") == 200


def test_a_second_meeting_soon_after_and_members_called_too_often_are_asked_about():
    platform = PlatformFactory()
    worker, members = worker_of(platform.area), [OrganisationFactory() for _ in range(3)]
    for other in (platform, PlatformFactory(), PlatformFactory()):
        for member in members:
            SeatFactory(platform=other, organisation=member, valid_to=None)
        if other != platform:
            MeetingFactory(platform=other, starts_at=SOON)
    near = MeetingFactory(platform=platform, starts_at=SOON - 10 * DAY, title="刚开过的")

    answer = sent(worker, page("plan_meeting", platform), **PLAN, day=SOON.date().isoformat())

    assert f"还有“{near.title}”" in answer
    assert "有 3 家成员单位已经有两次以上会议" in answer


def test_an_ordinary_meeting_is_not_asked_about():
    seat = SeatFactory(valid_to=None)
    off = MeetingFactory(platform=seat.platform, starts_at=SOON, cancelled_at=NOON)

    answer = sent(
        worker_of(seat.platform.area), page("plan_meeting", seat.platform), **PLAN, day=SOON.date().isoformat()
    )

    assert "会议定好了" in answer
    assert off.title not in answer
    assert "能不能" not in answer


def test_members_are_asked_and_observers_found_by_name():
    seat = SeatFactory(valid_to=None)
    meeting = ahead(platform=seat.platform)
    MeetingRuleFactory(platform=seat.platform, notice_days=30)
    guest, worker, url = (
        OrganisationFactory(name="区城管局"),
        worker_of(seat.platform.area),
        page("convene_meeting", meeting),
    )

    assert "没有叫“区城管”的单位。是不是：区城管局" in sent(worker, url, observers="区城管")
    assert "没有叫“天外来客”的单位" in sent(worker, url, observers="天外来客")
    answer = sent(worker, url, observers=" 区城管局 \n\n")

    asked = dict(Invitation.objects.values_list("organisation", "is_observer"))
    assert asked == {seat.organisation_id: False, guest.pk: True}
    assert "规则是提前 30 天通知" in answer


def test_a_form_without_observers_asks_the_seats():
    seat = SeatFactory(valid_to=None)
    meeting = ahead(platform=seat.platform)

    assert "通知发出了" in sent(worker_of(seat.platform.area), page("convene_meeting", meeting))
    assert "都已经通知过了" in sent(worker_of(seat.platform.area), page("convene_meeting", meeting))


def test_whoever_presides_reads_who_comes_in_whose_name_and_the_others_only_that_they_come():
    invitation = InvitationFactory(meeting__starts_at=SOON, reply="COMING", delegate="王建国")
    SeatFactory(platform=invitation.meeting.platform, organisation=invitation.organisation, valid_to=None)
    other = InvitationFactory(meeting=invitation.meeting, reply="LEAVE", reason="当天迎检")
    SeatFactory(platform=invitation.meeting.platform, organisation=other.organisation, valid_to=None)
    url = invitation.meeting.get_absolute_url()

    own = text(worker_of(invitation.meeting.platform.area), url)
    foreign = text(liaison_of(other.organisation), url)

    assert ("参加 1 家" in own, "王建国" in own, "当天迎检" in own) == (True, True, True)
    assert ("参加 1 家" in foreign, "王建国" in foreign, "改答复" in foreign) == (True, False, True)


def test_a_liaison_replies_on_one_page_and_may_change_it():
    invitation = InvitationFactory(meeting__starts_at=SOON)
    liaison, url = liaison_of(invitation.organisation), page("reply_invitation", invitation)

    assert "请写明派谁来" in sent(liaison, url, reply="COMING")
    assert "已答复：参加" in sent(liaison, url, reply="COMING", delegate="王建国")
    assert "已答复：请假" in sent(liaison, url, reply="LEAVE", reason="当天迎检", delegate="王建国")

    invitation.refresh_from_db()
    assert (invitation.reply, invitation.delegate) == ("LEAVE", None)


def test_a_stranger_finds_no_invitation_and_cannot_reply_by_hand():
    invitation = InvitationFactory(meeting__starts_at=SOON)
    url = page("reply_invitation", invitation)

    for who in (UserFactory(), liaison_of(OrganisationFactory())):
        assert (status(who, url), status(who, url, reply="COMING", delegate="x")) == (404, 404)
    assert status(worker_of(invitation.meeting.platform.area), url, reply="COMING", delegate="x") == 403

    invitation.refresh_from_db()
    assert invitation.reply == ""


@pytest.mark.parametrize("name", ["convene_meeting", "invite_observer", "show_sheet", "hold_meeting", "cancel_meeting"])
def test_members_do_not_preside_and_strangers_see_nothing(name):
    seat = SeatFactory(valid_to=None)
    meeting = begun(platform=seat.platform)
    url = page(name, meeting)

    assert status(UserFactory(), url) == 404
    assert status(liaison_of(seat.organisation), url) == 403
    assert status(worker_of(seat.platform.area), url) == 200


def test_a_meeting_that_is_off_says_why_and_offers_nothing():
    seat = SeatFactory(valid_to=None)
    meeting, worker = ahead(platform=seat.platform), worker_of(seat.platform.area)

    answer = sent(worker, page("cancel_meeting", meeting), reason="改到下周")

    assert "会议取消了：改到下周" in answer
    assert page("convene_meeting", meeting) not in answer
    assert meeting.title in text(worker, f"{reverse('platforms:list_meetings')}?state=cancelled")
    assert f">{meeting.title}</a>" not in text(worker, f"{reverse('platforms:list_meetings')}?state=ahead")


def test_the_sheet_has_a_line_for_each_seat_and_observers_apart():
    seat = SeatFactory(valid_to=None)
    meeting = ahead(platform=seat.platform)
    guest = InvitationFactory(meeting=meeting, is_observer=True)

    sheet = text(worker_of(seat.platform.area), page("show_sheet", meeting))

    seats, observers = sheet.split("列席单位")
    assert (seat.organisation.name in seats, guest.organisation.name in seats) == (True, False)
    assert (seat.organisation.name in observers, guest.organisation.name in observers) == (False, True)


def test_attendance_is_prefilled_from_the_replies_and_entered_in_one_go():
    meeting = begun()
    coming = InvitationFactory(meeting=meeting, reply="COMING", delegate="王建国").organisation
    excused = InvitationFactory(meeting=meeting, reply="LEAVE", reason="迎检").organisation
    guest = InvitationFactory(meeting=meeting, is_observer=True, reply="COMING", delegate="李").organisation
    for one in (coming, excused):
        SeatFactory(platform=meeting.platform, organisation=one, valid_to=None)
    worker, url = worker_of(meeting.platform.area), page("hold_meeting", meeting)

    form = text(worker, url)
    states = {coming: "PRESENT", excused: "LEAVE", guest: "OBSERVER"}
    for organisation, state in states.items():
        assert f'name="state_{organisation.pk}" value="{state}"' in form
        chosen = form.split(f'name="state_{organisation.pk}" value="{state}"')[1].split(">")[0]
        assert "checked" in chosen
    said = {f"state_{one.pk}": state for one, state in states.items()} | {f"delegate_{coming.pk}": "王建国"}
    answer = sent(worker, url, **said, chair_post="书记")

    assert dict(meeting.attendances.values_list("organisation", "state")) == {o.pk: s for o, s in states.items()}
    assert "列席 1 家" in answer
    assert "王建国" not in text(None, meeting.get_absolute_url())


def test_a_sheet_with_a_line_left_out_is_refused_beside_that_line():
    seat = SeatFactory(valid_to=None)
    meeting = begun(platform=seat.platform)

    answer = sent(worker_of(seat.platform.area), page("hold_meeting", meeting), chair_post="书记")

    assert "请选来没来" in answer
    assert 'value="书记"' in answer
    assert not Attendance.objects.exists()


def test_nobody_is_present_because_he_did_not_reply():
    seat = SeatFactory(valid_to=None)
    asked, unasked = begun(platform=seat.platform), begun(platform=seat.platform)
    InvitationFactory(meeting=asked, organisation=seat.organisation)
    worker = worker_of(seat.platform.area)

    for meeting in (asked, unasked):
        assert "checked" not in text(worker, page("hold_meeting", meeting)).split("<form", 2)[-1]


def test_one_button_lets_all_who_have_no_mark_be_present_and_only_them():
    meeting = begun()
    away, quiet = (SeatFactory(platform=meeting.platform, valid_to=None).organisation for _ in range(2))
    guest = InvitationFactory(meeting=meeting, is_observer=True).organisation

    said = {f"state_{away.pk}": "ABSENT", "chair_post": "书记", "rest": "PRESENT"}
    sent(worker_of(meeting.platform.area), page("hold_meeting", meeting), **said)

    states = dict(meeting.attendances.values_list("organisation", "state"))
    assert states == {away.pk: "ABSENT", quiet.pk: "PRESENT", guest.pk: "OBSERVER"}


@pytest.mark.parametrize("name", ["show_meeting", "hold_meeting", "show_sheet", "convene_meeting"])
def test_a_page_costs_the_same_with_1_and_with_60_members(name):
    first = InvitationFactory(
        meeting__starts_at=NOON - DAY if name == "hold_meeting" else SOON, reply="COMING", delegate="王"
    )
    meeting = first.meeting
    SeatFactory(platform=meeting.platform, organisation=first.organisation, valid_to=None)
    office = street_office_of(meeting.platform.area)
    before = cost(office, page(name, meeting))

    for invitation in InvitationFactory.create_batch(59, meeting=meeting):
        SeatFactory(platform=meeting.platform, organisation=invitation.organisation, valid_to=None)

    assert cost(office, page(name, meeting)) == before


def test_a_meeting_of_which_no_notice_was_sent_says_so_calmly():
    quiet, loud = MeetingFactory(held_at=NOON), MeetingFactory(held_at=NOON, convened_at=NOON - DAY)

    assert "没有发过通知" in text(None, quiet.get_absolute_url())
    assert "没有发过通知" not in text(None, loud.get_absolute_url())
    assert "会前没有发过通知。" in minutes_of(quiet).opening
    assert "没有发过通知" not in minutes_of(loud).opening


def test_a_former_member_does_not_read_what_came_later():
    seat = SeatFactory(valid_to=YESTERDAY)
    meeting = ahead(platform=seat.platform)

    assert status(liaison_of(seat.organisation), meeting.get_absolute_url()) == 404
    seat.valid_to = None
    seat.save()
    assert status(liaison_of(seat.organisation), meeting.get_absolute_url()) == 200


def test_a_talk_of_which_a_stage_was_written_has_begun_and_cannot_be_called_off():
    meeting = begun(kind="TALK")
    worker = worker_of(meeting.platform.area)
    assert "还没开" in text(worker, meeting.get_absolute_url())

    StageOutputFactory(meeting=meeting)

    assert "还没开" not in text(worker, meeting.get_absolute_url())
    assert "开了，还没登记到会" in text(worker, meeting.get_absolute_url())
    assert "开过的会不能取消" in sent(worker, page("cancel_meeting", meeting), reason="改到下周")
    meeting.refresh_from_db()
    assert meeting.cancelled_at is None
