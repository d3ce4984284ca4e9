"""One street lives through 2026 by the real verbs: three units, one of them without an agreement."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gongjian.accounts.models import User
from gongjian.civic.agreements.actions import draft_agreement, sign
from gongjian.civic.agreements.models import Agreement
from gongjian.civic.ballots.actions import declare, plan_session
from gongjian.civic.ballots.models import Session
from gongjian.civic.duties.actions import open_year
from gongjian.civic.evaluations.actions import freeze_scheme, record_inspection, submit_marks
from gongjian.civic.evaluations.models import Defect, Mark, Scheme
from gongjian.civic.platforms.actions import admit, establish_platform, hold_meeting, plan_meeting
from gongjian.civic.platforms.models import Attendance, Meeting, Platform
from gongjian.civic.records.actions import (
    accept_record,
    deem_period,
    dispute_line,
    draft_period,
    file_record,
    lock_period,
    settle_dispute,
)
from gongjian.civic.records.models import Line, Period, Record
from gongjian.civic.registry.actions import add_area, add_organisation, found_district
from gongjian.civic.registry.models import Area, Organisation, Programme, Role
from gongjian.civic.tasks.actions import assign_task, confirm_task, deliver_task
from gongjian.civic.tasks.models import Task
from tests.factories import OfficeFactory, liaison_of, worker_of

ZONE = ZoneInfo("Asia/Shanghai")
SINCE = date(2025, 6, 1)


def at(month: int, day: int, hour: int = 9, year: int = 2026) -> datetime:
    """Return a moment of the year on the office's clock."""
    return datetime(year, month, day, hour, tzinfo=ZONE)


@dataclass
class Street:
    """The places, the bodies and those who act for them."""

    district: Area
    street: Area
    community: Area
    body: Organisation
    units: list[Organisation]
    office: User
    street_office: User
    worker: User
    liaisons: dict[int, User]
    programme: Programme
    clock: User
    agreements: list[Agreement] = field(default_factory=list)

    @property
    def scheme(self) -> Scheme:
        return self.programme.scheme

    def period(self, month: int) -> Period:
        return Period.objects.select_related("area", "programme").get(area=self.street, month=date(2026, month, 1))

    def record(self, unit: Organisation, month: int) -> Record:
        found = Record.objects.select_related("unit", "period__area", "period__programme")
        return found.get(unit=unit, month=date(2026, month, 1))


def found_street() -> Street:
    """Found a district with one street and open its year; nothing has happened yet."""
    clock = User.objects.clock()
    opened = at(1, 5)
    district = found_district(clock, clock, name="中原区", code="410102", since=SINCE, at=opened)
    street = add_area(clock, district, level="STREET", name="建设路街道", code="410102005", since=SINCE, at=opened)
    community = add_area(clock, street, level="COMMUNITY", name="和顺社区", code="410102005001", since=SINCE, at=opened)
    body = add_organisation(
        clock, community, name="和顺社区党委", kind="COMMUNITY", since=SINCE, governs=community, at=opened
    )
    units = [
        add_organisation(clock, community, name=name, kind="SCHOOL", since=SINCE, is_resident_unit=True, at=opened)
        for name in ("知行中学", "晨光小学", "河畔幼儿园")
    ]
    office = _holder(Role.DISTRICT_OFFICE, district)
    programme = open_year(office, district, year=2026, at=opened)
    return Street(
        district,
        street,
        community,
        body,
        units,
        office,
        street_office=_holder(Role.STREET_OFFICE, street),
        worker=worker_of(community),
        liaisons={unit.pk: liaison_of(unit) for unit in units},
        programme=programme,
        clock=clock,
    )


def _holder(role: Role, area: Area) -> User:
    return OfficeFactory(role=role, area=area).person.user


def agree(here: Street, unit: Organisation, *, number: str) -> Agreement:
    """Let a unit and its community sign an agreement: a promise a quarter, and a heavy one in May."""
    promise = {"doer": unit, "receiver": here.body, "quantity": 2, "unit": "次", "proof": "开放登记簿"}
    opening = {"what": "操场周末开放", "every": "QUARTER", "first_due_date": date(2026, 3, 31), "weight": 2}
    library = {"what": "暑期图书室", "every": "ONCE", "first_due_date": date(2026, 5, 31), "weight": 3}
    agreement = draft_agreement(
        here.worker,
        here.community,
        number=number,
        title="共建协议",
        from_date=date(2026, 1, 10),
        to_date=date(2027, 1, 10),
        parties=[unit, here.body],
        clauses=[{**promise, **opening}, {**promise, **library}],
        at=at(1, 12),
    )  # fmt: skip
    for party in agreement.parties.order_by("position"):
        signer = here.worker if party.organisation_id == here.body.pk else here.liaisons[unit.pk]
        sign(signer, party, at=at(1, 15))
    here.agreements.append(agreement)
    return agreement


def keep(here: Street, task: Task, when: datetime, *, outcome_bp: int = 10_000, level: int | None = None) -> Task:
    """Let the unit deliver a task and the community confirm it an hour later."""
    deliver_task(here.liaisons[task.owner_id], task, at=when)
    return confirm_task(here.worker, task, outcome_bp=outcome_bp, level=level, at=when + timedelta(hours=1))


def give_task(here: Street, unit: Organisation, *, title: str, due: date, when: datetime) -> Task:
    """Let the community give a unit a task."""
    return assign_task(here.worker, unit, receiver=here.body, kind=Task.Kind.TASK, title=title, due_date=due, at=when)


