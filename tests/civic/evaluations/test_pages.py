"""The page of a year: its policy for everybody, its steps for the district office; a unit's own draft."""

import pytest
from django.urls import reverse

from gongjian.civic.evaluations.actions import compute_grading
from gongjian.civic.evaluations.models import Grading, Scheme
from gongjian.civic.registry.models import Programme
from tests.civic.evaluations.units import GOOD, NOT_SO_GOOD, year_with
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    DAY,
    NOON,
    CapFactory,
    GradingFactory,
    OutcomeFactory,
    PeriodFactory,
    ReleaseFactory,
    SchemeFactory,
    UserFactory,
    district_office,
    liaison_of,
)

pytestmark = pytest.mark.django_db
PAGE = reverse("evaluations:show_programme")


def test_everybody_reads_every_number_of_a_frozen_policy():
    SchemeFactory(frozen_at=NOON)

    page = text(None, PAGE)

    for said in ("2026.1", "40%", "30%", "10%", "20%", "+2", "25.00", "0.50", "60", "满意率低于 80%", "−5.00"):
        assert said in page
    assert "走到哪一步" not in page


def test_a_draft_is_the_districts_own():
    SchemeFactory()

    assert status(None, PAGE) == 404
    assert status(UserFactory(), PAGE) == 404
    assert "草稿，还可以改" in text(district_office(), PAGE)


def test_the_office_is_offered_the_next_step_and_told_what_holds_it():
    scheme, office = SchemeFactory(), district_office()
    draft = text(office, PAGE)
    Scheme.objects.update(frozen_at=NOON)
    PeriodFactory(programme=scheme.programme)
    waiting = text(office, PAGE)

    assert "冻结评价办法" in draft
    assert "改四项权重" in draft
    assert "还有 1 份街道月度档案没有锁定" in waiting
    assert "冻结评价办法</button>" not in waiting


def test_the_steps_from_the_sums_to_the_adoption_go_through_the_page():
    year_with(GOOD, NOT_SO_GOOD)
    Programme.objects.update(opened_at=NOON - DAY, frozen_at=NOON - DAY)
    browser = as_(district_office())

    answers = [
        browser.post(reverse(f"evaluations:{verb}", args=[2026])).status_code
        for verb in ("compute_grading", "send_drafts", "adopt_grading")
    ]

    grading = Grading.objects.get()
    assert answers == [302, 302, 302]
    assert grading.adopted_at is not None
    assert "封存结果" in browser.get(PAGE).content.decode()


def test_freezing_goes_through_the_page():
    scheme = SchemeFactory()

    as_(district_office()).post(reverse("evaluations:freeze_scheme", args=[2026]))

    scheme.refresh_from_db()
    assert scheme.frozen_at is not None


def test_a_tie_is_told_and_led_to_its_form():
    scheme, _units = year_with(GOOD, GOOD)
    compute_grading(district_office(), scheme, at=NOON)

    page = text(district_office(), PAGE)

    assert "写入领导小组的决定" in page
    assert "2 家并列在名额线 96.67 上，名额剩 1 个。" in page
    assert "名额线上还有并列的没有定" in page


def test_a_units_draft_opens_down_to_the_votes():
    scheme, (unit, _other) = year_with(GOOD, NOT_SO_GOOD)
    grading = compute_grading(district_office(), scheme, at=NOON)
    grading.sent_at = NOON
    grading.save()
    outcome = grading.outcomes.get(unit=unit)

    page = text(liaison_of(unit), outcome.get_absolute_url())

    assert "这是初步结果，还没有公布" in page
    assert "96.67 × 30% ÷ 30%" in page
    assert "40 票 × 100" in page
    assert "没有互评、督查、实际效果，权重分给其余一项。" in page
    assert status(UserFactory(), outcome.get_absolute_url()) == 404


@pytest.mark.parametrize(
    ("held_by", "sentence"),
    [
        ("QUOTA", "名额满了，评为“较好”"),
        ("TIE", "由领导小组定"),
        ("GATE", "评议时评好和较好的只占 87.5%"),
        ("CAP", "按《中原党建〔2026〕3号》限定等次"),
        ("", "80 分以上为“较好”"),
    ],
)
def test_a_grade_is_explained_in_a_sentence(held_by, sentence):
    scheme, (unit, *_others) = year_with(GOOD)
    CapFactory(scheme=scheme, unit=unit)
    outcome = OutcomeFactory(grading__scheme=scheme, unit=unit, grade="FAIRLY_GOOD", held_by=held_by)

    assert sentence in text(district_office(), outcome.get_absolute_url())


def test_facts_that_changed_after_the_sums_are_told():
    scheme, (unit, *_others) = year_with(GOOD)
    outcome = OutcomeFactory(grading__scheme=scheme, unit=unit, composite_cp=1)

    assert "计算以后有过更正" in text(district_office(), outcome.get_absolute_url())


def test_once_published_the_draft_leads_to_the_public_page():
    scheme, (unit, *_others) = year_with(GOOD)
    outcome = OutcomeFactory(grading__scheme=scheme, unit=unit)
    ReleaseFactory(grading=outcome.grading, published_at=NOON)

    page = text(district_office(), outcome.get_absolute_url())

    assert f"/results/2026/{unit.pk}/" in page
    assert "还没有公布" not in page


def test_an_ungraded_draft_has_a_reason_and_no_score():
    outcome = OutcomeFactory(
        **dict.fromkeys(
            ("a_cp", "b_cp", "c_cp", "d_cp", "bonus_cp", "deduct_cp", "composite_cp", "satisfied_bp", "rank")
        ),
        grade="",
        reason="FEW_MARKS",
    )

    page = text(district_office(), outcome.get_absolute_url())

    assert "有效评议票不足" in page
    assert "综合分" not in page


def test_the_register_of_outcomes_is_by_name_and_finds_grades_and_reasons():
    grading = GradingFactory()
    first, second = OutcomeFactory(grading=grading), OutcomeFactory(grading=grading, grade="FAIR", composite_cp=7000)
    office, url = district_office(), reverse("evaluations:list_outcomes", args=[2026])

    assert first.unit.name in text(office, url)
    assert first.unit.name not in text(office, f"{url}?what=FAIR")
    assert second.unit.name in text(office, f"{url}?what=FAIR&class=INSTITUTION&q={second.unit.name}")
    assert status(liaison_of(first.unit), url) == 404


def test_two_hundred_outcomes_cost_no_more_questions_than_one():
    grading, office = GradingFactory(), district_office()
    OutcomeFactory(grading=grading)
    url = f"{reverse('evaluations:list_outcomes', args=[2026])}?size=100"
    one = (cost(office, url), cost(office, PAGE))

    for _ in range(200):
        OutcomeFactory(grading=grading, grade="FAIR", composite_cp=7000)

    assert (cost(office, url), cost(office, PAGE)) == one
