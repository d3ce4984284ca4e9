"""What a check finds: new, changed, moved and same rows, and faults beside their cells."""

from datetime import date

import pytest

from gongjian.civic.registry.actions import add_organisation, check_batch
from gongjian.civic.registry.models import Organisation
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.civic.registry.books import HEADS, book, checked, faults, uploaded
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    CommunityFactory,
    StreetFactory,
    UserFactory,
    district_office,
    street_office_of,
)

pytestmark = pytest.mark.django_db
CODE = "12410102415801438N"


@pytest.fixture
def office():
    return district_office()


@pytest.fixture
def community():
    return CommunityFactory(name="百花社区居民委员会", parent=StreetFactory(name="林山寨街道"))


def add(office, community, name="第一小学", **said):
    return add_organisation(
        office,
        community,
        **{"name": name, "kind": "SCHOOL", "since": NEW_YEAR, "is_resident_unit": True} | said,
        at=NOON,
    )


def test_nothing_is_written_and_what_would_be_is_counted(office, community):
    unit = add(office, community)
    before = (Organisation.objects.count(), Event.objects.count())
    rows = [
        ["第一小学", "医院", "林山寨街道", "百花社区"],
        ["第二小学", "学校", "林山寨街道", "百花社区"],
    ]

    batch = checked(office, community.parent.parent, book(rows))

    assert batch.counts == {"new": 1, "changed": 1, "moved": 0, "same": 0, "faulty": 0}
    assert batch.summary["changes"] == [{"row": 2, "name": "第一小学", "column": "种类", "old": "学校", "new": "医院"}]
    assert (batch.rows, batch.phase, batch.has_work) == (2, "checked", True)
    assert Organisation.objects.count() == before[0]
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True))[before[1] :] == [
        "registry.upload_batch",
        "registry.check_batch",
    ]
    assert Organisation.objects.get(pk=unit.pk).kind == "SCHOOL"


def test_the_day_and_the_numbers_may_be_written_as_clerks_do(office, community):
    heads = [*HEADS, "党员人数", "登记日期", "是否驻区单位", "党组织类型", "备注"]
    rows = [
        ["甲小学", "学校", "林山寨街道", "百花社区", 12.0, "2025-3-1", "是", "支部", "x"],
        ["乙小学", "学校", " 林山寨街道　", "百花社区居民委员会", "１２", "2025年3月1日", "否", "党支部", ""],
        ["丙小学", "学校", "林山寨街道", "", "12人", 45717, True, "无", ""],
        ["丁小学", "学校", "林山寨街道", "百花社区", "", date(2025, 3, 1), "√", "", ""],
    ]

    batch = checked(office, community.parent.parent, book(rows, heads))

    assert faults(batch) == []
    assert batch.counts["new"] == 4
    assert batch.summary["unknown"] == ["备注"]


@pytest.mark.parametrize(
    ("heads", "row", "cell", "reason"),
    [
        (HEADS, ["", "学校", "林山寨街道", "百花社区"], "A2", "请填单位名称。"),
        (HEADS, ["新小学", "大学", "林山寨街道", "百花社区"], "B2", "请填其中一个"),
        (HEADS, ["新小学", "学校", "没有街道", "百花社区"], "C2", "没有这个街道"),
        (HEADS, ["新小学", "学校", "林山寨街道", "无名社区"], "D2", "没有这个社区或村"),
        (HEADS, ["新小学", "学校", "", "百花社区"], "C2", "请填所在街道。"),
        (HEADS, ["新小学", "沿街商户", "林山寨街道", "百花社区"], "B2", "不能作驻区单位"),
        (HEADS, ["新街道", "街道党工委", "林山寨街道", ""], "B2", "不从名册登记"),
        (
            [*HEADS, "统一社会信用代码"],
            ["新小学", "学校", "林山寨街道", "", "12410102415801438C"],
            "E2",
            "末位是校验码",
        ),
        ([*HEADS, "统一社会信用代码"], ["新小学", "学校", "林山寨街道", "", 12410102415801438], "E2", "数字太长"),
        ([*HEADS, "党员人数"], ["新小学", "学校", "林山寨街道", "", "十二"], "E2", "要填整数"),
        ([*HEADS, "党员人数"], ["新小学", "学校", "林山寨街道", "", -1], "E2", "要填整数"),
        ([*HEADS, "登记日期"], ["新小学", "学校", "林山寨街道", "", "去年"], "E2", "看不出是哪一天"),
        ([*HEADS, "登记日期"], ["新小学", "学校", "林山寨街道", "", "2099-01-01"], "E2", "不能在今天以后"),
        ([*HEADS, "是否驻区单位"], ["新小学", "学校", "林山寨街道", "", "不详"], "E2", "请填“是”或“否”"),
        ([*HEADS, "上级党组织"], ["新小学", "学校", "林山寨街道", "", "无名党委"], "E2", "没有叫这个名称的"),
        ([*HEADS, "行业主管部门"], ["新小学", "学校", "林山寨街道", "", "第一小学"], "E2", "种类是“区级部门”"),
        ([*HEADS, "编号"], ["新小学", "学校", "林山寨街道", "", "987654"], "E2", "没有这个编号的单位"),
        ([*HEADS, "编号"], ["新小学", "学校", "林山寨街道", "", "甲"], "E2", "编号是导出时带出的数字"),
        (HEADS, ["长" * 121, "学校", "林山寨街道", ""], "A2", "最多 120 个字"),
        (HEADS, ["#REF!", "学校", "林山寨街道", ""], "A2", "公式出错"),
    ],
)
def test_a_fault_stands_beside_its_cell(office, community, heads, row, cell, reason):
    add(office, community)

    batch = checked(office, community.parent.parent, book([row], heads))

    assert [(found[0], reason in found[1]) for found in faults(batch)] == [(cell, True)]
    assert batch.counts["faulty"] == 1
    assert not batch.has_work


