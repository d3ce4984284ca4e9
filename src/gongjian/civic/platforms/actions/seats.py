"""Organisations are admitted to seats for a term, leave them, and carry them into the next year."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.actions.days import check_ahead
from gongjian.civic.platforms.models import TERM_YEARS, Criterion, Platform, Seat
from gongjian.civic.registry.models import Organisation, Programme
from gongjian.ledger.action import Refused, WithParts, action, digest_of


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
    is_part_time: bool = False,
    at: datetime,
) -> Seat:
    """Admit an organisation to a seat for a term, citing the decision and, for a unit, the criterion of that year."""
    if not decision.strip():
        raise Refused(_("接纳要写明是哪次会议、哪项决定。"))
    check_ahead(since, at)
    _check_term(platform, organisation, since, until)
    criterion = None
    if role == Seat.Role.PARTICIPANT and organisation.is_resident_unit:
        criterion = _criterion_of(platform, since.year)
    return Seat.objects.create(
        platform=platform,
        organisation=organisation,
        role=role,
        is_part_time=is_part_time,
        decision=decision,
        criterion=criterion,
        valid_from=since,
        valid_to=until,
    )


def _check_term(platform: Platform, organisation: Organisation, since: date, until: date | None) -> None:
    if since < platform.established_date:
        raise Refused(
            _("“%(title)s”%(day)s才成立，席位不能早于这一天。")
            % {"title": platform.title, "day": platform.established_date}
        )
    if organisation.closed_date is not None and organisation.closed_date <= since:
        raise Refused(_("“%(name)s”到那时已经注销了。") % {"name": organisation.name})
    if until is not None and until <= since:
        raise Refused(_("席位的结束日子要晚于开始日子。"))
    if until is not None and (until.year - TERM_YEARS, until.month, until.day) > (since.year, since.month, since.day):
        raise Refused(_("一届最多 %(years)s 年，到期可以再纳入。") % {"years": TERM_YEARS})
    others = platform.seats.filter(Q(valid_to=None) | Q(valid_to__gt=since), organisation=organisation)
    if (others if until is None else others.filter(valid_from__lt=until)).exists():
        raise Refused(_("“%(name)s”在这段时间已经有席位了。") % {"name": organisation.name})


def _criterion_of(platform: Platform, year: int) -> Criterion | None:
    """Return the criterion of a year. Who never wrote one needs none; who did, needs that year's."""
    known = {criterion.year: criterion for criterion in platform.criteria.filter(year__lte=year)}
    if known and year not in known:
        raise Refused(
            _("“%(title)s”还没有写明 %(year)s 年的纳入标准。请先写明，再纳入。")
            % {"title": platform.title, "year": year}
        )
    return known.get(year)


@action
def end_seat(actor: User, seat: Seat, /, *, on: date, reason: str, at: datetime) -> Seat:
    """End a seat before its term is over, from a day on, and say why."""
    if not reason.strip():
        raise Refused(_("请写明为什么退出。"))
    if on > at.astimezone(settings.OFFICE_ZONE).date():
        raise Refused(_("退出的日子不能在今天以后。"))
    if on <= seat.valid_from:
        raise Refused(_("席位 %(day)s 才开始，退出要晚于这一天。") % {"day": seat.valid_from})
    if seat.valid_to is not None and seat.valid_to <= on:
        raise Refused(_("这个席位 %(day)s 已经到期了。") % {"day": seat.valid_to})
    seat.valid_to, seat.end_reason = on, reason.strip()
    seat.save(update_fields=["valid_to", "end_reason"])
    return seat


@action
def carry_seats(actor: User, programme: Programme, /, *, at: datetime) -> WithParts[Programme]:
    """Carry every seat whose term ends with the year before into this year, unless one is there already."""
    here = Seat.objects.filter(platform__area__path__startswith=programme.scope_path)
    taken = here.filter(
        Q(valid_to=None) | Q(valid_to__gt=programme.first_day),
        valid_from__lt=programme.until_day,
        platform=OuterRef("platform"),
        organisation=OuterRef("organisation"),
    )
    ending = here.filter(
        ~Exists(taken), valid_to=programme.first_day, end_reason="", organisation__closed_date=None
    ).order_by("pk")
    seats = [
        Seat(
            platform_id=seat.platform_id,
            organisation_id=seat.organisation_id,
            role=seat.role,
            is_part_time=seat.is_part_time,
            decision=seat.decision,
            criterion_id=seat.criterion_id,
            valid_from=programme.first_day,
            valid_to=programme.until_day,
        )
        for seat in ending
    ]
    Seat.objects.bulk_create(seats, batch_size=500)
    return WithParts(programme, {"seats": digest_of([(seat.platform_id, seat.organisation_id) for seat in seats])})


@action
def move_seat(
    actor: User, seat: Seat, /, *, organisation: Organisation, platform: Platform, reason: str, on: date, at: datetime
) -> WithParts[Seat]:
    """Let a seat go on with a successor, or on the platform of the area that replaces this one: same role, same term.

    The old seat ends that day. Who already sits there keeps the own seat, and this one only ends; if it was still to
    come, it never does.
    """
    until, began = seat.valid_to, seat.valid_from
    others = platform.seats.filter(Q(valid_to=None) | Q(valid_to__gt=max(on, began)), organisation=organisation)
    has_seat = (others if until is None else others.filter(valid_from__lt=until)).exclude(pk=seat.pk).exists()
    said = {"to": organisation.name, "platform": platform.title, "joined": has_seat}
    if began >= on and not has_seat:  # it has not begun: nothing of it is past
        seat.organisation, seat.platform = organisation, platform
        seat.save(update_fields=["organisation", "platform"])
        return WithParts(seat, said)
    seat.valid_to, seat.end_reason = max(on, began), reason
    seat.save(update_fields=["valid_to", "end_reason"])
    if not has_seat:
        is_same = platform.pk == seat.platform_id
        Seat.objects.create(
            platform=platform,
            organisation=organisation,
            role=seat.role,
            is_part_time=seat.is_part_time,
            decision=seat.decision,
            criterion_id=seat.criterion_id if is_same else None,
            valid_from=on,
            valid_to=until,
        )
    return WithParts(seat, said)
