"""A year that was computed and adopted, ready to be sealed."""

from gongjian.civic.evaluations.actions import compute_grading
from gongjian.civic.evaluations.models import Grading
from gongjian.civic.registry.models import Organisation
from tests.civic.evaluations.units import GOOD, NOT_SO_GOOD, year_with
from tests.factories import NOON, district_office


def adopted() -> tuple[Grading, list[Organisation]]:
    """Return an adopted grading of two units."""
    scheme, units = year_with(GOOD, NOT_SO_GOOD)
    grading = compute_grading(district_office(), scheme, at=NOON)
    grading.sent_at = grading.adopted_at = NOON
    grading.save()
    return grading, units
