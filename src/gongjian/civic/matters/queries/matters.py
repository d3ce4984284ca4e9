"""Reads across matters: the register, one with all its legs, and what a body has on its hands."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, IntegerField, Prefetch, Q, Value, When
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Leg, Level, Matter, Pause, Phase
from gongjian.civic.matters.models.matters import MatterQuerySet
from gongjian.civic.matters.queries.clocks import (
    STILL,
    Calendar,
    Climb,
    LegClock,
    age_of,
    calendar,
    climb_of,
    day_of,
    leg_clock,
    overdue,
)
from gongjian.civic.matters.queries.rules import rulebook, rungs
from gongjian.civic.platforms.models import AgendaItem, Meeting, Resolution
from gongjian.civic.registry.models import Organisation, reach
from gongjian.ledger.models import Event
from gongjian.methods.legs import ASK, KINDS, PAUSE, WAIT, WORK

OFFERED = 24  # bodies to choose from; the others are found by name


@dataclass(frozen=True)
class Spent:
    """Where the days of a matter went, at one level: one number for each kind."""

    level: str
    wait: int
    work: int
    pause: int
    ask: int

    @property
    def total(self) -> int:
        return self.wait + self.work + self.pause + self.ask

    @property
    def word(self) -> str:
        """The name of the level."""
        return str(Level(self.level).label) if self.level else ""


@dataclass(frozen=True)
class Story:
    """A matter with its legs and their days, as of one day."""

    matter: Matter
    clocks: list[LegClock]
    days: Calendar
    silence_days: int
    climb: Climb | None

    @cached_property
    def lead(self) -> LegClock | None:
        """The leg of the body that has it now; None once it has ended."""
        return next((one for one in self.clocks if one.leg.is_lead and one.leg.ended_at is None), None)

    @cached_property
    def last_lead(self) -> LegClock:
        """The leg of the body that has it, or had it last."""
        return [one for one in self.clocks if one.leg.is_lead][-1]

    @cached_property
    def helping(self) -> list[LegClock]:
        """The open legs of those who help."""
        return [one for one in self.clocks if not one.leg.is_lead and one.leg.ended_at is None]

    @cached_property
    def age(self) -> int:
        """How many working days it was open."""
        return age_of(self.matter, [one.leg for one in self.clocks], self.days)

    @cached_property
    def due_in(self) -> int:
        """How many working days are left to the lead; below zero: how many it is over."""
        lead = self.last_lead
        return -lead.overdue if lead.overdue else max(0, self.days.between(self.days.today, lead.due))

    @property
    def handed_on(self) -> int:
        """How often the lead went on to another body, declining not counted."""
        return sum(one.leg.is_lead and one.leg.end == Leg.End.HANDED_ON for one in self.clocks)

    @property
    def declined(self) -> int:
        """How often a lead declined: the public bounce count."""
        return sum(one.leg.is_lead and one.leg.end == Leg.End.DECLINED for one in self.clocks)

    @property
    def helpers_declined(self) -> int:
        """How often a body that was called to help declined."""
        return sum(not one.leg.is_lead and one.leg.end == Leg.End.DECLINED for one in self.clocks)

    @property
    def refusals(self) -> int:
        """How often anybody declined, as the lead or called to help."""
        return self.declined + self.helpers_declined

    @property
    def is_own(self) -> bool:
        """Whether who raised it also has it, or had it last: then nobody else confirms."""
        return self.last_lead.leg.owner_id == self.matter.raiser_id

    @property
    def moves(self) -> int:
        """How often the lead changed, for whatever reason."""
        return self.handed_on + self.declined

    @property
    def is_paused(self) -> bool:
        """Whether the clock of the lead stands still for a listed reason."""
        return self.pause is not None

    @cached_property
    def pause(self) -> Pause | None:
        """The open pause of the lead."""
        if self.lead is None:
            return None
        return next((one for one in self.lead.leg.pauses.all() if one.to_at is None), None)

    @cached_property
    def answer_by(self) -> date | None:
        """Until when the raiser may answer before its silence counts as yes."""
        asked = self.matter.asked_at
        if asked is None or self.matter.closed_at is not None:
            return None
        return self.days.after(day_of(asked), self.silence_days)

    @cached_property
    def is_provisional(self) -> bool:
        """Whether a day on this page may still move, since the holidays of its year are not announced."""
        ahead = [self.last_lead.due, *([self.climb.day] if self.climb else [])]
        return self.days.is_provisional(*ahead, *([self.answer_by] if self.answer_by else []))

    @cached_property
    def spent(self) -> list[Spent]:
        """The days by level, over the lead legs; they add up to the age."""
        found: dict[str, dict[str, int]] = {}
        for one in self.clocks:
            if one.leg.is_lead:
                days = found.setdefault(one.leg.level, dict.fromkeys(KINDS, 0))
                for spell in one.spells:
                    days[spell.kind] += spell.days
        return [_spent(level, days) for level, days in found.items()]

    @property
    def most_spent(self) -> int:
        """The most days that were spent at one level."""
        return max((row.total for row in self.spent), default=0)

    @property
    def sums(self) -> Spent:
        """The days of all levels together."""
        rows = self.spent
        kinds = {WAIT: [row.wait for row in rows], WORK: [row.work for row in rows]}
        kinds |= {PAUSE: [row.pause for row in rows], ASK: [row.ask for row in rows]}
        return _spent("", {kind: sum(days) for kind, days in kinds.items()})


def _spent(level: str, days: dict[str, int]) -> Spent:
    return Spent(level, wait=days[WAIT], work=days[WORK], pause=days[PAUSE], ask=days[ASK])


def with_legs(matters: Any) -> Any:
    """Let matters bring their legs, in order, with owners and with what stops their clocks."""
    legs = Leg.objects.select_related("owner", "next_owner").order_by("opened_at", "pk")
    return matters.prefetch_related(Prefetch("legs", legs.prefetch_related(*STILL)))


def story_of(matter: Matter, *, on: date) -> Story:
    """Return a matter with its days; it should bring its legs."""
    rules = rulebook()
    return story(matter, calendar(on), silence_days=rules.silence_days, ladder=rungs(rules))


def story(matter: Matter, days: Calendar, *, silence_days: int = 0, ladder: Iterable[Any] = ()) -> Story:
    """Return the same from what is known already."""
    clocks = [leg_clock(leg, days) for leg in matter.legs.all()]
    lead = next((one for one in clocks if one.leg.is_lead and one.leg.ended_at is None), None)
    climb = climb_of(lead, ladder, days) if lead is not None and matter.asked_at is None else None
    return Story(matter, clocks, days, silence_days, climb)


def is_told(matter: Matter, user: User | AnonymousUser, *, on: date) -> bool:
    """Return whether a reader gets words too: those concerned do, the public gets steps and days."""
    return Matter.objects.concerning(user, on=on).filter(pk=matter.pk).exists()


def register(
    user: User | AnonymousUser,
    *,
    on: date,
    q: str = "",
    state: str = "",
    kind: str = "",
    category: str = "",
    level: str = "",
    mine: str = "",
) -> MatterQuerySet:
    """Return the matters this reader may see that fit what was said."""
    matters = Matter.objects.visible_to(user, on=on).select_related("area", "raiser")
    own = reach(user, on)
    ours = Q(owner__in=own.organisations) | Q(owner__governs__path__in=own.governed)
    asked = {
        "q": Q(title__icontains=q) | Q(number__icontains=q),
        "kind": Q(kind=kind),
        "category": Q(category=category),
        "level": Q(pk__in=_open_leads().filter(level=level).values("matter")),
        "mine": Q(pk__in=Leg.objects.open().filter(ours).values("matter")),
    }
    said = {"q": q, "kind": kind, "category": category, "level": level, "mine": mine}
    for name, condition in asked.items():
        if said[name]:
            matters = matters.filter(condition)
    return matters.filter(state_of(state, on)) if state else matters


def _open_leads() -> Any:
    return Leg.objects.open().filter(is_lead=True)


def state_of(state: str, on: date) -> Q:
    """Return the condition of a state of the register."""
    if state == "late":
        late = _open_leads().filter(overdue(calendar(on)), matter__asked_at=None)
        return Q(pk__in=late.values("matter"))
    return {
        "open": Q(closed_at=None),
        "asked": Q(closed_at=None, asked_at__isnull=False),
        "closed": Q(closed_at__isnull=False),
    }[state]


def counts(matters: MatterQuerySet, *, on: date) -> dict[str, int]:
    """Return how many there are of each state, and ("") in all."""
    states = {state: Count("pk", filter=state_of(state, on)) for state in ("open", "late", "asked", "closed")}
    found: dict[str, int] = matters.order_by().aggregate(whole=Count("pk"), **states)
    return {"": found.pop("whole"), **found}


@dataclass(frozen=True)
class Load:
    """What a body has on its hands: open legs, those overdue, and how often it was whistled for this month."""

    open: int = 0
    late: int = 0
    whistles: int = 0


def load_of(organisations: Collection[Organisation], *, on: date, days: Calendar | None = None) -> dict[int, Load]:
    """Return the load of each of these bodies, asked together."""
    days = days or calendar(on)
    called = Q(matter__kind=Matter.Kind.WHISTLE, opened_at__date__gte=on.replace(day=1))
    legs = Leg.objects.filter(Q(ended_at=None) | called, owner__in=organisations).select_related("matter")
    found = {body.pk: [0, 0, 0] for body in organisations}
    for leg in legs.prefetch_related(*STILL):
        row = found[leg.owner_id]
        is_open = leg.ended_at is None
        row[0] += is_open
        row[1] += is_open and leg_clock(leg, days).overdue > 0
        is_whistle = leg.matter.kind == Matter.Kind.WHISTLE and not leg.is_lead
        row[2] += is_whistle and day_of(leg.opened_at) >= on.replace(day=1)
    return {pk: Load(*row) for pk, row in found.items()}


def bodies_to_choose(matter: Matter, q: str = "", *, without: Collection[int] = ()) -> list[Organisation]:
    """Return bodies that could take a matter: by name, or those nearest. Governing bodies and departments come first.

    Without a word these are the bodies above the place and right below it, and the departments of the district.
    """
    above = [int(part) for part in matter.area.scope_path.split("/") if part]
    department = Q(kind=Organisation.Kind.DISTRICT, governs=None)
    near = Q(governs__in=above) | Q(governs__parent=matter.area_id) | department
    bodies = Organisation.objects.filter(closed_date=None).exclude(pk__in=without)
    bodies = bodies.filter(search__says=q) if q.strip() else bodies.filter(near)
    group = Case(
        When(governs__isnull=False, then=Value(0)),
        When(department, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return list(
        bodies.select_related("governs", "area").annotate(group=group).order_by("group", "path", "sort_key")[:OFFERED]
    )


def agenda_of(matter: Matter, user: User | AnonymousUser, *, on: date) -> list[AgendaItem]:
    """Return where the matter was, or will be, talked about, with what was decided; for those who may see the item."""
    kind = ContentType.objects.get_for_model(Matter)
    items = AgendaItem.objects.visible_to(user, on=on).filter(
        source__subject_type=kind, source__subject_id=matter.pk, withdrawn_at=None
    )
    read = AgendaItem.objects.decided_before(user, on=on)
    decided = Resolution.objects.filter(item__in=read).select_related("owner").order_by("pk")
    return list(
        items.select_related("meeting__platform")
        .prefetch_related(Prefetch("resolutions", decided))
        .order_by("meeting__starts_at", "position")
    )


@dataclass(frozen=True)
class Passed:
    """A phase: its word, when it was passed, if it was, and by which meeting or body for this reader."""

    word: str
    row: Phase | None
    by: str = ""


def phases_of(story: Story, user: User | AnonymousUser, *, on: date) -> list[Passed]:
    """Return the three phases in order; whom the matter does not concern reads no post, only its body."""
    matter = story.matter
    rows = {row.phase: row for row in matter.phases.select_related("meeting")}
    keys = {row.meeting_id for row in rows.values() if row.meeting_id is not None}
    shown = set(Meeting.objects.visible_to(user, on=on).filter(pk__in=keys).values_list("pk", flat=True))
    names = sorted({one.leg.owner.name for one in story.clocks}, key=len, reverse=True)
    return [
        Passed(str(label), rows[name], _by(rows[name], shown, names)) if name in rows else Passed(str(label), None)
        for name, label in Phase.Name.choices
    ]


def _by(row: Phase, shown: Collection[int], names: Iterable[str]) -> str:
    """Return the meeting, if its reader may know it, or the body of a post, without the post."""
    if row.meeting is not None:
        return row.meeting.title if row.meeting.pk in shown else _("会议议定")
    return next((name for name in names if row.post.startswith(name)), row.post.rpartition("（")[0] or row.post)


def first_event(matter: Matter) -> Event | None:
    """Return the event that raised the matter: what an agenda names as its source."""
    return Event.objects.about(matter).first()


def trail_of(matter: Matter) -> list[Any]:
    """Return all rows whose events make up the trail of a matter: itself, its legs, its checks, what others thought."""
    checks = matter.checks.select_related("by").all()
    return [matter, *matter.legs.all(), *checks, *matter.opinions.select_related("organisation").all()]
