"""What the report tells: the corridor, the road, the new town, the days of June; and the projects of every street."""

from datetime import date, datetime, timedelta

from django.conf import settings

from gongjian.civic.activities.actions import hold_activity, plan_activity
from gongjian.civic.activities.models import Activity
from gongjian.civic.matters.actions import form_group, take_segment
from gongjian.civic.matters.models import Group
from gongjian.civic.projects.actions import approve_showcase, finish_project, nominate_showcase, start_project
from gongjian.civic.projects.models import Project
from gongjian.civic.registry.models import Organisation
from gongjian.cli.demo.diary import Diary
from gongjian.cli.demo.district import Place, Unit
from gongjian.cli.demo.reading import report, table
from gongjian.cli.demo.world import World

YEAR = 2025
THIRDS = (3334, 3333, 3333)
EARLY = 10  # of a street's projects, this many begin before its agreements are signed


class Stories:
    """Notes the stories; a story of a street that is left out is left out with it."""

    def __init__(self, world: World, diary: Diary, projects: dict[str, list[Project]]) -> None:
        self.world, self.diary, self.projects = world, diary, projects

    def note_all(self) -> None:
        """Note everything that the report tells, in the demonstration's year."""
        told = report()
        self._projects()
        if told["communities"]["corridor"] in self.world.areas:
            self._corridor()
        if told["communities"]["road"] in self.world.areas:
            self._road()
        self._new_town()
        self._june()
        if told["streets"]["showcase"] in self.world.areas:
            self._showcases()

    def _units_of(self, code: str) -> list[Unit]:
        return [unit for unit in self.world.units if unit.place.code.startswith(code)]

    def _projects(self) -> None:
        """Note each street's projects: as many as the report says, elsewhere a few."""
        for street in self.world.streets:
            chance = self.world.chance("projects", street.code)
            number = report()["projects_of"].get(street.code, chance.randint(2, 4))
            for at, row in enumerate(chance.sample(table("projects"), number)):
                self._project(street, at, row)

    def _project(self, street: Place, at: int, row: dict[str, str]) -> None:
        chance = self.world.chance("project", street.code, at)
        begun = date(YEAR, 2, 6) if at < EARLY else date(YEAR, chance.randint(4, 9), chance.randint(1, 25))
        begun = self.diary.workday(begun, at % 4)
        partners = [unit for unit in self._units_of(street.code) if unit.has_agreement]
        joining = chance.sample(partners, min(len(partners), chance.randint(2, 5)))
        finished = self.diary.workday(begun + timedelta(days=chance.randint(90, 420)))
        area, lead = self.world.areas[street.code], self.world.bodies[street.code]
        actor = self.world.officers[street.code]

        def follow(project: Project) -> None:
            self.projects.setdefault(street.code, []).append(project)
            self.diary.note(self.diary.moment(finished, 5), finish_project, actor, project)

        self.diary.note(
            self.diary.moment(begun, 2),
            start_project,
            actor,
            area,
            after=follow,
            kind=row["kind"],
            lead=lead,
            title=f"{area.short_name}{row['title']}",
            deliverable=row["deliverable"],
            quantity=chance.randint(int(row["least"]), int(row["most"])),
            unit=row["unit"],
            due_date=finished,
            contributors=[(self.world.organisation(unit), "人手和场地") for unit in joining],
        )

    def _corridor(self) -> None:
        """The corridor of some 100 metres that the community built with 21 bodies of the city."""
        told, code = report()["corridor"], report()["communities"]["corridor"]
        begun, done = self.diary.workday(date(YEAR, 3, 10)), self.diary.workday(date(YEAR, 6, 12))
        actor, body = self.world.officers[code], self.world.bodies[code]
        bodies = [self.world.organisation(unit) for unit in self._units_of(code) if unit.is_city_body]
        self.diary.note(
            self.diary.moment(begun, 1),
            start_project,
            actor,
            self.world.areas[code],
            after=lambda project: self.diary.note(self.diary.moment(done, 5), finish_project, actor, project),
            kind=Project.Kind.CULTURE,
            lead=body,
            title=told["title"],
            deliverable=told["deliverable"],
            quantity=told["metres"],
            unit="米",
            is_about=True,
            due_date=done,
            contributors=[(one, "联合建设") for one in bodies],
        )

    def _road(self) -> None:
        """The road of three themes, whose segments units and merchants look after."""
        told, code = report()["road"], report()["communities"]["road"]
        begun = self.diary.workday(date(YEAR, 4, 8))
        units = [self.world.organisation(unit) for unit in self._units_of(code)]
        takers = [one for pair in zip(units, self.world.merchants, strict=False) for one in pair]
        self.diary.note(
            self.diary.moment(begun, 1),
            start_project,
            self.world.officers[code],
            self.world.areas[code],
            after=lambda project: self._segments(project, code, takers),
            kind=Project.Kind.STREET_CHIEF,
            lead=self.world.bodies[code],
            title=told["title"],
            deliverable=told["deliverable"],
            quantity=told["segments"],
            unit="段",
            parts=list(zip(told["themes"], THIRDS, strict=True)),
            contributors=[(one, "包段") for one in takers[: told["segments"]]],
        )

    def _segments(self, project: Project, code: str, takers: list[Organisation]) -> None:
        told = report()["road"]
        parts = list(project.parts.order_by("position"))
        day = self.diary.workday(self.diary.now.date(), 2)
        for number, taker in enumerate(takers[: told["segments"]]):
            self.diary.note(
                self.diary.moment(day, 2),
                take_segment,
                self.world.officers[code],
                self.world.areas[code],
                road=told["road"],
                position=number + 1,
                taker=taker,
                since=day,
                part=parts[number * len(parts) // told["segments"]],
            )

    def _new_town(self) -> None:
        """The task group of the new town, its liaison groups, and the visits to the building site."""
        told, day = report()["new_town"], self.diary.workday(date(YEAR, 3, 4))
        self.diary.note(
            self.diary.moment(day, 1),
            form_group,
            self.world.lead,
            self.world.district,
            after=self._liaisons,
            kind=Group.Kind.TASK,
            title=told["title"],
            purpose=told["purpose"],
            since=day,
        )

    def _liaisons(self, group: Group) -> None:
        told, day = report()["new_town"], self.diary.workday(self.diary.now.date(), 3)
        each = told["people"] // told["groups"]
        for number in range(1, told["groups"] + 1):
            third, rest = divmod(each, len(told["sources"]))
            heads = [
                third + (1 if (number + at) % len(told["sources"]) < rest else 0) for at in range(len(told["sources"]))
            ]
            self.diary.note(
                self.diary.moment(day, 2),
                form_group,
                self.world.lead,
                self.world.district,
                kind=Group.Kind.LIAISON,
                title=told["liaison_title"].format(number=number),
                purpose=told["liaison_purpose"],
                since=day,
                members=list(zip(told["sources"], heads, strict=True)),
                parent=group,
            )
        for month in (4, 7, 10):
            self._visit(group, date(YEAR, month, 16))
            self._visit(group, date(YEAR + 1, month, 15))

    def _visit(self, group: Group, wanted: date) -> None:
        told, day = report()["new_town"], self.diary.workday(wanted)
        actor = self.world.lead
        self.diary.note(
            self.diary.moment(self.diary.workday(day, -4), 2),
            plan_activity,
            actor,
            self.world.district,
            after=lambda row: self.diary.note(
                self.diary.moment(self.diary.workday(day, 1), 2), hold_activity, actor, row
            ),
            kind=Activity.Kind.SITE_VISIT,
            title=told["visit_title"],
            theme=told["visit_theme"],
            starts_at=self.diary.moment(day, 4),
            group=group,
        )

    def _june(self) -> None:
        told = report()
        for name, place in (("lecture", "streets"), ("micro_lecture", "streets"), ("joint", "communities")):
            self._activity(name, told[place][name], Activity.Kind[name.upper()])
        self._activity("oath", told["communities"]["oath"], Activity.Kind.OATH)
        self._activity("member_day", told["communities"]["member_day"], Activity.Kind.MEMBER_DAY)

    def _activity(self, name: str, code: str, kind: str) -> None:
        if code not in self.world.areas:
            return
        told, actor, body = report()[name], self.world.officers[code], self.world.bodies[code]
        starts = datetime.fromisoformat(f"{YEAR}-{told['day']}").replace(tzinfo=settings.OFFICE_ZONE)
        sides = [
            {
                "organisation": body,
                "audience": told["audience"],
                "headcount": told.get("headcount"),
                "is_at_least": "headcount" in told,
            }
        ]
        partner = next((unit for unit in self.world.units if unit.name == told.get("partner")), None)
        if partner:
            sides.append(
                {"organisation": self.world.organisation(partner), "audience": "党支部党员", "headcount": None}
            )
        entered = self.diary.workday(starts.date() + timedelta(days=1))
        self.diary.note(
            self.diary.moment(self.diary.workday(starts.date(), -6), 2),
            plan_activity,
            actor,
            self.world.areas[code],
            after=lambda row: self.diary.note(
                self.diary.moment(entered, 2), hold_activity, actor, row, sides=sides, steps=told.get("steps", ())
            ),
            kind=kind,
            title=told["title"],
            theme=told.get("theme", ""),
            starts_at=starts,
            is_required=name == "member_day",
        )

    def member_days(self, year: int) -> None:
        """Note a member day of every street for every month."""
        for street in self.world.streets:
            for month in range(1, 13):
                day = self.diary.workday(date(year, month, 5 + int(street.code[-2:])))
                self._member_day(street, day)

    def _member_day(self, street: Place, day: date) -> None:
        chance, actor = self.world.chance("member day", street.code, day), self.world.officers[street.code]
        side = {
            "organisation": self.world.bodies[street.code],
            "audience": "机关支部党员",
            "headcount": chance.randint(18, 45),
        }
        entered = self.diary.workday(day, 1)
        planned = max(self.diary.workday(day, -4), self.diary.workday(self.diary.now.date(), 1))
        self.diary.note(
            self.diary.moment(planned, 3),
            plan_activity,
            actor,
            self.world.areas[street.code],
            after=lambda row: self.diary.note(self.diary.moment(entered, 4), hold_activity, actor, row, sides=[side]),
            kind=Activity.Kind.MEMBER_DAY,
            title=f"{day.month}月党员活动日",
            starts_at=self.diary.moment(day, 5),
            is_required=True,
        )

    def _showcases(self) -> None:
        code = report()["streets"]["showcase"]
        actor, day = self.world.officers[code], self.diary.workday(date(YEAR, 5, 12))
        approved = self.diary.moment(self.diary.workday(day, 8), 3)
        for row in table("showcase"):
            self.diary.note(
                self.diary.moment(day, 3),
                nominate_showcase,
                actor,
                self.world.areas[code],
                after=lambda item: self.diary.note(approved, approve_showcase, actor, item),
                category=row["category"],
                title=row["title"],
            )
