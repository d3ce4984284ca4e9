"""What becomes of tasks: accepted, delivered on the day or late or never, confirmed, returned, extended, cancelled."""

from datetime import date, timedelta
from random import Random

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Organisation
from gongjian.civic.tasks.actions import (
    accept_task,
    assign_task,
    cancel_task,
    confirm_task,
    deliver_task,
    extend_task,
    return_task,
)
from gongjian.civic.tasks.models import Task
from gongjian.cli.demo.diary import Diary
from gongjian.cli.demo.district import Unit
from gongjian.cli.demo.reading import table
from gongjian.cli.demo.world import World

FULL, HALF, NONE = 10_000, 5_000, 0
LAST_MONTH = 11  # what a street gives out after this month belongs to the next year
ANSWER_WORKDAYS = 5
ASKED = {2: 1, 3: 1, 4: 1, 6: 1, 8: 1, 9: 1, 11: 1}  # months in which streets ask, questions each
GIVEN = 0.8  # chance of a unit to be given a task in a month


def odds(middle: float, per_diligence: float, diligence: float) -> float:
    """Return a chance that falls or rises with diligence, never certain."""
    return min(0.6, max(0.004, middle + per_diligence * diligence))


class Work:
    """Lets everybody do, or not do, what they took on."""

    def __init__(self, world: World, diary: Diary) -> None:
        self.world, self.diary = world, diary

    def follow(self, task: Task, owner: Organisation, receiver: Organisation, *key: object) -> None:
        """Note what will become of a task that was given just now."""
        chance, diary = self.world.chance("task", *key), self.diary
        diligence = self.world.diligence_of(owner)
        doer, judge = self.world.officer_of(owner), self.world.officer_of(receiver)
        known = diary.now.date()
        due = max(task.due_date, known + timedelta(days=2))
        if task.kind != Task.Kind.PROMISE:
            accepted = diary.workday(known, 1)
            diary.note(diary.moment(accepted, chance.choice((0, 2))), accept_task, doer, task)
            known = accepted
        if chance.random() < 0.012:
            day = diary.workday(min(due, known + timedelta(days=20)), 1)
            diary.note(diary.moment(day, 3), cancel_task, judge, task, reason="双方商定，情况有变，不再需要。")
            return
        later = min(due + timedelta(days=chance.randint(10, 25)), date(due.year, 12, 31))  # a year's work ends with it
        if chance.random() < odds(0.05, -0.02, diligence) and later > due:
            asked = max(known, due - timedelta(days=chance.randint(2, 6)))
            due, day = later, diary.workday(asked, 0 if asked > known else 1)
            diary.note(diary.moment(day, 4), extend_task, judge, task, until=due, reason="负责人手调整，双方同意推后。")
            known = day
        if chance.random() < odds(0.055, -0.03, diligence):
            self._fail(task, doer, judge, max(due, known), chance)
        else:
            self._do(task, doer, judge, self._delivery_day(known, due, diligence, chance), diligence, chance)

    def _delivery_day(self, known: date, due: date, diligence: float, chance: Random) -> date:
        if chance.random() < odds(0.1, -0.055, diligence):
            return self.diary.workday(max(due, known), chance.randint(1, 12))
        wanted = due - timedelta(days=chance.choice((0, 1, 1, 2, 3, 4, 5, 7, 9, 12)))
        day = self.diary.workday(max(wanted, known + timedelta(days=1)))
        return day if day <= due else self.diary.workday(max(self.diary.workday(due, -1), known + timedelta(days=1)))

    def _do(self, task: Task, doer: User, judge: User, day: date, diligence: float, chance: Random) -> None:
        is_half = chance.random() < odds(0.1, -0.035, diligence)
        achieved = max(1, task.quantity // 2) if is_half else task.quantity
        diary = self.diary
        diary.note(diary.moment(day, chance.choice((4, 6))), deliver_task, doer, task, achieved=achieved, note="")
        judged = diary.workday(day, chance.choice((1, 1, 1, 2, 2, 3, 4, 6)))
        if chance.random() < odds(0.03, -0.02, diligence):
            diary.note(diary.moment(judged, 1), return_task, judge, task, reason="还缺一项佐证，请补上再报。")
            again = diary.workday(judged, chance.randint(1, 4))
            diary.note(diary.moment(again, 5), deliver_task, doer, task, achieved=achieved, note="已补齐。")
            judged = diary.workday(again, chance.randint(1, 3))
        level = chance.choices((1, 2, 3, 4), _satisfaction(diligence, is_half))[0]
        outcome = HALF if is_half else FULL
        diary.note(
            diary.moment(judged, chance.choice((1, 5))), confirm_task, judge, task, outcome_bp=outcome, level=level
        )

    def _fail(self, task: Task, doer: User, judge: User, due: date, chance: Random) -> None:
        """In the end the owner says that it was not done, and the receiver writes it down as that."""
        told = self.diary.workday(due, chance.randint(8, 30))
        self.diary.note(
            self.diary.moment(told, 5), deliver_task, doer, task, achieved=0, note="没有做成，请按实际情况确认。"
        )
        judged = self.diary.workday(told, chance.randint(1, 4))
        self.diary.note(self.diary.moment(judged, 2), confirm_task, judge, task, outcome_bp=NONE, level=4)

    def give_out(self, year: int, month: int) -> None:
        """Note the tasks and questions that streets and communities put to their partners in a month."""
        for unit in self.world.signers:
            if month <= LAST_MONTH:
                self._give_task(unit, year, month)
            for at in range(ASKED.get(month, 0)):
                self._ask(unit, year, month, at)

    def _give_task(self, unit: Unit, year: int, month: int) -> None:
        chance = self.world.chance("give", unit.key, year, month)
        if chance.random() >= GIVEN or not self._is_partner(unit, date(year, month, 1)):
            return
        day = max(
            self.diary.workday(date(year, month, chance.randint(2, 24))), self.diary.workday(self.diary.now.date(), 1)
        )
        row = chance.choice(table("tasks"))
        said = {
            "kind": Task.Kind.TASK,
            "title": row["title"],
            "result_wanted": row["result_wanted"],
            "quantity": int(row["quantity"]),
            "unit": row["unit"],
            "weight": int(row["weight"]),
            "due_date": self.diary.workday(day, chance.randint(6, 20)),
        }
        self._assign(unit, day, chance.choice((1, 3)), said, year, month, "task")

    def _ask(self, unit: Unit, year: int, month: int, at: int) -> None:
        """Ask the same question of all partners of a street on the same day."""
        chance = self.world.chance("ask", unit.place.street, year, month, at)
        day = self.diary.workday(date(year, month, chance.randint(3, 20)))
        if not self._is_partner(unit, day):
            return
        row = table("consultations")[(month + at) % len(table("consultations"))]
        said = {
            "kind": Task.Kind.CONSULTATION,
            "title": row["title"],
            "result_wanted": row["result_wanted"],
            "unit": "份",
            "due_date": self.diary.workday(day, ANSWER_WORKDAYS),
        }
        self._assign(unit, day, 2, said, year, month, at, "question")

    def _assign(self, unit: Unit, day: date, hour: int, said: dict[str, object], *key: object) -> None:
        owner, receiver = self.world.organisation(unit), self.world.partner(unit)
        then = self._answer if said["kind"] == Task.Kind.CONSULTATION else self.follow
        self.diary.note(
            self.diary.moment(day, hour),
            assign_task,
            self.world.officer_of(receiver),
            owner,
            after=lambda task: then(task, owner, receiver, unit.key, *key),
            receiver=receiver,
            **said,
        )

    def _answer(self, task: Task, owner: Organisation, receiver: Organisation, *key: object) -> None:
        """Note when a question will be answered, if at all."""
        del receiver
        chance, diligence = self.world.chance("answer", *key), self.world.diligence_of(owner)
        if chance.random() < odds(0.07, -0.04, diligence):
            return
        is_late = chance.random() < odds(0.09, -0.05, diligence)
        day = self.diary.workday(self.diary.now.date(), chance.randint(6, 9) if is_late else chance.randint(1, 5))
        moment = self.diary.moment(day, chance.choice((3, 6)))
        self.diary.note(moment, deliver_task, self.world.officer_of(owner), task, note="同意，另有具体建议已附上。")

    def _is_partner(self, unit: Unit, day: date) -> bool:
        signed = self.world.signed.get(unit.key)
        return signed is not None and signed < day


def _satisfaction(diligence: float, is_half: bool) -> tuple[float, float, float, float]:
    if is_half:
        return 0.05, 0.35, 0.5, 0.1
    good = min(0.85, max(0.2, 0.5 + 0.14 * diligence))
    fair = min(0.3, max(0.02, 0.09 - 0.05 * diligence))
    return good, 1 - good - fair - 0.02, fair, 0.02
