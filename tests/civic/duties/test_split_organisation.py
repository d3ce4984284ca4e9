"""One unit becomes several: every row goes where it was sent, and nothing is left between the chairs."""

import pytest

from gongjian.civic.duties.actions import split_organisation
from gongjian.civic.duties.queries.moves import OF_ORGANISATION, Ending, left_behind
from gongjian.civic.registry.models import Organisation
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.duties.worlds import SOON, as_offered, full_world, in_force, two_units, unit_in
from tests.factories import NOON, TODAY, BodyFactory, TaskFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db
NEW = ("市第一中学东校区", "市第一中学西校区")


def split(old, successors=(), *, actor=None, choices=None, founded=(), **more):
    choices = as_offered(old, *successors, founded=founded) if choices is None else choices
    said = {"successors": successors, "founded": founded, "choices": choices, "on": TODAY, "at": NOON, **more}
    return split_organisation(actor or district_office(), old, **said)


def test_a_unit_splits_into_two_new_ones_and_every_row_goes_where_it_was_sent():
    old, _other = two_units()
    body = BodyFactory(governs=old.area)
    east, west = (TaskFactory(owner=old, receiver=body, due_date=SOON) for _number in range(2))
    choices = {f"TASK-{east.pk}": "N0", f"TASK-{west.pk}": "N1"}

    split(old, founded=NEW, choices=choices)

    east.refresh_from_db()
    west.refresh_from_db()
    assert (east.owner.name, west.owner.name) == NEW
    assert sorted(one.name for one in old.replaced_by.all()) == sorted(NEW)
    assert (east.owner.area, east.owner.kind, east.owner.is_resident_unit) == (old.area, old.kind, True)


def test_one_that_is_there_already_may_take_a_part():
    old, other = two_units()
    agreement = in_force(old, BodyFactory(governs=old.area))
    choices = {f"AGREEMENT-{agreement.pk}": str(other.pk)}

    split(old, [other], founded=NEW[:1], choices=choices)

    assert agreement.parties.filter(organisation=other).count() == 1
    assert set(old.replaced_by.values_list("name", flat=True)) == {other.name, NEW[0]}


def test_one_of_the_new_ones_may_keep_the_name():
    old, _other = two_units()

    split(old, founded=(old.name, NEW[0]))

    assert Organisation.objects.filter(name=old.name, closed_date=None).count() == 1


def test_afterwards_nothing_alive_names_the_closed_one():
    old, other = two_units()
    third = unit_in(old.area, "市第三中学")
    full_world(old)

    split(old, [other, third])

    assert left_behind(OF_ORGANISATION, Ending([old.pk], [other.pk, third.pk], TODAY, TODAY)) == {}


def test_a_stranger_may_not_and_nothing_is_written():
    old, other = two_units()
    before = Event.objects.count()

    with pytest.raises(NotAllowed):
        split(old, [other], founded=NEW[:1], actor=UserFactory())

    assert Event.objects.count() == before


def test_one_successor_is_no_split_and_one_twice_are_not_two():
    old, other = two_units()

    with pytest.raises(Refused, match="至少要有两家"):
        split(old, [other])
    with pytest.raises(Refused, match="选了两次"):
        split(old, [other, other], choices={})


def test_a_name_that_somebody_has_leaves_nothing_behind():
    old, other = two_units()
    before = Event.objects.count()

    with pytest.raises(Refused, match="已经登记过了"):
        split(old, founded=(NEW[0], other.name))

    old.refresh_from_db()
    assert (old.closed_date, Event.objects.count()) == (None, before)
