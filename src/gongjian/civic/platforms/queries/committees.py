"""Committees: who sits on one, whom it was to reach, whom it has not reached yet; for any day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import reverse

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import ENDING_DAYS, Criterion, Platform, PlatformQuerySet, Seat
from gongjian.civic.registry.models import Organisation, OrganisationQuerySet
from gongjian.civic.registry.queries.coverage import Share, paths_of, units_in
from gongjian.civic.registry.queries.history import named

MOST_TOLD = 60  # of the latest seats, whose history is told on the page


def committees(
    user: User | AnonymousUser, *, on: date, then: date | None = None, q: str = "", level: str = ""
) -> PlatformQuerySet:
    """Return the platforms the user may see that fit what was said; then: only those there were on a past day."""
    found = Platform.objects.visible_to(user, on=on).select_related("area__parent", "secretary")
    if q:
        found = found.filter(Q(title__icontains=q) | Q(area__parent__name__icontains=q))
    if then is not None:
        found = found.filter(established_date__lte=then)
    if level:
        found = found.filter(area__level=level)
    return found


def coverages(platforms: Iterable[Platform], *, on: date, then: date | None = None) -> dict[int, Share]:
    """Return for each platform how many of the units in its territory hold a seat on it."""
    kept = {platform.pk: platform.area.scope_path for platform in platforms}
    paths = paths_of(units_in("/", then), then)
    seats = Seat.objects.on(then or on).filter(platform__in=kept).values_list("platform", "organisation")
    done = dict.fromkeys(kept, 0)
    for platform, organisation in seats:
        done[platform] += paths.get(organisation, "").startswith(kept[platform])
    return {
        key: Share(done[key], sum(where.startswith(path) for where in paths.values())) for key, path in kept.items()
    }


def outside(platform: Platform, *, on: date, then: date | None = None) -> OrganisationQuerySet:
    """Return the resident units in the territory of a platform that hold no seat on it."""
    seats = Seat.objects.on(then or on).filter(platform=platform)
    return units_in(platform.scope_path, then).exclude(pk__in=seats.values("organisation"))


@dataclass(frozen=True)
class Bench:
    """Those who sit in one role."""

    word: str
    seats: list[Seat]


class Roll:
    """Who sits on a platform on a day: `then` is a past day, or None for today."""

    def __init__(self, platform: Platform, *, on: date, then: date | None = None) -> None:
        self.platform, self.on, self.then = platform, on, then
        self.day = then or on

    @cached_property
    def seats(self) -> list[Seat]:
        """The seats of the day, under the names of that day."""
        rows = self.platform.seats.on(self.day).select_related("organisation", "criterion", "platform")
        found = list(rows.order_by("organisation__sort_key", "pk"))
        if self.then is not None:
            named([seat.organisation for seat in found], self.then)
        return found

    @property
    def benches(self) -> list[Bench]:
        """The seats by role: core, main, participant; roles that nobody has are left out."""
        by_role = {role: [seat for seat in self.seats if seat.role == role] for role in Seat.Role}
        return [Bench(str(role.label), seats) for role, seats in by_role.items() if seats]

    @property
    def ending(self) -> list[Seat]:
        """The seats whose term is over within the next days, soonest first."""
        until = self.day + timedelta(days=ENDING_DAYS)
        return sorted(
            (seat for seat in self.seats if seat.valid_to is not None and seat.valid_to <= until),
            key=lambda seat: (seat.valid_to or until, seat.pk),
        )

    @cached_property
    def coverage(self) -> Share:
        return coverages([self.platform], on=self.on, then=self.then)[self.platform.pk]

    @property
    def units_url(self) -> str:
        """The register of the units in its territory, on the same day."""
        day = {"on": self.then.isoformat()} if self.then else {}
        return f"{reverse('registry:list_organisations')}?{urlencode({'place': self.platform.scope_path} | day)}"

    @cached_property
    def criteria(self) -> list[Criterion]:
        """The criteria up to the day's year and those written ahead, latest first."""
        return list(self.platform.criteria.select_related("platform").order_by("-year"))

    @property
    def criterion(self) -> Criterion | None:
        """The criterion of the day's year."""
        return next((one for one in self.criteria if one.year == self.day.year), None)

    @cached_property
    def former(self) -> list[Seat]:
        """The seats that had ended by the day and were not followed by another of the same organisation."""
        rows = self.platform.seats.filter(valid_to__lte=self.day).exclude(
            organisation__in=[seat.organisation_id for seat in self.seats]
        )
        return list(rows.select_related("organisation").order_by("-valid_to", "pk")[:MOST_TOLD])

    @property
    def told(self) -> list[Seat]:
        """The latest seats, whose events the history of the page tells."""
        rows = self.platform.seats.filter(valid_from__lte=self.on)
        return list(rows.select_related("organisation", "criterion", "platform").order_by("-pk")[:MOST_TOLD])


def candidates(platform: Platform, *, on: date) -> OrganisationQuerySet:
    """Return whoever lies in the territory of a platform, can take part and holds no seat on it from today on."""
    taken = platform.seats.filter(Q(valid_to=None) | Q(valid_to__gt=on)).values("organisation")
    there = Organisation.objects.filter(path__startswith=platform.scope_path, closed_date=None)
    bodies = Q(kind__in=(Organisation.Kind.DISTRICT, Organisation.Kind.PARTY)) & Q(governs=None)
    return there.exclude(bodies | Q(pk__in=taken)).order_by("sort_key", "pk")
