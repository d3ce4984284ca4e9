"""One unit becomes part of another: what is alive goes along, what is past stays, or nothing happens at all."""

import pytest

from gongjian.civic.agreements.models import Agreement
from gongjian.civic.duties.actions import merge_organisations
from gongjian.civic.duties.actions import mergers as mergers_module
from gongjian.civic.duties.queries.holdings import END, holdings_of, targets_of
from gongjian.civic.duties.queries.moves import OF_ORGANISATION, Ending, Moves, left_behind
from gongjian.civic.platforms.models import Attendance
from gongjian.civic.registry.models import Profile
from gongjian.civic.registry.queries.history import as_of
from gongjian.civic.tasks.models import Task
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.duties.worlds import SOON, as_offered, full_world, in_force, two_units, unit_in
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    AffiliationFactory,
    BodyFactory,
    ClaimFactory,
    PartyFactory,
    PeriodFactory,
    PostFactory,
    RecordFactory,
    SeatFactory,
    TaskFactory,
    UserFactory,
    district_office,
    street_office_of,
)

pytestmark = pytest.mark.django_db


def merge(old, new, *, actor=None, choices=None, **more):
    choices = as_offered(old, new) if choices is None else choices
    said = {"into": new, "choices": choices, "on": TODAY, "at": NOON, **more}
    return merge_organisations(actor or district_office(), old, **said)


def test_behind_every_key_that_moves_there_was_a_row_and_afterwards_none_is_alive():
    old, new = two_units()
    full_world(old)
    before, after = Ending([old.pk], [], TODAY, TODAY), Ending([old.pk], [new.pk], TODAY, TODAY)
    had = left_behind(OF_ORGANISATION, before)

    merge(old, new)

    assert sorted(had) == sorted(key for key, move in OF_ORGANISATION.items() if isinstance(move, Moves))
    assert left_behind(OF_ORGANISATION, after) == {}
    old.refresh_from_db()
    assert (old.closed_date, list(new.replaces.all())) == (TODAY, [old])


def test_the_past_stays_where_it_was():
    old, new = two_units()
    done = TaskFactory(owner=old, delivered_at=NOON, achieved=4, confirmed_at=NOON, outcome_bp=10_000)
    full_world(old)
    record = RecordFactory(unit=old)

    merge(old, new)

    done.refresh_from_db()
    record.refresh_from_db()
    assert (done.owner, record.unit, Attendance.objects.get().organisation) == (old, old, old)
    assert as_of([old, new], YESTERDAY).keys() == {old.pk, new.pk}
    assert as_of([old, new], TODAY).keys() == {new.pk}


def test_the_event_says_who_took_what_and_every_room_has_its_own():
    old, new = two_units()
    full_world(old)

    merge(old, new)

    event = Event.objects.get(verb="duties.merge_organisations")
    moved = Event.objects.filter(batch=event.changes["batch"])
    assert (event.subject, event.changes["into"], event.changes["names"]) == (old, [new.pk], new.name)
    assert moved.count() == event.changes["rows"]


@pytest.mark.parametrize("who", ["a stranger", "the street"])
def test_nobody_else_may_and_nothing_is_written(who):
    old, new = two_units()
    actor = UserFactory() if who == "a stranger" else street_office_of(old.area)
    before = Event.objects.count()

    with pytest.raises(NotAllowed):
        merge(old, new, actor=actor)

    assert Event.objects.count() == before


def test_an_agreement_goes_on_with_its_number_and_its_day():
    old, new = two_units()
    body = BodyFactory(governs=old.area)
    agreement = in_force(old, body)
    number, since = agreement.number, agreement.in_force_at

    merge(old, new)

    agreement.refresh_from_db()
    parties = agreement.parties.order_by("position").values_list("organisation", "signed_at")
    assert (agreement.number, agreement.in_force_at, agreement.ended_at) == (number, since, None)
    assert list(parties) == [(old.pk, since), (body.pk, since), (new.pk, NOON)]
    assert agreement.clauses.get().doer == new
    assert Task.objects.get(kind=Task.Kind.PROMISE).owner == new


def test_an_agreement_between_the_two_ends_and_with_it_what_was_open():
    old, new = two_units()
    agreement = in_force(old, new)

    merge(old, new)

    agreement.refresh_from_db()
    task = Task.objects.get()
    assert (agreement.ended_at, task.cancelled_at, task.reason) == (NOON, NOON, "双方合为一家")


def test_in_an_agreement_of_three_the_two_become_one_side():
    old, new = two_units()
    body = BodyFactory(governs=old.area)
    agreement = in_force(old, body)
    PartyFactory(agreement=agreement, organisation=new, signed_at=NOON - DAY)

    merge(old, new)

    agreement.refresh_from_db()
    assert (agreement.ended_at, agreement.parties.filter(organisation=new).count()) == (None, 1)
    assert agreement.clauses.get().doer == new


def test_an_unsigned_agreement_waits_for_the_successor():
    old, new = two_units()
    party = PartyFactory(organisation=old, agreement__area=old.area)
    PartyFactory(agreement=party.agreement, organisation=BodyFactory(governs=old.area))

    merge(old, new)

    assert Agreement.objects.get().parties.get(position=party.position).organisation == new


def test_what_is_chosen_to_end_ends_with_its_reason_and_the_rest_moves():
    old, new = two_units()
    body = BodyFactory(governs=old.area)
    first, second = (TaskFactory(owner=old, receiver=body, due_date=SOON) for _number in range(2))
    choices = as_offered(old, new) | {f"TASK-{first.pk}": END}

    merge(old, new, choices=choices, reason="校址已经拆除")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.cancelled_at, first.reason, second.owner) == (NOON, "校址已经拆除", new)


