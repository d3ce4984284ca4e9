"""The calendar of working days on its page, and the yearly notice pasted into a form."""

from datetime import date

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from gongjian.civic.registry.models import Holiday
from gongjian.civic.registry.queries import holiday_gap, provisional_years
from gongjian.ledger.models import Event
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    DistrictFactory,
    HolidayFactory,
    StreetFactory,
    UserFactory,
    district_office,
    street_office_of,
)
from tests.methods.published import NOTICES

pytestmark = pytest.mark.django_db
LIST, SET = reverse("registry:list_holidays"), reverse("registry:set_holidays")
NEW_YEAR = "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。"
ROWS = [(date(2026, 1, 1), False, "元旦"), (date(2026, 1, 2), False, "元旦"), (date(2026, 1, 4), True, "元旦")]


@pytest.fixture
def office():
    return district_office()


def send(user, text, year="", seen="", **more):
    return as_(user).post(SET, {"text": text, "year": year, "seen": seen, **more})


def shown(answer):
    """Return what tells the reading that this page shows."""
    return answer.context["preview"].seen


def kept():
    return list(Holiday.objects.order_by("date").values_list("date", "is_workday", "title"))


# ---- entering


def test_the_notice_is_shown_before_it_is_entered(office):
    answer = send(office, NEW_YEAR, "2026")

    assert [(one.title, len(one.off), len(one.worked)) for one in answer.context["preview"].table.feasts] == [
        ("元旦", 2, 1)
    ]
    assert "录入 2026 年的放假安排" in answer.content.decode()
    assert kept() == []


def test_what_was_shown_is_entered_and_the_page_of_its_year_follows(office):
    first = send(office, NEW_YEAR, "2026")

    answer = send(office, NEW_YEAR, "2026", shown(first), only_these="on")

    assert (answer.status_code, answer.url) == (302, f"{LIST}?year=2026")
    assert kept() == ROWS
    assert Event.objects.get().verb == "registry.set_holidays"


def test_a_notice_without_some_holidays_names_them_and_is_entered_only_when_ticked(office):
    first = send(office, NEW_YEAR, "2026")
    assert "春节、清明节、劳动节、端午节、国庆节。可能没有粘贴完整" in first.content.decode()
    assert "请先勾选" not in first.content.decode()

    answer = send(office, NEW_YEAR, "2026", shown(first))

    assert (answer.status_code, kept()) == (200, [])
    assert "通知确实只有这些，请先勾选，再录入。" in answer.content.decode()
    assert "文字改过" not in answer.content.decode()


def test_a_tick_does_not_count_for_what_was_not_shown(office):
    answer = send(office, NEW_YEAR, "2026", only_these="on")

    assert (answer.status_code, kept()) == (200, [])
    assert "请先勾选" not in answer.content.decode()


def test_a_whole_notice_asks_for_no_tick(office):
    assert "确实只有这些" not in send(office, NOTICES[2026]).content.decode()


def test_a_text_changed_after_it_was_shown_is_shown_again(office):
    first = send(office, NEW_YEAR, "2026")

    answer = send(office, f"{NEW_YEAR}清明节：4月6日放假。", "2026", shown(first))

    assert "文字改过，请再看一遍" in answer.content.decode()
    assert kept() == []


def test_reading_once_more_enters_nothing(office):
    first = send(office, NEW_YEAR, "2026")

    answer = send(office, NEW_YEAR, "2026", shown(first), again="1")

    assert (answer.status_code, kept()) == (200, [])


def test_the_whole_notice_as_published_is_entered_with_the_year_it_names(office):
    first = send(office, NOTICES[2026])

    send(office, NOTICES[2026], "", shown(first))

    assert [(row[0].month, row[0].day) for row in kept() if row[1]] == [
        (1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10),
    ]  # fmt: skip
    assert len(kept()) == 25


def test_a_new_year_that_begins_in_december_leaves_the_rest_of_that_year_alone(office):
    HolidayFactory(date=date(2018, 10, 1), title="国庆节")
    first = send(office, NOTICES[2019])

    send(office, NOTICES[2019], "", shown(first))

    assert [row[0] for row in kept() if row[0].year == 2018] == [
        date(2018, 10, 1),
        date(2018, 12, 29),
        date(2018, 12, 31),
    ]


def test_a_december_of_a_year_without_a_table_is_asked_for_first(office):
    answer = send(office, NOTICES[2019])

    assert answer.context["form"].errors["text"] == [
        "元旦假期从 2018 年 12 月开始，那一年还没有表。请先录入 2018 年的通知。"
    ]


def test_a_table_that_is_replaced_says_which_days_come_and_go(office):
    HolidayFactory(date=date(2026, 1, 1), title="新年")
    HolidayFactory(date=date(2026, 4, 6), title="清明节")

    preview = send(office, NEW_YEAR, "2026").context["preview"]

    assert (preview.added, preview.dropped) == (ROWS[1:], [(date(2026, 4, 6), False, "清明节")])


