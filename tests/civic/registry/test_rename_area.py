from datetime import date

import pytest

from gongjian.civic.registry.actions import rename_area
from gongjian.civic.registry.queries.history import namings
from gongjian.ledger.action import NotAllowed, Refused
from tests.civic.registry.known import told
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    CommunityFactory,
    DistrictFactory,
    StreetFactory,
    UserFactory,
    district_office,
    street_office_of,
)

pytestmark = pytest.mark.django_db
FEBRUARY = date(2026, 2, 1)


def named(area) -> list[tuple[str, str, date, date | None]]:
    rows = area.namings.order_by("valid_from")
    return [(row.name, row.code, row.valid_from, row.valid_to) for row in rows]


def community(**said):
    area = CommunityFactory(**({"parent": StreetFactory(code="410102001")} | said))
    area.namings.create(name=area.name, code=area.code, valid_from=area.valid_from)
    return area


def rename(area, name: str, since: date, code: str = "") -> None:
    rename_area(district_office(), area, name=name, code=code, since=since, at=NOON)


def test_an_area_gets_another_name_and_code_and_the_ledger_says_so():
    area, lead = community(name="百花社区"), district_office()

    rename_area(lead, area, name=" 桃花社区 ", code="410102001009", since=TODAY, at=NOON)

    event = told("rename_area")[0]
    assert (event.actor, event.subject, event.changes["name"]) == (lead, area, ["百花社区", "桃花社区"])
    assert named(area) == [
        ("百花社区", "", NEW_YEAR, TODAY),
        ("桃花社区", "410102001009", TODAY, None),
    ]
    assert namings([area.pk], YESTERDAY) == {area.pk: ("百花社区", "")}


@pytest.mark.parametrize("who", [UserFactory, lambda: street_office_of(StreetFactory())])
def test_a_stranger_may_not_and_nothing_is_written(who):
    area, actor = community(), who()

    with pytest.raises(NotAllowed):
        rename_area(actor, area, name="别名社区", code="", since=TODAY, at=NOON)

    assert (len(named(area)), told("rename_area")) == (1, [])


def test_neither_does_the_street():
    area = community()

    with pytest.raises(NotAllowed):
        rename_area(street_office_of(area), area, name="别名社区", code="", since=TODAY, at=NOON)


def test_a_second_renaming_of_the_same_day_corrects_the_first():
    area = community(name="百花社区")

    rename(area, "桃花社区", TODAY)
    rename(area, "梅花社区", TODAY)

    assert named(area) == [("百花社区", "", NEW_YEAR, TODAY), ("梅花社区", "", TODAY, None)]


@pytest.mark.parametrize(
    ("name", "code", "since", "why"),
    [
        ("  ", "", TODAY, "要有名称"),
        ("长" * 81, "", TODAY, "最多 80 个字"),
        ("桃花社区", "41010200100", TODAY, "12 位数字"),
        ("桃花社区", "4101020010O9", TODAY, "12 位数字"),
        ("桃花社区", "410103001009", TODAY, "应当以 410102001 开头"),
        ("桃花社区", "", date(2025, 12, 31), "还没有设立"),
        ("桃花社区", "", TOMORROW, "当天或以后登记"),
        ("桃花社区", "", FEBRUARY, "已经改过名"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(name, code, since, why):
    area = community(name="百花社区")
    rename(area, "杏花社区", YESTERDAY)

    with pytest.raises(Refused, match=why):
        rename(area, name, since, code)

    assert named(area) == [("百花社区", "", NEW_YEAR, YESTERDAY), ("杏花社区", "", YESTERDAY, None)]


def test_no_two_areas_have_one_code_and_no_two_neighbours_one_name():
    area, far = community(), CommunityFactory()
    CommunityFactory(parent=area.parent, name="桃花社区", code="410102001008")

    with pytest.raises(Refused, match="已经有了"):
        rename(area, "梅花社区", TODAY, "410102001008")
    with pytest.raises(Refused, match="已经有了"):
        rename(area, "桃花社区", TODAY)
    rename(area, far.name, TODAY)

    assert area.name == far.name


def test_neither_does_one_take_the_code_of_a_closed_one_that_began_on_its_day():
    area = community()
    CommunityFactory(parent=area.parent, code="410102001008", valid_to=FEBRUARY)

    with pytest.raises(Refused, match="已经有了"):
        rename(area, "桃花社区", TODAY, "410102001008")


def test_a_closed_area_keeps_its_name():
    area = community(valid_to=YESTERDAY)

    with pytest.raises(Refused, match="已经撤销"):
        rename(area, "桃花社区", FEBRUARY)


def test_the_district_has_a_code_of_six_digits_too():
    with pytest.raises(Refused, match="6 位数字"):
        rename(DistrictFactory(), "中原区", TODAY, "abc")
