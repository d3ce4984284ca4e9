"""The register, a unit's month and one line: who sees what, what one may press, what it costs."""

from datetime import date

import pytest
from django.urls import reverse

from gongjian.civic.records.models import Line, Record
from gongjian.ledger.models import Event
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    DAY,
    NOON,
    AmendmentFactory,
    EventFactory,
    LineFactory,
    OrganisationFactory,
    PeriodFactory,
    RecordFactory,
    SchemeFactory,
    StreetFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
LIST = reverse("records:list_records")


def filed(**more) -> Record:
    return LineFactory(record__filed_at=NOON, **more).record


def verb(name: str, line: Line) -> str:
    return reverse(f"records:{name}", args=[line.pk])


# ---- one month


def test_the_unit_is_offered_to_accept_to_object_and_to_add():
    record = filed()

    page = text(liaison_of(record.unit), record.get_absolute_url())

    assert "1 条，其中 1 条等您会签" in page
    assert "会签余下 1 条" in page
    assert verb("accept_line", record.lines.get()) in page
    assert verb("dispute_line", record.lines.get()) in page
    assert "补记一条" in page
    assert "核对中，还剩 4 个工作日" in page


def test_the_community_is_offered_to_file_and_the_unit_is_not():
    record = LineFactory().record

    assert "送单位核对" in text(worker_of(record.unit.area), record.get_absolute_url())
    assert "送单位核对" not in text(liaison_of(record.unit), record.get_absolute_url())


def test_the_street_is_offered_to_settle_what_is_disputed():
    record = filed(state=Line.State.DISPUTED, objection="开放了 4 次")

    assert "定异议" in text(street_office_of(record.unit.area), record.get_absolute_url())
    assert "定异议" not in text(worker_of(record.unit.area), record.get_absolute_url())


def test_the_public_reads_a_disclosed_month_and_finds_nothing_to_press():
    record = filed(state=Line.State.ACCEPTED)
    before = status(None, record.get_absolute_url())
    record.period.locked_at = record.period.disclosed_at = NOON
    record.period.save()

    page = text(None, record.get_absolute_url())

    assert before == 404
    assert record.lines.get().text in page
    assert "/accept" not in page
    assert "更正</a>" not in page


def test_strangers_and_other_units_do_not_find_an_open_month():
    record = filed()

    assert status(UserFactory(), record.get_absolute_url()) == 404
    assert status(liaison_of(OrganisationFactory()), record.get_absolute_url()) == 404


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "nonsense", "2026-02-01", "2026-03"])
def test_an_address_that_names_no_month_is_not_found(month):
    record = filed()

    assert status(liaison_of(record.unit), f"/records/{record.unit_id}/{month}/") == 404


def test_the_page_says_which_evidence_the_month_takes():
    record = filed()
    PeriodFactory(area=record.period.area, month=date(2026, 1, 1), drafted_at=NOON - 35 * DAY)

    assert "2026-01-26 12:00</span>（上个月成稿）到" in text(liaison_of(record.unit), record.get_absolute_url())


def test_the_year_so_far_becomes_points_and_says_that_they_are_not_final():
    record = filed(state=Line.State.ACCEPTED)
    SchemeFactory(programme=record.period.programme)

    page = text(liaison_of(record.unit), record.get_absolute_url())

    assert "暂算：到现在为止的月份" in page
    assert "1 件中 1 件按时" in page
    assert reverse("records:show_line", args=[record.lines.get().pk]) in page


def test_lines_cost_no_more_questions():
    record = filed()
    SchemeFactory(programme=record.period.programme)
    liaison = liaison_of(record.unit)
    LineFactory(record=record)
    few = cost(liaison, record.get_absolute_url())

    for _ in range(40):
        LineFactory(record=record, source=EventFactory())

    assert cost(liaison, record.get_absolute_url()) == few


# ---- what is done there


def test_accepting_goes_through_the_button():
    line = filed().lines.get()

    response = as_(liaison_of(line.record.unit)).post(verb("accept_line", line))

    assert (response.status_code, response.url) == (302, line.record.get_absolute_url())
    assert Line.objects.get().state == Line.State.ACCEPTED


def test_objecting_goes_through_its_form_and_needs_words():
    line = filed().lines.get()
    browser = as_(liaison_of(line.record.unit))

    empty = browser.post(verb("dispute_line", line), {"objection": ""})
    said = browser.post(verb("dispute_line", line), {"objection": "开放了 4 次"})

    assert "有 1 处要改" in empty.content.decode()
    assert said.status_code == 302
    assert Line.objects.get().objection == "开放了 4 次"


def test_settling_and_amending_go_through_their_forms():
    line = filed(state=Line.State.DISPUTED, objection="开放了 4 次").lines.get()
    browser = as_(street_office_of(line.record.unit.area))

    browser.post(verb("settle_dispute", line), {"is_upheld": "goes", "reason": "登记簿核过"})
    line.record.period.locked_at = NOON
    line.record.period.save()
    early = Line.objects.get().state
    browser.post(verb("amend_line", line), {"new_state": "AMENDED", "reason": "核对有误"})

    assert (early, Line.objects.get().state) == (Line.State.REJECTED, Line.State.AMENDED)
    assert "“已撤下”更正为“已更正”：核对有误" in text(browser_user(line), line.get_absolute_url())


