"""What is done together under pressure: a whistle, works of the new town, what people hear and say, a road's chiefs."""

from datetime import date
from functools import partial
from typing import Any

from gongjian.civic.matters.actions import (
    answer_concern,
    log_concern,
    name_road_chief,
    publish_bulletin,
    raise_matter,
    set_rulebook,
    whistle,
)
from gongjian.civic.matters.models import Concern, Group, Level, Matter, Segment
from gongjian.civic.registry.models import Role
from gongjian.cli.demo.diary import Diary
from gongjian.cli.demo.district import Place
from gongjian.cli.demo.ground import hour
from gongjian.cli.demo.matters import Matters
from gongjian.cli.demo.reading import document, report
from gongjian.cli.demo.world import World

CHIEFS_FROM = date(2025, 4, 14)
ANSWERED = 4  # working days until people get an answer
RULES: dict[str, Any] = {
    "answer_days": 2,
    "urgent_days": 2,
    "ordinary_days": 7,
    "hard_days": 15,
    "silence_days": 5,
    "callers": [Role.STREET_OFFICE.value],
    "sign_hours": 1,
    "contact_hours": 24,
    "attend_days": 3,
    "hard_attend_days": 5,
    "rungs": [(1, Level.STREET.value), (3, Level.DISTRICT.value)],
}


class Works:
    """Notes the whistle, the works, the bulletins and concerns, the chiefs and what they find."""

    def __init__(self, world: World, diary: Diary, matters: Matters) -> None:
        self.world, self.diary, self.matters = world, diary, matters
        set_rulebook(world.lead, world.district, **RULES, at=hour(38))

    def note_all(self) -> None:
        """Note everything; what belongs to a street that is left out is left out with it."""
        told = document("works")
        self._whistle(self.world.streets[0], told["whistle"])
        for row in told["works"]:
            self.diary.think(self._moment(row["day"], 2), partial(self._work, row))
        for row in told["bulletins"]:
            self.diary.think(self._moment(row["day"], 3), partial(self._tell, row))
        for number, row in enumerate(told["concerns"]):
            self.diary.think(self._moment(row["day"], 5), partial(self._hear, number, row))
        if report()["communities"]["road"] in self.world.areas:
            self._road(report()["communities"]["road"], told)

    def _moment(self, day: date, hour_: int) -> Any:
        return self.diary.moment(self.diary.workday(day), hour_)

    def _whistle(self, street: Place, row: dict[str, Any]) -> None:
        named = self.matters.departments
        self.diary.note(
            self._moment(row["day"], 0),
            whistle,
            self.world.officers[street.code],
            self.world.bodies[street.code],
            after=lambda matter: self.matters.begin(matter, street, row),
            area=self.world.areas[street.code],
            called=[(named[one["to"]], one["wish"]) for one in row["called"]],
            **{name: row[name] for name in ("title", "text", "category", "urgency")},
        )

    def _work(self, row: dict[str, Any]) -> None:
        """Let the last street, where the new town is, raise a works problem with the task group."""
        street = self.world.streets[-1]
        group = Group.objects.get(kind=Group.Kind.TASK)
        self._raise(street, row, kind=Matter.Kind.WORKS, owner=self.matters.departments[row["owner"]], group=group)

    def _raise(self, street: Place, row: dict[str, Any], **more: Any) -> None:
        said = {name: row[name] for name in ("title", "text", "category", "urgency")}
        self.diary.note(
            self.diary.now,
            raise_matter,
            self.world.officers[street.code],
            self.world.bodies[street.code],
            after=lambda matter: self.matters.begin(matter, street, row),
            households=row.get("households"),
            **{"area": self.world.areas[street.code], **said, **more},
        )

    def _tell(self, row: dict[str, str]) -> None:
        said: dict[str, Any] = {name: row[name] for name in ("title", "text", "audience")}
        self.diary.note(
            self.diary.now, publish_bulletin, self.world.lead, Group.objects.get(kind=Group.Kind.TASK), **said
        )

    def _hear(self, number: int, row: dict[str, Any]) -> None:
        """Note what people told a liaison group, and the answer, if they got one."""
        diary, groups = self.diary, list(Group.objects.filter(kind=Group.Kind.LIAISON).order_by("pk"))

        def answer(concern: Concern) -> None:
            if "answer" in row:
                at = diary.moment(diary.workday(diary.now.date(), ANSWERED), 3)
                diary.note(at, answer_concern, self.world.lead, concern, answer=row["answer"])

        said = {"day": diary.now.date(), "text": row["text"], "households": row["households"]}
        diary.note(diary.now, log_concern, self.world.lead, groups[number], answer, **said)

    def _road(self, code: str, told: dict[str, Any]) -> None:
        """Name the chiefs of the road, and note what they find on its segments."""
        place = next(one for one in self.world.communities if one.code == code)
        street = next(one for one in self.world.streets if one.code == place.street)
        chiefs = {"street": self.world.bodies[street.code], "community": self.world.bodies[code]}
        for row in told["chiefs"]:
            self.diary.note(
                self._moment(CHIEFS_FROM, 2),
                name_road_chief,
                self.world.officers[street.code],
                self.world.areas[code],
                road=report()["road"]["road"],
                rank=row["rank"],
                chief=chiefs[row["body"]],
                post=row["post"],
                every_days=row["every_days"],
                since=self.diary.workday(CHIEFS_FROM),
            )
        for number, row in enumerate(told["findings"]):
            self.diary.think(self._moment(row["day"], 2), partial(self._find, number, street, code, row))

    def _find(self, number: int, street: Place, code: str, row: dict[str, Any]) -> None:
        segments = Segment.objects.filter(area=self.world.areas[code], valid_to=None, taker__in=self.world.acting)
        known = list(segments.select_related("taker").order_by("position"))
        if not known:
            return
        segment, area = known[number % len(known)], self.world.areas[code]
        self._raise(street, row, kind=Matter.Kind.FINDING, area=area, segment=segment, owner=segment.taker)
