"""A merger, split or redrawing before it happens and after: what the pages of both show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.accounts.models import User
from gongjian.civic.duties.queries.communities import (
    belongings_of,
    community_obstacles,
    community_rooms,
    new_communities,
)
from gongjian.civic.duties.queries.holdings import END, Holding, Room, Target, holdings_of, rooms_of, targets_of
from gongjian.civic.duties.queries.moves import OF_ORGANISATION, Stays
from gongjian.civic.duties.queries.obstacles import cautions, obstacles, under_way_of
from gongjian.civic.registry.models import Area, Organisation, reach
from gongjian.ledger.models import Event
from gongjian.ledger.telling import told

MERGERS = ("duties.merge_organisations", "duties.split_organisation", "duties.redraw_communities")
BODY_MERGERS = MERGERS[:2]
UNSAID = ("registry.Organisation.replaces", "records.Line.by")  # nobody would expect them to move
APPS: dict[str, str | Promise] = {
    "agreements": gettext_lazy("协议"),
    "tasks": gettext_lazy("没有办结的事"),
    "platforms": gettext_lazy("平台、席位和会议"),
    "lists": gettext_lazy("资源和需求"),
    "projects": gettext_lazy("项目"),
    "matters": gettext_lazy("难题、路段和工作组"),
    "service": gettext_lazy("公益岗位"),
    "activities": gettext_lazy("活动"),
    "registry": gettext_lazy("属地、隶属和年度"),
}


@dataclass(frozen=True)
class Option:
    """One thing that may be chosen for a row."""

    code: str
    word: str
    is_chosen: bool


@dataclass(frozen=True)
class Offer:
    """A row with what may be chosen for it."""

    holding: Holding
    options: list[Option]

    @property
    def chosen(self) -> Option | None:
        """What was chosen; None where it has to be chosen again."""
        return next((option for option in self.options if option.is_chosen), None)


@dataclass(frozen=True)
class OfferedRoom:
    """The rows of one room, how many go where; the numbers add up to all rows of the room."""

    key: str
    word: str
    offers: list[Offer]
    tally: list[int]


@dataclass(frozen=True)
class Plan:
    """What happens if it happens now.

    columns  the words of all targets, then of the end; each room's tally has one number for each
    against  why it cannot happen; heeds  what the office should know
    """

    columns: list[str]
    rooms: list[OfferedRoom]
    against: list[str]
    heeds: list[str]

    @property
    def number(self) -> int:
        """The number of all rows."""
        return sum(len(room.offers) for room in self.rooms)

    @property
    def totals(self) -> list[int]:
        """The number of rows for each column, over all rooms."""
        return [sum(room.tally[place] for room in self.rooms) for place in range(len(self.columns))]

    @property
    def ending(self) -> list[Offer]:
        """The rows that were chosen to end, or can do nothing else."""
        offers = [offer for room in self.rooms for offer in room.offers]
        return [offer for offer in offers if offer.chosen is not None and offer.chosen.code == END]


def organisation_plan(
    organisation: Organisation,
    successors: Sequence[Organisation],
    founded: Sequence[str],
    choices: Mapping[str, str],
    *,
    on: date,
    today: date,
) -> Plan:
    """Return what a merger or split of an organisation would do, with the choices made so far."""
    under_way = under_way_of(organisation, on)
    against = obstacles(organisation, successors, on=on, today=today, under_way=under_way)
    targets = targets_of(successors, founded)
    rows = holdings_of(organisation, targets, on=on, today=today)
    return _plan(rooms_of(rows), targets, choices, against, cautions(under_way))


def community_plan(
    areas: Sequence[Area], names: Sequence[str], choices: Mapping[str, str], *, on: date, today: date
) -> Plan:
    """Return what a redrawing of communities would do, with the choices made so far."""
    against = community_obstacles(areas, names, on=on, today=today)
    targets = new_communities(names)
    rows = belongings_of(areas, targets, on=on, today=today)
    heeds = [_("旧社区的岗位到这一天为止，新社区的岗位请安全管理员另行任命。")]
    return _plan(community_rooms(rows), targets, choices, against, heeds)


def stays() -> list[str]:
    """Return why what is past stays where it was, each reason once."""
    said = (str(move.why) for key, move in OF_ORGANISATION.items() if isinstance(move, Stays) and key not in UNSAID)
    return list(dict.fromkeys(said))


def _plan(
    rooms: Sequence[Room],
    targets: Sequence[Target],
    choices: Mapping[str, str],
    against: list[str],
    heeds: list[str],
) -> Plan:
    words = {one.code: one.name for one in targets} | {END: _("到此为止")}
    found = []
    for room in rooms:
        offers = [_offer(holding, words, choices) for holding in room.holdings]
        chosen = [offer.chosen.code for offer in offers if offer.chosen]
        found.append(OfferedRoom(room.key, room.word, offers, [chosen.count(code) for code in words]))
    return Plan(list(words.values()), found, against, heeds)


def _offer(holding: Holding, words: Mapping[str, str], choices: Mapping[str, str]) -> Offer:
    chosen = holding.options[0] if holding.is_fixed or not choices else choices.get(holding.code)
    return Offer(holding, [Option(code, words[code], code == chosen) for code in holding.options])


@dataclass(frozen=True)
class Told:
    """The events of one room of a merger that has happened."""

    word: str
    events: list[Event]


@dataclass(frozen=True)
class Merger:
    """A merger, split or redrawing that has happened, as its hand-over list is printed."""

    event: Event
    giving: str
    taking: str
    rooms: list[Told]

    @property
    def number(self) -> int:
        """The number of rows that were handed over or ended."""
        return sum(len(room.events) for room in self.rooms)


def mergers_of(user: User | AnonymousUser, on: date) -> list[Event]:
    """Return the latest mergers, splits and redrawings in the user's territory."""
    paths = reach(user, on).paths
    events = Event.objects.filter(verb__in=MERGERS).select_related("actor").order_by("-pk")[:200]
    return told([event for event in events if event.path.startswith(tuple(paths))][:20]) if paths else []


def merger_of(user: User | AnonymousUser, pk: int, on: date) -> Merger | None:
    """Return a merger with its list, for the offices of its territory and of those that took over; else None."""
    event = Event.objects.filter(pk=pk, verb__in=MERGERS).select_related("actor").first()
    own = reach(user, on)
    if event is None:
        return None
    is_taker = event.verb in BODY_MERGERS and set(own.organisations) & set(event.changes["into"])
    if not is_taker and not any(event.path.startswith(path) for path in own.paths):
        return None
    batches = [event.changes["batch"]]
    if event.verb == MERGERS[2]:
        inner = Event.objects.filter(verb__in=BODY_MERGERS, at=event.at, subject_id__in=event.changes["bodies"])
        batches += [one.changes["batch"] for one in inner]
    events = told(Event.objects.filter(batch__in=batches).order_by("pk"))
    told([event])
    apps = [(word, [one for one in events if one.verb.startswith(f"{app}.")]) for app, word in APPS.items()]
    giving = str(event.changes.get("old") or event.subject)
    return Merger(event, giving, event.changes["names"], [Told(str(word), found) for word, found in apps if found])
