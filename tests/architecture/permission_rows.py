"""What meets, is decided, told and stuck in one place of the small district: a row of each in the states it passes."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Model

from gongjian.civic.platforms.models import Platform
from gongjian.civic.registry.models import Area, Organisation
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    YESTERDAY,
    AgendaItemFactory,
    AttendanceFactory,
    BulletinFactory,
    ConcernFactory,
    EntryFactory,
    FindingFactory,
    GroupFactory,
    GroupMemberFactory,
    InvitationFactory,
    LegFactory,
    MatterFactory,
    MeetingFactory,
    MeetingTemplateFactory,
    NeedFactory,
    ObjectionFactory,
    PauseFactory,
    ResolutionFactory,
    RoadChiefFactory,
    SeatFactory,
    SeatReportFactory,
    StageOutputFactory,
    ThreadFactory,
)


def deliberations(platform: Platform, unit: Organisation, said: str) -> Iterator[Model]:
    """Yield meetings of a platform in each state, and what hangs on them; nothing of it is public."""
    seat = SeatFactory(platform=platform, organisation=unit, is_part_time=True)
    yield from (seat, SeatReportFactory(seat=seat, text=said))
    yield MeetingTemplateFactory(area=platform.area, title=said)
    private = {"platform": platform, "title": said, "is_public": False}
    ahead = MeetingFactory(**private, starts_at=NOON + 7 * DAY, convened_at=NOON - DAY)
    yield from (
        ahead,
        InvitationFactory(meeting=ahead, organisation=unit),
        AgendaItemFactory(meeting=ahead, title=said),
    )
    talk = MeetingFactory(**private, kind="TALK", starts_at=NOON - DAY, held_at=NOON)
    StageOutputFactory(meeting=talk, text=said)
    yield from (talk, FindingFactory(meeting=talk, text=said))
    draft = MeetingFactory(**private, starts_at=NOON - 3 * DAY, held_at=NOON - 2 * DAY)
    item = AgendaItemFactory(meeting=draft, title=said, discussion=said)
    yield from (draft, item, ResolutionFactory(item=item, text=said, review_date=YESTERDAY))
    read = {"held_at": NOON - 8 * DAY, "circulated_at": NOON - DAY, "object_by_date": TODAY + timedelta(days=4)}
    sent = MeetingFactory(**private, **read, starts_at=NOON - 9 * DAY, minutes_number=1)
    yield from (sent, AttendanceFactory(meeting=sent, organisation=unit))
    yield ObjectionFactory(meeting=sent, organisation=unit, text=said)


def talks(unit: Organisation, body: Organisation, area: Area, said: str) -> Iterator[Model]:
    """Yield what two bodies wrote to each other, and what one asks for."""
    thread = ThreadFactory(first=unit, second=body)
    EntryFactory(thread=thread, author=unit, text=said)
    yield from (thread, NeedFactory(area=area, owner=body, title=said))


def matters(unit: Organisation, body: Organisation, street: Organisation, area: Area, said: str) -> Iterator[Model]:
    """Yield hidden matters in each state with their legs, and what groups and roads have."""
    hidden = {"area": area, "raiser": unit, "hidden_because": "PRIVACY", "title": said, "text": said}
    led = hidden | {"lead__owner": body}
    paused = MatterFactory(**led)
    PauseFactory(leg=paused.legs.get(), note=said)
    waiting = MatterFactory(**led, lead__accepted_at=None)
    asked = MatterFactory(**led, asked_at=NOON - DAY, closing="DONE", result=said)
    whistle = MatterFactory(**hidden | {"raiser": street, "kind": "WHISTLE"}, lead__owner=street)
    works = MatterFactory(**led, kind="WORKS")
    hard = MatterFactory(**led, urgency="HARD")
    opened = MatterFactory(**led)
    yield from (paused, waiting, asked, whistle, works, hard, opened)
    yield from (paused.legs.get(), waiting.legs.get(), LegFactory(matter=whistle, owner=unit, wish=said))
    yield LegFactory(matter=hard, owner=unit, accepted_at=NOON - DAY, end="SOLVED", ended_at=NOON, result=said)
    yield from (opened.legs.get(), LegFactory(matter=opened, owner=unit, accepted_at=NOON, wish=said))
    group = GroupFactory(area=area, title="安置房工作组")
    yield from (group, GroupMemberFactory(group=group, organisation=unit, source="派出单位"))
    yield from (BulletinFactory(group=group, title=said, text=said), ConcernFactory(group=group, text=said))
    yield RoadChiefFactory(area=area, chief=body, road=f"{area.name}路")
