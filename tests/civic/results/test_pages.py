"""The public pages of a year: what is listed, what is found by its full name, what proves it."""

import re

import pytest
from django.urls import reverse

from gongjian.civic.results.models import Release, Result
from gongjian.ledger.files import keep_file
from gongjian.methods.seals import check_code
from tests.civic.pages import as_, cost, status, text
from tests.civic.results.made import adopted
from tests.factories import (
    NOON,
    TODAY,
    LineFactory,
    OutcomeFactory,
    RecordFactory,
    ReleaseFactory,
    ResultFactory,
    UserFactory,
    district_office,
)

pytestmark = pytest.mark.django_db
YEAR = reverse("results:list_results", args=[2026])
NUMBERS = ("a_cp", "b_cp", "c_cp", "d_cp", "bonus_cp", "deduct_cp", "composite_cp", "satisfied_bp", "rank")


@pytest.fixture
def release() -> Release:
    return ReleaseFactory(published_at=NOON)


def result(release: Release, **more) -> Result:
    return ResultFactory(outcome=OutcomeFactory(grading=release.grading, **more))


def ungraded(release: Release) -> Result:
    return result(release, **dict.fromkeys(NUMBERS), grade="", reason="NO_AGREEMENT")


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/results/2026/\d+/">([^<]*)</a>', page)


def test_the_list_holds_the_two_best_grades_by_the_sound_of_the_name_and_nobody_else(release):
    good = [result(release, unit__name=name) for name in ("知行中学", "晨光小学")]
    fairly = result(release, unit__name="安泰小学", grade="FAIRLY_GOOD", composite_cp=8500)
    fair = result(release, grade="FAIR", composite_cp=7000)
    none = ungraded(release)

    page = text(None, YEAR)

    assert names(page) == [good[1].name, good[0].name, fairly.name]
    assert fair.name not in page
    assert none.name not in page
    assert "另有 1 家没有评等次：没有签订共建协议 1 家。" in page


def test_the_full_name_finds_the_others_and_a_part_of_it_does_not(release):
    fair = result(release, unit__name="河畔纺织机械厂", grade="FAIR", composite_cp=7000)
    none = ungraded(release)

    assert f"/results/2026/{fair.unit_id}/" in text(None, f"{YEAR}?q=河畔纺织机械厂")
    assert f"/results/2026/{fair.unit_id}/" not in text(None, f"{YEAR}?q=河畔纺织")
    assert "不评等次：没有签订共建协议" in text(None, f"{YEAR}?q={none.name}")
    assert "没有找到" in text(None, f"{YEAR}?q=没有这家")


def test_class_street_and_grade_narrow_the_list_and_stay_in_the_address(release):
    school = result(release)
    office = result(release, unit__grouping="ORGAN", grade="FAIRLY_GOOD", composite_cp=8500)

    assert names(text(None, f"{YEAR}?class=ORGAN")) == [office.name]
    assert names(text(None, f"{YEAR}?street={school.street}")) == [school.name]
    assert names(text(None, f"{YEAR}?grade=GOOD")) == [school.name]
    for _ in range(30):
        result(release)
    assert "?grade=GOOD&amp;page=2" in text(None, f"{YEAR}?grade=GOOD")


def test_promises_are_told_in_halves(release):
    row = result(release)
    record = RecordFactory(unit=row.unit)
    for outcome in (10_000, 10_000, 5_000):
        LineFactory(record=record, kind="PROMISE", outcome_bp=outcome, state="ACCEPTED")
    LineFactory(record=record, kind="PROMISE", outcome_bp=0, state="REJECTED")

    assert "3 件做到 2 件半" in text(None, YEAR)


def test_before_the_publication_nobody_but_the_district_office_reads_anything():
    release = ReleaseFactory(notice_from_date=TODAY)
    row = result(release)

    for url in (YEAR, row.get_absolute_url(), reverse("results:download_bundle", args=[2026])):
        answer = as_(None).get(url)
        assert answer.status_code == 404
        assert "2026 年的结果还没有公布" in answer.content.decode()
    assert "这一页现在只有区牵头部门看得到。" in text(district_office(), YEAR)
    assert status(UserFactory(), YEAR) == 404


def test_a_year_without_a_release_is_a_calm_page():
    answer = as_(None).get(reverse("results:list_results", args=[2031]))

    assert answer.status_code == 404
    assert "2031 年的结果还没有公布" in answer.content.decode()


def test_without_a_year_the_latest_one_opens(release):
    assert as_(None).get(reverse("results:list_results")).url == YEAR


def test_nothing_published_yet_is_a_calm_page():
    assert "还没有公布过结果" in as_(None).get(reverse("results:list_results")).content.decode()


def test_the_file_is_handed_out_under_its_name(release):
    release.bundle = keep_file(b"bundle", title="gongjian-2026.zip", mime="application/zip", at=NOON)
    release.save()

    answer = as_(None).get(reverse("results:download_bundle", args=[2026]))

    assert b"".join(answer.streaming_content) == b"bundle"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="gongjian-2026.zip"'


def test_a_file_that_is_gone_is_not_found(release):
    assert status(None, reverse("results:download_bundle", args=[2026])) == 404


def test_a_units_page_carries_both_codes(release):
    row = result(release)

    page = text(None, row.get_absolute_url())

    assert "7K3F 9QDM 2XWA R58C" in page
    assert check_code(bytes.fromhex(row.hash)) in page
    assert row.hash in page


def test_an_ungraded_unit_has_a_reason_in_words_and_no_number(release):
    row = ungraded(release)

    page = text(None, row.get_absolute_url())

    assert "这一年里，这家单位还没有和社区签订共建协议" in page
    assert "综合分" not in page
    assert re.findall(r"\d+\.\d+", page.replace(".css", "").replace("web.", "")) == []


def test_a_rank_is_never_shown(release):
    result(release)

    assert "排名" not in text(None, YEAR).replace("不排名次", "")


def test_sealing_posting_and_publishing_go_through_the_page_of_the_year():
    adopted()
    browser = as_(district_office())

    answers = [
        browser.post(reverse(f"results:{verb}", args=[2026])).status_code
        for verb in ("prepare_release", "start_notice", "publish")
    ]

    assert answers == [302, 302, 302]
    assert Release.objects.get().published_at is not None


def test_two_hundred_results_cost_no_more_questions_than_one(release):
    result(release)
    url = f"{YEAR}?size=100"
    one = cost(None, url)

    for _ in range(200):
        result(release)

    assert cost(None, url) == one
