"""A street that whistles, and the departments it calls."""

from datetime import datetime
from typing import Any

from gongjian.civic.matters.actions import whistle
from gongjian.civic.matters.models import Leg, Matter
from gongjian.civic.registry.models import Area, Organisation
from tests.factories import NOON, BodyFactory, CommunityFactory, DistrictFactory, OrganisationFactory, street_office_of


def department(name: str) -> Organisation:
    """Make a department of the district."""
    return OrganisationFactory(
        name=name, kind=Organisation.Kind.DISTRICT, area=DistrictFactory(), is_resident_unit=False, grouping=""
    )


def whistled(community: Area | None = None, *bodies: Organisation, at: datetime = NOON, **more: Any) -> Matter:
    """Let the street of a community call bodies there."""
    community = community or CommunityFactory()
    street = BodyFactory(governs=community.parent)
    said = {"title": "路口塌陷", "category": "PUBLIC_SERVICE", "urgency": "URGENT"} | more
    called = [(body, "派人到现场") for body in bodies or (department("区住建局"),)]
    return whistle(street_office_of(community), street, area=community, called=called, at=at, **said)


def helping(matter: Matter) -> Leg:
    """Return the first leg that helps."""
    return matter.legs.filter(is_lead=False).order_by("pk").first()
