"""The minutes as members read them: sent, objected to, answered, confirmed, and checked against their seal."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.civic.platforms.models import Meeting, Objection
from gongjian.civic.platforms.queries.minutes import minutes_of, numeral
from tests.civic.pages import as_, cost, status, text
from tests.civic.platforms.rooms import held_meeting
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    TOMORROW,
    AgendaItemFactory,
    AttendanceFactory,
    MeetingRuleFactory,
    ObjectionFactory,
    OrganisationFactory,
    ResolutionFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('议')</script>"


def page_of(meeting):
    return reverse("platforms:show_minutes", args=[meeting.pk])


def at(name, row):
    return reverse(f"platforms:{name}", args=[row.pk])


def send(user, url, **data):
    response = as_(user).post(url, data or {"x": "x"}, follow=True)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def member_of(meeting):
    return liaison_of(meeting.attendances.filter(state="PRESENT").first().organisation)


def sent_meeting(days=5, **said):
    """Return a meeting whose members may still object for so many days from today."""
    said |= {"circulated_at": NOON - 10 * DAY, "object_by_date": TODAY + timedelta(days), "minutes_number": 3}
    meeting = held_meeting(**said)
    AgendaItemFactory(meeting=meeting, title="关于楼院坡道", discussion="会议听取了汇报。")
    return meeting


def test_the_whole_way_from_draft_to_seal():
    meeting = held_meeting()
    AgendaItemFactory(meeting=meeting, discussion="会议听取了汇报。")
    worker, member = worker_of(meeting.platform.area), member_of(meeting)
    tomorrow = TOMORROW.isoformat()

    assert status(member, page_of(meeting)) == 404  # it is still written
    assert "纪要送成员看了" in send(worker, at("circulate_minutes", meeting), object_by=tomorrow)
    came = meeting.attendances.get(organisation__offices__person__user=member)
    assert "意见提交了" in send(member, at("raise_objection", came), text=HOSTILE)
    objection = Objection.objects.get()
    assert "答复写下了" in send(worker, at("answer_objection", objection), **{f"o{objection.pk}-answer": "照改"})
    Meeting.objects.update(object_by_date="2026-01-01")
    page = send(worker, at("confirm_minutes", meeting))

    assert ("纪要确认、封存了" in page, "一字不差" in page, HOSTILE in page) == (True, True, False)
    assert minutes_of(Meeting.objects.get()).check_code in page
    assert "照改" in text(member, page_of(meeting))


def test_who_may_read_them():
    meeting = sent_meeting()
    guest = AttendanceFactory(meeting=meeting, state="OBSERVER", organisation=OrganisationFactory())
    readers = [worker_of(meeting.platform.area), street_office_of(meeting.platform.area), member_of(meeting)]
    readers.append(liaison_of(guest.organisation))

    assert [status(user, page_of(meeting)) for user in readers] == [200] * 4
    assert [status(user, page_of(meeting)) for user in (UserFactory(), liaison_of(OrganisationFactory()))] == [404] * 2
    assert status(None, page_of(meeting)) == 302


def test_what_is_wrong_is_said_on_the_page_and_what_was_typed_is_kept():
    meeting = sent_meeting()
    came = meeting.attendances.first()
    objection = ObjectionFactory(meeting=meeting, organisation=came.organisation, text="时段错了")
    worker = worker_of(meeting.platform.area)

    twice = send(liaison_of(came.organisation), at("raise_objection", came), text="时段错了")
    empty = send(worker, at("answer_objection", objection), **{f"o{objection.pk}-answer": ""})
    early = send(worker, at("confirm_minutes", meeting))

    assert "已经提过同样的意见了" in twice
    assert ">时段错了</textarea>" in twice.replace("\n", "")
    assert "请写答复" in empty
    assert "还可以提意见" in early


def test_a_visit_to_the_address_of_a_form_shows_the_minutes():
    meeting = sent_meeting()
    worker = worker_of(meeting.platform.area)

    for name in ("circulate_minutes", "withdraw_minutes", "confirm_minutes"):
        response = as_(worker).get(at(name, meeting))
        assert (response.status_code, response["Location"]) == (302, page_of(meeting))


def test_they_are_taken_back_with_a_reason():
    meeting = sent_meeting()

    page = send(worker_of(meeting.platform.area), at("withdraw_minutes", meeting), reason="漏了一项")

    assert "纪要收回了" in page
    assert status(member_of(meeting), page_of(meeting)) == 404


def test_a_stranger_sends_nothing():
    meeting = sent_meeting()
    objection, came = ObjectionFactory(meeting=meeting), meeting.attendances.first()
    stranger, member = UserFactory(), member_of(meeting)

    for name in ("circulate_minutes", "withdraw_minutes", "confirm_minutes"):
        assert (status(stranger, at(name, meeting), x="x"), status(member, at(name, meeting), x="x")) == (404, 403)
    assert status(stranger, at("raise_objection", came), text="错") == 404
    assert status(member, at("answer_objection", objection), x="x") == 403
    assert Objection.objects.get() == objection


def test_a_changed_word_is_noticed():
    meeting = sent_meeting(days=-2)
    worker = worker_of(meeting.platform.area)
    assert "一字不差" in send(worker, at("confirm_minutes", meeting))

    Meeting.objects.update(title="另一个名称")

    assert "与封存时不一样" in text(worker, page_of(meeting))


def test_the_minutes_say_it_as_an_office_would():
    meeting = sent_meeting(present=3, absent=1, title="第三季度联席会议", place="三楼", chair_post="街道党工委书记")
    item = meeting.items.get()
    owner = OrganisationFactory(name="同心医院")
    ResolutionFactory(item=item, text="备好坡板", owner=owner, due_date="2026-04-30", votes_for=3, review_date=None)
    ResolutionFactory(item=item, text="延到夜里", is_carried=False, votes_for=1, votes_against=2)

    minutes = minutes_of(Meeting.objects.get())

    title = meeting.platform.title
    assert minutes.heading == f"{title}联席会议纪要"
    assert minutes.opening == (
        f"2026年3月2日上午，{title}在三楼召开第三季度联席会议。会议由街道党工委书记主持。"
        "会前没有发过通知。应到成员单位4家，实到3家，请假0家，缺席1家。符合过半数到会的规定。"
    )
    (section,) = minutes.sections
    assert (section.numeral, section.title, section.paragraphs) == ("一、", "关于楼院坡道", ("会议听取了汇报。",))
    assert [f"{one.numeral}{one.text}。{one.sentence}" for one in section.decisions] == [
        "（一）备好坡板。由同心医院负责，2026年4月30日前办结。表决通过，赞成3家，反对0家，弃权0家。",
        "（二）延到夜里。表决没有通过，赞成1家，反对2家，弃权0家。",
    ]


def test_the_minutes_say_why_too_few_decided_and_what_another_rule_asks():
    few = held_meeting(present=1, absent=1, override_reason="防汛在即。")
    many = held_meeting(present=3)
    MeetingRuleFactory(platform=many.platform, quorum_bp=6600)

    assert minutes_of(few).quorum_sentence == "到会没有达到规定，仍然议事的理由：防汛在即。"
    assert minutes_of(held_meeting(present=1, absent=1)).quorum_sentence == "到会没有达到规定，没有议定事项。"
    assert minutes_of(many).quorum_sentence == "符合到会超过66%的规定。"


def test_numbers_are_written_as_on_paper():
    assert [numeral(number) for number in (1, 10, 11, 20, 21, 60, 99)] == [
        "一", "十", "十一", "二十", "二十一", "六十", "九十九",
    ]  # fmt: skip


def test_long_minutes_ask_no_more_than_short_ones():
    small, big = sent_meeting(), sent_meeting()
    for meeting, count in ((small, 1), (big, 60)):
        for number in range(count):
            item = AgendaItemFactory(meeting=meeting, position=number + 2, discussion="说了。")
            ResolutionFactory(item=item, owner=OrganisationFactory())
            ObjectionFactory(meeting=meeting)

    few = cost(worker_of(small.platform.area), page_of(small))
    assert few == cost(worker_of(big.platform.area), page_of(big))