def test_an_end_without_a_reason_is_refused():
    old, new = two_units()
    task = TaskFactory(owner=old, due_date=SOON)

    with pytest.raises(Refused, match="请写明不再继续的原因"):
        merge(old, new, choices=as_offered(old, new) | {f"TASK-{task.pk}": END})


def test_a_row_that_is_newer_than_the_list_is_not_carried_off_unseen():
    old, new = two_units()
    body = BodyFactory(governs=old.area)
    TaskFactory(owner=old, receiver=body, due_date=SOON)
    choices = {row.code: END for row in holdings_of(old, targets_of([new]), on=TODAY, today=TODAY)}
    TaskFactory(owner=old, receiver=body, due_date=SOON, title="刚交办的值守")

    with pytest.raises(Refused, match="刚交办的值守"):
        merge(old, new, choices=choices, reason="撤销")

    old.refresh_from_db()
    assert old.closed_date is None


def test_a_seat_and_a_claim_that_both_have_are_not_doubled():
    old, new = two_units()
    seat = SeatFactory(organisation=old, platform__area=old.area)
    SeatFactory(organisation=new, platform=seat.platform)
    post = PostFactory(host=BodyFactory(governs=old.area), taken=4)
    claim = ClaimFactory(organisation=old, post=post)
    ClaimFactory(organisation=new, post=post)

    merge(old, new)

    seat.refresh_from_db()
    claim.refresh_from_db()
    assert (seat.valid_to, seat.platform.seats.filter(organisation=new).count()) == (TODAY, 1)
    assert claim.organisation == old


def test_a_seat_goes_on_for_the_rest_of_its_term():
    old, new = two_units()
    seat = SeatFactory(organisation=old, platform__area=old.area)

    merge(old, new)

    after = seat.platform.seats.get(organisation=new)
    assert (after.valid_from, after.valid_to, after.role) == (TODAY, seat.valid_to, seat.role)


def test_the_members_of_both_are_counted_together_from_that_day():
    old, new = two_units()

    merge(old, new, member_count=24)

    counts = Profile.objects.filter(organisation=new).order_by("valid_from").values_list("member_count", flat=True)
    assert list(counts) == [12, 24]


def test_it_is_not_merged_into_itself():
    old, _new = two_units()

    with pytest.raises(Refused, match="不能由它自己接替"):
        merge(old, old, choices={})


def test_it_is_not_merged_into_one_that_is_closed():
    old, new = two_units()
    third = unit_in(old.area, "市第三中学")
    merge(new, third)

    with pytest.raises(Refused, match="已经注销，不能接替"):
        merge(old, new, choices={})


@pytest.mark.parametrize("levels", [1, 2])
def test_it_is_not_merged_into_one_that_stands_below_it(levels):
    old, new = two_units()
    above = old
    if levels == 2:
        above = unit_in(old.area, "教育集团", superior=old)
    AffiliationFactory(organisation=new, target=above)

    with pytest.raises(Refused, match="的上级就是"):
        merge(old, new, choices={})


def test_it_happens_once():
    old, new = two_units()
    merge(old, new)

    with pytest.raises(Refused, match="已经注销"):
        merge(old, new, choices={})

    assert Event.objects.filter(verb="duties.merge_organisations").count() == 1


def test_what_breaks_halfway_leaves_everything_as_it_was(monkeypatch):
    old, new = two_units()
    full_world(old)
    events = Event.objects.count()
    had = left_behind(OF_ORGANISATION, Ending([old.pk], [], TODAY, TODAY))

    def breaks(*_arguments, **_named):
        raise KeyboardInterrupt

    monkeypatch.setattr(mergers_module, "succeed_organisation", breaks)
    with pytest.raises(KeyboardInterrupt):
        merge(old, new)

    assert Event.objects.count() == events
    assert left_behind(OF_ORGANISATION, Ending([old.pk], [], TODAY, TODAY)) == had


def test_not_on_a_day_to_come_and_not_in_a_month_that_is_locked():
    old, new = two_units()
    period = PeriodFactory(area=old.area.parent, drafted_at=NOON, locked_at=NOON)
    RecordFactory(unit=old, period=period)

    with pytest.raises(Refused, match="不能在今天以后"):
        merge(old, new, on=TOMORROW)
    with pytest.raises(Refused, match="已经锁定"):
        merge(old, new, on=period.month)


def test_what_the_successor_delivered_is_confirmed_first():
    old, new = two_units()
    TaskFactory(owner=new, receiver=old, due_date=SOON, delivered_at=NOON, achieved=4)

    with pytest.raises(Refused, match="请先确认或退回"):
        merge(old, new)


def test_what_it_delivered_to_the_successor_waits_there_for_its_word():
    old, new = two_units()
    task = TaskFactory(owner=old, receiver=new, due_date=SOON, delivered_at=NOON, achieved=4)

    merge(old, new)

    task.refresh_from_db()
    assert (task.owner, task.receiver, task.cancelled_at) == (old, new, None)


def test_the_body_of_a_community_is_merged_with_its_community_only():
    body, other = BodyFactory(), BodyFactory()

    with pytest.raises(Refused, match="社区合并与拆分"):
        merge(body, other, choices={})


def test_a_unit_with_five_hundred_rows_moves_whole():
    old, new = two_units()
    body = BodyFactory(governs=old.area)
    Task.objects.bulk_create(
        TaskFactory.build(owner=old, receiver=body, due_date=SOON, title=f"值守 {number}") for number in range(500)
    )

    merge(old, new)

    assert (new.tasks.count(), Event.objects.filter(verb="tasks.transfer_task").count()) == (500, 500)
