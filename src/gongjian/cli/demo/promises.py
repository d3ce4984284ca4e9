"""Resource lists and agreements: what is offered, what is promised, and the premises given free of charge."""

from datetime import date, timedelta
from random import Random
from typing import Any

from gongjian.civic.agreements.actions import draft_agreement, sign
from gongjian.civic.agreements.models import Agreement, Obligation, Party
from gongjian.civic.lists.actions import offer_resource
from gongjian.civic.lists.models import Resource
from gongjian.civic.projects.models import Project
from gongjian.civic.registry.models import Organisation
from gongjian.cli.demo.diary import Diary
from gongjian.cli.demo.district import Place, Unit
from gongjian.cli.demo.reading import report, suits, table
from gongjian.cli.demo.work import Work
from gongjian.cli.demo.world import World

UNTIL = date(2026, 12, 31)
FIRST_DAYS = (date(2025, 2, 24), 36)  # most agreements are signed on one of so many days from this one
LATE_DAYS = (date(2025, 7, 8), 125)  # too late for six months in the year
REPEATED = {"MONTH": 1, "QUARTER": 3, "HALF": 6, "YEAR": 10}  # months within which the first of a series falls due
YOUNG_PREMISES = 6  # of the premises, this many were opened within the year
LETTER = "服务承诺书"


