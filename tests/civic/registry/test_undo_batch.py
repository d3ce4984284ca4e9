"""Taking a batch back: every row as it was before, or the whole stays."""

import pytest

from gongjian.civic.registry.actions import (
    add_organisation,
    rename_area,
    revert_area,
    revert_organisation,
    revise_profile,
    start_undo,
    undo_batch,
    withdraw_area,
    withdraw_organisation,
)
from gongjian.civic.registry.models import Affiliation, Area, Naming, Organisation, Profile
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.registry.books import AREA_HEADS, HEADS, book, entered, undone
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    CommunityFactory,
    DistrictFactory,
    OfficeFactory,
    StreetFactory,
    TaskFactory,
    UserFactory,
    district_office,
)

pytestmark = pytest.mark.django_db
CODE = "12410102415801438N"
LINKED = [*HEADS, "上级党组织", "网格编码", "统一社会信用代码"]


@pytest.fixture
def office():
    return district_office()


@pytest.fixture
def community():
    return CommunityFactory(name="百花社区居民委员会", parent=StreetFactory(name="林山寨街道"))


def dated():
    """Return all dated rows without their keys, and what each organisation says of today."""
    profiles = Profile.objects.order_by("organisation", "valid_from")
    ties = Affiliation.objects.order_by("organisation", "axis", "valid_from")
    units = Organisation.objects.order_by("pk")
    return (
        [{**row, "id": None} for row in profiles.values()],
        [{**row, "id": None} for row in ties.values()],
        list(units.values()),
    )


def add(office, community, name, since=NEW_YEAR, **said):
    return add_organisation(office, community, name=name, kind="SCHOOL", since=since, **said, at=NOON)


@pytest.mark.parametrize("since", [NEW_YEAR, TODAY])
def test_changed_rows_get_their_former_dated_rows_back(office, community, since):
    CommunityFactory(name="汝河社区", parent=community.parent, valid_from=NEW_YEAR)
    above, other = add(office, community, "甲党委"), add(office, community, "乙党委")
    add(office, community, "第一小学", superior=above, grid_code="G1", credit_code=CODE)
    before = dated()
    rows = [
        ["第一小学", "医院", "林山寨街道", "汝河社区", other.name, "G2", ""],
        ["乙党委", "学校", "林山寨街道", "百花社区", above.name, "", ""],
    ]

    batch = entered(office, community.parent.parent, book(rows, LINKED), since=since)
    assert batch.phase == "entered", batch.broken
    assert dated() != before
    batch = undone(office, batch)

    assert (batch.phase, batch.broken) == ("withdrawn", "")
    assert dated() == before


def test_added_rows_leave_the_register_and_free_name_and_code_and_the_ledger_keeps_all(office, community):
    rows = [
        ["甲党委", "学校", "林山寨街道", "百花社区", "乙党委", "G1", CODE],
        ["乙党委", "学校", "林山寨街道", "百花社区", "", "", ""],
    ]
    batch = entered(office, community.parent.parent, book(rows, LINKED))
    written = Event.objects.filter(batch=batch.ref).count()

    batch = undone(office, batch)

    assert (batch.phase, batch.broken) == ("withdrawn", "")
    assert not Organisation.objects.filter(closed_date=None).exists()
    assert not Organisation.objects.exclude(credit_code=None).exists()
    assert not Profile.objects.exists()
    assert not Affiliation.objects.exists()
    assert Event.objects.filter(batch=batch.ref).count() == written
    assert Event.objects.filter(verb="registry.withdraw_organisation").count() == 2
    assert entered(office, community.parent.parent, book(rows, LINKED)).phase == "entered"


def test_what_was_changed_since_is_named_and_the_whole_stays(office, community):
    unit = add(office, community, "第一小学")
    rows = [["第一小学", "医院", "林山寨街道", "百花社区"], ["第二小学", "学校", "林山寨街道", "百花社区"]]
    batch = entered(office, community.parent.parent, book(rows))
    revise_profile(office, unit, changes={"member_count": 3}, since=TODAY, at=NOON)
    before = dated()

    batch = undone(office, batch)

    assert (batch.phase, batch.broken) == ("entered", "入册以后又改过：“第一小学”。请先核对这些，再决定怎么改。")
    assert dated() == before


