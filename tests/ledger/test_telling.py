"""Histories and feeds: every verb has a sentence, and many sentences cost no more than one."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from gongjian.ledger.models import Event
from gongjian.ledger.telling import told
from tests.factories import (
    NOON,
    TODAY,
    ClaimFactory,
    EventFactory,
    ListCheckFactory,
    PartyFactory,
    SeatFactory,
    SegmentFactory,
    TaskFactory,
)

pytestmark = pytest.mark.django_db


def shown(template, **facts):
    request = RequestFactory().get("/")
    request.at, request.on = NOON, TODAY
    return Template("{% load ledger %}" + template).render(Context({"request": request, **facts}))


def sentences(events):
    return [shown("{% sentence event %}", event=event) for event in events]


def test_a_confirmation_is_told_with_its_verdict():
    task = TaskFactory(title="校园周边值守", receiver__name="建设路街道", level=1)
    done = EventFactory(
        subject=task, verb="tasks.confirm_task", changes={"outcome_bp": [None, 10_000], "level": [None, 1]}
    )
    missed = EventFactory(subject=task, verb="tasks.confirm_task", changes={"outcome_bp": [None, 0]})

    assert sentences([done, missed]) == [
        "建设路街道确认“校园周边值守”已完成，评为好",
        "建设路街道把“校园周边值守”记为没做到",
    ]


def test_what_was_typed_stays_text():
    task = TaskFactory(title="<script>alert(1)</script>")

    found = sentences([EventFactory(subject=task, changes={"due_date": [None, "2026-03-31"]})])

    assert "<script>" not in found[0]


def test_the_actor_is_not_named():
    event = EventFactory(changes={"due_date": [None, "2026-03-31"]})

    assert event.actor.username not in sentences([event])[0]


def test_sentences_of_told_events_ask_the_database_for_nothing():
    rows = [
        (TaskFactory(), "tasks.assign_task"),
        (TaskFactory(), "tasks.cancel_task"),
        (SeatFactory(), "platforms.admit"),
        (PartyFactory(), "agreements.sign"),
        (SegmentFactory(), "matters.take_segment"),
        (ClaimFactory(), "service.claim_post"),
        (ClaimFactory(), "service.confirm_claim"),
        (ListCheckFactory(), "lists.confirm_list"),
    ]
    for subject, verb in rows:
        EventFactory.create_batch(2, subject=subject, verb=verb)
    events = told(Event.objects.order_by("pk"))

    with CaptureQueriesContext(connection) as caught:
        found = sentences(events)

    assert len(caught) == 0
    assert len(found) == 2 * len(rows)


def test_telling_many_costs_what_telling_one_costs():
    EventFactory()

    def cost():
        with CaptureQueriesContext(connection) as caught:
            told(Event.objects.order_by("pk"))
        return len(caught)

    before = cost()
    EventFactory.create_batch(20)

    assert cost() == before


def test_a_history_is_newest_first_and_asks_once():
    task = TaskFactory()
    for verb in ("tasks.assign_task", "tasks.accept_task"):
        EventFactory(subject=task, verb=verb, changes={"due_date": [None, "2026-03-31"]})

    with CaptureQueriesContext(connection) as caught:
        page = shown("{% history task %}", task=task)

    assert len(caught) == 1
    assert page.index("接受") < page.index("交给")


def test_a_history_takes_lists_of_rows_and_says_when_there_is_more():
    parties = [PartyFactory(), PartyFactory()]
    for party in parties:
        EventFactory.create_batch(3, subject=party, verb="agreements.sign")

    page = shown("{% history parties most=4 %}", parties=parties)

    assert page.count("签字") == 4
    assert "更早的经过不在这里列出。" in page


def test_nothing_happened_yet():
    assert "还没有记录。" in shown("{% history task %}", task=TaskFactory())
