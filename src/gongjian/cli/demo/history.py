"""The whole of it: the ground, then two years lived through day by day."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from django.utils import translation

from gongjian.civic.duties.actions import open_year
from gongjian.civic.evaluations.actions import freeze_scheme
from gongjian.civic.registry.models import Programme
from gongjian.civic.registry.queries import day_sets
from gongjian.cli.demo.agendas import Agendas
from gongjian.cli.demo.changes import Changes
from gongjian.cli.demo.committees import establish, note_second_year
from gongjian.cli.demo.diary import DAY, Diary
from gongjian.cli.demo.district import plan_district
from gongjian.cli.demo.ground import lay_ground
from gongjian.cli.demo.judgement import Judgement
from gongjian.cli.demo.matters import Matters
from gongjian.cli.demo.meetings import Meetings
from gongjian.cli.demo.promises import Promises
from gongjian.cli.demo.records import Records
from gongjian.cli.demo.service import Service
from gongjian.cli.demo.stories import Stories
from gongjian.cli.demo.talks import Talks
from gongjian.cli.demo.work import Work
from gongjian.cli.demo.works import Works
from gongjian.cli.demo.world import World

FIRST_DAY = date(2025, 1, 1)
LAST_DAY = date(2026, 12, 31)
GROUND = 60  # of the progress, the ground counts as so many days
AGREEMENTS_NOTED = date(2025, 2, 11)
SECOND_YEAR = 2026
OPENED = {2025: date(2025, 1, 3), 2026: date(2026, 1, 5)}

Told = Callable[[str, int, int], None]


class History:
    """Everybody who lives, and the diary in which they write."""

    def __init__(self, world: World, diary: Diary) -> None:
        self.world, self.diary = world, diary
        self.work = Work(world, diary)
        self.promises = Promises(world, diary, self.work)
        self.stories = Stories(world, diary, self.promises.projects)
        self.matters = Matters(world, diary)
        self.meetings = Meetings(world, diary, Agendas(world, diary, self.work, self.matters))
        self.talks = Talks(world, diary)
        self.works = Works(world, diary, self.matters)
        self.service = Service(world, diary)
        self.records = Records(world, diary)
        self.judgement = Judgement(world, diary)

    def open(self, year: int) -> None:
        """Note the opening of a year; all else of it follows from that."""
        self.diary.note(
            self.diary.moment(OPENED[year], 2),
            open_year,
            self.world.lead,
            self.world.district,
            after=self._opened,
            year=year,
            lead_office=self.world.lead_office,
        )

    def _opened(self, programme: Programme) -> None:
        year, diary = programme.year, self.diary
        self.world.programmes[year] = programme
        frozen = diary.workday(OPENED[year], 5)
        diary.note(diary.moment(frozen, 2), freeze_scheme, self.world.lead, programme.scheme)
        self.meetings.note_year(year)
        if year == SECOND_YEAR:
            note_second_year(self.world, diary)
        self.meetings.confirm_lists(year)
        self.records.note_year(year)
        self.stories.member_days(year)
        if year == FIRST_DAY.year:
            self.promises.note_lists()
            self.stories.note_all()
            Changes(self.world, diary).note_all()
            self.matters.note_all()
            self.talks.note_all()
            self.works.note_all()
            diary.think(diary.moment(AGREEMENTS_NOTED, 0), self.promises.note_agreements)
        self.service.note_year(year)
        self.judgement.note_year(year)
        for month in range(1, 13):
            diary.think(diary.moment(max(date(year, month, 1), frozen), 0), partial(self.work.give_out, year, month))


def live(seed: int, until: datetime, most_streets: int | None, told: Told) -> int:
    """Build the demonstration in an empty, migrated database; return the number of deeds.

    until  nothing happens at or after this moment
    told   is told the step, the days done and the days in all
    """
    total = GROUND + (until.date() - FIRST_DAY).days
    with translation.override("zh-hans"):
        told(f"{FIRST_DAY - DAY:%Y-%m}", 0, total)
        world = lay_ground(plan_district(seed, most_streets))
        establish(world)
        diary = Diary(until, *day_sets())
        history = History(world, diary)
        for year in OPENED:
            history.open(year)
        day = FIRST_DAY
        while day <= until.date():
            told(f"{day:%Y-%m}", GROUND + (day - FIRST_DAY).days, total)
            diary.live(datetime.combine(day + DAY, datetime.min.time(), until.tzinfo))
            day += DAY
        told(f"{until:%Y-%m}", total, total)
    return diary.events
