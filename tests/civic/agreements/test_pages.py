"""The register of agreements, one with its clauses and signatures, and where a promise came from."""

from datetime import date

import pytest
from django.urls import reverse

from gongjian.civic.agreements.models import Agreement
from gongjian.civic.agreements.queries import is_in_state, state_of
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    AgreementFactory,
    BodyFactory,
    ClauseFactory,
    EventFactory,
    ObligationFactory,
    PartyFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
LIST = reverse("agreements:list_agreements")


def signed(**more):
    """Return an agreement in force with one party and one promise."""
    obligation = ObligationFactory(clause__agreement__in_force_at=NOON - DAY, **more)
    PartyFactory(agreement=obligation.clause.agreement, organisation=obligation.clause.doer, signed_at=NOON - DAY)
    return obligation


def test_everybody_reads_an_agreement_in_force():
    obligation = signed()
    agreement = obligation.clause.agreement

    for user in (None, liaison_of(obligation.clause.doer), street_office_of(agreement.area)):
        page = text(user, agreement.get_absolute_url())
        for word in (obligation.clause.doer.name, obligation.clause.what, obligation.clause.proof, "履行中"):
            assert word in page


def test_a_draft_is_for_its_parties_and_their_territory():
    party = PartyFactory()
    url = party.agreement.get_absolute_url()

    assert status(None, url) == 404
    assert status(UserFactory(), url) == 404
    assert status(liaison_of(party.organisation), url) == 200
    assert status(worker_of(party.agreement.area), url) == 200


def test_who_is_next_to_sign_finds_the_button_and_signs():
    agreement = ClauseFactory().agreement
    first = PartyFactory(agreement=agreement)
    last = PartyFactory(agreement=agreement, organisation=BodyFactory(governs=agreement.area))
    liaison, worker = liaison_of(first.organisation), worker_of(agreement.area)

    page = text(liaison, agreement.get_absolute_url())
    assert f"代表{first.organisation.name}签字" in page
    assert f"代表{last.organisation.name}签字" not in page

    as_(liaison).post(reverse("agreements:sign", args=[first.pk]))
    response = as_(worker).post(reverse("agreements:sign", args=[last.pk]), follow=True)

    assert "各方签齐，协议生效。" in response.content.decode()
    agreement.refresh_from_db()
    assert agreement.in_force_at is not None


def test_nobody_signs_for_others():
    party, other = PartyFactory(), PartyFactory()
    PartyFactory(agreement=party.agreement, organisation=other.organisation)

    url = reverse("agreements:sign", args=[party.pk])

    assert as_(UserFactory()).post(url).status_code == 404
    assert as_(liaison_of(other.organisation)).post(url).status_code == 403


def test_the_register_is_narrowed():
    agreement = signed().clause.agreement
    party = agreement.parties.get()
    other = AgreementFactory(in_force_at=NOON, title="服务承诺书", kind=Agreement.Kind.LETTER, number="诺〔2026〕9号")

    def found(query):
        page = text(None, f"{LIST}?{query}")
        return [one.title for one in (agreement, other) if f">{one.title}</a>" in page]

    assert found("") == ["共建协议", "服务承诺书"]
    assert found("kind=LETTER") == ["服务承诺书"]
    assert found("q=诺〔2026〕9") == ["服务承诺书"]
    assert found(f"q={party.organisation.name}") == ["共建协议"]
    assert found(f"organisation={party.organisation_id}") == ["共建协议"]
    assert found("state=ended") == []


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("waiting", {}),
        ("in_force", {"in_force_at": NOON}),
        ("ending", {"in_force_at": NOON, "to_date": date(2026, 5, 1)}),
        ("ended", {"in_force_at": NOON, "to_date": TODAY}),
        ("ended", {"in_force_at": NOON, "ended_at": NOON}),
        ("ended", {"to_date": TODAY}),
    ],
)
def test_the_word_and_the_condition_for_how_it_stands_agree(state, said):
    agreement = AgreementFactory(**said)

    assert state_of(agreement, TODAY) == state
    fitting = [
        name
        for name in ("waiting", "in_force", "ending", "ended")
        if Agreement.objects.filter(is_in_state(name, TODAY)).exists()
    ]
    assert fitting == [state]


def test_a_task_tells_which_clause_it_comes_from():
    obligation = signed()
    url = reverse("agreements:show_obligation", args=[obligation.task_id])

    assert url in text(None, obligation.task.get_absolute_url())
    page = text(None, url)
    assert "这件事出自协议第 1 条" in page
    assert obligation.clause.agreement.number in page
    assert status(None, reverse("agreements:show_obligation", args=[10**14])) == 404


def test_the_origin_of_a_task_that_one_may_not_see_stays_hidden():
    obligation = signed(task__is_public=False)

    assert status(None, reverse("agreements:show_obligation", args=[obligation.task_id])) == 404


def test_the_register_costs_the_same_with_1_and_with_200_rows():
    agreement = signed().clause.agreement
    before = cost(None, f"{LIST}?size=100")

    unit = agreement.parties.get().organisation
    for other in AgreementFactory.create_batch(199, in_force_at=NOON, area=agreement.area):
        PartyFactory(agreement=other, organisation=unit)

    assert cost(None, f"{LIST}?size=100") == before


def test_an_agreement_costs_the_same_with_1_and_with_many_promises():
    obligation = signed()
    agreement = obligation.clause.agreement
    liaison = liaison_of(obligation.clause.doer)
    before = cost(liaison, agreement.get_absolute_url())

    for clause in ClauseFactory.create_batch(6, agreement=agreement, doer=obligation.clause.doer):
        for day in range(1, 9):
            ObligationFactory(clause=clause, due_date=date(2026, 4, day))
    EventFactory.create_batch(3, subject=agreement.parties.get(), verb="agreements.sign")

    assert cost(liaison, agreement.get_absolute_url()) == before
