"""A post passes on: the list, the successor, both signatures, and who may do and see which of it."""

from datetime import date, timedelta

import pytest

from gongjian.civic.duties.actions import hand_over, prepare_handover, sign_handover
from gongjian.civic.duties.models import Handover, OpenItem
from gongjian.civic.duties.queries.handover import open_items
from gongjian.civic.duties.queries.terms import duties_of_terms
from gongjian.civic.registry.actions import dismiss, open_account
from gongjian.civic.registry.models import Office, Role, offices_of
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    BodyFactory,
    DistrictFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    TaskFactory,
    UserFactory,
    district_office,
    liaison_of,
    security_administrator,
    street_office_of,
)

pytestmark = pytest.mark.django_db


def street_post() -> Office:
    return OfficeFactory()


def liaison_post() -> Office:
    return OfficeFactory(role=Role.UNIT_LIAISON, area=None, organisation=OrganisationFactory())


def secretary_of(unit):
    return OfficeFactory(role=Role.UNIT_SECRETARY, area=None, organisation=unit).person.user


def prepared(office: Office) -> Handover:
    return prepare_handover(office.person.user, office, at=NOON)


def handed(office: Office, since: date = TODAY) -> Handover:
    handover = prepared(office)
    return hand_over(security_administrator(), handover, person=PersonFactory(), since=since, at=NOON)


def test_the_holder_lists_what_is_open_and_the_ledger_keeps_its_number_and_digest():
    office = liaison_post()
    own = TaskFactory(owner=office.organisation, receiver=BodyFactory())
    waiting = TaskFactory(owner=BodyFactory(), receiver=office.organisation, delivered_at=NOON)

    handover = prepared(office)

    assert list(handover.items.order_by("position").values_list("kind", "title", "url")) == [
        ("TASK", own.title, own.get_absolute_url()),
        ("CONFIRMATION", waiting.title, waiting.get_absolute_url()),
    ]
    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("duties.prepare_handover", office.person.user, handover)
    assert event.changes["items"] == [2, handover.digest]


def test_a_list_names_each_thing_once_and_all_of_them():
    office = liaison_post()
    tasks = [
        TaskFactory(owner=office.organisation, receiver=BodyFactory(), due_date=TODAY + DAY * number)
        for number in range(12)
    ]

    found = open_items(office, TODAY)

    assert [item.url for item in found] == [task.get_absolute_url() for task in tasks]


def test_the_same_things_have_another_code_at_another_post():
    first, second = prepared(street_post()), prepared(street_post())

    assert first.items.count() == second.items.count() == 0
    assert first.code != second.code


@pytest.mark.parametrize("who", [UserFactory, district_office, lambda: street_office_of(OfficeFactory().area)])
def test_nobody_lists_what_is_open_at_somebody_elses_post(who):
    office, actor = street_post(), who()

    with pytest.raises(NotAllowed):
        prepare_handover(actor, office, at=NOON)

    assert not Handover.objects.exists()
    assert not Event.objects.exists()


def test_a_former_holder_may_not_list_any_more():
    office = OfficeFactory(valid_to=TODAY)

    with pytest.raises(NotAllowed):
        prepare_handover(office.person.user, office, at=NOON)


def test_the_security_administrator_lists_for_a_holder_who_is_gone():
    office = OfficeFactory(valid_to=YESTERDAY)

    handover = prepare_handover(security_administrator(), office, at=NOON)

    assert handover.office == office


def test_a_list_drawn_up_anew_is_signed_anew():
    office = liaison_post()
    handover = sign_handover(office.person.user, prepared(office), at=NOON)
    before = handover.digest
    TaskFactory(owner=office.organisation, receiver=BodyFactory())

    again = prepare_handover(office.person.user, office, at=NOON)

    assert (again.pk, again.given_at, again.items.count()) == (handover.pk, None, 1)
    assert again.digest != before


def test_a_successor_takes_the_post_on_the_day_and_the_one_before_loses_it():
    office, person = street_post(), PersonFactory()
    handover, administrator = prepared(office), security_administrator()

    hand_over(administrator, handover, person=person, since=TOMORROW, title="主任", at=NOON)

    office.refresh_from_db()
    after = handover.successor
    assert (after.succeeds, after.role, after.area, after.title) == (office, office.role, office.area, "主任")
    assert (office.valid_to, after.valid_from) == (TOMORROW, TOMORROW)
    assert (offices_of(office.person.user, TODAY), offices_of(person.user, TODAY)) == ([office], [])
    assert (offices_of(office.person.user, TOMORROW), offices_of(person.user, TOMORROW)) == ([], [after])
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["duties.prepare_handover", "registry.appoint", "registry.dismiss", "duties.hand_over"]


