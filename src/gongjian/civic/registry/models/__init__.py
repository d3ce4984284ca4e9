"""Who is where: areas, organisations, people and their offices, the programme year."""

from gongjian.civic.registry.models.areas import Area, Participation
from gongjian.civic.registry.models.organisations import (
    Affiliation,
    Dated,
    Organisation,
    OrganisationQuerySet,
    Profile,
)
from gongjian.civic.registry.models.people import (
    ADMINISTRATORS,
    TERRITORIAL,
    Office,
    Person,
    Reach,
    Role,
    offices_of,
    reach,
)
from gongjian.civic.registry.models.programme import TERMS, Holiday, Programme

__all__ = [
    "ADMINISTRATORS",
    "TERMS",
    "TERRITORIAL",
    "Affiliation",
    "Area",
    "Dated",
    "Holiday",
    "Office",
    "Organisation",
    "OrganisationQuerySet",
    "Participation",
    "Person",
    "Profile",
    "Programme",
    "Reach",
    "Role",
    "offices_of",
    "reach",
]
