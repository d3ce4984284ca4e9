"""Organisations as the register makes them: with the dated rows that changes cut."""

from datetime import date
from itertools import count
from typing import Any

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import add_organisation
from gongjian.civic.registry.models import Affiliation, Area, Organisation
from gongjian.ledger.models import Event
from tests.factories import NEW_YEAR, NOON, CommunityFactory, OrganisationFactory

SUPERIOR, SECTOR, HOST = Affiliation.Axis.SUPERIOR, Affiliation.Axis.SECTOR, Affiliation.Axis.HOST
NUMBERS = count(1)


def registered(area: Area | None = None, *, since: date = NEW_YEAR, **said: Any) -> Organisation:
    """Return a school that was added on a day, with its profile and its place."""
    facts = {"name": f"登记的第{next(NUMBERS)}小学", "kind": "SCHOOL", "is_resident_unit": True} | said
    return add_organisation(User.objects.clock(), area or CommunityFactory(), since=since, at=NOON, **facts)


def body() -> Organisation:
    """Return something to belong to."""
    return OrganisationFactory(is_resident_unit=False, grouping="", kind=Organisation.Kind.PARTY)


def told(verb: str) -> list[Event]:
    """Return the events of a verb of the registry, oldest first."""
    return list(Event.objects.filter(verb=f"registry.{verb}").order_by("pk"))


def spans(organisation: Organisation, axis: int) -> list[tuple[int | None, date, date | None]]:
    """Return whom or where an organisation belonged, in order: (key, from, to)."""
    rows = organisation.affiliations.filter(axis=axis).order_by("valid_from")
    return [(row.area_id or row.target_id, row.valid_from, row.valid_to) for row in rows]
