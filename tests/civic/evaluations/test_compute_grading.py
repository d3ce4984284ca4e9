import pytest

from gongjian.civic.evaluations.actions import compute_grading
from gongjian.civic.evaluations.models import Outcome
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.evaluations.units import GOOD, NOT_SO_GOOD, year_with
from tests.factories import NOON, GradingFactory, PeriodFactory, SchemeFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db


def test_every_unit_gets_a_grade_or_a_reason_and_one_event_tells_how_many():
    scheme, (first, second) = year_with(GOOD, NOT_SO_GOOD)
    office = district_office()

    grading = compute_grading(office, scheme, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("evaluations.compute_grading", office, grading)
    assert event.changes["outcomes"][0] == 2
    assert [(one.unit, one.grade, one.composite_cp, one.missing) for one in Outcome.objects.order_by("unit")] == [
        (first, "GOOD", 9667, "ACD"),
        (second, "FAIR", 7333, "ACD"),
    ]
    assert sorted(grading.manifest["inputs"]) == sorted(
        ["ballots", "caps", "decisions", "defects", "inspections", "lines", "marks", "units"]
    )


def test_it_may_be_computed_again_and_replaces_what_was():
    scheme, _units = year_with(GOOD)
    first = compute_grading(district_office(), scheme, at=NOON)

    second = compute_grading(district_office(), scheme, at=NOON)

    assert (first, Outcome.objects.count()) == (second, 1)


def test_a_stranger_may_not_and_nothing_is_written():
    with pytest.raises(NotAllowed):
        compute_grading(UserFactory(), SchemeFactory(frozen_at=NOON), at=NOON)

    assert (Outcome.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: SchemeFactory(), "还没有冻结"),
        (lambda: GradingFactory(scheme__frozen_at=NOON, adopted_at=NOON).scheme, "已经审定"),
    ],
)
def test_only_between_the_freeze_and_the_adoption(make, sentence):
    with pytest.raises(NotAllowed, match=sentence):
        compute_grading(district_office(), make(), at=NOON)


def test_an_open_month_holds_the_sums():
    scheme = SchemeFactory(frozen_at=NOON)
    PeriodFactory(programme=scheme.programme)

    with pytest.raises(Refused, match="还有 1 份街道月度档案没有锁定"):
        compute_grading(district_office(), scheme, at=NOON)


def test_after_a_correction_the_units_must_see_the_new_draft_first():
    grading = GradingFactory(scheme__frozen_at=NOON, sent_at=NOON)

    compute_grading(district_office(), grading.scheme, at=NOON)

    grading.refresh_from_db()
    assert grading.sent_at is None
