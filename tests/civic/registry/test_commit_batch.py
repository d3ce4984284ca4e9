"""Entering a workbook: whole or not at all, by the verbs of the registry, under one batch."""

import pytest

from gongjian.civic.registry import jobs
from gongjian.civic.registry.actions import (
    add_organisation,
    commit_batch,
    recheck_batch,
    start_batch,
    stop_batch,
    upload_batch,
)
from gongjian.civic.registry.models import Area, Batch, Organisation
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.registry.books import AREA_HEADS, HEADS, book, checked, entered, faults, uploaded
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    CommunityFactory,
    DistrictFactory,
    StreetFactory,
    UserFactory,
    district_office,
    liaison_of,
    security_administrator,
    street_office_of,
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


@pytest.fixture
def unit(office, community):
    return add_organisation(
        office, community, name="第一小学", kind="SCHOOL", since=NEW_YEAR, is_resident_unit=True, at=NOON
    )


def new(name="第二小学"):
    return book([[name, "学校", "林山寨街道", "百花社区"]])


def test_all_kinds_of_rows_are_entered_by_their_verbs_under_one_batch(office, community, unit):
    other = CommunityFactory(name="汝河社区", parent=community.parent)
    rows = [
        ["第一小学", "医院", "林山寨街道", "汝河社区", "第二党委", "G7", CODE],
        ["第二党委", "学校", "林山寨街道", "百花社区", "", "", ""],
        ["第三小学", "学校", "林山寨街道", "", "第二党委", "G8", ""],
    ]

    batch = entered(office, community.parent.parent, book(rows, LINKED))

    unit.refresh_from_db()
    above = Organisation.objects.get(name="第二党委")
    assert (batch.phase, batch.done, batch.broken) == ("entered", 3, "")
    assert (unit.kind, unit.area, unit.superior, unit.grid_code, unit.credit_code) == (
        "HOSPITAL",
        other,
        above,
        "G7",
        CODE,
    )
    third = Organisation.objects.get(name="第三小学")
    assert (third.superior, third.grid_code, third.area) == (above, "G8", community.parent)
    assert list(Event.objects.filter(batch=batch.ref).order_by("pk").values_list("verb", flat=True)) == [
        "registry.add_organisation",
        "registry.add_organisation",
        "registry.revise_profile",
        "registry.correct_credit_code",
        "registry.move_organisation",
        "registry.affiliate",
    ]
    assert {event.actor for event in Event.objects.filter(batch=batch.ref)} == {office}


def test_the_same_workbook_again_changes_nothing_and_cannot_be_entered(office, community, unit):
    rows = [["第一小学", "医院", "林山寨街道", "百花社区"], ["第二小学", "学校", "林山寨街道", "百花社区"]]
    entered(office, community.parent.parent, book(rows))

    batch = checked(office, community.parent.parent, book(rows))

    assert batch.counts == {"new": 0, "changed": 0, "moved": 0, "same": 2, "faulty": 0}
    with pytest.raises(Refused, match="还不能入册"):
        start_batch(office, batch, at=NOON)


def test_what_changed_since_the_check_stops_it_and_nothing_is_written(office, community, unit):
    batch = checked(office, community.parent.parent, new())
    add_organisation(office, community, name="第二小学", kind="SCHOOL", since=NEW_YEAR, at=NOON)
    before = Organisation.objects.count()
    start_batch(office, batch, at=NOON)

    jobs.commit.call(batch.pk, office.pk)

    batch.refresh_from_db()
    assert batch.phase == "checked"
    assert "登记册又有了变动" in batch.broken
    assert Organisation.objects.count() == before
    assert not Event.objects.filter(batch=batch.ref).exists()

    recheck_batch(office, batch, at=NOON)
    jobs.check.call(batch.pk, office.pk)

    batch.refresh_from_db()
    assert (batch.broken, batch.counts["new"]) == ("", 0)


def test_a_refusal_halfway_leaves_nothing(office, community, unit, monkeypatch):
    rows = [["第二小学", "学校", "林山寨街道", "百花社区"], ["第一小学", "医院", "林山寨街道", "百花社区"]]
    batch = checked(office, community.parent.parent, book(rows))
    start_batch(office, batch, at=NOON)

    def refuse(*_args, **_said):
        raise Refused("正好这时不行")

    monkeypatch.setattr("gongjian.civic.registry.actions.imports.revise_profile.each", refuse)
    jobs.commit.call(batch.pk, office.pk)

    batch.refresh_from_db()
    assert (batch.phase, batch.broken) == ("checked", "正好这时不行")
    assert not Organisation.objects.filter(name="第二小学").exists()