class Promises:
    """Notes the lists and the agreements of the first year; both run on into the second."""

    def __init__(self, world: World, diary: Diary, work: Work) -> None:
        self.world, self.diary, self.work = world, diary, work
        self.serial = 0
        self.projects: dict[str, list[Project]] = {}

    def note_lists(self) -> None:
        """Note what is offered."""
        for unit in self.world.signers:
            self._offer(unit)
        self._give_premises()

    def note_agreements(self) -> None:
        """Note every agreement; the projects that some of them serve have begun by now."""
        for unit in sorted(self.world.signers, key=lambda one: (self._signing_day(one), one.number)):
            self._agree(unit)

    def _signing_day(self, unit: Unit) -> date:
        first, days = LATE_DAYS if unit.is_late else FIRST_DAYS
        return self.diary.workday(first + timedelta(days=self.world.chance("signing", unit.key).randrange(days)))

    def _offer(self, unit: Unit) -> None:
        chance = self.world.chance("offer", unit.key)
        fitting = [row for row in table("resources") if suits(row, unit.kind)]
        for row in chance.sample(fitting, chance.choice((1, 1, 2))):
            day = self.diary.workday(date(2025, 2, chance.randint(5, 27)))
            self.diary.note(
                self.diary.moment(day, 3),
                offer_resource,
                self.world.liaisons[unit.key],
                self.world.organisation(unit),
                programme=self.world.programmes[2025],
                kind=row["kind"],
                nature=row["nature"],
                title=row["title"],
                quantity=chance.randint(int(row["least"]), int(row["most"])),
                unit=row["unit"],
                opens_date=day,
            )

    def _give_premises(self) -> None:
        """Give communities their premises, each from a unit that lies there; first the one the report describes."""
        told, chance = report()["premises"], self.world.chance("premises")
        by_place: dict[str, list[Unit]] = {}
        for unit in self.world.signers:
            by_place.setdefault(unit.place.code, []).append(unit)
        named = next((unit for unit in self.world.signers if unit.name == told["unit"]), None)
        places = [place for place in self.world.communities if place.code in by_place]
        first = [named.place] if named else []
        rest = [place for place in places if place not in first]
        wanted = min(len(places), report()["figures"]["with_free_premises"]) - len(first)
        for number, place in enumerate(first + sorted(chance.sample(rest, wanted), key=lambda one: one.code)):
            giver = named if named and place in first else chance.choice(by_place[place.code])
            self._give(giver, place, chance, is_young=0 < number <= YOUNG_PREMISES)

    def _give(self, unit: Unit, place: Place, chance: Random, *, is_young: bool) -> None:
        told, area = report()["premises"], self.world.areas[place.code]
        is_told = unit.name == told["unit"]
        drawn = (
            10 * chance.randint(18, 90),
            chance.randint(1, 3),
            date(chance.randint(2017, 2023), chance.randint(1, 12), 1),
        )
        size, floors, opened = (told["size_m2"], told["floors"], drawn[2]) if is_told else drawn
        if is_young:
            opened = date(2025, chance.randint(4, 9), 1)
        day = self.diary.workday(date(2025, 2, 12) if not is_young else opened)
        self.diary.note(
            self.diary.moment(day, 4),
            offer_resource,
            self.world.officers[place.code],
            self.world.organisation(unit),
            programme=self.world.programmes[2025],
            kind=Resource.Kind.PREMISES,
            nature=Resource.Nature.THINGS,
            title=f"{area.short_name}{told['title']}",
            unit="处",
            area=area,
            opens_date=opened,
            size_m2=size,
            floors=floors,
        )

    def _agree(self, unit: Unit) -> None:
        """Note draft and signatures: the body first, the unit on one of the next days, its letter together with it."""
        chance, day = self.world.chance("agreement", unit.key), self._signing_day(unit)
        drafted = self.diary.workday(day, -chance.randint(4, 8))
        self._draft(unit, drafted, day, Agreement.Kind.AGREEMENT, chance)
        if self.world.partner_code(unit) == report()["streets"]["letters"]:
            self._draft(unit, drafted, day, Agreement.Kind.LETTER, chance)

    def _draft(self, unit: Unit, drafted: date, day: date, kind: str, chance: Random) -> None:
        world, body, organisation = self.world, self.world.partner(unit), self.world.organisation(unit)
        code = world.partner_code(unit)
        self.serial += 1
        is_letter = kind == Agreement.Kind.LETTER
        clauses = self._clauses(unit, body, organisation, day, chance)
        joined = self.projects.get(code, [])
        said = {
            "kind": kind,
            "number": f"{code}-{day.year}-{self.serial:03}",
            "title": f"{organisation.name}{LETTER}" if is_letter else f"{body.name}与{organisation.name}共驻共建协议书",
            "from_date": day,
            "to_date": UNTIL,
            "parties": [body, organisation],
            "clauses": clauses[:1] if is_letter else clauses,
            "project": joined[self.serial % len(joined)] if joined and not is_letter else None,
        }
        moment = self.diary.moment(drafted, 2)
        self.diary.note(
            moment,
            draft_agreement,
            world.officers[code],
            world.areas[code],
            after=lambda row: self._sign(row, unit, day),
            **said,
        )

    def _sign(self, agreement: Agreement, unit: Unit, day: date) -> None:
        body, own = Party.objects.filter(agreement=agreement).order_by("position")
        first = self.diary.workday(day, -1)
        world = self.world
        self.diary.note(self.diary.moment(first, 5), sign, world.officer_of(world.partner(unit)), body)
        self.diary.note(
            self.diary.moment(day, 6),
            sign,
            world.liaisons[unit.key],
            own,
            after=lambda _party: self._follow(agreement, unit),
        )

    def _follow(self, agreement: Agreement, unit: Unit) -> None:
        """Let what was promised take its course."""
        self.world.signed[unit.key] = self.diary.now.date()
        obligations = Obligation.objects.filter(clause__agreement=agreement).order_by("pk")
        for obligation in obligations.select_related("task", "clause__doer", "clause__receiver"):
            clause = obligation.clause
            key = unit.key, agreement.kind, clause.number, obligation.due_date
            self.work.follow(obligation.task, clause.doer, clause.receiver, *key)

    def _clauses(
        self, unit: Unit, body: Organisation, organisation: Organisation, day: date, chance: Random
    ) -> list[dict[str, Any]]:
        own = [
            row for row in table("clauses") if row["side"] == "UNIT" and row["kinds"] != "*" and suits(row, unit.kind)
        ]
        everybody = [row for row in table("clauses") if row["side"] == "UNIT" and row["kinds"] == "*"]
        back = [row for row in table("clauses") if row["side"] == "BODY"]
        mine = chance.sample(own, min(len(own), chance.choice((1, 2, 2)))) + chance.sample(
            everybody, chance.choice((1, 2))
        )
        theirs = chance.sample(back, chance.choice((1, 1, 2)))
        return [_clause(row, organisation, body, day, chance) for row in mine] + [
            _clause(row, body, organisation, day, chance) for row in theirs
        ]


def _clause(
    row: dict[str, str], doer: Organisation, receiver: Organisation, day: date, chance: Random
) -> dict[str, Any]:
    months = REPEATED[row["every"]]
    first = day + timedelta(days=21 + chance.randrange(30 * months))
    return {
        "doer": doer,
        "receiver": receiver,
        "what": row["what"],
        "quantity": chance.randint(int(row["least"]), int(row["most"])),
        "unit": row["unit"],
        "every": row["every"],
        "first_due_date": first.replace(day=min(first.day, 28)),
        "proof": row["proof"],
        "weight": int(row["weight"]),
    }
