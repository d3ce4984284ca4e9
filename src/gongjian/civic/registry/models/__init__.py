"""Who is where: areas, organisations, people and their offices, the programme year."""

from gongjian.civic.registry.models.areas import CODE_LENGTH, UNDER, Area, Naming, Participation
from gongjian.civic.registry.models.imports import Batch
from gongjian.civic.registry.models.organisations import (
    GROUPINGS,
    Affiliation,
    Dated,
    Organisation,
    OrganisationQuerySet,
    Profile,
)
from gongjian.civic.registry.models.people import (
    ADMINISTRATORS,
    GOVERNING,
    TERRITORIAL,
    WITH_BUSINESS,
    Office,
    Person,
    Reach,
    Role,
    offices_of,
    own_offices,
    reach,
)
from gongjian.civic.registry.models.programme import TERMS, Holiday, Programme

__all__ = [
    "ADMINISTRATORS",
    "CODE_LENGTH",
    "GOVERNING",
    "GROUPINGS",
    "TERMS",
    "TERRITORIAL",
    "UNDER",
    "WITH_BUSINESS",
    "Affiliation",
    "Area",
    "Batch",
    "Dated",
    "Holiday",
    "Naming",
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
    "own_offices",
    "reach",
]
