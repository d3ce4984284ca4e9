"""A small district with a row of everything in four positions, seen from one community and one of its units.

own      unit A in community 1 of street 1          near     unit B right beside it
sibling  unit C in community 2 of the same street   foreign  unit D in the other street

Everything that is not public bears a mark of its position that occurs nowhere else, so that a page which shows what it
should not is found by its words.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from gongjian.accounts.models import Factor, Invitation, RecoveryCode, User
from gongjian.civic.agreements.models import Agreement
from gongjian.civic.duties.models import Handover
from gongjian.civic.evaluations.models import Outcome
from gongjian.civic.lists.models import Resource
from gongjian.civic.records.models import Line, Period
from gongjian.civic.registry.models import Area, Batch, Office, Organisation, Programme, Role
from tests.architecture.permission_rows import deliberations, matters, talks
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    ActivityFactory,
    AgreementFactory,
    BodyFactory,
    ClaimFactory,
    CommunityFactory,
    ContributionFactory,
    CountFactory,
    DistrictFactory,
    EventFactory,
    FileFactory,
    GradingFactory,
    GroupFactory,
    LineFactory,
    ListCheckFactory,
    MeetingFactory,
    ObligationFactory,
    OfficeFactory,
    OrganisationFactory,
    OutcomeFactory,
    ParticipationFactory,
    PartyFactory,
    PeriodFactory,
    PersonFactory,
    PlatformFactory,
    PostFactory,
    ProgrammeFactory,
    ProjectFactory,
    RecordFactory,
    ReleaseFactory,
    ResourceFactory,
    ResultFactory,
    SchemeFactory,
    SegmentFactory,
    SessionFactory,
    ShowcaseFactory,
    SideFactory,
    StreetFactory,
    TaskFactory,
    UserFactory,
)

POSITIONS = {"own": "矍甲", "near": "矍乙", "sibling": "矍丙", "foreign": "矍丁"}
DISTRICT = "district"  # the position of what the district has only once
KINDS = ("单位", "事务", "资源", "名次", "姓名")


@dataclass(frozen=True)
class Place:
    """One of the four positions."""

    position: str
    street: Area
    community: Area
    unit: Organisation
    body: Organisation

    def named(self, kind: str) -> str:
        return f"{POSITIONS[self.position]}{kind}"


@dataclass
class World:
    """The rows by model and position, and somebody for every role."""

    users: dict[str, User | None] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    rows: dict[type[Model], dict[str, list[Any]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def keep(self, position: str, *rows: Model) -> None:
        for row in rows:
            self.rows[type(row)][position].append(row)


def built() -> World:
    """Make the district."""
    world, district = World(), DistrictFactory()
    departments = [
        OrganisationFactory(kind="DISTRICT", area=district, is_resident_unit=False, name=f"第{number}部门", grouping="")
        for number in (1, 2)
    ]
    streets = [StreetFactory(), StreetFactory()]
    first, second = (CommunityFactory(parent=streets[0]) for _ in range(2))
    third = CommunityFactory(parent=streets[1])
    CommunityFactory(parent=streets[1])
    where = {"own": first, "near": first, "sibling": second, "foreign": third}
    for position, community in where.items():
        unit = OrganisationFactory(
            name=f"{POSITIONS[position]}单位", area=community, sector=departments[position in ("near", "sibling")]
        )
        world.places[position] = Place(position, community.parent, community, unit, BodyFactory(governs=community))
    _people(world, district, departments[0])
    for position, street in zip(("own", "foreign"), streets, strict=True):
        world.keep(position, BodyFactory(governs=street, kind="STREET", name=f"{street.name}党工委"))
    for place in world.places.values():
        if place.position != "near":
            world.keep(place.position, *_of_place(place))
        world.keep(place.position, *_of_unit(place))
        world.keep(place.position, *_of_holder(place, world))
    world.keep(DISTRICT, *_of_district(district, world))
    for model in list(world.rows):
        _tell(world, model)
    Period.objects.filter(month=LOCKED).update(locked_at=NOON)  # a locked month takes no line any more
    for model, positions in world.rows.items():
        for position, rows in positions.items():
            fresh = model._base_manager.in_bulk([row.pk for row in rows])
            positions[position] = [fresh[row.pk] for row in rows]
    return world


def _people(world: World, district: Area, department: Organisation) -> None:
    own = world.places["own"]
    held: dict[str, Any] = {
        Role.DISTRICT_OFFICE: district,
        Role.SECTOR_DEPARTMENT: department,
        Role.STREET_OFFICE: own.street,
        Role.COMMUNITY_WORKER: own.community,
        Role.UNIT_LIAISON: own.unit,
        Role.UNIT_SECRETARY: own.unit,
        Role.INSPECTOR: own.street,
        Role.SCRUTINEER: own.street,
        Role.SYSTEM_ADMINISTRATOR: district,
        Role.SECURITY_ADMINISTRATOR: district,
        Role.AUDIT_ADMINISTRATOR: district,
    }
    for role, scope in held.items():
        name = own.named("姓名") if role == Role.UNIT_LIAISON else None
        person = PersonFactory(user=UserFactory(username=role.lower()), name=name)
        area, organisation = (scope, None) if isinstance(scope, Area) else (None, scope)
        world.keep("own", OfficeFactory(role=role, person=person, area=area, organisation=organisation))
        world.users[role.lower()] = person.user
    world.users |= {"no_office": UserFactory(), "anonymous": None}
    world.users |= {"clock": User.objects.clock(), "public": User.objects.public()}


def _of_place(place: Place) -> Iterator[Model]:
    """Yield what lies in a community or a street: drafts and talks, nothing of which is public."""
    said, area = place.named("事务"), place.community
    yield area
    yield ParticipationFactory(area=area)
    yield place.body
    agreement = AgreementFactory(area=area, title=said)
    parties = [PartyFactory(agreement=agreement, organisation=one) for one in (place.unit, place.body)]
    yield from (agreement, *parties)
    signed = AgreementFactory(area=area, title=said)
    for one in (place.unit, place.body):
        yield PartyFactory(agreement=signed, organisation=one, signed_at=NOON - DAY)
    yield signed
    platform = PlatformFactory(area=area)
    begun, later = (
        MeetingFactory(platform=platform, title=said, starts_at=NOON + shift) for shift in (-DAY / 24, 20 * DAY)
    )
    yield from (platform, begun, later)
    yield from deliberations(platform, place.unit, said)
    yield from talks(place.unit, place.body, area, said)
    yield from matters(place.unit, place.body, Organisation.objects.get(governs=place.street), area, said)
    project = ProjectFactory(area=area, title=said)
    yield from (project, ContributionFactory(project=project, organisation=place.unit))
    yield ShowcaseFactory(area=area, title=said)
    yield GroupFactory(area=area, title=said)
    yield SegmentFactory(area=area, taker=place.unit, road=f"{area.name}路", position=1)
    activity = ActivityFactory(area=area, title=said)
    SideFactory(activity=activity, organisation=place.unit)
    yield activity
    post = PostFactory(host=place.body, title=f"岗位{place.position}")
    yield from (post, ClaimFactory(post=post, organisation=place.unit))
    if place.position != "sibling":
        session = SessionFactory(area=place.street)
        CountFactory(session=session, organisation=place.unit)
        yield session
        yield from (PeriodFactory(area=place.street, month=month, **dates) for month, dates in PERIODS)
        yield place.street
        for state in ({}, {"started_at": NOON}, {"started_at": NOON, "committed_at": NOON}):
            yield Batch.objects.create(
                area=place.street,
                kind="UNITS",
                file=FileFactory(),
                title=said,
                since=TODAY,
                by=UserFactory(),
                uploaded_at=NOON,
                checked_at=NOON,
                **state,
            )


LOCKED = date(2025, 12, 1)
# One month in each state: nothing yet; drafted and filed, time to answer; over, yet to be locked; locked.
PERIODS: tuple[tuple[date, dict[str, Any]], ...] = (
    (date(2026, 3, 1), {"draft_date": date(2026, 3, 25)}),
    (date(2026, 2, 1), {"drafted_at": NOON}),
    (date(2026, 1, 1), {"drafted_at": NOON, "answer_by_date": TODAY - timedelta(days=1)}),
    (LOCKED, {"drafted_at": NOON}),
)


def _of_unit(place: Place) -> Iterator[Model]:
    """Yield what a unit has: tasks, records, offers, an outcome."""
    said, unit = place.named("事务"), place.unit
    yield unit
    yield TaskFactory(owner=unit, receiver=place.body, is_public=False, title=said)
    yield TaskFactory(owner=unit, receiver=place.body, is_public=False, title=said, accepted_at=NOON, delivered_at=NOON)
    yield TaskFactory(owner=place.body, receiver=unit, is_public=False, title=said, accepted_at=NOON, delivered_at=NOON)
    obligation = ObligationFactory(
        clause__agreement=Agreement.objects.filter(area=place.community).first(),
        clause__doer=unit,
        clause__receiver=place.body,
        clause__what=said,
        task__is_public=False,
    )
    yield from (obligation, obligation.task)
    yield ResourceFactory(
        owner=unit, kind=Resource.Kind.SKILL, title=place.named("资源"), area=None, size_m2=None, floors=None
    )
    yield ListCheckFactory(organisation=unit)
    yield EventFactory(subject=unit, verb="registry.revise_profile")
    for month, dates in PERIODS[1:]:
        period = _period(place.street, month, dates)
        filed = {} if month == PERIODS[1][0] and place.position == "near" else {"filed_at": NOON}
        record = RecordFactory(unit=unit, period=period, **filed)
        yield record
        for state in (Line.State.DRAFTED, Line.State.DISPUTED, Line.State.ACCEPTED):
            yield LineFactory(record=record, text=said, state=state, by=place.body)
        yield LineFactory(record=record, text=said, by=unit)
    draft = RecordFactory(unit=unit, period=_period(place.street, date(2025, 11, 1), {"drafted_at": NOON}))
    yield from (draft, LineFactory(record=draft, text=said))


def _period(street: Area, month: date, dates: dict[str, Any]) -> Any:
    return Period.objects.filter(area=street, month=month).first() or PeriodFactory(area=street, month=month, **dates)


def _of_holder(place: Place, world: World) -> Iterator[Model]:
    """Yield somebody who acts for the unit, with what belongs to an account."""
    if place.position == "own":
        office = next(one for one in world.rows[Office]["own"] if one.role == Role.UNIT_LIAISON)
        person = office.person
    else:
        person = PersonFactory(name=place.named("姓名"))
        office = OfficeFactory(role=Role.UNIT_LIAISON, person=person, area=None, organisation=place.unit)
        yield office
    yield from (person, person.user)
    yield Factor.objects.create(
        user=person.user, kind=Factor.Kind.TOTP, title="手机", secret="JBSWY3DPEHPK3PXP", added_at=NOON
    )
    yield RecoveryCode.objects.create(user=person.user, hash=f"recovery-{place.position}")
    yield Invitation.objects.create(user=person.user, token_hash=f"invite-{place.position}", expires_at=NOON + DAY)
    yield Handover.objects.create(office=office, prepared_at=NOON, digest="0" * 64)


def _of_district(district: Area, world: World) -> Iterator[Model]:
    """Yield the years: this one, and one in each state of judging."""
    yield district
    this_year: Programme = ProgrammeFactory(area=district)
    yield from (this_year, SchemeFactory(programme=this_year))
    stages: dict[int, dict[str, Any]] = {
        2021: {},
        2022: {"sent_at": NOON},
        2023: {"sent_at": NOON, "adopted_at": NOON},
        2024: {"sent_at": NOON, "adopted_at": NOON},
        2025: {"sent_at": NOON, "adopted_at": NOON},
    }
    for year, dates in stages.items():
        programme = ProgrammeFactory(area=district, year=year, title=f"{year} 年度", frozen_at=NOON)
        scheme = SchemeFactory(programme=programme, frozen_at=NOON)
        grading = GradingFactory(scheme=scheme, **dates)
        yield from (programme, scheme, grading)
        for place in world.places.values():
            world.keep(place.position, OutcomeFactory(grading=grading, unit=place.unit))
        if year > 2022:
            notice = {"notice_from_date": TODAY - 9 * DAY} if year == 2024 else {}
            release = ReleaseFactory(grading=grading, published_at=NOON if year == 2025 else None, **notice)
            yield release
            for place in world.places.values():
                outcome = Outcome.objects.get(grading=grading, unit=place.unit)
                name = place.unit.name if year == 2025 else place.named("名次")
                world.keep(place.position, ResultFactory(outcome=outcome, release=release, name=name))


def _tell(world: World, model: type[Model]) -> None:
    """Let the ledger tell of rows, so that no list of what happened shows what it should not."""
    for verb in TOLD.get(model._meta.label, ()):
        for rows in world.rows[model].values():
            for row in rows:
                EventFactory(subject=row, verb=verb, at=NOON - DAY)


TOLD = {
    "tasks.Task": ("tasks.assign_task", "tasks.confirm_task"),
    "records.Line": ("records.dispute_line",),
    "platforms.Meeting": ("platforms.plan_meeting",),
    "platforms.AgendaItem": ("platforms.put_on_agenda",),
    "platforms.Resolution": ("platforms.adopt_resolution",),
    "matters.Matter": ("matters.raise_matter",),
    "matters.Leg": ("matters.accept_leg",),
    "lists.Need": ("lists.add_need",),
    "activities.Activity": ("activities.plan_activity",),
    "lists.Resource": ("lists.offer_resource",),
}
