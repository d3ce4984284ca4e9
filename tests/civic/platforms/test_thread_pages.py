"""The list of threads, one conversation, the pair that has none yet: for both sides and nobody else."""

import pytest
from django.urls import reverse

from gongjian.civic.platforms.models import Entry, Thread
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    BodyFactory,
    EntryFactory,
    MatterFactory,
    OfficeFactory,
    OrganisationFactory,
    ThreadFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
LIST = reverse("platforms:list_threads")
NOTHING_IS_COUNTED = "这里只留痕，不计数、不评分。"


@pytest.fixture
def thread():
    return ThreadFactory()


@pytest.fixture
def unit(thread):
    return thread.first


def pair(other, own=None):
    return reverse("platforms:show_pair") + f"?with={other.pk}" + (f"&as={own.pk}" if own else "")


def write(thread):
    return reverse("platforms:write_entry", args=[thread.pk])


def test_both_sides_read_the_conversation_and_nobody_else(thread, unit):
    EntryFactory(thread=thread, text="请于周五前送志愿者名单")
    url = thread.get_absolute_url()

    for user in (liaison_of(unit), worker_of(unit.area)):
        page = text(user, url)
        assert ("请于周五前送志愿者名单" in page, NOTHING_IS_COUNTED in page) == (True, True)
    above = (street_office_of(unit.area), district_office())
    for user in (UserFactory(), liaison_of(OrganisationFactory(area=unit.area)), *above):
        assert status(user, url) == 404
        assert status(user, write(thread), kind="NOTICE", text="插一句") == 404
    assert status(None, url) == 302
    assert Entry.objects.count() == 1


