"""The year's end: inspections, ballots, the panel, the grading, the results."""

from datetime import date
from functools import partial
from random import Random

from gongjian.civic.ballots.actions import declare, plan_session
from gongjian.civic.ballots.models import Session
from gongjian.civic.evaluations.actions import (
    adopt_grading,
    calibrate,
    compute_grading,
    record_inspection,
    send_drafts,
    submit_marks,
)
from gongjian.civic.evaluations.models import Grading, Mark
from gongjian.civic.evaluations.queries import bands_of
from gongjian.civic.results.actions import prepare_release, publish, start_notice
from gongjian.civic.results.models import Release
from gongjian.cli.demo.diary import Diary
from gongjian.cli.demo.district import Place, Unit
from gongjian.cli.demo.world import World

DUE = 50
PANELLISTS = 7
VISITED = 0.5
DEFECTS = (
    ("MINOR", "台账与现场不一致一处"),
    ("MINOR", "公示栏更新不及时"),
    ("MINOR", "共建活动签到不全"),
    ("MAJOR", "承诺事项没有落实却报完成"),
    ("MAJOR", "开放场地长期关闭"),
)
DECISION = "区委党建工作领导小组第四季度专题会议纪要"
FEW = 8  # marks for a unit that most representatives do not know
# Share of 好, 较好, 一般, 差 for a unit that divides opinion.
DIVIDED = (0.66, 0.09, 0.13, 0.12)


