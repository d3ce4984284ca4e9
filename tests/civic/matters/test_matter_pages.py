"""The page of a matter, the register, and the pages of its steps: who reads and presses what, at which cost."""

import pytest
from django.urls import reverse

from gongjian.civic.matters.actions import ask_raiser, call_help, decline_leg, hand_on, pause_leg, raise_matter
from gongjian.civic.matters.models import Matter
from gongjian.civic.platforms.actions import write_entry
from gongjian.ledger.models import Event
from tests.civic.matters.hands import department, given_to, lead_of
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    BodyFactory,
    EventFactory,
    FindingFactory,
    GroupFactory,
    LegFactory,
    MatterFactory,
    OrganisationFactory,
    SegmentFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
LIST = reverse("matters:list_matters")
RAISE = reverse("matters:raise_matter")


def lived() -> Matter:
    """Let a matter have everything that must not be read by everybody."""
    body = BodyFactory()
    worker, housing, city = worker_of(body.governs), department("区住建局"), department("区城管局")
    matter = raise_matter(
        worker,
        body,
        area=body.governs,
        title="雨水井淤堵",
        category="HARMONY",
        text="三号楼甲某家进水",
        at=NOON - 5 * DAY,
    )
    hand_on(worker, lead_of(matter), to=housing, reason="移交的理由", at=NOON - 4 * DAY)
    decline_leg(liaison_of(housing), lead_of(matter), reason="谢绝的理由", next_owner=city, at=NOON - 3 * DAY)
    leg = lead_of(matter)
    leg.accepted_at = NOON - 3 * DAY
    leg.save()
    call_help(
        liaison_of(city), matter, owner=OrganisationFactory(area=body.governs), wish="要做的事", at=NOON - 2 * DAY
    )
    pause_leg(liaison_of(city), leg, reason="THIRD_PARTY", note="暂停的说明", at=NOON - DAY)
    write_entry(
        worker,
        body,
        thread=matter.thread,
        kind="NOTICE",
        channel="",
        day=TODAY,
        who="",
        text="往来的话",
        answers=None,
        at=NOON,
    )
    return matter


def test_everybody_reads_steps_and_days_and_nothing_else():
    matter = lived()

    for reader in (None, UserFactory(), liaison_of(OrganisationFactory())):
        page = text(reader, matter.get_absolute_url())
        for said in (
            "雨水井淤堵",
            "区住建局谢绝，下一家是区城管局",
            "暂停：等第三方提供材料或条件",
            "谢绝 1 次，都写明了下一家",
            "用在哪里",
        ):
            assert said in page
        for secret in (
            "甲某",
            "移交的理由",
            "谢绝的理由",
            "要做的事",
            "暂停的说明",
            "往来的话",
            "社区党务工作者",
            "联络员）",
            "/threads/",
        ):
            assert secret not in page, secret


def test_whom_it_concerns_reads_the_words_the_reasons_and_who_takes_part_the_thread():
    matter = lived()
    worker, above = worker_of(matter.area), street_office_of(matter.area)

    page = text(worker, matter.get_absolute_url())
    for said in ("甲某", "移交的理由", "谢绝的理由", "要做的事", "暂停的说明", "往来的话"):
        assert said in page
    assert "往来的话" not in text(above, matter.get_absolute_url())
    assert "甲某" in text(above, matter.get_absolute_url())


def test_what_is_hidden_is_not_there_for_the_public():
    matter = MatterFactory(hidden_because="DISPUTE")

    assert status(None, matter.get_absolute_url()) == 404
    assert status(UserFactory(), matter.get_absolute_url()) == 404
    assert matter.title not in text(None, LIST)
    assert "不对公众公开" in text(liaison_of(matter.raiser), matter.get_absolute_url())


