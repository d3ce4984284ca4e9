"""Hard matters: raised, handed on, declined, paused, decided by meetings, solved, confirmed, or still open."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from gongjian.accounts.models import User
from gongjian.civic.matters.actions import (
    accept_leg,
    ask_raiser,
    call_help,
    certify_help,
    check_site,
    climb_leg,
    confirm_matter,
    decline_leg,
    deem_matter,
    finish_leg,
    hand_on,
    note_arrival,
    note_contact,
    pause_leg,
    raise_matter,
    reopen_matter,
    resume_leg,
    write_opinion,
)
from gongjian.civic.matters.models import Leg, Matter
from gongjian.civic.matters.queries.due import climbing, handed_over, silent_matters
from gongjian.civic.platforms.actions import write_entry
from gongjian.civic.platforms.models import AgendaItem, Entry
from gongjian.civic.registry.models import Organisation
from gongjian.cli.demo.diary import DAY, Diary
from gongjian.cli.demo.district import Place, Unit
from gongjian.cli.demo.quarters import AHEAD, QUARTERS, meeting_day
from gongjian.cli.demo.reading import document, report
from gongjian.cli.demo.world import World
from gongjian.ledger.action import Action
from gongjian.ledger.models import Event

A_STREET = 5  # matters of one street in two years
FIRST, LAST = date(2025, 2, 10), date(2026, 11, 16)
STUCK = date(2026, 10, 20)
STUCK_STREETS = 2
TOLD_QUARTER = (2026, 10)  # the story that is told at length goes to the first meeting of this quarter
BEFORE_PLAN = 10  # working days before a meeting is planned, a matter that goes to it is raised

Step = dict[str, Any]
Call = tuple[Action[Any, Any, Any], User, Any, dict[str, Any]]


class Matters:
    """Notes matters and lets each go its way, step by step; the clock looks after them every working day."""

    def __init__(self, world: World, diary: Diary) -> None:
        self.world, self.diary = world, diary
        self._rest: dict[int, list[Step]] = {}  # of each matter, what is still to come
        self._waiting: dict[int, tuple[str, Organisation]] = {}  # for a meeting of a street, with whom it shall go to
        self.departments: dict[str, Organisation] = dict(
            zip(report()["departments"]["sectors"], world.departments, strict=True)
        )
        self._helpers: dict[int, Unit] = {}

    def note_all(self) -> None:
        """Note when what is raised where, and that the clock looks after all of it."""
        stories = document("matters")["stories"]
        plain = [story for story in stories if not story.get("is_told") and not story.get("is_stuck")]
        for number, street in enumerate(self.world.streets):
            chance = self.world.chance("matters", street.code)
            for at, story in enumerate(chance.sample(plain, A_STREET)):
                self._raise(street, story, self._day(street, story, at, chance.randrange(80)))
            if number < STUCK_STREETS:
                stuck = next(story for story in stories if story.get("is_stuck"))
                self._raise(street, stuck, self.diary.workday(STUCK, number))
        self._tell(next(story for story in stories if story.get("is_told")))
        day = FIRST
        while day <= self.diary.until.date():
            if self.diary.is_workday(day):
                self.diary.think(self.diary.moment(day, 0), self._tick)
            day += DAY

    def waiting_for(self, street: str) -> list[tuple[Matter, Event]]:
        """Return the matters that a street brings to its next meeting, each with the event of its raising."""
        keys = [key for key, (code, _goal) in self._waiting.items() if code == street]
        matters = Matter.objects.filter(pk__in=keys, closed_at=None).order_by("pk")
        return [(matter, Event.objects.about(matter).filter(verb="matters.raise_matter").get()) for matter in matters]

    def goal_of(self, item: AgendaItem) -> Organisation | None:
        """Return to whom the matter of an item shall be handed over, if it waits for this."""
        if item.source is None or not isinstance(item.source.subject, Matter):
            return None
        found = self._waiting.get(item.source.subject.pk)
        return found[1] if found else None

    def _day(self, street: Place, story: Step, at: int, some: int) -> date:
        """Return when a story begins: spread over the two years, or right before a meeting that it goes to."""
        spread = FIRST + timedelta(days=at * ((LAST - FIRST).days // A_STREET) + some)
        if not any(step["do"] == "meet" for step in story["steps"]):
            return self.diary.workday(min(spread, LAST))
        month = max(month for month in QUARTERS if month <= spread.month)
        return self._before_meeting(street.code, spread.year, month)

    def _before_meeting(self, code: str, year: int, month: int) -> date:
        day, _chance = meeting_day(self.world, self.diary, code, year, month)
        return max(FIRST, self.diary.workday(day, -AHEAD - BEFORE_PLAN))

    def _tell(self, story: Step) -> None:
        """Tell the long story in the street that meets first in its quarter."""
        first = min(
            self.world.streets, key=lambda street: meeting_day(self.world, self.diary, street.code, *TOLD_QUARTER)[0]
        )
        self._raise(first, story, self._before_meeting(first.code, *TOLD_QUARTER))

    def _raise(self, street: Place, story: Step, day: date) -> None:
        chance = self.world.chance("matter", street.code, story["title"])
        below = [place for place in self.world.communities if place.street == street.code]
        if not below:
            return
        place = chance.choice(below)
        area, raiser = self.world.areas[place.code], self.world.bodies[place.code]
        units = [unit for unit in self.world.signers if unit.place == place and not unit.is_late]
        if story.get("raiser") == "unit":
            if not units:
                return
            raiser = self.world.organisation(units[0])
        self.diary.note(
            self.diary.moment(day, chance.choice((1, 2, 4))),
            raise_matter,
            self.world.officer_of(raiser),
            raiser,
            after=lambda matter: self.begin(matter, street, story),
            area=area,
            title=story["title"].format(place=area.short_name),
            text=story["text"],
            category=story["category"],
            urgency=story["urgency"],
            households=story["households"],
            hidden_because=story.get("hidden", ""),
        )

    def begin(self, matter: Matter, street: Place, story: Step) -> None:
        """Let a matter that was raised just now go its way."""
        units = [unit for unit in self.world.signers if unit.place.street == street.code and not unit.is_late]
        near = [unit for unit in units if self.world.areas[unit.place.code].pk == matter.area_id] or units
        if near:
            self._helpers[matter.pk] = near[-1]
        self._rest[matter.pk] = list(story["steps"])
        self._go_on(matter.pk, street.code)

    def _go_on(self, key: int, street: str) -> None:
        """Note the next step, so many working days from now."""
        if not self._rest[key]:
            return
        step, diary = self._rest[key].pop(0), self.diary
        day = diary.workday(diary.now.date(), step["gap"])
        moment = next((at for at in (diary.moment(day, hour) for hour in (2, 4, 6, 7)) if at > diary.now), None)
        moment = moment or diary.moment(diary.workday(day, 1), 1)
        diary.think(moment, partial(self._do, key, street, step))

    def _do(self, key: int, street: str, step: Step) -> None:
        matter = Matter.objects.select_related("raiser", "area", "thread").get(pk=key)
        if step["do"] == "meet":
            self._waiting[key] = (street, self._body(street, matter, step["to"]))
            return
        call = getattr(self, f"_{step['do']}")(matter, street, step)
        if call is not None:
            action, actor, subject, said = call
            self.diary.note(self.diary.now, action, actor, subject, lambda _row: self._go_on(key, street), **said)

    def _body(self, street: str, matter: Matter, to: str) -> Organisation:
        if to == "street":
            return self.world.bodies[street]
        if to == "unit":
            return self.world.organisation(self._helpers[matter.pk])
        return self.departments[to]

    def _day_of(self) -> date:
        return self.diary.now.date()

    def _lead(self, matter: Matter) -> tuple[Leg, User]:
        leg = matter.legs.select_related("owner").get(is_lead=True, ended_at=None)
        return leg, self.world.officer_of(leg.owner)

    def _helper(self, matter: Matter, step: Step) -> tuple[Leg, User]:
        """Return the latest leg that helps, or that of the body that the step names."""
        legs = matter.legs.select_related("owner").filter(is_lead=False)
        leg = (legs.filter(owner=self.departments[step["of"]]) if "of" in step else legs).latest("pk")
        return leg, self.world.officer_of(leg.owner)

    def _accept(self, matter: Matter, _street: str, _step: Step) -> Call:
        leg, actor = self._lead(matter)
        return accept_leg, actor, leg, {}

    def _hand(self, matter: Matter, street: str, step: Step) -> Call:
        leg, actor = self._lead(matter)
        return hand_on, actor, leg, {"to": self._body(street, matter, step["to"]), "reason": step["why"]}

    def _decline(self, matter: Matter, street: str, step: Step) -> Call:
        leg, actor = self._lead(matter)
        return decline_leg, actor, leg, {"next_owner": self._body(street, matter, step["to"]), "reason": step["why"]}

    def _pause(self, matter: Matter, _street: str, step: Step) -> Call:
        leg, actor = self._lead(matter)
        return pause_leg, actor, leg, {"reason": step["to"], "note": step["why"]}

    def _resume(self, matter: Matter, _street: str, _step: Step) -> Call:
        leg, actor = self._lead(matter)
        return resume_leg, actor, leg, {}

    def _call(self, matter: Matter, street: str, step: Step) -> Call | None:
        if step["to"] == "unit" and matter.pk not in self._helpers:
            return None
        owner = self._body(street, matter, step["to"])
        return call_help, self._lead(matter)[1], matter, {"owner": owner, "wish": step["why"]}

    def _help(self, matter: Matter, _street: str, step: Step) -> Call:
        leg, actor = self._helper(matter, step)
        return accept_leg, actor, leg, {}

    def _refuse(self, matter: Matter, _street: str, step: Step) -> Call:
        leg, actor = self._helper(matter, step)
        return decline_leg, actor, leg, {"reason": step["why"]}

    def _finish(self, matter: Matter, _street: str, step: Step) -> Call:
        leg, actor = self._helper(matter, step)
        return finish_leg, actor, leg, {"result": step["why"]}

    def _certify(self, matter: Matter, street: str, step: Step) -> Call:
        return certify_help, self.world.officers[street], self._helper(matter, step)[0], {}

    def _contact(self, matter: Matter, _street: str, step: Step) -> Call:
        leg, caller = self._helper(matter, step)[0], self.world.officer_of(matter.raiser)
        return note_contact, caller, leg, {"day": self._day_of()}

    def _arrive(self, matter: Matter, _street: str, step: Step) -> Call:
        leg, caller = self._helper(matter, step)[0], self.world.officer_of(matter.raiser)
        return note_arrival, caller, leg, {"day": self._day_of()}

    def _opinion(self, matter: Matter, street: str, step: Step) -> Call:
        body = self._body(street, matter, step["to"])
        said = {"organisation": body, "text": step["why"], "day": self._day_of()}
        return write_opinion, self._lead(matter)[1], matter, said

    def _check(self, matter: Matter, street: str, step: Step) -> Call:
        body = self._body(street, matter, step["to"])
        said = {"by": body, "text": step["why"], "is_passed": step["passed"], "day": self._day_of()}
        return check_site, self.world.officer_of(body), matter, said

    def _ask(self, matter: Matter, _street: str, step: Step) -> Call:
        leg, actor = self._lead(matter)
        closing = step["to"]
        said: dict[str, Any] = {"closing": closing, "result": step["why"], "passed_to": step.get("passed", "")}
        if closing == Matter.Closing.DUPLICATE:
            others = Matter.objects.filter(area__parent=matter.area.parent_id).exclude(pk=matter.pk)
            said["duplicate_of"] = others.order_by("-pk").first()
            if said["duplicate_of"] is None:
                said |= {"closing": Matter.Closing.REFUSED}
        return ask_raiser, actor, leg, said

    def _confirm(self, matter: Matter, _street: str, _step: Step) -> Call | None:
        if matter.closed_at is not None:
            return None
        return confirm_matter, self.world.officer_of(matter.raiser), matter, {}

    def _reopen(self, matter: Matter, _street: str, step: Step) -> Call:
        return reopen_matter, self.world.officer_of(matter.raiser), matter, {"reason": step["why"]}

    def _say(self, matter: Matter, _street: str, step: Step) -> Call:
        author = self._lead(matter)[0].owner if step["who"] == "lead" else matter.raiser
        said = {"thread": matter.thread, "kind": Entry.Kind.NOTICE, "text": step["why"]}
        return write_entry, self.world.officer_of(author), author, said

    def _tick(self) -> None:
        """Do what the clock does every morning."""
        now, clock = self.diary.now, self.world.clock
        today = now.date()
        for leg, resolution, to in handed_over():
            then: Callable[[Leg], None] = partial(self._handed, leg.matter_id)
            said = {"to": to, "reason": resolution.text, "resolution": resolution}
            self.diary.note(now, hand_on, clock, leg, then, **said)
        for matter in silent_matters(today):
            self.diary.note(now, deem_matter, clock, matter)
        for leg, rung in climbing(today):
            self.diary.note(now, climb_leg, clock, leg, step=rung.step, to_level=rung.to_level)

    def _handed(self, key: int, _leg: Leg) -> None:
        street, _goal = self._waiting.pop(key)
        self._go_on(key, street)