class Judgement:
    """Notes the end of a year."""

    def __init__(self, world: World, diary: Diary) -> None:
        self.world, self.diary = world, diary

    def note_year(self, year: int) -> None:
        """Note inspections, ballots, marks and results; what lies behind the demonstration's day never happens."""
        self._inspect(year)
        for number, street in enumerate(self.world.streets):
            self._vote(year, street, number)
        self._grade(year)

    def _inspect(self, year: int) -> None:
        """Half of the partners are visited in September and October."""
        for unit in self.world.signers:
            chance = self.world.chance("inspection", unit.key, year)
            day = self.diary.workday(date(year, chance.choice((9, 9, 10)), chance.randint(1, 28)))
            if chance.random() < VISITED:
                self.diary.think(self.diary.moment(day, 4), partial(self._visit, unit, year, day))

    def _visit(self, unit: Unit, year: int, day: date) -> None:
        if self.world.signed.get(unit.key, date.max) >= day:
            return
        chance = self.world.chance("visit", unit.key, year)
        careless = min(0.9, max(0.12, 0.5 - 0.22 * unit.diligence))
        found = [defect for defect in chance.sample(DEFECTS[:3], 3) if chance.random() < careless / 2]
        if chance.random() < careless / 7:
            found.append(chance.choice(DEFECTS[3:]))
        defects = [(severity, text, chance.random() < careless / 6) for severity, text in found]
        self.diary.note(
            self.diary.moment(self.diary.workday(day, 1), 2),
            record_inspection,
            self.world.inspector,
            self.world.organisation(unit),
            programme=self.world.programmes[year],
            visited_date=day,
            defects=defects,
        )

    def _vote(self, year: int, street: Place, number: int) -> None:
        held = self.diary.workday(date(year, 12, 10), number * 11 // len(self.world.streets))
        self.diary.note(
            self.diary.moment(self.diary.workday(date(year, 11, 16), number % 4), 3),
            plan_session,
            self.world.officers[street.code],
            self.world.areas[street.code],
            after=lambda session: self.diary.think(
                self.diary.moment(held, 5), lambda: self._count(session, street, held)
            ),
            programme=self.world.programmes[year],
            held_date=held,
            due=DUE,
        )

    def _count(self, session: Session, street: Place, held: date) -> None:
        world, chance = self.world, self.world.chance("ballots", street.code, held.year)
        present = chance.randint(44, DUE)
        returned = present - chance.choice((0, 0, 0, 1))
        spoiled = chance.choice((0, 0, 1, 1, 2))
        valid = returned - spoiled
        counts: dict[int, tuple[int, ...]] = {}
        for unit in world.signers:
            if unit.place.street == street.code and world.signed.get(unit.key, date.max) < held:
                own = world.chance("marks", unit.key, held.year)
                counts[world.organisation(unit).pk] = _unit_marks(unit, valid, own)
        for code in [street.code, *(place.code for place in world.communities if place.street == street.code)]:
            counts[world.bodies[code].pk] = _marks(0.4, valid, chance)
        self.diary.note(
            self.diary.moment(held, 6),
            declare,
            world.officers[street.code],
            session,
            present=present,
            issued=present,
            returned=returned,
            spoiled=spoiled,
            counts=counts,
        )

    def _grade(self, year: int) -> None:
        diary, lead, scheme = self.diary, self.world.lead, self.world.programmes[year].scheme
        day = diary.workday(date(year, 12, 24))
        diary.think(diary.moment(day, 0), lambda: self._mark(year, day))
        computed = diary.workday(day, 1)
        diary.note(diary.moment(computed, 2), compute_grading, lead, scheme, after=self._settle)

    def _mark(self, year: int, day: date) -> None:
        """The panel's sheets: each panellist is a little kinder or harder than the others."""
        known = [unit for unit in self.world.signers if unit.key in self.world.signed]
        for panellist in range(1, PANELLISTS + 1):
            chance = self.world.chance("panel", year, panellist)
            kindness = chance.gauss(0, 2)
            marks = [
                (self.world.organisation(unit).pk, str(part), _mark(79 + 4.5 * unit.diligence + kindness, chance))
                for unit in known
                for part in Mark.Part.values
            ]
            self.diary.note(
                self.diary.moment(day, 1),
                submit_marks,
                self.world.lead,
                self.world.programmes[year].scheme,
                panellist=panellist,
                marks=marks,
            )

    def _settle(self, grading: Grading) -> None:
        """The committee chooses among those tied; drafts go out; in January the results are adopted and published."""
        diary, lead, day = self.diary, self.world.lead, self.diary.now.date()
        chosen = [unit for band in bands_of(grading) for unit in band.units[: band.seats_left]]
        decided, sent = diary.workday(day, 1), diary.workday(day, 2)
        if chosen:
            diary.note(diary.moment(decided, 2), calibrate, lead, grading, chosen=chosen, document=DECISION)
        diary.note(diary.moment(sent, 2), send_drafts, lead, grading)
        adopted = diary.workday(date(day.year + 1, 1, 8))
        diary.note(diary.moment(adopted, 2), adopt_grading, lead, grading)
        diary.note(diary.moment(diary.workday(adopted, 1), 2), prepare_release, lead, grading, after=self._publish)

    def _publish(self, release: Release) -> None:
        diary, lead, day = self.diary, self.world.lead, self.diary.now.date()
        diary.note(diary.moment(diary.workday(day, 1), 2), start_notice, lead, release)
        published = diary.workday(date(day.year, 1, 28))
        diary.note(diary.moment(published, 2), publish, lead, release)


def _mark(middle: float, chance: Random) -> int:
    return min(100, max(40, round(chance.gauss(middle, 4)))) * 100


def _unit_marks(unit: Unit, valid: int, chance: Random) -> tuple[int, ...]:
    if unit.has_few_marks:
        return _drawn(FEW, valid, (0.5, 0.3, 0.2, 0.0), chance)
    if unit.is_polarised:
        return _drawn(valid - chance.randint(0, 4), valid, DIVIDED, chance)
    return _marks(unit.diligence + chance.gauss(0, 0.4), valid, chance)


def _marks(diligence: float, valid: int, chance: Random) -> tuple[int, ...]:
    """Return the marks that a body of some diligence draws, and how many say nothing."""
    good = min(0.8, max(0.12, 0.42 + 0.11 * diligence))
    poor = min(0.12, max(0.0, 0.02 - 0.02 * diligence))
    fair = min(0.35, max(0.02, 0.11 - 0.06 * diligence))
    return _drawn(valid - chance.randint(0, 9), valid, (good, 1 - good - fair - poor, fair, poor), chance)


def _drawn(marked: int, valid: int, shares: tuple[float, ...], chance: Random) -> tuple[int, ...]:
    drawn = chance.choices(range(4), shares, k=marked)
    return (*(drawn.count(option) for option in range(4)), valid - marked)