def test_each_is_offered_the_own_steps_with_one_filled_button():
    leg = given_to(department("区城管局"))
    matter = leg.matter
    owner = text(liaison_of(leg.owner), matter.get_absolute_url())

    assert reverse("matters:accept_leg", args=[leg.pk]) in owner
    assert reverse("matters:decline_leg", args=[leg.pk]) in owner
    assert reverse("matters:pause_leg", args=[leg.pk]) not in owner
    assert owner.count("btn primary") == 1
    assert "btn primary" not in text(liaison_of(matter.raiser), matter.get_absolute_url())
    assert reverse("matters:hand_on", args=[leg.pk]) in text(street_office_of(matter.area), matter.get_absolute_url())


def test_the_raiser_who_is_asked_reads_until_when_silence_counts_as_yes():
    matter = MatterFactory()
    ask_raiser(worker_of(matter.area), lead_of(matter), closing="DONE", result="通了", at=NOON)

    page = text(liaison_of(matter.raiser), matter.get_absolute_url())

    assert "为止）不答复，视为确认，会标明。" in page
    assert '5 个工作日内（到 <time datetime="2026-03-09">2026年3月9日（周一）</time>' in page
    assert reverse("matters:confirm_matter", args=[matter.pk]) in page


def test_accepting_is_one_click_and_says_what_now_holds():
    leg = given_to(department("区城管局"))
    browser = as_(liaison_of(leg.owner))

    response = browser.post(reverse("matters:accept_leg", args=[leg.pk]), follow=True)

    leg.refresh_from_db()
    assert leg.accepted_at is not None
    assert "已接手" in response.content.decode()


def test_bodies_to_choose_show_what_they_have_on_their_hands_and_searching_keeps_what_was_typed():
    matter, busy = MatterFactory(), department("区城管局")
    given_to(busy, raised_at=NOON - 14 * DAY)
    unit = OrganisationFactory(name="清源水务")
    url, browser = reverse("matters:hand_on", args=[lead_of(matter).pk]), as_(worker_of(matter.area))

    assert "在办 1 件，逾期 1 件" in browser.get(url).content.decode()
    page = browser.post(url, {"search": "1", "q": "清源", "reason": "没有设备"}).content.decode()
    assert "清源水务" in page
    assert "没有设备</textarea>" in page
    assert 'class="fault"' not in page
    browser.post(url, {"reason": "没有设备", "to": unit.pk, "limit": ""})
    assert lead_of(matter).owner == unit


@pytest.mark.parametrize(
    ("step", "said", "missing"),
    [
        ("decline_leg", {"reason": "不归这里"}, "请选应当由谁来办"),
        ("hand_on", {"reason": "没有设备"}, "请选移交给谁。"),
        ("ask_raiser", {"closing": "DUPLICATE", "result": "同一件", "duplicate_of": "没有〔2026〕9号"}, "没有编号是"),
        ("pause_leg", {"reason": "WEATHER", "note": ""}, "请写明等什么。"),
    ],
)
def test_what_is_missing_stands_beside_the_field_and_nothing_is_written(step, said, missing):
    leg = given_to(department("区城管局"))
    if step in ("pause_leg", "ask_raiser"):
        leg.accepted_at = NOON
        leg.save()

    page = as_(liaison_of(leg.owner)).post(reverse(f"matters:{step}", args=[leg.pk]), said).content.decode()

    assert missing in page
    assert said.get("result", said.get("reason")) in page
    assert not Event.objects.exists()


def test_who_comes_second_reads_why_nothing_moves():
    leg = given_to(department("区城管局"))
    liaison, url = liaison_of(leg.owner), reverse("matters:decline_leg", args=[leg.pk])
    decline_leg(liaison, leg, reason="不归这里", next_owner=department("区住建局"), at=NOON)

    response = as_(liaison).post(url, {"reason": "不归这里", "next_owner": leg.owner_id})

    assert response.status_code == 403
    assert "已经不在这家单位手里了" in response.content.decode()


