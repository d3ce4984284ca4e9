"""The pages of mergers and splits: find, see, choose, confirm, print; without a script and whatever is typed."""

import pytest

from gongjian.civic.duties.actions import merge_organisations
from gongjian.civic.registry.models import Area, Organisation
from gongjian.civic.tasks.models import Task
from gongjian.ledger.models import Event
from tests.civic.duties.worlds import SOON, as_offered, full_world, in_force, two_units
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    NOON,
    TODAY,
    BodyFactory,
    CommunityFactory,
    OrganisationFactory,
    PartyFactory,
    TaskFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
)

pytestmark = pytest.mark.django_db


def merge_url(old: Organisation, new: Organisation) -> str:
    return f"/duties/organisations/{old.pk}/merge?into={new.pk}"


def test_the_other_side_is_searched_for_and_picked():
    old, new = two_units()
    office = district_office()

    found = text(office, f"/duties/organisations/{old.pk}/successors?q=第二")
    picked = text(office, f"/duties/organisations/{old.pk}/successors?into={new.pk}")

    assert (new.name in found, "选这家" in found) == (True, True)
    assert "合并：看会动什么" in picked


def test_the_plan_shows_every_row_with_its_choices_and_numbers_that_add_up():
    old, new = two_units()
    full_world(old)
    page = text(district_office(), merge_url(old, new))

    choices = as_offered(old, new)
    assert page.count("<select") == sum(f'name="{code}"' in page for code in choices)
    assert f"<b>{len(choices)}</b>" in page


@pytest.mark.parametrize("rows", [1, 200])
def test_the_plan_asks_the_same_for_one_row_and_for_two_hundred(rows):
    old, new = two_units()
    body = BodyFactory(governs=old.area)
    for _number in range(1 if rows == 1 else 3):
        agreement = in_force(old, body)
        PartyFactory(agreement=agreement)
    Task.objects.bulk_create(
        TaskFactory.build(owner=old, receiver=body, due_date=SOON, title=f"值守 {number}") for number in range(rows)
    )

    assert cost(district_office(), merge_url(old, new)) == 24


def test_check_shows_the_sums_once_more_and_do_does_it_and_leads_to_the_list():
    old, new = two_units()
    full_world(old)
    office, choices = district_office(), as_offered(old, new)
    client = as_(office)

    sure = client.post(merge_url(old, new), {"step": "check", "on": TODAY, "member_count": 24, **choices})
    nothing_yet = Organisation.objects.get(pk=old.pk).closed_date
    done = client.post(merge_url(old, new), {"step": "do", "on": TODAY, "member_count": 24, **choices}, follow=True)

    event = Event.objects.get(verb="duties.merge_organisations")
    assert ("请最后核对一遍" in sure.content.decode(), nothing_yet) == (True, None)
    assert done.redirect_chain == [(f"/duties/mergers/{event.pk}/", 302)]
    assert f"以上共 {event.changes['rows']} 项" in done.content.decode()


def test_the_list_can_be_printed_again_by_both_sides_and_by_nobody_else():
    old, new = two_units()
    full_world(old)
    merge_organisations(district_office(), old, into=new, choices=as_offered(old, new), on=TODAY, at=NOON)
    page = f"/duties/mergers/{Event.objects.get(verb='duties.merge_organisations').pk}/"

    readers = [district_office(), street_office_of(old.area), liaison_of(new)]
    assert [status(reader, page) for reader in readers] == [200, 200, 200]
    assert [status(reader, page) for reader in (UserFactory(), liaison_of(OrganisationFactory()))] == [404, 404]


def test_the_list_asks_the_same_for_one_row_and_for_many():
    old, new = two_units()
    body = BodyFactory(governs=old.area)
    costs = []
    for number, unit in enumerate((old, new)):
        Task.objects.bulk_create(
            TaskFactory.build(owner=unit, receiver=body, due_date=SOON) for _row in range(1 + 40 * number)
        )
        into = new if unit is old else OrganisationFactory()
        said = {"into": into, "choices": as_offered(unit, into), "on": TODAY, "at": NOON}
        event = merge_organisations(district_office(), unit, **said)
        found = Event.objects.about(event).get(verb="duties.merge_organisations")
        costs.append(cost(district_office(), f"/duties/mergers/{found.pk}/"))

    assert costs[0] == costs[1]


def test_wrong_people_wrong_order_and_wrong_words_get_a_sentence():
    old, new = two_units()
    BodyFactory(governs=old.area)
    street = street_office_of(old.area)

    assert status(street, merge_url(old, new)) == 403
    assert "不能由它自己接替" in text(district_office(), merge_url(old, old))
    said = {"step": "do", "on": "昨天", "TASK-1": "nonsense"}
    assert "日期认不出来" in as_(district_office()).post(merge_url(old, new), said).content.decode()
    assert Organisation.objects.get(pk=old.pk).closed_date is None


def test_a_row_that_came_in_between_is_shown_and_has_to_be_chosen():
    old, new = two_units()
    TaskFactory(owner=old, due_date=SOON, title="刚交办的值守")

    answer = as_(district_office()).post(merge_url(old, new), {"step": "do", "on": TODAY})

    assert (answer.status_code, "请选去处" not in answer.content.decode()) == (422, True)
    assert "还没有选去处" in answer.content.decode()


def test_twice_from_two_windows_is_told_and_done_once():
    old, new = two_units()
    client, said = as_(district_office()), {"step": "do", "on": TODAY, "member_count": 24}

    client.post(merge_url(old, new), said)
    second = client.post(merge_url(old, new), said)

    assert "已经注销" in second.content.decode()
    assert Event.objects.filter(verb="duties.merge_organisations").count() == 1


def test_a_split_founds_the_named_units():
    old, _other = two_units()
    url = f"/duties/organisations/{old.pk}/split?name=东校区&name=西校区"

    page = text(district_office(), url)
    as_(district_office()).post(url, {"step": "do", "on": TODAY})

    assert ("拆分" in page, sorted(one.name for one in old.replaced_by.all())) == (True, ["东校区", "西校区"])


def test_communities_are_ticked_named_seen_and_redrawn():
    area = CommunityFactory(valid_from=TODAY.replace(year=2025))
    office = district_office()
    url = f"/duties/streets/{area.parent.pk}/redraw?area={area.pk}&name=北社区&name=南社区&code=&code="

    chosen = text(office, f"/duties/streets/{area.parent.pk}/communities?area={area.pk}")
    page = text(office, url)
    done = as_(office).post(url, {"step": "do", "on": TODAY}, follow=True)

    assert ("checked" in chosen, "北社区" in page, "移交清单" in done.content.decode()) == (True, True, True)
    assert sorted(Area.objects.filter(parent=area.parent, valid_to=None).values_list("name", flat=True)) == [
        "北社区",
        "南社区",
    ]


@pytest.mark.parametrize("rows", [1, 60])
def test_the_plan_of_a_community_asks_the_same_for_one_unit_and_for_sixty(rows):
    area = CommunityFactory()
    for _number in range(rows):
        OrganisationFactory(area=area)

    url = f"/duties/streets/{area.parent.pk}/redraw?area={area.pk}&name=北社区&name=南社区"

    assert cost(district_office(), url) <= 25


def test_the_first_page_finds_units_and_lists_what_was_done():
    old, new = two_units()
    merge_organisations(district_office(), old, into=new, choices={}, on=TODAY, at=NOON)

    page = text(district_office(), "/duties/mergers/?q=市第二")

    assert (f"/duties/organisations/{new.pk}/successors" in page, "并入市第二中学" in page) == (True, True)
    assert status(None, "/duties/mergers/") == 302
