import json

import pytest

from gongjian.accounts.private import commitment
from gongjian.civic.platforms.actions import write_entry
from gongjian.civic.platforms.models import Entry
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    EntryFactory,
    OrganisationFactory,
    ThreadFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
CONTACT = {"kind": "CONTACT", "channel": "PHONE", "day": YESTERDAY, "who": "办公室王主任", "text": "说好周五来看场地"}


@pytest.fixture
def thread():
    return ThreadFactory()


@pytest.fixture
def unit(thread):
    return thread.first


def test_a_notice_is_written_and_the_ledger_does_not_hold_its_words(thread, unit):
    liaison = liaison_of(unit)

    entry = write_entry(liaison, unit, thread=thread, kind="NOTICE", text=" 周五请派代表 ", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.write_entry", liaison, entry)
    assert event.changes["text"] == [None, commitment(bytes(entry.salt), "text", "周五请派代表")]
    assert "周五请派代表" not in json.dumps(event.changes, ensure_ascii=False)
    assert (entry.text, entry.day, entry.channel, entry.who) == ("周五请派代表", TODAY, "", "")


def test_a_stranger_may_not_and_nothing_is_written(thread, unit):
    above = (street_office_of(unit.area), district_office(), worker_of(unit.area))
    for who in (UserFactory(), liaison_of(OrganisationFactory(area=unit.area)), *above):
        with pytest.raises(NotAllowed):
            write_entry(who, unit, thread=thread, kind="NOTICE", text="周五请派代表", at=NOON)

    assert not Entry.objects.exists()
    assert not Event.objects.exists()


def test_who_is_not_part_of_the_thread_writes_nothing_into_it(thread):
    outsider = OrganisationFactory(area=thread.first.area)

    with pytest.raises(Refused, match="不在这段往来里"):
        write_entry(liaison_of(outsider), outsider, thread=thread, kind="NOTICE", text="插一句", at=NOON)

    assert not Entry.objects.exists()


def test_a_contact_says_with_whom_when_and_how(thread, unit):
    entry = write_entry(liaison_of(unit), unit, thread=thread, **CONTACT, at=NOON)

    entry.refresh_from_db()
    assert (entry.channel, entry.day, entry.who) == ("PHONE", YESTERDAY, "办公室王主任")
    assert "王主任" not in json.dumps(Event.objects.get().changes, ensure_ascii=False)


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ({"channel": ""}, "怎么联系的"),
        ({"channel": "WECHAT"}, "怎么联系的"),
        ({"who": " "}, "和谁联系的"),
        ({"day": None}, "哪天联系的"),
        ({"day": TOMORROW}, "还没有到"),
        ({"text": " "}, "写下内容"),
        ({"text": "字" * 2001}, "太长"),
        ({"who": "字" * 101}, "太长"),
        ({"kind": "CHAT"}, "请选是告知"),
        ({"kind": "REPLY"}, "哪一条告知"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(thread, unit, wrong, because):
    with pytest.raises(Refused, match=because):
        write_entry(liaison_of(unit), unit, thread=thread, **CONTACT | wrong, at=NOON)

    assert not Entry.objects.exists()


def test_the_other_side_answers_a_notice(thread):
    notice = EntryFactory(thread=thread)
    worker = worker_of(thread.first.area)

    reply = write_entry(worker, thread.second, thread=thread, kind="REPLY", text="派小李去", answers=notice, at=NOON)

    assert (reply.answers, notice.replies.get()) == (notice, reply)


def test_nobody_answers_the_own_notice_one_of_another_thread_or_a_contact(thread, unit):
    own, other = EntryFactory(thread=thread), EntryFactory()
    contact = EntryFactory(thread=thread, author=thread.second, kind="CONTACT", channel="VISIT", who="李书记")

    for answers, because in ((own, "自己写的"), (other, "哪一条告知"), (contact, "哪一条告知")):
        with pytest.raises(Refused, match=because):
            write_entry(liaison_of(unit), unit, thread=thread, kind="REPLY", text="好", answers=answers, at=NOON)

    assert not Event.objects.exists()
