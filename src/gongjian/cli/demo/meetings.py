"""Meetings with their attendance, lists confirmed."""

from datetime import date, timedelta

from gongjian.accounts.models import User
from gongjian.civic.lists.actions import confirm_list
from gongjian.civic.lists.models import ListCheck
from gongjian.civic.platforms.actions import convene_meeting, hold_meeting, plan_meeting
from gongjian.civic.platforms.models import Attendance, Meeting, MeetingTemplate, Seat
from gongjian.cli.demo.agendas import Agendas
from gongjian.cli.demo.diary import Diary
from gongjian.cli.demo.quarters import AHEAD, QUARTERS, meeting_day
from gongjian.cli.demo.reading import document
from gongjian.cli.demo.work import odds
from gongjian.cli.demo.world import World

STREET_LEVEL = 9  # letters of a street's code


class Meetings:
    """Notes the meetings of a year and the two days on which lists are confirmed."""

    def __init__(self, world: World, diary: Diary, agendas: Agendas) -> None:
        self.world, self.diary, self.agendas = world, diary, agendas
        self._template = MeetingTemplate.objects.get(area=world.district)

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
        platform = self.world.platforms[code]
        day, chance = meeting_day(self.world, self.diary, code, year, first_month)
        planned, starts = self.diary.workday(day, -AHEAD), self.diary.moment(day, chance.choice((1, 4)))
        is_small = len(code) > STREET_LEVEL
        place = self.world.areas[code].short_name if code in self.world.areas else "区委"
        self.diary.note(
            self.diary.moment(planned, 1),
            plan_meeting,
            officer,
            platform,
            after=lambda meeting: self._hold(meeting, officer, code),
            kind=kind,
            template=None if is_small else self._template,
            title=f"{platform.area.short_name}{title}",
            starts_at=starts.replace(minute=0),  # a notice says "9 o'clock"
            place=f"{place}会议室",
        )

    def _hold(self, meeting: Meeting, officer: User, code: str) -> None:
        """Note that members are asked, and that the sheet is entered on the day after; absences go by diligence."""
        if len(code) > STREET_LEVEL:
            self.diary.note(self.diary.moment(self.diary.now.date(), 3), convene_meeting, officer, meeting)
        else:
            self.agendas.follow(meeting, officer, code, lambda: self._states(meeting, code))
        entered = self.diary.workday(meeting.starts_at.date(), 1)
        begins = self.diary.moment(meeting.starts_at.date(), 0)
        self.diary.think(begins, lambda: self._enter(meeting, officer, code, entered))

    def _enter(self, meeting: Meeting, officer: User, code: str, entered: date) -> None:
        told, is_small = document("agendas"), len(code) > STREET_LEVEL
        post = told["chair_district"] if code == "district" else told["chair_street"]
        self.diary.note(
            self.diary.moment(entered, 3),
            hold_meeting,
            officer,
            meeting,
            after=None if is_small else lambda row: self.agendas.write(row, officer, code),
            attendance=self._states(meeting, code),
            chair_post="" if is_small else post,
        )

    def _states(self, meeting: Meeting, code: str) -> dict[int, str]:
        """Return who comes, who asks for leave and who stays away, by the key of the organisation."""
        chance = self.world.chance("attendance", code, meeting.starts_at.date())
        seats = (
            Seat.objects.on(meeting.starts_at.date()).filter(platform=meeting.platform_id).order_by("organisation_id")
        )
        attendance: dict[int, str] = {}
        for member in seats.values_list("organisation_id", flat=True):
            diligence, lot = self.world.diligence.get(member, 1.5), chance.random()
            absent = odds(0.06, -0.035, diligence)
            state = Attendance.State.ABSENT if lot < absent else Attendance.State.PRESENT
            attendance[member] = Attendance.State.LEAVE if absent <= lot < absent + 0.07 else state
        return attendance

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
