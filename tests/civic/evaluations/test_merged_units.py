"""A unit merged in the year is graded no more and breaks nothing; its successor has the age of its agreement."""

import pytest

from gongjian.civic.duties.actions import merge_organisations
from gongjian.civic.evaluations.actions import compute_grading
from gongjian.civic.evaluations.models import Outcome
from gongjian.civic.evaluations.queries.inputs import inputs_of, number
from gongjian.civic.registry.models import Affiliation
from tests.civic.duties.worlds import as_offered
from tests.civic.evaluations.units import AGREED, GOOD, NOT_SO_GOOD, year_with
from tests.factories import (
    NOON,
    TODAY,
    AffiliationFactory,
    CapFactory,
    DefectFactory,
    MarkFactory,
    OrganisationFactory,
    ProfileFactory,
    district_office,
)

pytestmark = pytest.mark.django_db


def merged_year():
    """Return a frozen year of two units, the first with every kind of fact, merged into one without agreement."""
    scheme, (old, other) = year_with(GOOD, NOT_SO_GOOD)
    new = OrganisationFactory(area=other.area)
    ProfileFactory(organisation=new, grouping=new.grouping, is_resident_unit=True)
    AffiliationFactory(organisation=new, axis=Affiliation.Axis.TERRITORY, area=new.area, target=None)
    DefectFactory(inspection__unit=old, inspection__programme=scheme.programme)
    MarkFactory(scheme=scheme, unit=old)
    CapFactory(scheme=scheme, unit=old)
    merge_organisations(district_office(), old, into=new, choices=as_offered(old, new), on=TODAY, at=NOON)
    return scheme, old, other, new


def test_its_facts_stay_out_and_the_sums_go_through():
    scheme, _old, other, new = merged_year()

    compute_grading(district_office(), scheme, at=NOON)

    assert sorted(Outcome.objects.values_list("unit", flat=True)) == sorted([other.pk, new.pk])


def test_no_table_names_a_unit_that_is_not_among_the_units():
    scheme, old, _other, _new = merged_year()

    tables = inputs_of(scheme.programme)

    assert [name for name, rows in tables.items() if any(row.get("unit") == old.pk for row in rows)] == []


def test_the_successor_is_in_force_since_the_day_the_agreement_was():
    scheme, _old, _other, new = merged_year()

    rows = {row["unit"]: row["agreed_on"] for row in inputs_of(scheme.programme)["units"]}

    assert rows[new.pk] == number(AGREED.date())
