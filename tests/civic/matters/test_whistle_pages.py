"""The pages of rules, whistles and works: who sees what, what they cost, what they keep."""

import pytest
from django.urls import reverse

from gongjian.civic.matters.actions import accept_leg, ask_raiser, confirm_matter, raise_matter, write_opinion
from gongjian.civic.matters.models import (
    Leg,
    Matter,
    Rulebook,
)
from tests.civic.matters.called import department, helping, whistled
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    NOON,
    TODAY,
    BodyFactory,
    CommunityFactory,
    DistrictFactory,
    OrganisationFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>{{ 7 }}“&"


def page(name, *args):
    return reverse(f"matters:{name}", args=args)


def works(community, **more) -> Matter:
    said = {"title": "地基渗水", "category": "PUBLIC_SERVICE", "kind": "WORKS"} | more
    return raise_matter(worker_of(community), BodyFactory(governs=community), area=community, at=NOON, **said)


# --- rules


def test_the_rules_are_for_everybody_who_signs_in_and_written_by_the_district_alone():
    DistrictFactory()
    office = district_office()

    assert "通常的办" in text(UserFactory(), page("show_rulebook"))
    assert status(None, page("show_rulebook")) == 302
    assert status(UserFactory(), page("set_rulebook")) == 403
    assert page("set_rulebook") in text(office, page("show_rulebook"))
    assert page("set_rulebook") not in text(UserFactory(), page("show_rulebook"))


RULES = {
    "answer_days": 1, "urgent_days": 3, "ordinary_days": 8, "hard_days": 20, "silence_days": 6, "sign_hours": 2,
    "contact_hours": 12, "attend_days": 2, "hard_attend_days": 4, "callers": ["STREET_OFFICE"],
    "after_1": 2, "level_1": "STREET", "after_2": "", "level_2": "", "after_3": "", "level_3": "",
}  # fmt: skip


def test_the_form_writes_the_rules_and_what_does_not_climb_keeps_what_was_typed():
    DistrictFactory()
    client = as_(district_office())

    wrong = client.post(page("set_rulebook"), RULES | {"after_2": 1, "level_2": "DISTRICT", "hard_days": 33})
    right = client.post(page("set_rulebook"), RULES)

    assert (wrong.status_code, right.status_code) == (200, 302)
    assert "一级比一级晚" in wrong.content.decode()
    assert 'value="33"' in wrong.content.decode()
    assert list(Rulebook.objects.get().rungs.values_list("after_days", "to_level")) == [(2, "STREET")]


def test_half_a_step_of_the_ladder_is_asked_for():
    DistrictFactory()

    answer = as_(district_office()).post(page("set_rulebook"), RULES | {"level_2": "DISTRICT"})

    assert "要一起填" in answer.content.decode()
    assert not Rulebook.objects.exists()


# --- whistles


def test_the_load_stands_before_the_call_and_the_form_whistles():
    community = CommunityFactory()
    street, housing, city = BodyFactory(governs=community.parent), department("区住建局"), department("区城管局")
    client = as_(street_office_of(community))
    said = {"title": HOSTILE, "area": community.pk, "category": "HARMONY", "urgency": "URGENT"}

    before = client.get(page("whistle")).content.decode()
    client.post(page("whistle"), said | {f"wish_{housing.pk}": "带抽水泵", f"wish_{city.pk}": " "})

    matter = Matter.objects.get()
    assert "本月被吹哨" in before
    assert (matter.raiser, matter.title) == (street, HOSTILE)
    assert [leg.owner for leg in matter.legs.filter(is_lead=False)] == [housing]


def test_looking_for_a_unit_keeps_what_was_typed_and_writes_nothing():
    community = CommunityFactory()
    BodyFactory(governs=community.parent)
    housing, unit = department("区住建局"), OrganisationFactory(name="抽水机械厂")
    said = {"title": "路口塌陷", "q": "抽水", "find": "1", f"wish_{housing.pk}": "带抽水泵"}

    answer = as_(street_office_of(community)).post(page("whistle"), said).content.decode()

    assert 'value="路口塌陷"' in answer
    assert 'value="带抽水泵"' in answer
    assert unit.name in answer
    assert not Matter.objects.exists()


def test_a_wish_for_a_unit_found_by_name_is_kept_behind_however_many_departments():
    community = CommunityFactory()
    BodyFactory(governs=community.parent)
    unit = OrganisationFactory(name="抽水机械厂")
    for number in range(45):
        department(f"局{number}")
    said = {"title": "路口塌陷", "area": community.pk, "category": "HARMONY", "urgency": "URGENT"}

    as_(street_office_of(community)).post(page("whistle"), said | {f"wish_{unit.pk}": "带抽水泵"})

    assert Matter.objects.get().legs.get(is_lead=False).owner == unit


