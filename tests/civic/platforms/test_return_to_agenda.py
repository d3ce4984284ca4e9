from datetime import date

import pytest

from gongjian.accounts.models import User
from gongjian.civic.platforms.actions import adopt_resolution, put_on_agenda, return_to_agenda
from gongjian.civic.platforms.queries.agenda import due_reviews, returning
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.platforms.rooms import held_item
from tests.factories import DAY, NOON, TODAY, YESTERDAY, MeetingFactory, ResolutionFactory, UserFactory, worker_of

pytestmark = pytest.mark.django_db


def next_of(resolution, **said):
    return MeetingFactory(platform=resolution.item.meeting.platform, **({"starts_at": NOON + 9 * DAY} | said))


def test_on_its_day_the_clock_puts_it_on_the_agenda_of_the_next_meeting_and_the_ledger_says_so():
    resolution = ResolutionFactory(review_date=TODAY)
    later, soon = next_of(resolution, starts_at=NOON + 30 * DAY), next_of(resolution)

    return_to_agenda(User.objects.clock(), resolution, at=NOON)

    put, back = Event.objects.order_by("pk")
    item = resolution.review_item
    assert (put.verb, put.subject) == ("platforms.put_on_agenda", item)
    assert (back.verb, back.subject) == ("platforms.return_to_agenda", resolution)
    assert (item.meeting, item.title) == (soon, "回头看：夜间开放学校操场停车，试行一个季度")
    assert (list(later.items.all()), list(returning(NOON, TODAY))) == ([], [])


def test_the_item_points_back_to_the_decision():
    item = held_item()
    worker = worker_of(item.meeting.platform.area)
    resolution = adopt_resolution(
        worker, item, kind="NOTE", text="试行一月", votes_for=3, review_date=date(2026, 4, 1), at=NOON
    )
    next_of(resolution, starts_at=NOON + 40 * DAY)

    return_to_agenda(User.objects.clock(), resolution, at=NOON + 30 * DAY)

    assert resolution.review_item.source.subject == resolution


def test_a_stranger_may_not_and_nothing_is_written():
    resolution = ResolutionFactory(review_date=TODAY)
    next_of(resolution)

    with pytest.raises(NotAllowed):
        return_to_agenda(UserFactory(), resolution, at=NOON)

    assert not Event.objects.exists()


def test_without_a_meeting_ahead_it_waits_and_is_found_again():
    resolution = ResolutionFactory(review_date=YESTERDAY)
    next_of(resolution, starts_at=NOON - DAY)
    next_of(resolution, cancelled_at=NOON)

    with pytest.raises(Refused, match="还没有定下一次会议"):
        return_to_agenda(User.objects.clock(), resolution, at=NOON)

    assert (list(due_reviews(TODAY)), list(returning(NOON, TODAY))) == ([resolution], [])


def test_it_comes_back_when_that_meeting_is_cancelled_or_the_item_taken_off():
    resolution = ResolutionFactory(review_date=TODAY)
    first = next_of(resolution)
    return_to_agenda(User.objects.clock(), resolution, at=NOON)
    first.cancelled_at = NOON
    first.save()
    second = next_of(resolution, starts_at=NOON + 20 * DAY)

    return_to_agenda(User.objects.clock(), resolution, at=NOON)

    assert resolution.review_item.meeting == second


def test_not_before_its_day_not_twice_and_not_what_was_voted_down():
    early, down = ResolutionFactory(), ResolutionFactory(is_carried=False, review_date=TODAY)
    twice = ResolutionFactory(review_date=TODAY)
    for one in (early, down, twice):
        next_of(one)
    return_to_agenda(User.objects.clock(), twice, at=NOON)

    for one in (early, down):
        with pytest.raises(Refused, match="还没有到"):
            return_to_agenda(User.objects.clock(), one, at=NOON)
    with pytest.raises(Refused, match="已经在“第一季度联席会议”的议程上"):
        return_to_agenda(User.objects.clock(), twice, at=NOON)


def test_what_the_secretary_put_there_by_hand_is_not_doubled():
    item = held_item()
    worker = worker_of(item.meeting.platform.area)
    resolution = adopt_resolution(
        worker, item, kind="NOTE", text="试行一月", votes_for=3, review_date=date(2026, 4, 1), at=NOON
    )
    meeting, then = next_of(resolution, starts_at=NOON + 40 * DAY), NOON + 30 * DAY
    event = Event.objects.about(resolution).get()
    by_hand = put_on_agenda(worker, meeting, title="看看试行得怎样", source=event, at=then)

    return_to_agenda(User.objects.clock(), resolution, at=then)

    assert (resolution.review_item, meeting.items.count()) == (by_hand, 1)
