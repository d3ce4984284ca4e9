"""After a merger or a redraw the pages of a past day still say what was true on that day."""

from datetime import date

import pytest
from django.urls import reverse

from gongjian.civic.duties.actions import merge_organisations, redraw_communities
from gongjian.civic.duties.queries.communities import belongings_of, new_communities
from gongjian.civic.duties.queries.holdings import likeliest
from gongjian.civic.lists.actions import transfer_resource
from gongjian.civic.registry.models import Area, Naming
from gongjian.civic.registry.queries.transfers import OWNER, keys_on
from tests.civic.duties.worlds import FOUNDED, as_offered, in_force, two_units, unit_in
from tests.civic.pages import MOST_QUERIES, cost, text
from tests.factories import (
    DAY,
    NEW_YEAR,
    NOON,
    TODAY,
    YESTERDAY,
    CommunityFactory,
    ParticipationFactory,
    PlatformFactory,
    ResourceFactory,
    StreetFactory,
    district_office,
)

pytestmark = pytest.mark.django_db
BEFORE = f"?on={date(2026, 2, 15)}"
REGISTER = reverse("registry:list_organisations")


def page(address):
    return " ".join(text(district_office(), address).split())


def said(unit, words, query=""):
    """Return which of the words the page of a unit says."""
    shown = page(unit.get_absolute_url() + query)
    return [word for word in words if word in shown]


def merged(resources=1, prefix="市"):
    """Return two units of which the first became part of the second today; it had rooms and an agreement."""
    area = CommunityFactory()
    old, new, third = (unit_in(area, f"{prefix}第{number}中学") for number in "一二三")
    in_force(old, third, title="校社共建约定")
    for number in range(resources):
        ResourceFactory(owner=old, title=f"阶梯教室{number}")
    ResourceFactory(owner=new, title="标准操场")
    merge_organisations(district_office(), old, into=new, choices=as_offered(old, new), on=TODAY, at=NOON)
    return old, new


def redrawn():
    """Return a community with premises and an agreement, and the first of the two that took its place today."""
    street = StreetFactory()
    old = CommunityFactory(parent=street, name="百花社区", valid_from=FOUNDED)
    Naming.objects.create(area=old, name="百花社区", valid_from=FOUNDED)
    ParticipationFactory(area=old)
    body = unit_in(old, "百花社区党组织", kind="COMMUNITY", is_resident_unit=False, governs=old)
    unit = unit_in(old, "百花小学")
    in_force(unit, body)
    ResourceFactory(owner=unit, area=old)
    rows = belongings_of([old], new_communities(["新苑社区", "新河社区"]), on=TODAY, today=TODAY)
    redraw_communities(
        district_office(),
        street,
        areas=[old],
        successors=[("新苑社区", ""), ("新河社区", "")],
        choices=likeliest(rows),
        on=TODAY,
        at=NOON,
    )
    return old, Area.objects.get(name="新苑社区"), unit


def test_a_unit_that_became_part_of_another_shows_what_it_had():
    old, _new = merged()
    had = ["阶梯教室0", "校社共建约定"]

    assert said(old, [*had, "标准操场"], BEFORE) == had
    assert said(old, [*had, "标准操场"]) == had  # a closed unit is shown as on its last day


def test_the_unit_that_took_it_over_shows_it_from_that_day_on():
    _old, new = merged()
    everything = ["阶梯教室0", "标准操场", "校社共建约定"]

    assert said(new, everything, BEFORE) == ["标准操场"]
    assert said(new, everything, f"?on={YESTERDAY}") == ["标准操场"]
    assert said(new, everything) == everything


def test_the_register_of_a_past_day_says_who_had_an_agreement_then():
    merged()
    units = ["市第一中学", "市第二中学", "市第三中学"]

    def bound(query):
        shown = page(f"{REGISTER}{query}")
        return [name for name in units if name in shown]

    assert bound(f"{BEFORE}&agreement=yes") == ["市第一中学", "市第三中学"]
    assert bound(f"{BEFORE}&agreement=no") == ["市第二中学"]
    assert bound("?agreement=yes") == ["市第二中学", "市第三中学"]


def test_a_community_that_was_redrawn_counts_what_it_had_and_its_successor_does_not():
    old, new, _unit = redrawn()
    agreement = '<span class="val">1<small>份</small></span>'
    premises = (">有</a>", '<span class="val">1<small>个社区</small></span>')

    def counts(area, query=""):
        shown = page(area.get_absolute_url() + query)
        return agreement in shown, any(words in shown for words in premises)

    assert (counts(old, BEFORE), counts(old)) == ((True, True), (False, False))
    assert (counts(new, BEFORE), counts(new)) == ((False, False), (True, True))
    assert (counts(old.parent, BEFORE), counts(old.parent)) == ((True, True), (True, True))


def test_a_resource_names_the_community_it_served_on_the_day():
    _old, _new, unit = redrawn()
    premises = '<td data-label="用于">'

    shown, now = page(unit.get_absolute_url() + BEFORE), page(unit.get_absolute_url())

    assert "百花社区" in shown.split(premises)[1].split("</td>")[0]
    assert "新苑社区" in now.split(premises)[1].split("</td>")[0]


def test_of_several_transfers_the_first_after_the_day_tells_the_owner():
    first, second = two_units()
    third = unit_in(first.area, "市第三中学")
    room = ResourceFactory(owner=first)
    transfer_resource(district_office(), room, to=second, at=NOON - 2 * DAY)
    transfer_resource(district_office(), room, to=third, at=NOON)

    days = [TODAY - 3 * DAY, TODAY - 2 * DAY, YESTERDAY, TODAY]

    assert [keys_on(day, OWNER)[0].get(room.pk) for day in days] == [first.pk, second.pk, second.pk, None]


def test_the_pages_of_a_past_day_cost_the_same_for_one_transfer_and_for_many():
    few, _new = merged()
    many, _newer = merged(resources=12, prefix="区")

    def costs(address):
        return cost(district_office(), address + BEFORE)

    assert costs(few.get_absolute_url()) == costs(many.get_absolute_url())
    assert costs(few.area.get_absolute_url()) == costs(many.area.get_absolute_url())


def test_the_page_of_a_past_day_of_a_redrawn_community_stays_cheap():
    old, new, unit = redrawn()

    for row in (old, new, old.parent, unit, old.body):
        assert cost(district_office(), row.get_absolute_url() + BEFORE) <= MOST_QUERIES


def test_the_committees_of_a_past_day_are_those_there_were():
    PlatformFactory(title="老城共建委员会", established_date=NEW_YEAR)
    PlatformFactory(title="新城共建委员会", established_date=TODAY)
    committees = reverse("platforms:list_platforms")

    then, now = page(committees + BEFORE), page(committees)

    assert ("老城共建委员会" in then, "新城共建委员会" in then) == (True, False)
    assert ("老城共建委员会" in now, "新城共建委员会" in now) == (True, True)
