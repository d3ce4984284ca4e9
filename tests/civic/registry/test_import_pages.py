"""The pages of imports: who comes in, what they say, what they cost; and the workbooks that go out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from gongjian.civic.registry import jobs
from gongjian.civic.registry.actions import add_organisation, start_batch
from gongjian.civic.registry.models import Batch
from gongjian.ledger.models import Access, Event
from gongjian.web.documents import read_sheet
from tests.civic.pages import as_, cost, status, text
from tests.civic.registry.books import AREA_HEADS, book, checked, entered, uploaded
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    CommunityFactory,
    DistrictFactory,
    OrganisationFactory,
    StreetFactory,
    UserFactory,
    district_office,
    liaison_of,
    security_administrator,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
UPLOAD, UNITS, AREAS = (reverse(f"registry:{name}") for name in ("upload_batch", "export_units", "export_areas"))


@pytest.fixture
def office():
    return district_office()


@pytest.fixture
def street():
    return StreetFactory(name="林山寨街道")


def new(*names):
    return book([[name, "学校", "林山寨街道", ""] for name in names])


def posted(user, content, **said):
    file = SimpleUploadedFile("名册.xlsx", content)
    data = {"kind": "UNITS", "since": TODAY.isoformat(), "place": DistrictFactory().pk, "file": file} | said
    return as_(user).post(UPLOAD, data)


def test_a_workbook_is_uploaded_and_its_check_is_queued(office, street):
    answer = posted(office, new("第二小学"))

    batch = Batch.objects.get()
    assert (answer.status_code, answer.url) == (302, batch.get_absolute_url())
    assert (batch.title, batch.by, batch.area, batch.phase) == ("名册.xlsx", office, street.parent, "checking")
    assert [job.task_path for job in DBTaskResult.objects.all()] == ["gongjian.civic.registry.jobs.check"]
    assert "正在逐格检查" in text(office, batch.get_absolute_url())


@pytest.mark.parametrize(
    ("content", "said", "sentence"),
    [
        (b"", {}, "这是一个空文件"),
        (b"name,kind", {}, "这不是 .xlsx 工作簿"),
        (b"\xd0\xcf\x11\xe0" * 100, {}, "旧格式（.xls）或加了密码"),
        (None, {"since": "2026-02-30"}, "日期认不出来"),
        (None, {"since": "2126-01-01"}, "这一天太远了"),
        (None, {"kind": "PEOPLE"}, "没有这一项"),
        (None, {"place": "0"}, "没有这一项"),
        (None, {"file": ""}, "请选一个 .xlsx 文件"),
    ],
)
def test_what_cannot_be_taken_in_is_said_at_once_and_nothing_is_kept(office, street, content, said, sentence):
    answer = posted(office, new("第二小学") if content is None else content, **said)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Batch.objects.exists()
    assert not Event.objects.exists()


def test_the_page_of_a_batch_says_what_it_would_do_and_offers_one_button(office, street):
    batch = checked(office, street.parent, new("第二小学", "第三小学"))
    page = text(office, batch.get_absolute_url())

    assert "入册 2 行" in page
    assert "要改的格子" not in page


def test_a_batch_with_faults_offers_no_entry(office, street):
    batch = checked(office, street.parent, book([["第二小学", "大学", "林山寨街道", ""]]))
    page = text(office, batch.get_absolute_url())

    assert "B2" in page
    assert "大学" in page
    assert "改好了，再传一次" in page
    assert reverse("registry:start_batch", args=[batch.pk]) not in page


def test_a_batch_that_changes_nothing_says_so(office, street):
    entered(office, street.parent, new("第二小学"))
    page = text(office, checked(office, street.parent, new("第二小学")).get_absolute_url())

    assert "没有要改的" in page
    assert "start" not in page


def test_two_clicks_start_it_once(office, street):
    batch = checked(office, street.parent, new("第二小学"))
    url, browser = reverse("registry:start_batch", args=[batch.pk]), as_(office)

    answers = [browser.post(url).status_code for _click in range(2)]

    assert answers == [302, 302]
    assert Event.objects.filter(verb="registry.start_batch").count() == 1
    assert DBTaskResult.objects.count() == 1


def test_work_that_broke_off_can_be_started_again_from_the_page(office, street):
    batch = checked(office, street.parent, new("第二小学"))
    start_batch(office, batch, at=NOON)
    jobs.telling(batch, "commit")(0)
    assert "正在写进登记册" in text(office, batch.get_absolute_url())

    batch.progress_file.unlink()
    page = text(office, batch.get_absolute_url())
    answer = as_(office).post(reverse("registry:start_batch", args=[batch.pk]))

    assert "中途断了" in page
    assert (answer.status_code, DBTaskResult.objects.count()) == (302, 1)


def test_an_entered_batch_is_taken_back_from_its_page(office, street):
    batch = entered(office, street.parent, new("第二小学"))
    assert "整批撤回" in text(office, batch.get_absolute_url())

    as_(office).post(reverse("registry:start_undo", args=[batch.pk]))
    jobs.undo.call(batch.pk, office.pk)

    assert "登记册和导入以前一样" in text(office, batch.get_absolute_url())


def test_only_the_offices_of_the_territory_see_a_batch(office, street):
    own = uploaded(street_office_of(street), street, new())
    whole = uploaded(office, street.parent, new())
    unit = OrganisationFactory(area=CommunityFactory(parent=street))
    others = (UserFactory(), liaison_of(unit), worker_of(unit.area), security_administrator())

    assert [status(office, batch.get_absolute_url()) for batch in (own, whole)] == [200, 200]
    assert [status(street_office_of(street), batch.get_absolute_url()) for batch in (own, whole)] == [200, 404]
    assert status(street_office_of(StreetFactory()), own.get_absolute_url()) == 404
    assert [status(other, own.get_absolute_url()) for other in others] == [404] * 4
    assert [status(other, UPLOAD) for other in others] == [403] * 4
    assert status(None, UPLOAD) == 302


def test_a_street_uploads_units_only_and_for_itself(street):
    page = text(street_office_of(street), UPLOAD)

    assert 'type="radio"' not in page
    assert posted(street_office_of(street), new("第二小学"), place=street.pk).status_code == 302
    assert posted(street_office_of(street), book([], AREA_HEADS), place=street.pk, kind="AREAS").status_code == 200


def test_pages_cost_the_same_for_one_row_and_for_two_hundred(office, street):
    one = checked(office, street.parent, book([["x", "大学", "林山寨街道", ""]]))
    first = (cost(office, UPLOAD), cost(office, one.get_absolute_url()))
    rows = [[f"第{number}小学", "大学", "林山寨街道", ""] for number in range(200)]
    many = checked(office, street.parent, book(rows))
    Batch.objects.bulk_create(
        Batch(area=many.area, kind="UNITS", file=many.file, title=str(n), since=TODAY, by=office, uploaded_at=NOON)
        for n in range(200)
    )

    assert (cost(office, UPLOAD), cost(office, many.get_absolute_url())) == first


def test_an_export_holds_what_the_register_shows_and_is_noted(office, street, tmp_path):
    for name in ("第一小学", "第二中学"):
        add_organisation(office, street, name=name, kind="SCHOOL", since=NEW_YEAR, is_resident_unit=True, at=NOON)

    answer = as_(office).get(UNITS, {"q": "小学"})
    (tmp_path / "x.xlsx").write_bytes(answer.content)
    sheet = read_sheet(tmp_path / "x.xlsx", names=["单位名称"], required=["单位名称"])

    assert [cells[sheet.columns["单位名称"]] for _row, cells in sheet.rows()] == ["第一小学"]
    assert "attachment" in answer["Content-Disposition"]
    access = Access.objects.get(kind="EXPORT")
    assert (access.user, access.subject) == (office, "单位名册")


def test_in_a_demonstration_the_workbook_says_so(office, settings, tmp_path):
    settings.DEMO = True

    (tmp_path / "x.xlsx").write_bytes(as_(office).get(AREAS).content)

    assert read_sheet(tmp_path / "x.xlsx", names=["名称"], required=["名称"]).title == "区划（演示）"


def test_a_unit_exports_itself_only_and_a_stranger_must_sign_in(street, tmp_path):
    own, _other = OrganisationFactory(area=street), OrganisationFactory(area=street)

    (tmp_path / "x.xlsx").write_bytes(as_(liaison_of(own)).get(UNITS).content)
    sheet = read_sheet(tmp_path / "x.xlsx", names=["单位名称"], required=["单位名称"])

    assert [cells[sheet.columns["单位名称"]] for _row, cells in sheet.rows()] == [own.name]
    assert (status(None, UNITS), status(None, AREAS)) == (302, 302)
