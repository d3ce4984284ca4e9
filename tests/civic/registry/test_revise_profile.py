from datetime import date

import pytest

from gongjian.civic.registry.actions import revise_profile, succeed_organisation
from gongjian.ledger.action import NotAllowed, Refused
from tests.civic.registry.known import registered, told
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    StreetFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
FEBRUARY = date(2026, 2, 1)


def profiles(unit) -> list[tuple[int, date, date | None]]:
    rows = unit.profiles.order_by("valid_from")
    return [(row.member_count, row.valid_from, row.valid_to) for row in rows]


def revise(unit, members: int, since: date) -> None:
    revise_profile(street_office_of(unit.area), unit, changes={"member_count": members}, since=since, at=NOON)


def test_a_change_cuts_what_held_and_the_ledger_says_so():
    unit = registered(member_count=5)
    office = street_office_of(unit.area)

    revise_profile(office, unit, changes={"member_count": 7, "name": " 新名小学 "}, since=TODAY, at=NOON)

    event = told("revise_profile")[0]
    assert (event.actor, event.subject, event.path) == (office, unit, unit.path)
    assert (event.changes["member_count"], event.changes["since"]) == ([5, 7], [None, "2026-03-02"])
    assert profiles(unit) == [(5, NEW_YEAR, TODAY), (7, TODAY, None)]
    unit.refresh_from_db()
    assert (unit.name, unit.member_count, unit.initials) == ("新名小学", 7, "xmxx")


@pytest.mark.parametrize("who", [UserFactory, lambda: street_office_of(StreetFactory())])
def test_a_stranger_may_not_and_nothing_is_written(who):
    unit, actor = registered(member_count=5), who()

    with pytest.raises(NotAllowed):
        revise_profile(actor, unit, changes={"member_count": 7}, since=TODAY, at=NOON)

    assert profiles(unit) == [(5, NEW_YEAR, None)]
    assert told("revise_profile") == []


def test_neither_the_own_liaison_nor_the_community_may():
    unit = registered()

    for actor in (liaison_of(unit), worker_of(unit.area)):
        with pytest.raises(NotAllowed):
            revise_profile(actor, unit, changes={"member_count": 7}, since=TODAY, at=NOON)


def test_a_second_change_of_the_same_day_corrects_the_first():
    unit = registered(member_count=5)

    revise(unit, 7, YESTERDAY)
    revise(unit, 8, YESTERDAY)

    assert profiles(unit) == [(5, NEW_YEAR, YESTERDAY), (8, YESTERDAY, None)]


def test_a_change_on_the_day_of_founding_leaves_one_row():
    unit = registered(member_count=5)

    revise(unit, 6, NEW_YEAR)

    assert profiles(unit) == [(6, NEW_YEAR, None)]


def test_a_change_between_two_known_ones_holds_until_the_next():
    unit = registered(member_count=5)
    revise(unit, 9, YESTERDAY)

    revise(unit, 6, FEBRUARY)

    assert profiles(unit) == [(5, NEW_YEAR, FEBRUARY), (6, FEBRUARY, YESTERDAY), (9, YESTERDAY, None)]
    unit.refresh_from_db()
    assert unit.member_count == 9


def test_a_change_ahead_leaves_today_as_it_is():
    unit = registered(member_count=5)

    revise(unit, 9, TOMORROW)

    unit.refresh_from_db()
    assert unit.member_count == 5
    assert profiles(unit) == [(5, NEW_YEAR, TOMORROW), (9, TOMORROW, None)]


def test_nothing_changes_before_the_organisation_was_there():
    unit = registered(since=FEBRUARY)

    with pytest.raises(Refused, match="才登记"):
        revise(unit, 9, NEW_YEAR)


def test_nothing_changes_after_it_ended():
    unit = registered()
    succeed_organisation(district_office(), unit, successors=[], on=YESTERDAY, at=NOON)

    with pytest.raises(Refused, match="已经注销"):
        revise(unit, 9, FEBRUARY)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"name": "  "}, "要有名称"),
        ({"name": "长" * 121}, "名称不对"),
        ({"member_count": -1}, "党员人数不对"),
        ({"kind": "CASTLE"}, "种类不对"),
        ({"party_type": "CLUB"}, "党组织类型不对"),
        ({"kind": "MERCHANT"}, "不能作驻区单位"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(changes, why):
    unit = registered(member_count=5)

    with pytest.raises(Refused, match=why):
        revise_profile(street_office_of(unit.area), unit, changes=changes, since=TODAY, at=NOON)

    assert profiles(unit) == [(5, NEW_YEAR, None)]
    assert told("revise_profile") == []


def test_no_two_organisations_have_one_name():
    unit, other = registered(), registered()

    with pytest.raises(Refused, match="已经登记过了"):
        revise_profile(street_office_of(unit.area), unit, changes={"name": other.name}, since=TODAY, at=NOON)


def test_only_what_a_profile_says_can_be_changed():
    unit = registered()

    with pytest.raises(ValueError, match="organisation_id"):
        revise_profile(street_office_of(unit.area), unit, changes={"organisation_id": 1}, since=NEW_YEAR, at=NOON)


def test_what_is_no_unit_any_more_belongs_to_no_class():
    unit = registered()

    revise_profile(street_office_of(unit.area), unit, changes={"is_resident_unit": False}, since=TODAY, at=NOON)

    assert (unit.is_resident_unit, unit.grouping) == (False, "")
