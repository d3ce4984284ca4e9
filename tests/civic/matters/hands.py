"""Who has a matter in these tests, and how to move it."""

from typing import Any

from gongjian.accounts.models import CLOCK, User
from gongjian.civic.matters.models import Leg, Matter
from gongjian.civic.registry.models import Organisation
from tests.factories import DistrictFactory, LegFactory, MatterFactory, OrganisationFactory


def department(name: str) -> Organisation:
    """Make a department of the district."""
    return OrganisationFactory(
        name=name, kind=Organisation.Kind.DISTRICT, area=DistrictFactory(), is_resident_unit=False, grouping=""
    )


def lead_of(matter: Matter) -> Leg:
    """Return the open lead leg, as it is now."""
    return matter.legs.get(is_lead=True, ended_at=None)


def given_to(body: Organisation, **more: Any) -> Leg:
    """Let a body lead a matter that it has not accepted yet."""
    matter = MatterFactory(lead__owner=body, lead__accepted_at=None, **more)
    return lead_of(matter)


def helper(**more: Any) -> Leg:
    """Let a unit be called to help; it has not accepted."""
    return LegFactory(**more)


def the_clock() -> User:
    """Return the user whose verbs the schedule calls."""
    return User.objects.get(username=CLOCK)
