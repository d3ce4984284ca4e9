"""Meetings with their attendance, lists confirmed."""

from datetime import date, timedelta

from gongjian.accounts.models import User
from gongjian.civic.lists.actions import confirm_list
from gongjian.civic.lists.models import ListCheck
from gongjian.civic.platforms.actions import hold_meeting, plan_meeting
from gongjian.civic.platforms.models import Attendance, Meeting, Seat
from gongjian.cli.demo.diary import Diary
from gongjian.cli.demo.work import odds
from gongjian.cli.demo.world import World

QUARTERS = {1: "一", 4: "二", 7: "三", 10: "四"}
AHEAD = 5  # working days between the plan of a meeting and the meeting


class Meetings:
    """Notes the meetings of a year and the two days on which lists are confirmed."""

    def __init__(self, world: World, diary: Diary) -> None:
        self.world, self.diary = world, diary

    def note_year(self, year: int) -> None:
        """Note a meeting of each platform for each quarter."""
        for first_month, quarter in QUARTERS.items():
            self._plan(
                "district", self.world.lead, Meeting.Kind.SPECIAL, f"{year}年第{quarter}季度专题会议", year, first_month
            )
            for place in self.world.streets:
                officer, title = self.world.officers[place.code], f"{year}年第{quarter}季度联席会议"
                self._plan(place.code, officer, Meeting.Kind.JOINT, title, year, first_month)
            for place in self.world.communities:
                officer, title = self.world.officers[place.code], f"{year}年第{quarter}季度社区联席会议"
                self._plan(place.code, officer, Meeting.Kind.JOINT, title, year, first_month + 1)

    def _plan(self, code: str, officer: User, kind: str, title: str, year: int, first_month: int) -> None:
        chance, platform = self.world.chance("meeting", code, year, first_month), self.world.platforms[code]
        day = self.diary.workday(date(year, first_month, 14) + timedelta(days=chance.randrange(30)))
        planned, starts = self.diary.workday(day, -AHEAD), self.diary.moment(day, chance.choice((1, 4)))
        place = self.world.areas[code].short_name if code in self.world.areas else "区委"
        self.diary.note(
            self.diary.moment(planned, 1),
            plan_meeting,
            officer,
            platform,
            after=lambda meeting: self._hold(meeting, officer, code),
            kind=kind,
            title=f"{platform.area.short_name}{title}",
            starts_at=starts,
            place=f"{place}会议室",
        )

    def _hold(self, meeting: Meeting, officer: User, code: str) -> None:
        """Note that the sheet is entered on the next day; absences are a matter of diligence."""
        entered = self.diary.workday(meeting.starts_at.date(), 1)
        begins = self.diary.moment(meeting.starts_at.date(), 0)
        self.diary.think(begins, lambda: self._enter(meeting, officer, code, entered))

    def _enter(self, meeting: Meeting, officer: User, code: str, entered: date) -> None:
        chance = self.world.chance("attendance", code, meeting.starts_at.date())
        seats = (
            Seat.objects.on(meeting.starts_at.date()).filter(platform=meeting.platform_id).order_by("organisation_id")
        )
        attendance = {}
        for member in seats.values_list("organisation_id", flat=True):
            diligence, lot = self.world.diligence.get(member, 1.5), chance.random()
            absent = odds(0.06, -0.035, diligence)
            state = Attendance.State.ABSENT if lot < absent else Attendance.State.PRESENT
            attendance[member] = Attendance.State.LEAVE if absent <= lot < absent + 0.07 else state
        self.diary.note(self.diary.moment(entered, 3), hold_meeting, officer, meeting, attendance=attendance)

    def confirm_lists(self, year: int) -> None:
        """Note who confirms which list when: most in time, some late, some never."""
        world, diary = self.world, self.diary
        units = {world.organisation(unit).pk: unit for unit in world.units}
        checks = ListCheck.objects.filter(programme=world.programmes[year]).order_by("pk")
        for check in checks:
            unit = units[check.organisation_id]
            chance = world.chance("list", unit.key, check.due_date)
            late, never = odds(0.08, -0.045, unit.diligence), odds(0.06, -0.04, unit.diligence)
            lot = chance.random()
            if lot < never:
                continue
            days = chance.randint(2, 12) if lot < never + late else -chance.randint(0, 24)
            day = diary.workday(check.due_date + timedelta(days=days))
            if days <= 0 and day > check.due_date:
                day = diary.workday(check.due_date, -1)
            actor = (
                world.liaisons.get(unit.key) or world.officers.get(unit.place.code) or world.officers[unit.place.street]
            )
            diary.note(diary.moment(day, chance.choice((1, 5))), confirm_list, actor, check)