def test_names_on_past_acts_stay():
    office = street_post()
    giver = office.person.user

    handover = handed(office)

    assert Event.objects.get(verb="duties.prepare_handover").actor == giver
    assert handover.office.person.user == giver


@pytest.mark.parametrize("who", [UserFactory, district_office, lambda: liaison_of(OrganisationFactory())])
def test_a_stranger_may_not_choose_the_successor_and_nothing_is_written(who):
    handover, actor = prepared(street_post()), who()

    with pytest.raises(NotAllowed):
        hand_over(actor, handover, person=PersonFactory(), since=TODAY, at=NOON)

    assert Office.objects.filter(succeeds__isnull=False).count() == 0
    assert Event.objects.count() == 1


def test_the_holder_does_not_choose_the_successor():
    office = street_post()
    handover = prepared(office)

    with pytest.raises(NotAllowed):
        hand_over(office.person.user, handover, person=PersonFactory(), since=TODAY, at=NOON)


@pytest.mark.parametrize(
    ("since", "why"),
    [
        (YESTERDAY, "不能早于今天"),
        (TODAY + timedelta(days=400), "请核对年份"),
    ],
)
def test_the_day_is_today_or_later_but_not_years_ahead(since, why):
    handover = prepared(street_post())

    with pytest.raises(Refused, match=why):
        hand_over(security_administrator(), handover, person=PersonFactory(), since=since, at=NOON)

    assert Event.objects.count() == 1


def test_nobody_succeeds_to_oneself():
    office = street_post()
    handover = prepared(office)

    with pytest.raises(Refused, match="请办续任"):
        hand_over(security_administrator(), handover, person=office.person, since=TODAY, at=NOON)


def test_a_term_ends_after_it_began():
    handover = prepared(street_post())

    with pytest.raises(Refused, match="任期结束的日子要晚于到任的日子"):
        hand_over(security_administrator(), handover, person=PersonFactory(), since=TODAY, term_to=TODAY, at=NOON)

    handover.refresh_from_db()
    assert handover.successor is None


def test_whoever_has_no_account_cannot_take_over():
    handover = prepared(street_post())

    with pytest.raises(Refused, match="还没有能登录的账号"):
        hand_over(security_administrator(), handover, person=PersonFactory(user=None), since=TODAY, at=NOON)


def test_a_post_is_handed_over_once():
    office = street_post()
    handover = handed(office)
    known = Event.objects.count()

    with pytest.raises(Refused, match="已经交给接任的人"):
        hand_over(security_administrator(), handover, person=PersonFactory(), since=TODAY, at=NOON)
    with pytest.raises(Refused, match="清单不能再改"):
        prepare_handover(security_administrator(), office, at=NOON)

    assert (Office.objects.filter(succeeds=office).count(), Event.objects.count()) == (1, known)


def test_a_post_that_ended_already_passes_on_without_a_second_end():
    office = OfficeFactory(valid_to=TODAY)
    administrator = security_administrator()
    handover = prepare_handover(administrator, office, at=NOON)

    hand_over(administrator, handover, person=PersonFactory(), since=TODAY, at=NOON)

    office.refresh_from_db()
    assert office.valid_to == TODAY
    assert not Event.objects.filter(verb="registry.dismiss").exists()


def test_nobody_takes_over_before_the_one_before_has_left():
    office, administrator = street_post(), security_administrator()
    dismiss(administrator, office, until=TODAY + DAY * 5, at=NOON)
    handover = prepare_handover(administrator, office, at=NOON)

    with pytest.raises(Refused, match="才离任"):
        hand_over(administrator, handover, person=PersonFactory(), since=TODAY, at=NOON)


def test_an_administrator_does_not_hand_over_the_own_post():
    office = OfficeFactory(role=Role.SECURITY_ADMINISTRATOR, area=DistrictFactory())
    handover = prepared(office)

    with pytest.raises(NotAllowed, match="另一位安全管理员"):
        hand_over(office.person.user, handover, person=PersonFactory(), since=TODAY, at=NOON)

    office.refresh_from_db()
    assert office.valid_to is None


def test_the_secretary_replaces_the_liaison_of_the_own_unit():
    office = liaison_post()
    secretary, person = secretary_of(office.organisation), PersonFactory()
    handover = prepare_handover(secretary, office, at=NOON)

    hand_over(secretary, handover, person=person, since=TODAY, at=NOON)

    assert [one.role for one in offices_of(person.user, TODAY)] == [Role.UNIT_LIAISON]
    assert offices_of(office.person.user, TODAY) == []


def opened_for(office: Office, since: date = TODAY) -> Office:
    """Return the post that somebody new was given together with the account: the same as the office."""
    place = office.organisation.area if office.organisation else office.area
    said = {"role": office.role, "organisation": office.organisation, "since": since, "username": "newcomer"}
    person = open_account(security_administrator(), place, scope=place, token_hash="x", at=NOON, **said)
    return person.offices.get()


