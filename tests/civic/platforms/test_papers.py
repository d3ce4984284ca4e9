"""The papers of a meeting: who may fetch them, what they say, what they are called."""

import shutil
import subprocess
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.urls import reverse
from docx import Document

from gongjian.civic.platforms.models import Attendance, Invitation, Meeting
from gongjian.web.documents.official import MIME
from tests.civic.pages import as_, cost, status, text
from tests.civic.platforms.rooms import circulated_meeting, held_meeting
from tests.factories import (
    DAY,
    NOON,
    AgendaItemFactory,
    AttendanceFactory,
    CommunityFactory,
    InvitationFactory,
    MeetingFactory,
    ObjectionFactory,
    OrganisationFactory,
    ResolutionFactory,
    SeatFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
PAPERS = ("minutes_docx", "notice_docx", "sign_in_docx", "show_minutes_paper")


@pytest.fixture(autouse=True)
def _day(settings):
    settings.DEMO_TODAY = NOON.date()


def at(name, meeting) -> str:
    return reverse(f"platforms:{name}", args=[meeting.pk])


def fetched(user, name, meeting):
    """Return the document as it is opened again."""
    response = as_(user).get(at(name, meeting))
    assert (response.status_code, response.headers["Content-Type"]) == (200, MIME)
    return Document(BytesIO(response.content))


def said(user, name, meeting) -> list[str]:
    return [line.text for line in fetched(user, name, meeting).paragraphs if line.text]


def keeper(meeting):
    return worker_of(meeting.platform.area)


def test_the_minutes_are_a_draft_with_heading_number_decisions_and_lists():
    meeting = circulated_meeting(3, 0, title="第一季度联席会议", chair_post="党委书记")
    item = meeting.items.get()
    ResolutionFactory(item=item, text="夜间开放学校操场停车")
    guest = AttendanceFactory(meeting=meeting, state=Attendance.State.OBSERVER, organisation__name="区园林局")
    AttendanceFactory(meeting=meeting, state=Attendance.State.LEAVE, organisation__name="某医院")
    present = meeting.attendances.filter(state="PRESENT").order_by("organisation__sort_key", "organisation_id")
    names = "、".join(row.organisation.name for row in present.select_related("organisation"))
    area = meeting.platform.area.name
    opening = (
        f"2026年3月2日上午，{area}区域党委在社区会议室召开第一季度联席会议。会议由党委书记主持。"
        "会前没有发过通知。应到成员单位4家，实到3家，请假1家，缺席0家。符合过半数到会的规定。会议议定事项如下："
    )

    assert said(keeper(meeting), "minutes_docx", meeting) == [
        f"{area}区域党委联席会议纪要",
        "〔2026〕1号",
        f"{meeting.platform.secretary.name}\t2026年3月2日",
        "第一季度联席会议",
        "（征求意见稿）",
        opening,
        "一、小区北门夜间乱停车",
        "会议听取了社区的汇报。",
        "（一）夜间开放学校操场停车。2026年6月1日回头看。表决通过，赞成5家，反对0家，弃权0家。",
        f"出席：{names}。",
        "请假：某医院。",
        f"列席：{guest.organisation.name}。",
        "到会单位如有意见，请在2026年3月6日以前提出。",
    ]


def test_the_imprint_says_who_gets_the_minutes_and_when_they_were_issued():
    meeting = circulated_meeting()
    rows = fetched(keeper(meeting), "minutes_docx", meeting).tables[0].rows

    assert [row.cells[0].text for row in rows] == [
        "分送：各成员单位。",
        f"{meeting.platform.secretary.name}\t2026年3月2日印发",
    ]


def test_confirmed_minutes_are_no_draft_and_say_when_they_were_confirmed():
    meeting = circulated_meeting(confirmed_at=NOON)
    lines = said(keeper(meeting), "minutes_docx", meeting)

    assert "（征求意见稿）" not in lines
    assert lines[-1] == "本纪要已于2026年3月2日确认。"


def test_an_objection_stands_in_the_minutes_with_its_answer():
    meeting = circulated_meeting()
    AttendanceFactory(meeting=meeting, organisation__name="同心医院")
    objector = meeting.attendances.get(organisation__name="同心医院").organisation
    ObjectionFactory(meeting=meeting, organisation=objector, text="时段写错了", answer="已改")
    ObjectionFactory(meeting=meeting, organisation=objector, text="名字写错了")

    lines = said(keeper(meeting), "minutes_docx", meeting)

    assert lines[lines.index("二、成员对纪要的意见") :][1:3] == [
        "同心医院：时段写错了。答复：已改。",
        "同心医院：名字写错了。答复：还没有答复。",
    ]


def test_a_long_decision_leads_only_with_its_number():
    meeting = circulated_meeting()
    ResolutionFactory(item=meeting.items.get(), text="停" * 41)

    document = fetched(keeper(meeting), "minutes_docx", meeting)

    line = next(line for line in document.paragraphs if line.text.startswith("（一）"))
    assert line.runs[0].text == "（一）"


def test_a_demonstration_says_so_above_every_page(settings):
    settings.DEMO = True
    meeting = circulated_meeting()
    section = fetched(keeper(meeting), "minutes_docx", meeting).sections[0]

    for header in (section.header, section.even_page_header):
        assert header.paragraphs[0].text == "演示数据，并非真实评价"


def test_the_file_has_a_chinese_name():
    meeting = circulated_meeting()
    told = as_(keeper(meeting)).get(at("minutes_docx", meeting)).headers["Content-Disposition"]

    assert told.startswith("attachment; filename*=utf-8''")
    assert unquote(told.partition("''")[2]) == f"{meeting.platform.title}联席会议纪要〔2026〕1号.docx"


def test_papers_are_chinese_whatever_the_language_of_the_page():
    meeting = circulated_meeting()
    client = as_(keeper(meeting))
    client.cookies["gongjian_language"] = "en"

    document = Document(BytesIO(client.get(at("minutes_docx", meeting)).content))

    assert document.paragraphs[0].text == f"{meeting.platform.title}联席会议纪要"


def test_strangers_get_no_paper_and_nobody_without_signing_in():
    meeting = circulated_meeting(is_public=False)
    outsider = OrganisationFactory(area=meeting.platform.area)

    for name in PAPERS:
        for stranger in (UserFactory(), liaison_of(outsider), worker_of(CommunityFactory())):
            assert status(stranger, at(name, meeting)) == 404
        assert status(None, at(name, meeting)) == 302


def test_members_read_the_minutes_once_they_were_circulated():
    ahead, sent = held_meeting(), circulated_meeting()

    assert status(liaison_of(ahead.platform.seats.first().organisation), at("minutes_docx", ahead)) == 404
    assert status(liaison_of(sent.platform.seats.first().organisation), at("minutes_docx", sent)) == 200


def test_the_notice_says_when_where_what_and_until_when_to_reply():
    meeting = MeetingFactory(
        starts_at=NOON + 7 * DAY, convened_at=NOON - DAY, title="第二季度联席会议", length_minutes=90
    )
    AgendaItemFactory(meeting=meeting, title="通报进展")
    AgendaItemFactory(meeting=meeting, title="停车怎么办？")
    AgendaItemFactory(meeting=meeting, title="撤下的", withdrawn_at=NOON)
    InvitationFactory(meeting=meeting, is_observer=True, organisation__name="区园林局")

    assert said(keeper(meeting), "notice_docx", meeting) == [
        "关于召开第二季度联席会议的通知",
        "各成员单位、列席单位：",
        f"{meeting.platform.title}将召开第二季度联席会议，现将有关事项通知如下：",
        "一、时间和地点",
        "2026年3月9日（周一）12:00，社区会议室，预计90分钟。",
        "二、议题",
        "1. 通报进展。",
        "2. 停车怎么办？",
        "三、参会单位",
        "各成员单位各派一名代表。",
        "列席：区园林局。",
        "四、答复",
        "请在2026年3月9日（周一）12:00以前答复由谁参加；不能参加的，请写明理由。",
        meeting.platform.secretary.name,
        "2026年3月1日",
    ]


@pytest.mark.parametrize(
    ("state", "word"), [({}, "（草稿）"), ({"convened_at": NOON, "cancelled_at": NOON}, "（已取消）")]
)
def test_a_notice_that_was_not_sent_or_is_void_says_so(state, word):
    meeting = MeetingFactory(**state)

    assert said(keeper(meeting), "notice_docx", meeting)[1] == word


def test_the_sheet_lists_seats_and_observers_apart_and_prints_no_person():
    meeting = MeetingFactory(starts_at=NOON + DAY, convened_at=NOON - DAY)
    seat = SeatFactory(platform=meeting.platform, organisation__name="同心医院")
    InvitationFactory(meeting=meeting, organisation=seat.organisation, reply=Invitation.Reply.COMING, delegate="张三丰")
    InvitationFactory(meeting=meeting, is_observer=True, organisation__name="区园林局")

    document = fetched(keeper(meeting), "sign_in_docx", meeting)

    assert [[cell.text for cell in row.cells] for table in document.tables for row in table.rows] == [
        ["序号", "单位", "代表签名", "职务"],
        ["1", "同心医院", "", ""],
        ["序号", "单位", "代表签名", "职务"],
        ["1", "区园林局", "", ""],
    ]


def test_the_printed_page_says_what_the_file_says_and_bears_the_same_marks():
    meeting = circulated_meeting(title="<b>第一季度</b>联席会议")
    ResolutionFactory(item=meeting.items.get(), text="夜间开放学校操场停车")

    page = text(keeper(meeting), at("show_minutes_paper", meeting))

    assert "&lt;b&gt;第一季度&lt;/b&gt;联席会议</h1>" in page
    assert "征求意见稿" in page
    assert "（一）夜间开放学校操场停车。</b>2026年6月1日回头看。" in page
    assert at("minutes_docx", meeting) in page


def test_papers_cost_the_same_for_one_item_and_for_many():
    short, long = circulated_meeting(1), circulated_meeting(30)
    ResolutionFactory(item=short.items.get())
    for _number in range(20):
        ResolutionFactory(item=AgendaItemFactory(meeting=long))

    for name in PAPERS:
        assert cost(keeper(short), at(name, short)) == cost(keeper(long), at(name, long))


def test_hostile_words_stay_words():
    meeting = circulated_meeting(title="<w:p/>&amp;\x0b\u202e会", place="甲\x08乙]]>")
    Meeting.objects.filter(pk=meeting.pk).update(chair_post="{{ 7*7 }}")

    lines = said(keeper(meeting), "minutes_docx", meeting)

    assert "<w:p/>&amp; 会" in lines
    assert "在甲乙]]>召开" in "".join(lines)


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice (soffice)")
def test_an_office_program_opens_long_minutes(tmp_path):
    meeting = circulated_meeting(40)
    for _number in range(12):
        ResolutionFactory(item=AgendaItemFactory(meeting=meeting, discussion="会议听取了汇报。\n" * 20))
    (tmp_path / "minutes.docx").write_bytes(as_(keeper(meeting)).get(at("minutes_docx", meeting)).content)

    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "minutes.docx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=180)

    assert (tmp_path / "minutes.pdf").read_bytes().startswith(b"%PDF")