def test_strangers_find_no_step():
    leg = given_to(department("区城管局"))

    assert status(UserFactory(), reverse("matters:accept_leg", args=[leg.pk]), search="1") == 404
    assert status(UserFactory(), reverse("matters:call_help", args=[leg.matter_id])) == 404
    assert status(None, reverse("matters:accept_leg", args=[leg.pk])) == 302


def test_raising_goes_through_the_form():
    unit = OrganisationFactory()
    BodyFactory(governs=unit.area)
    said = {"raiser": unit.pk, "title": "路灯不亮", "category": "HARMONY", "urgency": "URGENT", "area": unit.area_id}

    browser = as_(liaison_of(unit))
    assert "请写明情况" in browser.post(RAISE, said).content.decode()
    browser.post(RAISE, said | {"text": "三盏", "households": "30"})

    matter = Matter.objects.get()
    assert (matter.title, matter.urgency, matter.households, matter.text) == ("路灯不亮", "URGENT", 30, "三盏")


def test_the_kind_follows_from_where_one_comes():
    segment = SegmentFactory()
    body = BodyFactory(governs=segment.area)
    group = GroupFactory(area=segment.area)
    said = {
        "raiser": body.pk,
        "title": "井盖破损",
        "category": "HARMONY",
        "urgency": "ORDINARY",
        "area": segment.area_id,
    }
    browser = as_(worker_of(segment.area))

    for query in (f"segment={segment.pk}", f"group={group.pk}", "segment=999999999", "finding=x"):
        browser.post(f"{RAISE}?{query}", said | {"text": "北侧", "title": f"井盖破损，{query}"})

    found = list(Matter.objects.order_by("pk").values_list("kind", "segment", "group"))
    plain = ("PROBLEM", None, None)
    assert found == [("FINDING", segment.pk, None), ("WORKS", None, group.pk), plain, plain]


def test_who_acts_for_nobody_is_told_so():
    assert status(UserFactory(), RAISE) == 403


def test_a_helper_that_declined_is_counted_too():
    matter = MatterFactory()
    LegFactory(matter=matter, end="DECLINED", ended_at=NOON, reason="没有车")

    page = text(None, matter.get_absolute_url())

    assert "谢绝 1 次（其中协同 1 次）" in page
    assert "没有谢绝过" not in page


def test_an_office_that_helps_reports_first_and_one_above_has_no_filled_button_for_handing_on():
    matter = MatterFactory()
    street = BodyFactory(governs=matter.area.parent)
    office = street_office_of(matter.area)
    above = text(office, matter.get_absolute_url())
    leg = LegFactory(matter=matter, owner=street, accepted_at=NOON)

    helping = text(office, matter.get_absolute_url())

    assert "btn primary" not in above
    hand_on_url, report_url = (
        reverse("matters:hand_on", args=[lead_of(matter).pk]),
        reverse("matters:finish_leg", args=[leg.pk]),
    )
    assert hand_on_url in above
    assert helping.index(report_url) < helping.index(hand_on_url)
    assert helping.count("btn primary") == 1
    assert "btn primary" in helping[helping.index(report_url) - 80 : helping.index(report_url) + 80]


def test_a_finding_that_was_settled_says_what_became_of_it_and_nothing_is_raised():
    finding = FindingFactory(outcome="NO_ACTION", reason="已由物业修好", settled_at=NOON)
    place = finding.meeting.platform.area
    body = BodyFactory(governs=place)
    browser = as_(worker_of(place))
    said = {
        "raiser": body.pk,
        "title": "路灯",
        "category": "HARMONY",
        "urgency": "URGENT",
        "area": place.pk,
        "text": "黑",
    }

    for answer in (browser.get(f"{RAISE}?finding={finding.pk}"), browser.post(f"{RAISE}?finding={finding.pk}", said)):
        assert "已由物业修好" in answer.content.decode()
        assert 'name="title"' not in answer.content.decode()

    assert not Matter.objects.exists()