def browser_user(line: Line):
    return liaison_of(line.record.unit)


def test_filing_accepting_all_and_adding_go_through_the_page():
    record = LineFactory().record
    arguments = [record.unit_id, f"{record.month:%Y-%m}"]
    worker, liaison = as_(worker_of(record.unit.area)), as_(liaison_of(record.unit))

    worker.post(reverse("records:file_record", args=arguments))
    liaison.post(reverse("records:accept_record", args=arguments))
    liaison.post(
        reverse("records:add_own_line", args=arguments), {"kind": "HELP", "text": "夜里安置居民", "reason": "社区记录"}
    )

    assert list(record.lines.order_by("pk").values_list("state", flat=True)) == ["ACCEPTED", "DRAFTED"]
    assert [event.verb for event in Event.objects.order_by("pk")] == [
        "records.file_record",
        "records.accept_record",
        "records.add_own_line",
    ]


@pytest.mark.parametrize("name", ["dispute_line", "settle_dispute", "amend_line"])
def test_a_form_is_not_shown_to_whom_it_would_be_refused(name):
    line = filed().lines.get()

    assert status(worker_of(line.record.unit.area), verb(name, line)) == 403


def test_a_refusal_is_a_page_in_words():
    record = RecordFactory(filed_at=NOON)
    url = reverse("records:accept_record", args=[record.unit_id, f"{record.month:%Y-%m}"])

    response = as_(liaison_of(record.unit)).post(url)

    assert response.status_code == 409
    assert "没有等您会签的了。" in response.content.decode()


# ---- one line


def test_a_line_shows_where_it_is_from_and_leads_there():
    event = EventFactory(verb="tasks.confirm_task", subject__delivered_at=NOON, subject__achieved=4)
    unit = event.subject.owner
    record = RecordFactory(unit=unit, filed_at=NOON)
    line = LineFactory(record=record, source=event, text=event.subject.title)

    page = text(liaison_of(unit), line.get_absolute_url())

    assert event.subject.title in page
    assert event.subject.get_absolute_url() in page
    assert "2026-03-02 12:00" in page


def test_a_line_without_an_event_shows_its_reason_and_its_corrections():
    line = AmendmentFactory().line

    page = text(liaison_of(line.record.unit), line.get_absolute_url())

    assert "社区登记" in page
    assert "同一件事记了两次" in page


# ---- the register


def test_the_district_reads_streets_by_month_with_counts():
    record = filed()
    PeriodFactory(area=StreetFactory(), drafted_at=NOON)

    page = text(district_office(), LIST)

    assert record.period.area.name in page
    assert "各街道" in page
    assert "双方确认的比例" in page


def test_a_street_reads_its_own_months_and_no_others():
    record, other = filed(), filed()
    office = street_office_of(record.unit.area)

    page = text(office, LIST)

    assert "2026年2月" in page
    assert other.period.area.name not in page
    assert record.unit.name in text(office, record.period.get_absolute_url())
    assert other.unit.name not in text(office, other.period.get_absolute_url())


def test_a_community_worker_finds_the_month_of_the_street_around():
    record = filed()

    assert "2026年2月" in text(worker_of(record.unit.area), LIST)


def test_a_unit_reads_its_own_months_only():
    record, other = filed(), filed()

    page = text(liaison_of(record.unit), LIST)

    assert "本单位的档案" in page
    assert record.get_absolute_url() in page
    assert other.get_absolute_url() not in page


def test_units_are_found_by_name_and_state():
    record = filed()
    office = street_office_of(record.unit.area)

    assert record.unit.name in text(office, f"{LIST}?q={record.unit.name}")
    assert "没有这样的档案" in text(office, f"{LIST}?q=没有这家")
    assert record.unit.name in text(office, f"{LIST}?state=FILED")
    assert "没有这样的档案" in text(office, f"{LIST}?state=SETTLED")
    assert status(office, f"{LIST}?year=x&street=y&month=z&state=w&page=999999999999") == 200


def test_an_empty_register_says_when_there_will_be_one():
    assert "这里还没有档案" in text(district_office(), LIST)
    assert "没有这样的档案" in text(UserFactory(), LIST)
    assert status(None, LIST) == 302


def test_two_hundred_records_cost_no_more_questions_than_one():
    record = filed()
    office = street_office_of(record.unit.area)
    url = f"{LIST}?street={record.period.area_id}&month=2026-02&size=100"
    one = (cost(office, LIST), cost(office, url))

    for _ in range(200):
        RecordFactory(unit__area=record.unit.area, period=record.period)

    assert (cost(office, LIST), cost(office, url)) == one
