"""The rows that the plan has become, and who acts for whom."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Platform
from gongjian.civic.registry.models import Area, Organisation, Programme
from gongjian.cli.demo.district import District, Place, Unit
from gongjian.cli.demo.reading import report

BODIES = 0.6  # the diligence of those who are not units


@dataclass
class World:
    """Areas, organisations and users of the demonstration, by code of the list or key of the unit."""

    plan: District
    district: Area
    clock: User
    lead: User
    security: User
    inspector: User
    areas: dict[str, Area] = field(default_factory=dict)
    bodies: dict[str, Organisation] = field(default_factory=dict)
    officers: dict[str, User] = field(default_factory=dict)
    lead_office: Organisation | None = None
    departments: list[Organisation] = field(default_factory=list)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    liaisons: dict[str, User] = field(default_factory=dict)
    merchants: list[Organisation] = field(default_factory=list)
    main_bodies: dict[str, list[Organisation]] = field(default_factory=dict)
    platforms: dict[str, Platform] = field(default_factory=dict)
    programmes: dict[int, Programme] = field(default_factory=dict)
    acting: dict[int, User] = field(default_factory=dict)
    diligence: dict[int, float] = field(default_factory=dict)
    signed: dict[str, date] = field(default_factory=dict)

    def chance(self, *purpose: object) -> Random:
        """Return chance of its own for a purpose."""
        return self.plan.chance(*purpose)

    @property
    def streets(self) -> list[Place]:
        return self.plan.streets

    @property
    def communities(self) -> list[Place]:
        """The communities that take part."""
        return [place for place in self.plan.places if place.takes_part]

    @property
    def units(self) -> list[Unit]:
        return self.plan.units

    @property
    def signers(self) -> list[Unit]:
        """The units that have signed or will sign an agreement."""
        return [unit for unit in self.plan.units if unit.has_agreement]

    def organisation(self, unit: Unit) -> Organisation:
        """Return the row of a unit."""
        return self.organisations[unit.key]

    def partner_code(self, unit: Unit) -> str:
        """Return the code of whom a unit signs with: the street where the report says so, else the community."""
        return unit.place.street if unit.place.street in report()["agreements_of"] else unit.place.code

    def partner(self, unit: Unit) -> Organisation:
        """Return the body with which a unit signs."""
        return self.bodies[self.partner_code(unit)]

    def let_act(self, organisation: Organisation, user: User) -> None:
        """Remember who acts for an organisation."""
        self.acting[organisation.pk] = user

    def officer_of(self, organisation: Organisation) -> User:
        """Return who acts for an organisation."""
        return self.acting[organisation.pk]

    def diligence_of(self, organisation: Organisation) -> float:
        """Return how diligent an organisation is; communities and streets are a little above the middle."""
        return self.diligence.get(organisation.pk, BODIES)