@pytest.mark.parametrize("post", [street_post, liaison_post])
def test_a_newly_opened_account_takes_over_the_post_it_was_opened_with(post):
    office, administrator = post(), security_administrator()
    handover, opened = prepared(office), opened_for(office)

    hand_over(administrator, handover, person=opened.person, since=TOMORROW, title="主任", at=NOON)

    office.refresh_from_db()
    handover.refresh_from_db()
    opened.refresh_from_db()
    assert (handover.successor, opened.succeeds, opened.title) == (opened, office, "主任")
    assert (office.valid_to, opened.valid_to, opened.person.offices.count()) == (TOMORROW, None, 1)
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-3:] == ["registry.take_over", "registry.dismiss", "duties.hand_over"]


def test_the_secretary_hands_the_liaisons_post_to_a_newly_opened_account():
    office = liaison_post()
    handover, opened = prepared(office), opened_for(office)

    hand_over(secretary_of(office.organisation), handover, person=opened.person, since=TODAY, at=NOON)

    assert offices_of(opened.person.user, TODAY) == [opened]
    assert offices_of(office.person.user, TODAY) == []


def test_a_newly_opened_account_takes_over_no_earlier_than_it_begins():
    office = street_post()
    handover, opened = prepared(office), opened_for(office, since=TOMORROW)

    with pytest.raises(Refused, match="2026-03-03 才到任"):
        hand_over(security_administrator(), handover, person=opened.person, since=TODAY, at=NOON)

    office.refresh_from_db()
    assert office.valid_to is None


def test_who_was_in_the_post_before_signs_only_when_it_passes_on():
    office = street_post()
    handover, opened = prepared(office), opened_for(office)
    hand_over(security_administrator(), handover, person=opened.person, since=TOMORROW, at=NOON)

    asked = [[duty.due for duty in duties_of_terms(opened, day)] for day in (TODAY, TOMORROW)]
    with pytest.raises(Refused, match="到任那天才能签接交"):
        sign_handover(opened.person.user, handover, at=NOON)

    assert asked == [[], [TOMORROW + timedelta(days=7)]]
    assert sign_handover(opened.person.user, handover, at=NOON + DAY).taken_at == NOON + DAY


def test_a_secretary_of_another_unit_does_not():
    office = liaison_post()
    stranger = secretary_of(OrganisationFactory(area=office.organisation.area))
    handover = prepared(office)

    with pytest.raises(NotAllowed):
        hand_over(stranger, handover, person=PersonFactory(), since=TODAY, at=NOON)


def test_a_secretary_replaces_no_secretary():
    office = OfficeFactory(role=Role.UNIT_SECRETARY, area=None, organisation=OrganisationFactory())
    handover = prepared(office)

    with pytest.raises(NotAllowed):
        hand_over(secretary_of(office.organisation), handover, person=PersonFactory(), since=TODAY, at=NOON)


def test_a_secretary_does_not_take_somebody_who_serves_elsewhere():
    office, busy = liaison_post(), street_post().person
    handover = prepared(office)

    with pytest.raises(Refused, match="在别处有岗位"):
        hand_over(secretary_of(office.organisation), handover, person=busy, since=TODAY, at=NOON)


def test_each_post_of_a_person_has_its_own_list():
    person, first, second = PersonFactory(), BodyFactory(), BodyFactory()
    one, two = (OfficeFactory(person=person, role=Role.COMMUNITY_WORKER, area=body.governs) for body in (first, second))
    task = TaskFactory(owner=second, receiver=first)

    lists = [prepared(one), prepared(two)]

    assert [[item.title for item in handover.items.all()] for handover in lists] == [[], [task.title]]
    assert OpenItem.objects.count() == 1


def test_it_is_seen_by_both_sides_and_by_those_who_see_to_it_but_its_list_by_no_administrator():
    office = liaison_post()
    handover = handed(office, since=TOMORROW)
    giver, taker = office.person.user, handover.successor.person.user
    secretary, administrator = secretary_of(office.organisation), security_administrator()

    def readers(day: date) -> tuple[list[bool], list[bool]]:
        people = [giver, taker, secretary, administrator, UserFactory(), district_office()]
        seen = [Handover.objects.visible_to(user, on=day).exists() for user in people]
        return seen, [Handover.objects.concerning(user, on=day).exists() for user in people]

    assert readers(TODAY) == (
        [True, False, True, True, False, False],
        [True, False, True, False, False, False],
    )
    assert readers(TOMORROW) == (
        [True, True, True, True, False, False],
        [True, True, True, False, False, False],
    )
