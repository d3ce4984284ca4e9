"""An agreement goes on with a successor, ends with a reason, or belongs to another area."""

import pytest

from gongjian.civic.agreements.actions import end_agreement, relocate_agreement, transfer_party
from gongjian.civic.tasks.models import Task
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.duties.worlds import in_force, two_units
from tests.factories import (
    NEW_YEAR,
    NOON,
    AgreementFactory,
    BodyFactory,
    CommunityFactory,
    PartyFactory,
    UserFactory,
    district_office,
)

pytestmark = pytest.mark.django_db


def signed():
    old, new = two_units()
    body = BodyFactory(governs=old.area)
    return old, new, body, in_force(old, body)


def test_the_successor_signs_beside_the_old_party_and_takes_clauses_and_open_promises():
    old, new, body, agreement = signed()

    transfer_party(district_office(), agreement, organisation=old, to=new, at=NOON)

    clause, task = agreement.clauses.get(), Task.objects.get()
    assert list(agreement.parties.order_by("position").values_list("organisation", flat=True)) == [
        old.pk,
        body.pk,
        new.pk,
    ]
    assert (clause.doer, clause.receiver, task.owner, task.receiver) == (new, body, new, body)
    assert Event.objects.get(verb="agreements.transfer_party").changes["clauses"] == [1]


def test_two_unsigned_parties_become_one_that_signs_once():
    old, new = two_units()
    agreement = AgreementFactory(area=old.area)
    for one in (old, new, BodyFactory(governs=old.area)):
        PartyFactory(agreement=agreement, organisation=one)

    transfer_party(district_office(), agreement, organisation=old, to=new, at=NOON)

    assert agreement.parties.filter(organisation__in=[old, new]).count() == 1


def test_an_agreement_that_waited_for_the_closed_one_alone_comes_into_force():
    old, new = two_units()
    agreement = AgreementFactory(area=old.area)
    for one in (new, BodyFactory(governs=old.area)):
        PartyFactory(agreement=agreement, organisation=one, signed_at=NOON)
    PartyFactory(agreement=agreement, organisation=old)

    transfer_party(district_office(), agreement, organisation=old, to=new, at=NOON)

    agreement.refresh_from_db()
    assert agreement.in_force_at == NOON


def test_an_agreement_ends_with_a_reason_and_what_is_open_under_it_is_cancelled():
    _old, _new, _body, agreement = signed()

    end_agreement(district_office(), agreement, reason="校址已经拆除", at=NOON)

    agreement.refresh_from_db()
    assert (agreement.ended_at, Task.objects.get().reason) == (NOON, "校址已经拆除")


def test_no_end_without_a_reason():
    _old, _new, _body, agreement = signed()

    with pytest.raises(Refused, match="写明理由"):
        end_agreement(district_office(), agreement, reason=" ", at=NOON)


def test_an_agreement_belongs_to_the_area_that_replaces_its_own():
    agreement, area = AgreementFactory(), CommunityFactory()

    relocate_agreement(district_office(), agreement, area=area, at=NOON)

    agreement.refresh_from_db()
    assert agreement.area == area


@pytest.mark.parametrize("verb", [transfer_party, end_agreement, relocate_agreement])
def test_a_stranger_may_none_of_it_and_nothing_is_written(verb):
    old, new, _body, agreement = signed()
    said = {
        transfer_party: {"organisation": old, "to": new},
        end_agreement: {"reason": "撤销"},
        relocate_agreement: {"area": old.area},
    }
    before = Event.objects.count()

    with pytest.raises(NotAllowed):
        verb(UserFactory(), agreement, at=NOON, **said[verb])

    assert Event.objects.count() == before


def test_what_is_over_goes_to_nobody():
    agreement = AgreementFactory(from_date=NEW_YEAR.replace(year=2025), to_date=NEW_YEAR)

    with pytest.raises(NotAllowed, match="已经终止或到期"):
        end_agreement(district_office(), agreement, reason="撤销", at=NOON)
