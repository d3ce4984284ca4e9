import pytest

from gongjian.civic.evaluations.actions import cap_grade
from gongjian.civic.evaluations.models import Cap
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, OrganisationFactory, SchemeFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db
PAPER = "中原党建〔2026〕3号"


def test_a_grade_is_limited_by_a_paper_that_says_so():
    scheme, unit, office = SchemeFactory(frozen_at=NOON), OrganisationFactory(), district_office()

    cap = cap_grade(office, scheme, unit=unit, at_most="FAIR", document=PAPER, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("evaluations.cap_grade", office, cap)
    assert (cap.unit, cap.at_most, cap.document) == (unit, "FAIR", PAPER)


def test_a_stranger_may_not_and_nothing_is_written():
    with pytest.raises(NotAllowed):
        cap_grade(
            UserFactory(),
            SchemeFactory(frozen_at=NOON),
            unit=OrganisationFactory(),
            at_most="FAIR",
            document=PAPER,
            at=NOON,
        )

    assert (Cap.objects.count(), Event.objects.count()) == (0, 0)


def test_without_a_paper_nobody_is_limited():
    with pytest.raises(Refused, match="写明依据的文件"):
        cap_grade(
            district_office(),
            SchemeFactory(frozen_at=NOON),
            unit=OrganisationFactory(),
            at_most="FAIR",
            document=" ",
            at=NOON,
        )
