import pytest
from django.urls import reverse

from gongjian.civic.evaluations.actions import calibrate, compute_grading
from gongjian.civic.evaluations.models import Decision, Outcome
from gongjian.civic.evaluations.queries import bands_of
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.evaluations.units import GOOD, NOT_SO_GOOD, year_with
from tests.civic.pages import as_, text
from tests.factories import NOON, UserFactory, district_office

pytestmark = pytest.mark.django_db
MINUTES = "领导小组第四次会议第二项"


@pytest.fixture
def tied():
    """Return a grading with two units tied for one seat."""
    scheme, units = year_with(GOOD, GOOD, NOT_SO_GOOD)
    return compute_grading(district_office(), scheme, at=NOON), units


def test_the_band_is_known_before_and_after_the_decision(tied):
    grading, (first, second, _third) = tied
    before = [band.units for band in bands_of(grading)]

    calibrate(district_office(), grading, chosen=[second.pk], document=MINUTES, at=NOON)

    assert before == [(first.pk, second.pk)]
    assert [band.units for band in bands_of(grading)] == before


def test_the_committee_chooses_and_the_others_are_told_by_whom(tied):
    grading, (first, second, _third) = tied
    office = district_office()

    calibrate(office, grading, chosen=[second.pk], document=MINUTES, at=NOON)

    event = Event.objects.get(verb="evaluations.calibrate")
    outcomes = {one.unit: (one.grade, one.held_by) for one in Outcome.objects.filter(unit__in=[first, second])}
    assert (event.actor, event.changes["document"], event.changes["chosen"][0]) == (office, [None, MINUTES], 1)
    assert outcomes == {first: ("FAIRLY_GOOD", "TIE"), second: ("GOOD", "")}


def test_a_stranger_may_not_and_nothing_is_written(tied):
    grading, (first, *_others) = tied

    with pytest.raises(NotAllowed):
        calibrate(UserFactory(), grading, chosen=[first.pk], document=MINUTES, at=NOON)

    assert not Decision.objects.exists()


def test_what_the_band_does_not_allow_is_refused_and_nothing_is_kept(tied):
    grading, (first, second, third) = tied
    office = district_office()

    with pytest.raises(Refused, match="多于剩下的名额"):
        calibrate(office, grading, chosen=[first.pk, second.pk], document=MINUTES, at=NOON)
    with pytest.raises(Refused, match="只从并列的单位中选"):
        calibrate(office, grading, chosen=[third.pk], document=MINUTES, at=NOON)
    with pytest.raises(Refused, match="哪次会议"):
        calibrate(office, grading, chosen=[first.pk], document=" ", at=NOON)

    assert not Decision.objects.exists()


def test_after_the_drafts_were_sent_it_is_too_late(tied):
    grading, (first, *_others) = tied
    grading.sent_at = NOON
    grading.save()

    with pytest.raises(NotAllowed, match="已经送出"):
        calibrate(district_office(), grading, chosen=[first.pk], document=MINUTES, at=NOON)


def test_the_form_lists_the_band_and_counts_the_seats(tied):
    _grading, (first, second, third) = tied
    office, url = district_office(), reverse("evaluations:calibrate", args=[2026])

    page = text(office, url)
    wrong = as_(office).post(url, {"band_0": [first.pk, second.pk], "document": MINUTES})
    right = as_(office).post(url, {"band_0": [second.pk], "document": MINUTES})

    assert first.name in page
    assert third.name not in page
    assert "只剩 1 个名额，选了 2 家，请少选。" in wrong.content.decode()
    assert right.status_code == 302
    assert Decision.objects.get().unit == second
