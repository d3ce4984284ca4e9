"""Places, organisations, people and the year."""

import factory
from factory.django import DjangoModelFactory

from gongjian.accounts.models import User
from gongjian.civic.registry.models import (
    Affiliation,
    Area,
    Holiday,
    Office,
    Organisation,
    Participation,
    Person,
    Profile,
    Programme,
    Role,
)
from gongjian.civic.registry.models.search import tokens
from gongjian.civic.registry.models.spelling import initials, sort_key
from tests.factories.days import NEW_YEAR, NOON, TODAY

NO_PASSWORD = "!"  # nobody signs in with it, and nothing has to be hashed


class UserFactory(DjangoModelFactory):
    """An account that holds no office: a stranger everywhere."""

    class Meta:
        model = User

    username = factory.Sequence("somebody{}".format)
    password = NO_PASSWORD
    created_at = NOON


class AreaFactory(DjangoModelFactory):
    """A place; use one of the three below."""

    class Meta:
        model = Area

    valid_from = NEW_YEAR
    search = factory.LazyAttribute(lambda row: tokens(row.name, initials(row.name), getattr(row, "code", "")))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        area = super()._create(model_class, *args, **kwargs)
        if area.path is None:
            area.path = f"{area.parent.path if area.parent else '/'}{area.pk}/"
            area.save()
        return area


class DistrictFactory(AreaFactory):
    """The district: there is one, and it is returned again."""

    class Meta:
        django_get_or_create = ["code"]

    level = Area.Level.DISTRICT
    name = "中原区"
    code = "410102"


class StreetFactory(AreaFactory):
    level = Area.Level.STREET
    parent = factory.SubFactory(DistrictFactory)
    name = factory.Sequence("第{}街道".format)


class CommunityFactory(AreaFactory):
    level = Area.Level.COMMUNITY
    parent = factory.SubFactory(StreetFactory)
    name = factory.Sequence("第{}社区".format)


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = Participation

    area = factory.SubFactory(CommunityFactory)
    valid_from = NEW_YEAR


class OrganisationFactory(DjangoModelFactory):
    """A resident unit in a community of its own."""

    class Meta:
        model = Organisation

    name = factory.Sequence("第{}中学".format)
    initials = factory.LazyAttribute(lambda row: initials(row.name))
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))
    search = factory.LazyAttribute(lambda row: tokens(row.name, row.initials, getattr(row, "credit_code", None)))
    kind = Organisation.Kind.SCHOOL
    grouping = Organisation.Grouping.INSTITUTION
    party_type = Organisation.PartyType.BRANCH
    member_count = 12
    is_resident_unit = True
    area = factory.SubFactory(CommunityFactory)
    path = factory.LazyAttribute(lambda row: row.area.path)
    founded_date = NEW_YEAR


class BodyFactory(OrganisationFactory):
    """The party body of a community (or of the area given): the same one each time."""

    class Meta:
        django_get_or_create = ["governs"]

    name = factory.LazyAttribute(lambda row: f"{row.governs.name}党组织")
    kind = Organisation.Kind.COMMUNITY
    grouping = ""
    is_resident_unit = False
    governs = factory.SubFactory(CommunityFactory)
    area = factory.SelfAttribute("governs")


class ProfileFactory(DjangoModelFactory):
    class Meta:
        model = Profile

    organisation = factory.SubFactory(OrganisationFactory)
    valid_from = NEW_YEAR
    name = factory.SelfAttribute("organisation.name")
    kind = factory.SelfAttribute("organisation.kind")


class AffiliationFactory(DjangoModelFactory):
    """Whose party organisation stands above whose."""

    class Meta:
        model = Affiliation

    organisation = factory.SubFactory(OrganisationFactory)
    axis = Affiliation.Axis.SUPERIOR
    target = factory.SubFactory(OrganisationFactory)
    valid_from = NEW_YEAR


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    user = factory.SubFactory(UserFactory)


class OfficeFactory(DjangoModelFactory):
    """The office of a street; for a unit's give organisation=… and area=None."""

    class Meta:
        model = Office

    person = factory.SubFactory(PersonFactory)
    role = Role.STREET_OFFICE
    area = factory.SubFactory(StreetFactory)
    valid_from = NEW_YEAR


class ProgrammeFactory(DjangoModelFactory):
    """The year 2026 of the district: the same one each time."""

    class Meta:
        model = Programme
        django_get_or_create = ["area", "year"]

    area = factory.SubFactory(DistrictFactory)
    year = 2026
    title = "中原区 2026 年度"
    opened_at = NOON


class HolidayFactory(DjangoModelFactory):
    class Meta:
        model = Holiday

    date = TODAY
    is_workday = False
    title = "放假"


def liaison_of(organisation: Organisation) -> User:
    """Return the account of somebody who is the organisation's liaison."""
    return _holder(Role.UNIT_LIAISON, organisation=organisation)


def worker_of(community: Area) -> User:
    """Return the account of somebody who works in the community."""
    return _holder(Role.COMMUNITY_WORKER, area=community)


def street_office_of(place: Area) -> User:
    """Return the account of somebody in the office of the street, or of the street of a community."""
    street = place if place.level == Area.Level.STREET else place.parent
    return _holder(Role.STREET_OFFICE, area=street)


def district_office() -> User:
    """Return the account of somebody in the office that leads the programme."""
    return _holder(Role.DISTRICT_OFFICE, area=DistrictFactory())


def security_administrator() -> User:
    """Return the account of the one who opens accounts and gives offices."""
    return _holder(Role.SECURITY_ADMINISTRATOR, area=DistrictFactory())


def _holder(role: Role, *, area: Area | None = None, organisation: Organisation | None = None) -> User:
    return OfficeFactory(role=role, area=area, organisation=organisation).person.user