@pytest.mark.parametrize(
    ("use", "word"),
    [
        (lambda unit: TaskFactory(owner=unit), "任务"),
        (lambda unit: OfficeFactory(organisation=unit, area=None, role="UNIT_LIAISON"), "岗位"),
    ],
)
def test_what_is_in_use_is_named_and_the_whole_stays(office, community, use, word):
    batch = entered(office, community.parent.parent, book([["第二小学", "学校", "林山寨街道", "百花社区"]]))
    use(Organisation.objects.get(name="第二小学"))
    before = dated()

    batch = undone(office, batch)

    assert batch.phase == "entered"
    assert batch.broken.startswith("已经在用，不能撤回：“第二小学”")
    assert word in batch.broken
    assert dated() == before


def test_areas_are_taken_back_too_added_and_renamed_ones(office):
    district = DistrictFactory()
    street = entered(office, district, book([["街道", "林山寨街道", "410102001", "410102"]], AREA_HEADS), kind="AREAS")
    assert street.phase == "entered"
    before = (
        list(Area.objects.filter(valid_to=None).values()),
        [*Naming.objects.values_list("name", "valid_from", "valid_to")],
    )
    rows = [["街道", "新名街道", "410102001", "410102"], ["社区", "百花社区", "410102001001", "410102001"]]

    batch = undone(office, entered(office, district, book(rows, AREA_HEADS), kind="AREAS"))

    after = (
        list(Area.objects.filter(valid_to=None).values()),
        [*Naming.objects.values_list("name", "valid_from", "valid_to")],
    )
    assert (batch.phase, batch.broken) == ("withdrawn", "")
    assert after == before
    assert entered(office, district, book(rows, AREA_HEADS), kind="AREAS").phase == "entered"


def test_an_area_in_use_stays_and_so_does_all_else(office):
    district = DistrictFactory()
    rows = [["街道", "林山寨街道", "410102001", "410102"], ["社区", "百花社区", "410102001001", "410102001"]]
    batch = entered(office, district, book(rows, AREA_HEADS), kind="AREAS")
    add(office, Area.objects.get(name="百花社区"), "第一小学", since=TODAY)

    batch = undone(office, batch)

    assert batch.phase == "entered"
    assert "“百花社区”" in batch.broken
    assert Area.objects.filter(valid_to=None).count() == 3


def test_a_second_undo_does_no_harm(office, community):
    batch = undone(office, entered(office, community.parent.parent, book([["第二小学", "学校", "林山寨街道", ""]])))

    with pytest.raises(NotAllowed):
        start_undo(office, batch, at=NOON)
    with pytest.raises(NotAllowed):
        undo_batch(office, batch, at=NOON)

    assert Event.objects.filter(verb="registry.withdraw_organisation").count() == 1


def test_a_stranger_may_not_and_nothing_is_written(office, community):
    batch = entered(office, community.parent.parent, book([["第二小学", "学校", "林山寨街道", ""]]))
    unit, stranger, before = Organisation.objects.get(), UserFactory(), Event.objects.count()

    for call in (
        lambda: start_undo(stranger, batch, at=NOON),
        lambda: undo_batch(stranger, batch, at=NOON),
        lambda: revert_organisation(stranger, unit, batch=batch.ref, at=NOON),
        lambda: withdraw_organisation(stranger, unit, at=NOON),
        lambda: revert_area(stranger, community, batch=batch.ref, at=NOON),
        lambda: withdraw_area(stranger, community, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            call()

    assert Event.objects.count() == before


def test_an_area_with_something_below_is_not_withdrawn(office):
    street = StreetFactory(name="林山寨街道")
    CommunityFactory(name="百花社区", parent=street)

    with pytest.raises(Refused, match="下面还有“百花社区”"):
        withdraw_area(office, street, at=NOON)
    rename_area(office, street, name="新名街道", code="", since=TODAY, at=NOON)

    assert Area.objects.get(pk=street.pk).valid_to is None