def test_on_a_road_the_place_is_fixed_whatever_is_sent():
    segment = SegmentFactory()
    unit = OrganisationFactory()
    said = {"title": "井盖", "category": "HARMONY", "urgency": "URGENT", "area": unit.area_id, "text": "破"}

    as_(liaison_of(unit)).post(f"{RAISE}?segment={segment.pk}", said)

    matter = Matter.objects.get()
    assert (matter.area, matter.raiser) == (segment.area, unit)


def test_what_is_wrong_with_a_new_matter_is_said_in_our_words():
    unit = OrganisationFactory()

    page = as_(liaison_of(unit)).post(RAISE, {"title": "长" * 121, "households": "2000000"}).content.decode()

    for word in ("请选缓急。", "户数最多填 1000000", "最多 120 个字，现在有 121 个。", "请选一个类别。"):
        assert word in page
    for raw in ("这个字段是必填项", "确保", "以哪一家的身份"):
        assert raw not in page


def test_the_register_says_how_many_there_are_in_all():
    MatterFactory.create_batch(2)
    MatterFactory(closing="DONE", asked_at=NOON, closed_at=NOON)

    first = text(None, LIST).partition("全部")[2].partition("没有结束")[0]

    assert ">3<" in first.replace(" ", "")


def test_the_register_counts_by_state_and_finds_by_words_and_hands():
    late = given_to(department("区城管局"), raised_at=NOON - 20 * DAY, title="很久的事")
    MatterFactory(title="等确认的事", closing="DONE", asked_at=NOON)
    MatterFactory(title="办完的事", closing="DONE", asked_at=NOON, closed_at=NOON)

    titles = {
        query: {
            one for one in ("很久的事", "等确认的事", "办完的事") if one in text(liaison_of(late.owner), LIST + query)
        }
        for query in ("", "?state=late", "?state=asked", "?state=closed", "?q=很久", "?mine=yes", "?level=DISTRICT")
    }

    assert titles == {
        "": {"很久的事", "等确认的事", "办完的事"},
        "?state=late": {"很久的事"},
        "?state=asked": {"等确认的事"},
        "?state=closed": {"办完的事"},
        "?q=很久": {"很久的事"},
        "?mine=yes": {"很久的事"},
        "?level=DISTRICT": {"很久的事"},
    }


def test_a_matter_costs_the_same_with_1_and_with_40_legs():
    matter = MatterFactory()
    EventFactory(subject=matter, verb="matters.raise_matter")
    worker = worker_of(matter.area)
    LegFactory(matter=matter)
    before = cost(worker, matter.get_absolute_url()), cost(None, matter.get_absolute_url())

    for number in range(39):
        leg = LegFactory(matter=matter, accepted_at=NOON)
        EventFactory(subject=leg, verb="matters.accept_leg")
        leg.pauses.create(reason="WEATHER", note=str(number), from_at=NOON)

    assert (cost(worker, matter.get_absolute_url()), cost(None, matter.get_absolute_url())) == before


def test_the_register_costs_the_same_with_1_and_with_25_matters():
    leg = given_to(department("区城管局"), raised_at=NOON - 20 * DAY)
    leg.pauses.create(reason="WEATHER", note="雨", from_at=NOON)
    before = cost(None, LIST)

    for matter in MatterFactory.create_batch(24, raised_at=NOON - 20 * DAY):
        lead_of(matter).pauses.create(reason="WEATHER", note="雨", from_at=NOON)

    assert cost(None, LIST) == before


def test_the_pages_of_steps_cost_the_same_with_1_and_with_20_bodies():
    matter = MatterFactory()
    url, worker = reverse("matters:hand_on", args=[lead_of(matter).pk]), worker_of(matter.area)
    given_to(department("区城管局"))
    before = cost(worker, url)

    for number in range(20):
        given_to(department(f"区{number}局"))

    assert cost(worker, url) == before
