"""A matter that lives at random: it says for itself which body had each of its days, and how the body stood."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from gongjian.methods.clocks import is_workday
from gongjian.methods.legs import Leg

HISTORIES = 10_000
LEVELS = ("COMMUNITY", "STREET", "DISTRICT")
FIRST = date(2026, 1, 28)

Tally = dict[tuple[str, str], int]


def lived(found: dict[str, dict[str, int]]) -> Tally:
    """Return the days that a body had at all, by level and kind."""
    return {(level, kind): days for level, kinds in found.items() for kind, days in kinds.items() if days}


@dataclass
class Draft:
    """A leg while it is being lived."""

    level: str
    opened: date
    is_lead: bool
    accepted: date | None = None
    ended: date | None = None
    pauses: list[tuple[date, date | None]] = field(default_factory=list)
    asked: list[tuple[date, date | None]] = field(default_factory=list)

    @property
    def is_paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1][1] is None

    @property
    def is_asking(self) -> bool:
        return bool(self.asked) and self.asked[-1][1] is None

    @property
    def kind(self) -> str:
        if self.is_paused:
            return "PAUSE"
        if self.is_asking:
            return "ASK"
        return "WORK" if self.accepted else "WAIT"

    def stop(self, stretches: list[tuple[date, date | None]], day: date) -> None:
        stretches[-1] = (stretches[-1][0], day)

    def end(self, day: date) -> None:
        if self.is_paused:
            self.stop(self.pauses, day)
        if self.is_asking:
            self.stop(self.asked, day)
        self.ended = day


class Matter:
    """One matter; each step is a verb that is possible now, then some days pass, one by one."""

    def __init__(self, random: Random, holidays: Collection[date], makeup: Collection[date]) -> None:
        self.random, self.holidays, self.makeup = random, holidays, makeup
        self.day = FIRST + timedelta(days=random.randint(0, 30))
        self.drafts = [Draft(random.choice(LEVELS), self.day, is_lead=True)]
        if random.random() < 0.5:  # the raiser's own body begins at once
            self.drafts[0].accepted = self.day
        self.lives: list[tuple[date, date | None]] = [(self.day, None)]
        self.tally: Tally = {}

    @property
    def is_open(self) -> bool:
        return self.lives[-1][1] is None

    def open_leads(self) -> list[Draft]:
        return [leg for leg in self.drafts if leg.is_lead and leg.ended is None]

    def legs(self) -> list[Leg]:
        """Return the legs as the rules take them."""
        return [
            Leg(one.level, one.opened, one.accepted, one.ended, tuple(one.pauses), tuple(one.asked), one.is_lead)
            for one in self.drafts
        ]

    def go_on(self) -> str:
        """Do one thing that is possible, let days pass, and return what was done."""
        word = self.random.choice(self._possible())
        getattr(self, f"_{word}")()
        for _ in range(self.random.choice((0, 0, 1, 1, 2, 3, 5, 9))):
            self._pass_a_day()
        return word

    def _possible(self) -> list[str]:
        if not self.is_open:
            return ["rest", "reopen"]
        (lead,) = self.open_leads()
        if lead.is_asking:
            return ["confirm", "contradict"] if lead.is_paused else ["confirm", "contradict", "pause"]
        if lead.is_paused:
            return ["resume", "hand_on"]
        if lead.accepted is None:
            return ["accept", "decline", "hand_on", "call"]
        return ["hand_on", "pause", "ask", "ask", "call", "call"]

    def _pass_a_day(self) -> None:
        self.day += timedelta(days=1)
        if self.is_open and is_workday(self.day, self.holidays, self.makeup):
            (lead,) = self.open_leads()
            self.tally[lead.level, lead.kind] = self.tally.get((lead.level, lead.kind), 0) + 1

    def _lead(self) -> Draft:
        return self.open_leads()[0]

    def _give_to_another(self) -> None:
        self._lead().end(self.day)
        self.drafts.append(Draft(self.random.choice(LEVELS), self.day, is_lead=True))

    def _rest(self) -> None:
        """Stay closed."""

    def _accept(self) -> None:
        self._lead().accepted = self.day

    def _decline(self) -> None:
        self._give_to_another()

    def _hand_on(self) -> None:
        self._give_to_another()

    def _call(self) -> None:
        self.drafts.append(Draft(self.random.choice(LEVELS), self.day, is_lead=False, accepted=self.day))

    def _pause(self) -> None:
        self._lead().pauses.append((self.day, None))

    def _resume(self) -> None:
        self._lead().stop(self._lead().pauses, self.day)

    def _ask(self) -> None:
        self._lead().asked.append((self.day, None))

    def _contradict(self) -> None:
        self._lead().stop(self._lead().asked, self.day)

    def _confirm(self) -> None:
        self.lives[-1] = (self.lives[-1][0], self.day)
        for leg in self.drafts:
            if leg.ended is None:
                leg.end(self.day)

    def _reopen(self) -> None:
        self.lives.append((self.day, None))
        self.drafts.append(Draft(self.drafts[-1].level, self.day, is_lead=True))