def test_a_notice_a_reply_and_a_contact_are_written_without_scripts(thread, unit):
    liaison, worker = liaison_of(unit), worker_of(unit.area)

    answer = as_(liaison).post(write(thread), {"kind": "NOTICE", "author": unit.pk, "text": "周五借会议室"})
    notice = Entry.objects.get()
    said = {"author": thread.second_id, "answers": notice.pk, "kind": "REPLY", "text": "可以，找门卫拿钥匙"}
    as_(worker).post(write(thread), said)
    said = {"kind": "CONTACT", "author": unit.pk, "day": "2026-03-01", "channel": "VISIT", "who": "李书记"}
    as_(liaison).post(write(thread), said | {"text": "看了场地"})

    assert answer.headers["Location"] == thread.get_absolute_url()
    assert [(one.kind, one.answers, one.who) for one in Entry.objects.order_by("pk")] == [
        ("NOTICE", None, None),
        ("REPLY", notice, None),
        ("CONTACT", None, "李书记"),
    ]
    page = text(worker, thread.get_absolute_url())
    assert page.index("看了场地") < page.index("可以，找门卫拿钥匙") < page.index(f'id="entry-{notice.pk}"')
    assert "当面，和李书记" in page


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"kind": "NOTICE", "text": ""}, "请写下内容"),
        ({"kind": "", "text": "好"}, "请选是告知、答复"),
        ({"kind": "REPLY", "text": "好"}, "请选答复的是哪一条告知"),
        ({"kind": "REPLY", "text": "好", "answers": "999999"}, "不在这段往来里"),
        ({"kind": "CONTACT", "text": "好", "day": "", "channel": "PHONE", "who": "他"}, "请填是哪天联系的"),
        ({"kind": "CONTACT", "text": "好", "day": "昨天", "channel": "PHONE", "who": "他"}, "日期认不出来"),
        ({"kind": "CONTACT", "text": "好", "day": "2026-03-03", "channel": "PHONE", "who": "他"}, "还没有到"),
        ({"kind": "CONTACT", "text": "好", "day": "2026-03-01", "channel": "", "who": "他"}, "怎么联系的"),
        ({"kind": "CONTACT", "text": "好", "day": "2026-03-01", "channel": "PHONE", "who": ""}, "和谁联系的"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(thread, unit, said, because):
    page = as_(liaison_of(unit)).post(write(thread), {"author": unit.pk} | said).content.decode()

    assert because in page
    assert said["text"] in page
    assert not Entry.objects.exists()


def test_nobody_writes_in_the_name_of_the_other_side(thread, unit):
    said = {"kind": "NOTICE", "author": thread.second_id, "text": "我们什么都答应"}

    page = as_(liaison_of(unit)).post(write(thread), said).content.decode()

    assert "您不能以这一家的身份写" in page
    assert not Entry.objects.exists()


def test_a_notice_without_a_reply_waits_for_the_other_side_only(thread, unit):
    notice = EntryFactory(thread=thread)
    liaison, worker = liaison_of(unit), worker_of(unit.area)
    link = f"?answers={notice.pk}#write"

    assert (link in text(worker, thread.get_absolute_url()), link in text(liaison, thread.get_absolute_url())) == (
        True,
        False,
    )
    assert "没有等我方答复的" in text(liaison, f"{LIST}?waits=yes")
    assert unit.name in text(worker, f"{LIST}?waits=yes")
    page = text(worker, f"{thread.get_absolute_url()}?answers={notice.pk}")
    assert f'<option value="{notice.pk}" selected>' in page
    EntryFactory(thread=thread, author=thread.second, kind="REPLY", answers=notice)
    assert "没有等我方答复的" in text(worker, f"{LIST}?waits=yes")


def test_the_list_is_newest_first_and_found_by_the_name_of_the_other_side(unit):
    community = BodyFactory(governs=unit.area)
    other = OrganisationFactory(area=unit.area, name="同心医院")
    EntryFactory(thread=Thread.objects.get(first=unit), written_at=NOON - DAY)
    EntryFactory(thread=ThreadFactory(first=other, second=community))
    worker = worker_of(unit.area)

    page = text(worker, LIST)

    assert page.index("同心医院") < page.index(unit.name)
    assert unit.name not in text(worker, f"{LIST}?q=同心")
    assert "和这样的单位还没有往来" in text(worker, f"{LIST}?q={community.name}")


def test_who_has_no_thread_yet_is_offered_and_the_first_entry_opens_it():
    unit = OrganisationFactory()
    community = BodyFactory(governs=unit.area)
    liaison = liaison_of(unit)

    assert f'href="{pair(community)}"' in text(liaison, LIST)
    page = text(liaison, pair(community))
    assert ("还没有往来" in page, Thread.objects.exists()) == (True, False)
    answer = as_(liaison).post(pair(community), {"kind": "NOTICE", "author": unit.pk, "text": "我们新到，请多联系"})

    thread = Thread.objects.get()
    assert (answer.headers["Location"], thread.entries.get().text) == (thread.get_absolute_url(), "我们新到，请多联系")
    assert as_(liaison).get(pair(community)).headers["Location"] == thread.get_absolute_url()


def test_a_refused_first_entry_opens_nothing():
    unit = OrganisationFactory()
    community = BodyFactory(governs=unit.area)
    said = {
        "kind": "CONTACT",
        "author": unit.pk,
        "text": "约好了",
        "day": "2026-03-09",
        "channel": "PHONE",
        "who": "他",
    }

    page = as_(liaison_of(unit)).post(pair(community), said).content.decode()

    assert ("还没有到" in page, "约好了" in page, Thread.objects.exists()) == (True, True, False)


def test_there_is_no_pair_of_strangers_nor_of_nonsense(thread, unit):
    liaison = liaison_of(unit)

    for url in (pair(OrganisationFactory()), pair(unit), reverse("platforms:show_pair"), pair(unit)[:-1] + "x²"):
        assert status(liaison, url) == 404
    assert status(UserFactory(), pair(unit)) == 404


def test_somebody_who_acts_for_two_bodies_chooses_as_which(unit):
    community = BodyFactory(governs=unit.area)
    second = OrganisationFactory(area=unit.area)
    liaison = liaison_of(unit)
    OfficeFactory(person=liaison.person, role="UNIT_LIAISON", organisation=second, area=None)

    page = text(liaison, pair(community, second))
    as_(liaison).post(pair(community, second), {"kind": "NOTICE", "author": second.pk, "text": "以第二家的身份"})

    assert f"&amp;as={unit.pk}" in page
    assert Entry.objects.get().author == second
    assert Thread.objects.filter(bodies=second, entries__isnull=False).count() == 1


def test_the_thread_of_a_matter_bears_its_title_and_leads_back_to_it():
    matter = MatterFactory()
    user = liaison_of(matter.raiser)

    assert matter.title in text(user, matter.thread.get_absolute_url())
    said = {"kind": "NOTICE", "author": matter.raiser_id, "text": "明天上午去现场"}
    answer = as_(user).post(write(matter.thread), said)

    assert answer.headers["Location"] == matter.get_absolute_url()
    assert matter.thread.entries.get().text == "明天上午去现场"
    assert "还没有往来" in text(user, LIST)


def test_at_most_twenty_are_offered_and_the_others_found_by_name(unit):
    OrganisationFactory.create_batch(25, area=unit.area)
    last = OrganisationFactory(area=unit.area, name="最后一家医院", sort_key="zzz")
    worker = worker_of(unit.area)

    page = text(worker, LIST)

    assert ("还有更多" in page, page.count("threads/with?with="), last.name in page) == (True, 20, False)
    assert last.name in text(worker, f"{LIST}?q=最后")


def test_hostile_words_stay_words(thread, unit):
    EntryFactory(thread=thread, text="<script>alert(1)</script>\n{{ 7 }}", kind="CONTACT", channel="PAPER", who="<b>")

    page = text(worker_of(unit.area), thread.get_absolute_url())

    assert ("<script>alert" in page, "&lt;script&gt;alert" in page, "和&lt;b&gt;" in page) == (False, True, True)


def test_pages_cost_the_same_with_1_and_with_60_entries_and_threads(thread, unit):
    worker = worker_of(unit.area)
    EntryFactory(thread=thread)
    few = cost(worker, LIST), cost(worker, thread.get_absolute_url())

    EntryFactory.create_batch(59, thread=thread)
    for number in range(59):
        other = OrganisationFactory(area=unit.area, name=f"第{number}医院")
        EntryFactory(thread=ThreadFactory(first=other, second=thread.second), day=TODAY)

    assert (cost(worker, f"{LIST}?size=100"), cost(worker, f"{thread.get_absolute_url()}?size=100")) == few
