"""Every write of platforms."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Attendance, Meeting, Platform, Seat
from gongjian.civic.registry.models import Area, Organisation, Programme
from gongjian.ledger.action import Refused, WithParts, action, digest_of


@action
def establish_platform(
    actor: User, area: Area, /, *, kind: str, title: str, secretary: Organisation, since: date, at: datetime
) -> Platform:
    """Establish the platform of an area."""
    if area.platforms.filter(kind=kind).exists():
        raise Refused(_("“%(area)s”已经有这样的平台了。") % {"area": area.name})
    return Platform.objects.create(area=area, kind=kind, title=title, secretary=secretary, established_date=since)


@action
def admit(
    actor: User,
    platform: Platform,
    /,
    *,
    organisation: Organisation,
    since: date,
    until: date | None,
    decision: str,
    role: str = Seat.Role.PARTICIPANT,
    at: datetime,
) -> Seat:
    """Admit an organisation to a seat for a term, citing the decision."""
    if not decision.strip():
        raise Refused(_("接纳要写明是哪次会议、哪项决定。"))
    if until is not None and until <= since:
        raise Refused(_("席位的结束日子要晚于开始日子。"))
    others = platform.seats.filter(Q(valid_to=None) | Q(valid_to__gt=since), organisation=organisation)
    if (others if until is None else others.filter(valid_from__lt=until)).exists():
        raise Refused(_("“%(name)s”在这段时间已经有席位了。") % {"name": organisation.name})
    return Seat.objects.create(
        platform=platform, organisation=organisation, role=role, decision=decision, valid_from=since, valid_to=until
    )


@action
def carry_seats(actor: User, programme: Programme, /, *, at: datetime) -> WithParts[Programme]:
    """Carry every seat that ends with the year before into this year, unless one is there already."""
    here = Seat.objects.filter(platform__area__path__startswith=programme.scope_path)
    taken = here.filter(
        Q(valid_to=None) | Q(valid_to__gt=programme.first_day),
        valid_from__lt=programme.until_day,
        platform=OuterRef("platform"),
        organisation=OuterRef("organisation"),
    )
    ending = here.filter(~Exists(taken), valid_to=programme.first_day, organisation__closed_date=None).order_by("pk")
    seats = [
        Seat(
            platform_id=seat.platform_id,
            organisation_id=seat.organisation_id,
            role=seat.role,
            decision=seat.decision,
            valid_from=programme.first_day,
            valid_to=programme.until_day,
        )
        for seat in ending
    ]
    Seat.objects.bulk_create(seats, batch_size=500)
    return WithParts(programme, {"seats": digest_of([(seat.platform_id, seat.organisation_id) for seat in seats])})


@action
def plan_meeting(
    actor: User, platform: Platform, /, *, kind: str, title: str, starts_at: datetime, place: str = "", at: datetime
) -> Meeting:
    """Plan a meeting of the platform."""
    return Meeting.objects.create(platform=platform, kind=kind, title=title, starts_at=starts_at, place=place)


@action
def hold_meeting(
    actor: User, meeting: Meeting, /, *, attendance: Mapping[int, str], at: datetime
) -> WithParts[Meeting]:
    """Enter attendance from the signed sheet: organisation → PRESENT, LEAVE or ABSENT, for every seat of the day."""
    due = set(meeting.platform.seats.on(meeting.day).values_list("organisation_id", flat=True))
    if due != set(attendance):
        raise Refused(
            _("到会登记要与席位一致：应有 %(due)s 家，登记了 %(found)s 家。")
            % {"due": len(due), "found": len(attendance)}
        )
    rows = sorted(attendance.items())
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, organisation_id=organisation, state=Attendance.State(state))
        for organisation, state in rows
    )
    meeting.held_at = at
    meeting.save(update_fields=["held_at"])
    return WithParts(meeting, {"attendance": digest_of(rows)})