def meet(here: Street, when: datetime, absent: Organisation) -> Meeting:
    """Hold a joint meeting of all units, one of which stays away."""
    platform = Platform.objects.filter(area=here.community).first()
    if platform is None:
        platform = establish_platform(
            here.street_office,
            here.community,
            kind=Platform.Kind.COMMITTEE,
            title="和顺社区区域党委",
            secretary=here.body,
            since=date(2026, 1, 1),
            at=when,
        )
        for unit in here.units:
            admit(
                here.street_office,
                platform,
                organisation=unit,
                since=date(2026, 1, 1),
                until=date(2027, 1, 1),
                decision="第一次会议第二项",
                at=when,
            )
    meeting = plan_meeting(
        here.worker, platform, kind=Meeting.Kind.JOINT, title="联席会议", starts_at=when, at=when - timedelta(hours=1)
    )
    states = {unit.pk: Attendance.State.ABSENT if unit == absent else Attendance.State.PRESENT for unit in here.units}
    return hold_meeting(here.worker, meeting, attendance=states, at=when + timedelta(hours=1))


def draft(here: Street, month: int) -> Period:
    """Let the clock draft a month on its day."""
    period = here.period(month)
    return draft_period(here.clock, period, at=_moment(period.draft_date, 2))


def file(here: Street, month: int) -> list[Record]:
    """Let the community send every unit's month to be checked."""
    period = here.period(month)
    records = list(Record.objects.filter(period=period, filed_at=None).order_by("pk"))
    return [file_record(here.worker, record, at=_moment(period.file_by_date, 9)) for record in records]


def accept_all(here: Street, month: int) -> None:
    """Let every unit accept what still waits for it."""
    period = here.period(month)
    for record in Record.objects.filter(period=period, lines__state="DRAFTED").distinct():
        accept_record(here.liaisons[record.unit_id], record, at=_moment(period.answer_by_date, 10))


def lock(here: Street, month: int) -> Period:
    """Let the clock treat the rest as accepted and lock the month."""
    period = here.period(month)
    deem_period(here.clock, period, at=_moment(period.lock_date, 23))
    return lock_period(here.clock, period, at=_moment(period.lock_date, 23))


def close_month(here: Street, month: int) -> Period:
    """Draft, file, answer and lock a month. In September nobody answers; in October one line is disputed."""
    draft(here, month)
    file(here, month)
    if month == 10:
        quarrel(here, month)
    if month != 9:
        accept_all(here, month)
    return lock(here, month)


def quarrel(here: Street, month: int) -> None:
    """Let a unit object to a line, and the street decide that it stays."""
    period = here.period(month)
    line = Line.objects.select_related("record__unit").filter(record__period=period).latest("pk")
    objector = here.liaisons[line.record.unit_id]
    dispute_line(objector, line, objection="值守了 4 班，登记簿第 12 页有签字", at=_moment(period.answer_by_date, 9))
    settle_dispute(here.street_office, line, is_upheld=True, reason="登记簿核过", at=_moment(period.answer_by_date, 15))


def vote(here: Street, counts: dict[int, tuple[int, int, int, int, int]]) -> Session:
    """Hold the street's ballot meeting."""
    session = plan_session(
        here.street_office, here.street, programme=here.programme, held_date=date(2026, 12, 20), due=50, at=at(12, 10)
    )
    return declare(
        here.street_office, session, present=49, issued=49, returned=48, spoiled=0, counts=counts, at=at(12, 20, 17)
    )


def inspect(here: Street, unit: Organisation) -> None:
    """Find one small fault at a unit."""
    record_inspection(
        here.office,
        unit,
        programme=here.programme,
        visited_date=date(2026, 9, 10),
        defects=[(Defect.Severity.MINOR, "开放时间牌与实际不符", False)],
        at=at(9, 10),
    )


def judge(here: Street, units: list[Organisation], mark_bp: int = 9000) -> None:
    """Enter the sheets of five panellists."""
    for panellist in range(1, 6):
        marks = [(unit.pk, part.value, mark_bp - 100 * panellist) for unit in units for part in Mark.Part]
        submit_marks(here.office, here.scheme, panellist=panellist, marks=marks, at=at(12, 22))


def live_through(here: Street) -> None:
    """Let the year run to its end: all twelve months are locked, the meeting is held, the marks are in."""
    first, second, _third = here.units
    freeze_scheme(here.office, here.scheme, at=at(1, 20))
    for number, unit in enumerate((first, second), 1):
        agree(here, unit, number=f"建共〔2026〕{number}号")
    meet(here, at(2, 10), absent=second)
    cleaning = give_task(here, first, title="和顺路清扫日", due=date(2026, 4, 10), when=at(3, 20))
    guards = give_task(here, second, title="国庆值守 4 班", due=date(2026, 10, 8), when=at(9, 20))
    for month in range(1, 13):
        for task in Task.objects.open().filter(kind=Task.Kind.PROMISE, due_date__month=month, due_date__year=2026):
            outcome = 5_000 if task.owner_id == second.pk and month == 5 else 10_000
            keep(here, task, at(month, 1 if month == 12 else 20), outcome_bp=outcome)
        if month == 4:
            keep(here, cleaning, at(4, 9), level=1)
        if month == 10:
            keep(here, guards, at(10, 12), level=2)
        close_month(here, month)
    vote(here, {first.pk: (30, 12, 3, 1, 2), second.pk: (20, 14, 8, 2, 4)})
    inspect(here, first)
    judge(here, [first, second])


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)