def test_a_second_click_and_a_second_worker_do_no_harm(office, community):
    batch = entered(office, community.parent.parent, new())

    jobs.commit.call(batch.pk, office.pk)
    with pytest.raises(NotAllowed):
        start_batch(office, batch, at=NOON)
    with pytest.raises(NotAllowed):
        commit_batch(office, batch, at=NOON)

    assert Organisation.objects.filter(name="第二小学").count() == 1


def test_a_worker_that_was_killed_can_be_followed_by_another(office, community):
    batch = checked(office, community.parent.parent, new())
    start_batch(office, batch, at=NOON)
    jobs.telling(batch, "commit")(0)
    with pytest.raises(NotAllowed):
        start_batch(office, batch, at=NOON)  # it is at work

    batch.progress_file.unlink()  # nothing was heard of it
    start_batch(office, batch, at=NOON)
    jobs.commit.call(batch.pk, office.pk)

    batch.refresh_from_db()
    assert batch.phase == "entered"


def test_whole_trees_of_areas_are_entered_from_any_order(office):
    district = DistrictFactory()
    rows = [
        ["社区", "百花社区", "410102001001", "410102001"],
        ["街道", "林山寨街道", "410102001", "410102"],
        ["村", "赵村村委会", "", "410102001"],
    ]

    batch = entered(office, district, book(rows, AREA_HEADS), kind="AREAS")

    street = Area.objects.get(name="林山寨街道")
    assert (batch.phase, batch.done) == ("entered", 3)
    assert [child.name for child in street.children.order_by("pk")] == ["百花社区", "赵村村委会"]
    assert Area.objects.get(name="百花社区").path.startswith(street.path)
    assert checked(office, district, book(rows, AREA_HEADS), kind="AREAS").counts["same"] == 3


@pytest.mark.parametrize(
    ("row", "cell", "reason"),
    [
        (["社区", "百花社区", "410102001001", "410102009"], "D2", "找不到这个上级"),
        (["社区", "百花社区", "4101020010", "410102001"], "C2", "应为 12 位数字"),
        (["社区", "百花社区", "410102002001", "410102001"], "C2", "应当以上级的代码 410102001 开头"),
        (["社区", "百花社区", "410102001001", "410102"], "A2", "不能直接放在“中原区”下面"),
        (["社区", "已有社区", "410102001001", "410102001"], "B2", "已经有同名的了"),
        (["小区", "百花社区", "410102001001", "410102001"], "A2", "请填其中一个"),
        (["社区", "", "410102001001", "410102001"], "B2", "请填名称"),
    ],
)
def test_a_wrong_area_is_a_fault_beside_its_cell(office, row, cell, reason):
    street = StreetFactory(name="林山寨街道", code="410102001")
    CommunityFactory(name="已有社区", parent=street, code="410102001099")

    batch = checked(office, street.parent, book([row], AREA_HEADS), kind="AREAS")

    assert [(found[0], reason in found[1]) for found in faults(batch)] == [(cell, True)]


def test_a_street_imports_units_into_its_own_territory_only_and_no_areas(community):
    user = street_office_of(community)

    assert entered(user, community.parent, new()).phase == "entered"
    with pytest.raises(NotAllowed):
        uploaded(user, DistrictFactory(), new())
    with pytest.raises(NotAllowed):
        uploaded(user, StreetFactory(), new())
    with pytest.raises(NotAllowed, match="区划由区牵头部门来改"):
        uploaded(user, community.parent, book([], AREA_HEADS), kind="AREAS")


def test_nobody_else_may_and_nothing_is_written(office, unit, community):
    batch = checked(office, community.parent.parent, new())
    before = (Event.objects.count(), Batch.objects.count())

    for stranger in (UserFactory(), liaison_of(unit), security_administrator()):
        with pytest.raises(NotAllowed):
            upload_batch(stranger, community, kind="UNITS", title="x", content=new(), since=TODAY, at=NOON)
        for verb in (start_batch, recheck_batch, commit_batch):
            with pytest.raises(NotAllowed):
                verb(stranger, batch, at=NOON)
        with pytest.raises(NotAllowed):
            stop_batch(stranger, batch, reason="不行", at=NOON)

    assert (Event.objects.count(), Batch.objects.count()) == before