def test_a_whistle_for_nobody_is_refused_in_words():
    community = CommunityFactory()
    BodyFactory(governs=community.parent)

    answer = as_(street_office_of(community)).post(page("whistle"), {"title": "路口塌陷"})

    assert "请至少叫一家" in answer.content.decode()
    assert not Matter.objects.exists()


def test_a_stranger_gets_no_whistle():
    BodyFactory()

    assert status(UserFactory(), page("whistle")) == 403
    assert status(None, page("whistle")) == 302


def test_the_matter_says_of_each_called_body_what_is_open_and_the_caller_notes_the_day():
    matter = whistled()
    leg, office = helping(matter), street_office_of(matter.area)

    told = text(office, matter.get_absolute_url())
    seen = text(liaison_of(leg.owner), matter.get_absolute_url())

    assert page("note_arrival", leg.pk) in told
    assert page("note_arrival", leg.pk) not in seen
    assert "吹哨报到" in seen
    assert "吹哨报到" not in text(None, matter.get_absolute_url())
    as_(office).post(page("note_arrival", leg.pk), {"day": leg.opened_at.date().isoformat()})
    leg.refresh_from_db()
    assert leg.attended_at is not None


def test_a_stranger_does_not_find_the_leg():
    leg = helping(whistled())

    assert status(UserFactory(), page("note_contact", leg.pk)) == 404
    assert status(liaison_of(leg.owner), page("note_arrival", leg.pk)) == 403


def test_a_whistle_costs_the_same_with_1_and_with_20_called():
    matter = whistled()
    office = street_office_of(matter.area)
    before = cost(office, matter.get_absolute_url())

    for number in range(19):
        body = department(f"局{number}")
        Leg.objects.create(
            matter=matter, owner=body, level="DISTRICT", is_lead=False, wish="来", opened_at=NOON, limit_days=2
        )

    assert cost(office, matter.get_absolute_url()) == before


def test_whom_one_may_call_costs_the_same_with_1_and_with_30_departments():
    community = CommunityFactory()
    BodyFactory(governs=community.parent)
    department("局")
    office = street_office_of(community)
    before = cost(office, page("whistle"))

    for number in range(29):
        department(f"局{number}")

    assert cost(office, page("whistle")) == before


def test_who_did_not_answer_is_named_before_the_end_and_kept_as_unsigned_after_it():
    housing = department("区住建局")
    matter = whistled(None, housing)
    office, lead = street_office_of(matter.area), matter.legs.get(is_lead=True)
    asking = text(office, page("ask_raiser", lead.pk))
    ask_raiser(office, lead, closing="DONE", result="填平了", at=NOON)
    confirm_matter(office, matter, at=NOON)

    told = text(office, matter.get_absolute_url())

    assert "还没有回复的：区住建局。" in asking
    assert "没有签收" in told
    assert "没有记到场" in told
    assert page("note_arrival", helping(matter).pk) not in told


def test_who_signed_is_not_named_before_the_end():
    matter = whistled()
    accept_leg(liaison_of(helping(matter).owner), helping(matter), at=NOON)

    office = street_office_of(matter.area)

    assert "还没有回复的" not in text(office, page("ask_raiser", matter.legs.get(is_lead=True).pk))


# --- works


def test_the_views_and_checks_stand_on_the_page_and_are_asked_for_by_forms():
    matter = works(CommunityFactory())
    worker, street = worker_of(matter.area), BodyFactory(governs=matter.area.parent)
    client, today = as_(worker), matter.raised_at.date().isoformat()

    client.post(page("write_opinion", matter.pk), {"organisation": matter.raiser.pk, "text": HOSTILE, "day": today})
    as_(street_office_of(matter.area)).post(
        page("check_site", matter.pk), {"by": street.pk, "day": today, "is_passed": "no", "text": "还在渗"}
    )

    told = text(worker, matter.get_absolute_url())
    assert "&lt;script&gt;" in told
    assert "<script>alert" not in told
    assert "还在渗" in told
    assert "会商" in told
    assert "还在渗" not in text(None, matter.get_absolute_url())


def test_a_stranger_finds_neither_form():
    matter = works(CommunityFactory())

    for name in ("write_opinion", "check_site"):
        assert status(UserFactory(), page(name, matter.pk)) == 404
        assert status(worker_of(CommunityFactory()), page(name, matter.pk)) == 404


def test_works_cost_the_same_with_1_and_with_30_views():
    matter = works(CommunityFactory())
    worker = worker_of(matter.area)
    write_opinion(worker, matter, organisation=matter.raiser, text="同意", day=TODAY, at=NOON)
    before = cost(worker, matter.get_absolute_url())

    for body in OrganisationFactory.create_batch(29, area=matter.area):
        matter.opinions.create(organisation=body, text="同意", day=TODAY)

    assert cost(worker, matter.get_absolute_url()) == before