@pytest.mark.parametrize(
    ("said", "year", "field", "words"),
    [
        ("元旦：1月1日至3日放假。1月3日上班。", "2026", "text", "2026年1月3日（周六）又放假又上班，请对照通知改好。"),
        (
            "元旦：1月1日放假。1月5日上班。",
            "2026",
            "text",
            "2026年1月5日（周一）本来就上班，不会是调休的上班日。请对照通知改好。",
        ),
        ("元旦：1月1日至3日放假，共4天。", "2026", "text", "“元旦”写着共 4 天，按日期数是 3 天。请对照通知改好。"),
        (
            "元旦：1月1日（周五）放假。",
            "2026",
            "text",
            "“元旦”里的 2026-01-01 是周四，不是周五。请对照通知，看是日期错了还是星期错了。",
        ),
        ("元旦：2025年1月1日放假。", "2026", "text", "“元旦”里的2025年1月1日（周三）不在 2026 年，请对照通知改好。"),
        ("春节：2月30日放假。", "2026", "text", "“春节”里的 2026-2-30 读不出是哪一天，请对照通知改好。"),
        (
            "春节：2月9日至3日放假。",
            "2026",
            "text",
            "“春节”从2026年2月9日（周一）到2026年2月3日（周二），前后颠倒或者太长，请对照通知改好。",
        ),
        (
            "请安排好值班。",
            "2026",
            "text",
            "没有读到放假的日子。请粘贴通知原文，或者一行写一天，例如：2026-02-16 休 春节。",
        ),
        (NEW_YEAR, "", "text", "通知里没有写是哪一年，请在“年份”里填上。"),
        (NOTICES[2026], "2027", "year", "通知说的是 2026 年，“年份”里填的是 2027 年。请改成一样的。"),
        ("2026年元旦：1月1日放假。", "2027", "year", "通知说的是 2026 年，“年份”里填的是 2027 年。请改成一样的。"),
        (
            "2026年元旦：1月1日放假。\n2027年春节：2月6日放假。",
            "",
            "text",
            "通知里写着不止一年：2026、2027。请一年一年地录入。",
        ),
        (NEW_YEAR, "26", "year", "请填 2000 到 2100 之间的年份。"),
        ("", "2026", "text", "请粘贴放假通知。"),
        ("1月1日至" * 2_501, "2026", "text", "太长了。请只粘贴放假的那几条。"),
    ],
)
def test_what_cannot_be_entered_is_refused_in_words_and_the_text_is_kept(office, said, year, field, words):
    answer = send(office, said, year)

    assert answer.context["form"].errors == {field: [words]}
    assert answer.context["form"]["text"].value() == said
    assert kept() == []


def test_full_width_digits_are_digits(office):
    answer = send(office, "元旦：１月１日至３日放假，共３天。", "２０２６")

    assert answer.context["preview"].table.off == 2


@pytest.mark.parametrize("who", [UserFactory, lambda: street_office_of(StreetFactory())])
def test_nobody_else_opens_the_form_or_enters_anything(who):
    DistrictFactory()
    actor = who()

    assert (status(actor, SET), status(actor, SET, text=NEW_YEAR, year="2026", seen="x")) == (403, 403)
    assert kept() == []


# ---- reading


def test_whoever_is_signed_in_sees_the_calendar_and_only_the_district_office_the_button(office):
    HolidayFactory(date=date(2026, 10, 1), title="国庆节")

    assert "国庆节" in text(UserFactory(), LIST)
    assert SET not in text(UserFactory(), LIST)
    assert SET in text(office, LIST)
    assert status(None, LIST) == 302


def test_a_year_without_a_table_says_what_that_means(office):
    page = text(office, f"{LIST}?year=2027")

    assert "2027 年还没有放假安排" in page


@pytest.mark.parametrize("year", ["1999", "x", "９", "9" * 5000])
def test_a_year_that_is_not_there_shows_the_present_one(office, year):
    assert as_(office).get(LIST, {"year": year}).context["table"].year == 2026


def test_a_year_of_many_days_costs_as_much_as_one(office):
    HolidayFactory(date=date(2026, 10, 1))
    few = cost(office, f"{LIST}?year=2026")
    for number in range(1, 29):
        HolidayFactory(date=date(2026, 5, number), title=f"节{number}")

    assert cost(office, f"{LIST}?year=2026") == few


# ---- provisional


@pytest.mark.parametrize(
    ("today", "known", "gap"),
    [
        (date(2026, 11, 1), [2026], None),
        (date(2026, 11, 2), [2026], 2027),
        (date(2026, 12, 31), [2026], 2027),
        (date(2026, 12, 31), [2026, 2027], None),
        (date(2027, 1, 1), [2026], 2027),
        (date(2026, 6, 1), [], 2026),
    ],
)
def test_a_missing_table_is_told_sixty_days_ahead_and_as_long_as_it_is_missing(today, known, gap):
    for year in known:
        HolidayFactory(date=date(year, 10, 1))

    assert holiday_gap(today) == gap


def test_the_years_without_a_table_are_this_one_and_the_next():
    HolidayFactory(date=date(2026, 10, 1))

    assert (provisional_years(date(2026, 3, 1)), provisional_years(date(2025, 3, 1))) == ([2027], [2025])


def drawn(day, words, **more):
    template = Template("{% load registry %}{% for one in days %}{% due_day one " + words + " %}{% endfor %}")
    return template.render(Context({"days": [day, *more.get("others", [])], "request": RequestFactory().get("/")}))


def test_a_deadline_of_a_year_with_a_table_is_only_a_day():
    HolidayFactory(date=date(2026, 10, 1))

    assert drawn(date(2026, 3, 2), 'kind="iso"') == '<time datetime="2026-03-02">2026-03-02</time>'


def test_a_deadline_of_a_year_without_a_table_says_that_it_is_provisional():
    page = drawn(date(2027, 1, 4), "")

    assert page.startswith('<time datetime="2027-01-04">2027年1月4日（周一）</time>')
    assert "2027 年的放假安排还没有录入，这一天先按只休周末算。" in page
    assert "（暂定）" in page


def test_no_deadline_is_a_dash():
    assert drawn(None, "") == "—"


def test_many_deadlines_ask_for_the_years_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        drawn(date(2027, 1, 4), 'kind="day"', others=[date(2026, 1, 4), date(2025, 1, 4)])
