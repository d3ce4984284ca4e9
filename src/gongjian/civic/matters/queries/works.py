"""Reads across works: who was consulted, what was seen on site, how far it is; who may say so."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Matter, Opinion, SiteCheck
from gongjian.civic.matters.queries.rules import LEAST_OPINIONS
from gongjian.civic.platforms.queries.threads import own_bodies
from gongjian.civic.registry.models import Organisation, OrganisationQuerySet


@dataclass(frozen=True)
class Works:
    """A works problem or finding with its views and checks."""

    matter: Matter
    opinions: list[Opinion]
    checks: list[SiteCheck]

    @property
    def is_consulted(self) -> bool:
        """Whether enough bodies said what they think."""
        return len({one.organisation_id for one in self.opinions}) >= LEAST_OPINIONS

    @property
    def is_passed(self) -> bool:
        """Whether the latest check on site found it done."""
        return bool(self.checks) and self.checks[0].is_passed

    @property
    def states(self) -> dict[str, str]:
        """How far each of the steps after raising is: done, now or next."""
        consulted = "done" if self.is_consulted else "now"
        disposed = "done" if self.is_passed else "now" if self.is_consulted else "next"
        checked = "done" if self.is_passed else "now" if self.checks else "next"
        return {"consulted": consulted, "disposed": disposed, "checked": checked}


def works_among(matter: Matter, opinions: list[Opinion], checks: list[SiteCheck]) -> Works:
    """Return the views in order, and the checks, latest first."""
    newest = sorted(checks, key=lambda one: (one.day, one.pk), reverse=True)
    return Works(matter, sorted(opinions, key=lambda one: (one.day, one.pk)), newest)


def _concerned(matter: Matter) -> Q:
    lent = Q(group_members__group=matter.group_id, group_members__valid_to=None) if matter.group_id else Q(pk__in=[])
    return Q(pk=matter.raiser_id) | Q(legs__matter=matter) | lent


def consulted(matter: Matter, user: User, *, on: date) -> OrganisationQuerySet:
    """Return whose view this user may write down: the own bodies', as the lead that of all who could be asked."""
    own = own_bodies(user, on=on)
    leads = matter.legs.filter(is_lead=True, ended_at=None, owner__in=own).exists()
    there = Q(path__startswith="/".join(matter.area.scope_path.split("/")[:3]) + "/")
    builders = Q(kind=Organisation.Kind.BUILDER) | Q(is_outside=True)
    bodies = _concerned(matter) | there | builders if leads else Q(pk__in=own)
    found = Organisation.objects.filter(bodies, closed_date=None).distinct()
    return found.order_by("-is_outside", "sort_key", "pk")


def checkers(matter: Matter, user: User, *, on: date) -> OrganisationQuerySet:
    """Return in whose name this user may note a check: the own bodies and those concerned, never the lead."""
    leading = matter.legs.filter(is_lead=True, ended_at=None).values("owner")
    found = Organisation.objects.filter(_concerned(matter) | Q(pk__in=own_bodies(user, on=on)), closed_date=None)
    return found.exclude(pk__in=leading).distinct().order_by("sort_key", "pk")
