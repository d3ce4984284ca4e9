"""The four stages on the page of an open talk, the forms about them; reports of part-time members and theirs."""

from datetime import date

import pytest
from django.urls import reverse

from gongjian.civic.platforms.models import Finding, SeatReport, StageOutput
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    NOON,
    AttendanceFactory,
    EventFactory,
    FindingFactory,
    MeetingFactory,
    NeedFactory,
    SeatFactory,
    SeatReportFactory,
    StageOutputFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return MeetingFactory(kind="TALK", held_at=NOON)


def at(name, *keys):
    return reverse(f"platforms:{name}", args=keys)


def test_a_talk_has_four_stages_and_another_meeting_has_none(talk):
    StageOutputFactory(meeting=talk)
    worker = worker_of(talk.platform.area)

    page = text(worker, talk.get_absolute_url())

    assert (
        page.index("stage-LOOK") < page.index("stage-TALK") < page.index("stage-RATE") < page.index("stage-DELIBERATE")
    )
    assert ("23 人参加" in page, "看了三处雨后积水的楼栋" in page) == (True, True)
    joint = MeetingFactory(platform=talk.platform)
    assert "stage-LOOK" not in text(worker, joint.get_absolute_url())


def test_what_residents_said_is_for_the_own_territory_only(talk):
    seat = SeatFactory(platform=talk.platform)
    finding = FindingFactory(meeting=talk)

    for user in (liaison_of(seat.organisation), None):
        page = text(user, talk.get_absolute_url())
        assert (finding.text in page, "没有定怎么办" in page, "记一条反映" in page) == (False, False, False)
    page = text(worker_of(talk.platform.area), talk.get_absolute_url())
    assert (finding.text in page, "还有 1 条反映没有定怎么办" in page) == (True, True)
    assert f"{reverse('lists:add_need')}?finding={finding.pk}" in page


def test_a_stage_is_written_and_mended_by_form(talk):
    worker, url = worker_of(talk.platform.area), at("write_stage", talk.pk, "RATE")

    as_(worker).post(url, {"text": "评出三件先办的", "headcount": "31"})
    assert "评出三件先办的" in text(worker, url)
    as_(worker).post(url, {"text": "评出四件先办的", "headcount": "31"})

    assert list(StageOutput.objects.values_list("stage", "text", "headcount")) == [("RATE", "评出四件先办的", 31)]


@pytest.mark.parametrize(("heads", "because"), [("", "请填参加的人数"), ("0", "至少有 1 位"), ("一百", "只填数字")])
def test_heads_are_a_number(talk, heads, because):
    page = as_(worker_of(talk.platform.area)).post(
        at("write_stage", talk.pk, "RATE"), {"text": "评出三件", "headcount": heads}
    )

    assert because in page.content.decode()
    assert not StageOutput.objects.exists()


def test_a_finding_is_noted_and_dropped_by_form(talk):
    worker = worker_of(talk.platform.area)

    as_(worker).post(at("note_finding", talk.pk), {"stage": "TALK", "text": "<i>没处停车</i>"})
    finding = Finding.objects.get()
    assert "不办要写明理由" in as_(worker).post(at("settle_finding", finding.pk), {"reason": " "}).content.decode()
    as_(worker).post(at("settle_finding", finding.pk), {"reason": "已经在办"})

    page = text(worker, talk.get_absolute_url())
    assert ("因为已经在办" in page, "<i>没处停车" in page, "没有定怎么办" in page) == (True, False, False)
    assert status(worker, at("settle_finding", finding.pk)) == 403


def test_who_may_not_is_refused_and_a_stage_that_is_none_is_not_found(talk):
    finding, member = FindingFactory(meeting=talk), liaison_of(SeatFactory(platform=talk.platform).organisation)

    assert status(member, at("write_stage", talk.pk, "LOOK"), text="好", headcount=3) == 403
    assert status(member, at("note_finding", talk.pk), stage="LOOK", text="好") == 403
    assert status(member, at("settle_finding", finding.pk), reason="不办") == 404
    assert status(UserFactory(), at("settle_finding", finding.pk)) == 404
    assert status(worker_of(talk.platform.area), at("write_stage", talk.pk, "SING")) == 404
    assert not StageOutput.objects.exists()


def test_a_talk_costs_the_same_with_1_and_with_60_findings(talk):
    worker = worker_of(talk.platform.area)

    def fill(number):
        for finding in FindingFactory.create_batch(number, meeting=talk):
            event = EventFactory(subject=finding, verb="platforms.note_finding")
            NeedFactory(area=talk.platform.area, source=event)

    fill(1)
    few = cost(worker, talk.get_absolute_url())
    fill(59)

    assert cost(worker, talk.get_absolute_url()) == few


def test_a_member_reports_the_meeting_answers_and_the_committee_shows_both():
    seat = SeatFactory(is_part_time=True)
    platform, liaison, worker = seat.platform, liaison_of(seat.organisation), worker_of(seat.platform.area)
    meeting = MeetingFactory(platform=platform, held_at=NOON)
    AttendanceFactory(meeting=meeting, organisation=seat.organisation)

    assert f"{at('report_seat', seat.pk)}?year=2026" in text(liaison, platform.get_absolute_url())
    as_(liaison).post(at("report_seat", seat.pk), {"year": "2026", "text": "参加了<b>四次</b>会议"})
    report = SeatReport.objects.get()
    assert "等会议评议" in text(liaison, platform.get_absolute_url())
    as_(worker).post(at("appraise_report", report.pk), {"meeting": meeting.pk, "opinion": "做得实"})

    page = text(liaison, platform.get_absolute_url())
    assert ("做得实" in page, meeting.title in page) == (True, True)
    page = text(worker, at("show_report", report.pk))
    assert ("做得实" in page, "<b>四次" in page, "改述职" in page) == (True, False, False)


def test_the_forms_of_reports_say_what_is_wrong():
    report = SeatReportFactory()
    seat = report.seat
    liaison, worker = liaison_of(seat.organisation), worker_of(seat.platform.area)

    page = as_(liaison).post(at("report_seat", seat.pk), {"year": "2025", "text": ""}).content.decode()
    assert ("这一年没有这个席位" in page, "请写下这一年做了什么" in page) == (True, True)
    assert report.text in text(liaison, at("report_seat", seat.pk) + "?year=2026")
    page = as_(worker).post(at("appraise_report", report.pk), {"meeting": "7", "opinion": ""}).content.decode()
    assert ("请从列表里选" in page, "不打分、不排名" in page) == (True, True)
    assert "还没有这家单位应到或列席、已经登记到会的会议" in page


def test_strangers_read_no_report_and_members_appraise_none():
    report = SeatReportFactory()
    member = liaison_of(SeatFactory(platform=report.seat.platform).organisation)

    assert status(UserFactory(), at("show_report", report.pk)) == 404
    assert report.text in text(member, at("show_report", report.pk))
    assert status(member, at("appraise_report", report.pk)) == 403
    assert status(member, at("report_seat", report.seat_id)) == 403


def test_a_committee_costs_the_same_with_1_and_with_60_part_time_members():
    report = SeatReportFactory()
    platform, worker = report.seat.platform, worker_of(report.seat.platform.area)
    past = {"valid_from": date(2025, 1, 1), "valid_to": date(2026, 1, 1)}
    SeatFactory(platform=platform, is_part_time=True, **past)
    few = cost(worker, platform.get_absolute_url())

    for seat in SeatFactory.create_batch(59, platform=platform, is_part_time=True):
        SeatReportFactory(seat=seat)

    assert cost(worker, platform.get_absolute_url()) == few
