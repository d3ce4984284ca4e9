"""What is said: open talks with residents, threads between two bodies, reports of part-time members."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from gongjian.civic.lists.actions import add_need
from gongjian.civic.matters.actions import raise_matter
from gongjian.civic.matters.models import Matter
from gongjian.civic.platforms.actions import (
    appraise_report,
    circulate_minutes,
    confirm_minutes,
    hold_meeting,
    note_finding,
    open_thread,
    plan_meeting,
    report_seat,
    settle_finding,
    write_entry,
    write_stage,
)
from gongjian.civic.platforms.models import Attendance, Entry, Finding, Meeting, Seat, SeatReport, Thread
from gongjian.civic.platforms.queries.reports import meetings_for
from gongjian.cli.demo.committees import part_time_members
from gongjian.cli.demo.diary import Diary
from gongjian.cli.demo.district import Place, Unit
from gongjian.cli.demo.reading import document
from gongjian.cli.demo.world import World

REPORTED = {2025: date(2025, 11, 17), 2026: date(2026, 11, 9)}
APPRAISED = 9  # working days after the report
SILENT = 4  # every fourth part-time member has not reported yet
TO_OBJECT = 5


class Talks:
    """Notes what is said, when and by whom."""

    def __init__(self, world: World, diary: Diary) -> None:
        self.world, self.diary = world, diary

    def note_all(self) -> None:
        """Note the talks, the threads and the reports of both years."""
        told = document("talks")
        for number, talk in enumerate(told["talks"]):
            places = self.world.communities
            self._talk(places[(number * 37 + 5) % len(places)], talk)
        pairs = self.world.signers[:: max(1, len(self.world.signers) // len(told["threads"]))]
        for thread, unit in zip(told["threads"], pairs, strict=False):
            self._thread(unit, thread)
        for year, day in REPORTED.items():
            self.diary.think(self.diary.moment(self.diary.workday(day), 0), partial(self._reports, year))

    def _talk(self, place: Place, talk: dict[str, Any]) -> None:
        diary, actor = self.diary, self.world.officers[place.code]
        day = diary.workday(talk["day"])
        diary.note(
            diary.moment(diary.workday(day, -6), 2),
            plan_meeting,
            actor,
            self.world.platforms[place.code],
            after=lambda meeting: diary.think(diary.moment(day, 5), lambda: self._hold(meeting, place, talk)),
            kind=Meeting.Kind.TALK,
            title=f"{self.world.areas[place.code].short_name}{talk['title']}",
            starts_at=diary.moment(day, 4).replace(minute=0),
            place="社区活动室",
        )

    def _hold(self, meeting: Meeting, place: Place, talk: dict[str, Any]) -> None:
        diary, actor = self.diary, self.world.officers[place.code]
        seats = Seat.objects.on(meeting.day).filter(platform=meeting.platform_id).order_by("organisation_id")
        came = dict.fromkeys(seats.values_list("organisation_id", flat=True), Attendance.State.PRESENT)
        entered = diary.workday(meeting.day, 1)
        diary.note(diary.moment(entered, 1), hold_meeting, actor, meeting, attendance=came)
        for stage in talk["stages"]:
            diary.note(diary.moment(entered, 2), write_stage, actor, meeting, **stage)
        for row in talk["findings"]:
            then: Callable[[Finding], None] = partial(self._settle, place, row)
            said = {"stage": row["stage"], "text": row["text"]}
            diary.note(diary.moment(entered, 3), note_finding, actor, meeting, then, **said)
        sent = diary.workday(entered, 6)
        last = diary.workday(sent, TO_OBJECT)
        diary.note(diary.moment(sent, 2), circulate_minutes, actor, meeting, object_by=last)
        diary.note(diary.moment(diary.workday(last, 1), 2), confirm_minutes, actor, meeting)

    def _settle(self, place: Place, row: dict[str, str], finding: Finding) -> None:
        """Note what becomes of a finding, a few days later."""
        diary, actor = self.diary, self.world.officers[place.code]
        area, body = self.world.areas[place.code], self.world.bodies[place.code]
        at = diary.moment(diary.workday(diary.now.date(), 3), 4)
        if row["becomes"] == Finding.Outcome.NO_ACTION:
            said: dict[str, Any] = {"outcome": row["becomes"], "reason": row["reason"]}
            diary.note(at, settle_finding, actor, finding, **said)
        elif row["becomes"] == Finding.Outcome.NEED:
            diary.note(at, add_need, actor, body, area=area, title=row["title"], finding=finding)
        else:
            diary.note(
                at,
                raise_matter,
                actor,
                body,
                area=area,
                title=row["title"].format(place=area.short_name),
                category=Matter.Category.PUBLIC_SERVICE,
                urgency=Matter.Urgency.HARD,
                finding=finding,
            )

    def _thread(self, unit: Unit, told: dict[str, Any]) -> None:
        diary, own = self.diary, self.world.organisation(unit)
        begins = diary.moment(diary.workday(told["begins"]), 1)
        diary.note(
            begins,
            open_thread,
            self.world.officer_of(own),
            own,
            after=lambda thread: self._write(thread, unit, list(told["entries"]), None),
            with_=self.world.partner(unit),
        )

    def _write(self, thread: Thread, unit: Unit, rest: list[dict[str, str]], last: Entry | None) -> None:
        """Note the next entry on the next working day; a reply answers the entry before."""
        if not rest:
            return
        diary, row = self.diary, dict(rest.pop(0))
        author = self.world.organisation(unit) if row.pop("by") == "unit" else self.world.partner(unit)
        day = diary.workday(diary.now.date(), 1)
        said: dict[str, Any] = {**row, "thread": thread}
        if row["kind"] == Entry.Kind.REPLY:
            said["answers"] = last
        if row["kind"] == Entry.Kind.CONTACT:
            said["day"] = day
        diary.note(
            diary.moment(day, 2),
            write_entry,
            self.world.officer_of(author),
            author,
            after=lambda entry: self._write(thread, unit, rest, entry),
            **said,
        )

    def _reports(self, year: int) -> None:
        """Note what part-time members report, and what a meeting that they were asked to says of it."""
        told, diary, number = document("talks")["reports"], self.diary, 0
        for street in self.world.streets:
            for member in part_time_members(self.world, street):
                seats = Seat.objects.on(diary.now.date()).filter(organisation=member, is_part_time=True)
                number += 1
                seat = seats.first()
                if seat is None or number % SILENT == 0:
                    continue
                text = told["texts"][number % len(told["texts"])]
                opinion = told["opinions"][number % len(told["opinions"])]
                then: Callable[[SeatReport], None] = partial(self._appraise, street, opinion)
                at = diary.moment(diary.workday(diary.now.date(), number % 5), 3)
                diary.note(at, report_seat, self.world.officer_of(member), seat, then, year=year, text=text)

    def _appraise(self, street: Place, opinion: str, report: SeatReport) -> None:
        meeting = meetings_for(report).order_by("-starts_at").first()
        if meeting is not None:
            at = self.diary.moment(self.diary.workday(self.diary.now.date(), APPRAISED), 3)
            said = {"meeting": meeting, "opinion": opinion}
            self.diary.note(at, appraise_report, self.world.officers[street.code], report, **said)
