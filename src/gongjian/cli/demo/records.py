"""The monthly records: drafted and locked by the clock, filed by streets, answered by units."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from gongjian.civic.records.actions import (
    accept_line,
    accept_record,
    add_line,
    add_own_line,
    deem_period,
    dispute_line,
    draft_period,
    file_record,
    lock_period,
    settle_dispute,
)
from gongjian.civic.records.models import Line, Period, Record
from gongjian.cli.demo.diary import DAY, Diary
from gongjian.cli.demo.district import Unit
from gongjian.cli.demo.work import odds
from gongjian.cli.demo.world import World

APART = timedelta(minutes=3)  # between streets, so that each street's month is a transaction of its own
HELPS = (
    "暴雨夜协助转移地下车库车辆",
    "紧急供水时派车送水",
    "协助寻找走失老人",
    "停电抢修期间提供发电机",
    "雪天连夜清扫主干路",
)
SUGGESTIONS = ("错峰开放停车位的建议", "楼道照明改声控的建议", "活动时间改到周末的建议", "设立共享工具间的建议")
OBJECTIONS = (
    "当天已按时到会，签到表上有。",
    "数量少记了，另有一次在社区登记。",
    "材料在期限前已交，请查。",
    "这一项由另一家完成。",
)
OBJECTING = 0.06  # chance of an objection where a line could be doubted
CARELESS, BREAKING = -0.9, 0.03
BROKEN: dict[str, str] = {
    Line.Kind.DROPPED: "承诺的活动没有通知就停了",
    Line.Kind.FALSE_EVIDENCE: "报送的照片与实际不符",
}


class Records:
    """Notes what happens to every street's month."""

    def __init__(self, world: World, diary: Diary) -> None:
        self.world, self.diary = world, diary

    def note_year(self, year: int) -> None:
        """Note the days of every period of a year."""
        periods = (
            Period.objects.filter(programme=self.world.programmes[year]).select_related("area").order_by("month", "pk")
        )
        for period in periods:
            self._note(period)

    def _note(self, period: Period) -> None:
        diary, clock = self.diary, self.world.clock
        later = APART * (int(period.area.code[-2:]) - 1)
        by_hand = diary.workday(period.draft_date, -2)
        diary.think(diary.moment(by_hand, 0) + later, lambda: self._add_by_hand(period, by_hand))
        diary.note(diary.moment(period.draft_date, 7) + later, draft_period, clock, period)
        diary.think(
            diary.moment(max(period.file_by_date, period.draft_date + DAY), 1) + later,
            lambda: self._file(period, later),
        )
        diary.note(diary.moment(period.lock_date, 6) + later, deem_period, clock, period)
        diary.note(diary.moment(period.lock_date, 7) + later, lock_period, clock, period)

    def _signers(self, period: Period) -> list[Unit]:
        return [
            unit
            for unit in self.world.signers
            if unit.place.street == period.area.code
            and self.world.signed.get(unit.key, date.max) < self.diary.now.date()
        ]

    def _add_by_hand(self, period: Period, day: date) -> None:
        """Note what no event shows: help in need, suggestions taken up, and now and then something bad."""
        body, officer = self.world.bodies[period.area.code], self.world.officers[period.area.code]
        for unit in self._signers(period):
            chance = self.world.chance("by hand", unit.key, period.month)
            for kind, text, reason in _by_hand(unit, chance):
                self.diary.note(
                    self.diary.moment(day, 3),
                    add_line,
                    officer,
                    period,
                    unit=self.world.organisation(unit),
                    kind=kind,
                    text=text,
                    reason=reason,
                    by=body,
                )

    def _file(self, period: Period, later: timedelta) -> None:
        """Let a few units add a line of their own, then file every record of the street."""
        diary, officer = self.diary, self.world.officers[period.area.code]
        records = {record.unit_id: record for record in Record.objects.filter(period=period).order_by("pk")}
        for unit in self._signers(period):
            chance, own = self.world.chance("own line", unit.key, period.month), self.world.organisation(unit)
            if own.pk in records and chance.random() < odds(0.006, 0.004, unit.diligence):
                diary.note(
                    diary.now,
                    add_own_line,
                    self.world.liaisons[unit.key],
                    records[own.pk],
                    kind=Line.Kind.SUGGESTION,
                    text=chance.choice(SUGGESTIONS),
                    reason="社区议事会采纳，有记录",
                )
        filed = diary.moment(diary.now.date(), 4) + later
        for record in records.values():
            diary.note(filed, file_record, officer, record)
        diary.think(filed, lambda: self._answer(period, records))

    def _answer(self, period: Period, records: dict[int, Record]) -> None:
        """Note who accepts, who objects to a line, and who says nothing until time decides."""
        lines: dict[int, list[Line]] = defaultdict(list)
        for line in Line.objects.filter(record__period=period).order_by("pk"):
            lines[line.record_id].append(line)
        for unit in self._signers(period):
            record = records.get(self.world.organisation(unit).pk)
            if record is not None:
                self._answer_one(period, unit, record, lines[record.pk])

    def _answer_one(self, period: Period, unit: Unit, record: Record, lines: list[Line]) -> None:
        diary, chance = self.diary, self.world.chance("answer record", unit.key, period.month)
        liaison, officer = self.world.liaisons[unit.key], self.world.officers[period.area.code]
        day = diary.workday(record.period.file_by_date, chance.randint(1, 5))
        ours = [line for line in lines if line.by_id == record.unit_id]
        theirs = [line for line in lines if line.by_id != record.unit_id]
        for line in ours:
            diary.note(diary.moment(day, 1), accept_line, officer, line)
        doubtful = [
            line for line in theirs if line.outcome_bp in (0, 5000) or line.is_on_time is False or line.kind in BROKEN
        ]
        if doubtful and chance.random() < OBJECTING:
            line = chance.choice(doubtful)
            theirs.remove(line)
            diary.note(diary.moment(day, 2), dispute_line, liaison, line, objection=chance.choice(OBJECTIONS))
            is_upheld = chance.random() < 0.6
            reason = "已核对签到表和登记，原记录属实。" if is_upheld else "核对后情况属实，原记录撤下。"
            settled = min(diary.workday(day, 1), period.lock_date)
            diary.note(diary.moment(settled, 3), settle_dispute, officer, line, is_upheld=is_upheld, reason=reason)
        if theirs and chance.random() < 0.86 + 0.05 * unit.diligence:
            diary.note(diary.moment(day, chance.choice((4, 6))), accept_record, liaison, record)


def _by_hand(unit: Unit, chance: Random) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    if chance.random() < odds(0.015, 0.008, unit.diligence):
        found.append((Line.Kind.SUGGESTION, chance.choice(SUGGESTIONS), "街道办公会采纳"))
    if chance.random() < odds(0.01, 0.006, unit.diligence):
        found.append((Line.Kind.HELP, chance.choice(HELPS), "街道值班记录"))
    if unit.diligence < CARELESS and chance.random() < BREAKING:
        kind = chance.choice(list(BROKEN))
        found.append((kind, BROKEN[kind], "街道核查记录"))
    return found