def test_two_rows_of_the_same_name_or_code_and_two_of_the_same_unit_are_faults(office, community):
    add(office, community, credit_code=CODE)
    heads = [*HEADS, "统一社会信用代码"]
    rows = [
        ["新小学", "学校", "林山寨街道", "", ""],
        ["新小学", "学校", "林山寨街道", "", ""],
        ["第一小学", "学校", "林山寨街道", "百花社区", CODE],
        ["换名小学", "学校", "林山寨街道", "百花社区", CODE],
    ]

    batch = checked(office, community.parent.parent, book(rows, heads))

    assert faults(batch) == [("A3", "和第 2 行重名。"), ("E5", "和第 4 行是同一家单位。")]


def test_a_circle_of_superiors_is_found_also_among_new_rows(office, community):
    rows = [
        ["甲党委", "学校", "林山寨街道", "", "乙党委"],
        ["乙党委", "学校", "林山寨街道", "", "甲党委"],
    ]

    batch = checked(office, community.parent.parent, book(rows, [*HEADS, "上级党组织"]))

    assert {cell for cell, _reason in faults(batch)} == {"E2", "E3"}


def test_a_row_outside_of_the_territory_is_a_fault(community):
    other = CommunityFactory(parent=StreetFactory(name="桐柏路街道"))
    add(district_office(), other, name="别处小学")
    rows = [
        ["别处小学", "学校", "桐柏路街道", other.name],
        ["新小学", "学校", "桐柏路街道", other.name],
        ["本处小学", "学校", "", "百花社区"],
    ]

    batch = checked(street_office_of(community), community.parent, book(rows))

    assert [cell for cell, _reason in faults(batch)] == ["A2", "C3"]
    assert batch.counts["new"] == 1


def test_beyond_a_thousand_faults_are_counted(office, community):
    rows = [[f"第{number}小学", "大学", "林山寨街道", ""] for number in range(1005)]

    batch = checked(office, community.parent.parent, book(rows))

    assert (len(batch.summary["faults"]), batch.summary["fault_count"], batch.counts["faulty"]) == (1000, 1005, 1005)


def test_a_workbook_that_cannot_be_read_says_why(office, community):
    batch = checked(office, community.parent.parent, book([["第一小学"]], ["名字"]))

    assert batch.phase == "unread"
    assert batch.broken == "表头里缺少这几列：单位名称、种类、所在街道、所在社区。列名要和导出的表一样，顺序可以不同。"


def test_a_stranger_may_not_and_nothing_is_written(office, community):
    batch = uploaded(office, community.parent.parent, book([]))
    before = Event.objects.count()

    with pytest.raises(NotAllowed):
        check_batch(UserFactory(), batch, rows=1, summary={"counts": {}}, at=NOON)

    batch.refresh_from_db()
    assert (batch.phase, batch.since) == ("checking", TODAY)
    assert Event.objects.count() == before
