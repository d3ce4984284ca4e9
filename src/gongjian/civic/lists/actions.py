"""Every write of lists."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.lists.models import ListCheck, Need, Resource
from gongjian.civic.platforms.actions import settle_finding
from gongjian.civic.platforms.models import Finding
from gongjian.civic.registry.models import Area, Organisation, Programme
from gongjian.ledger.action import Refused, WithParts, action, digest_of
from gongjian.ledger.models import Event

CARRIED = (
    "owner_id", "kind", "nature", "title", "quantity", "unit", "area_id", "opens_date", "closes_date", "is_free",
    "size_m2", "floors",
)  # fmt: skip


@action
def offer_resource(
    actor: User,
    owner: Organisation,
    /,
    *,
    programme: Programme,
    kind: str,
    nature: str,
    title: str,
    unit: str,
    opens_date: date,
    quantity: int = 1,
    area: Area | None = None,
    closes_date: date | None = None,
    is_free: bool = True,
    size_m2: int | None = None,
    floors: int | None = None,
    at: datetime,
) -> Resource:
    """Put a resource on the owner's list of the year."""
    if quantity < 1:
        raise Refused(_("数量至少是 1。"))
    if closes_date is not None and closes_date <= opens_date:
        raise Refused(_("开放的结束日子要晚于开始日子。"))
    if kind != Resource.Kind.PREMISES and (size_m2 is not None or floors is not None):
        raise Refused(_("只有用房才填面积和楼层。"))
    return Resource.objects.create(
        programme=programme,
        owner=owner,
        kind=kind,
        nature=nature,
        title=title,
        quantity=quantity,
        unit=unit,
        area=area,
        opens_date=opens_date,
        closes_date=closes_date,
        is_free=is_free,
        size_m2=size_m2,
        floors=floors,
    )


@action
def carry_lists(actor: User, programme: Programme, /, *, at: datetime) -> WithParts[Programme]:
    """Carry the resources of the year before, that are still open, into this year's list."""
    before = Resource.objects.filter(programme__area=programme.area, programme__year=programme.year - 1, next=None)
    rows: list[Resource] = []
    for old in before.order_by("pk"):
        if old.closes_date is None or old.closes_date > programme.first_day:
            carried: dict[str, Any] = {name: getattr(old, name) for name in CARRIED}
            rows.append(Resource(programme=programme, previous=old, **carried))
    Resource.objects.bulk_create(rows, batch_size=500)
    return WithParts(programme, {"resources": digest_of([row.previous_id for row in rows])})


@action
def ask_for_lists(
    actor: User, programme: Programme, /, *, organisations: list[int], due_date: date, at: datetime
) -> WithParts[Programme]:
    """Ask organisations to say by a day that their list is true; who was already asked for that day is not again."""
    before = ListCheck.objects.filter(organisation__in=organisations, due_date=due_date)
    asked = sorted(set(organisations) - set(before.values_list("organisation_id", flat=True)))
    ListCheck.objects.bulk_create(
        (ListCheck(programme=programme, organisation_id=pk, due_date=due_date) for pk in asked), batch_size=500
    )
    return WithParts(programme, {"asked": digest_of(asked), "due_date": [None, due_date]})


@action
def confirm_list(actor: User, check: ListCheck, /, *, at: datetime) -> ListCheck:
    """Say that the list is true; 'no change' is one click."""
    check.confirmed_at = at
    check.save(update_fields=["confirmed_at"])
    return check


@action
def transfer_resource(actor: User, resource: Resource, /, *, to: Organisation, at: datetime) -> WithParts[Resource]:
    """Let a successor offer the resource on; the day from which it is open stays."""
    resource.owner = to
    resource.save(update_fields=["owner"])
    return WithParts(resource, {"to": to.name})


@action
def withdraw_resource(
    actor: User, resource: Resource, /, *, on: date, reason: str, at: datetime
) -> WithParts[Resource]:
    """Take a resource off the list from a day on, with a reason."""
    if not reason.strip():
        raise Refused(_("撤下资源要写明理由。"))
    if on <= resource.opens_date:
        raise Refused(_("“%(title)s”%(day)s才开放。") % {"title": resource.title, "day": resource.opens_date})
    resource.closes_date = on
    resource.save(update_fields=["closes_date"])
    return WithParts(resource, {"reason": [None, reason.strip()]})


@action
def relocate_resource(actor: User, resource: Resource, /, *, area: Area, at: datetime) -> Resource:
    """Let a resource serve the area that replaces the one it was given to."""
    resource.area = area
    resource.save(update_fields=["area"])
    return resource


@action
def transfer_check(actor: User, check: ListCheck, /, *, to: Organisation, at: datetime) -> WithParts[ListCheck]:
    """Ask a successor instead whether the list is true."""
    if to.list_checks.filter(due_date=check.due_date).exists():
        raise Refused(_("“%(name)s”这一天已经要确认自己的清单了。") % {"name": to.name})
    check.organisation = to
    check.save(update_fields=["organisation"])
    return WithParts(check, {"to": to.name})


@action
def add_need(
    actor: User,
    owner: Organisation,
    /,
    *,
    area: Area,
    title: str,
    source: Event | None = None,
    finding: Finding | None = None,
    at: datetime,
) -> Need:
    """Put what somebody asks for on the need list; a finding of an open talk is settled by that."""
    today = at.astimezone(settings.OFFICE_ZONE).date()
    if not title.strip():
        raise Refused(_("请用一句话写明需要什么。"))
    if area.valid_to is not None and area.valid_to <= today:
        raise Refused(_("“%(area)s”已经撤销，请选现在的区域。") % {"area": area.name})
    if not area.scope_path.startswith(owner.street_path):
        raise Refused(_("“%(area)s”不在“%(name)s”的属地里。") % {"area": area.name, "name": owner.name})
    if finding is not None:
        settle_finding(actor, finding, outcome=Finding.Outcome.NEED, at=at)
        source = Event.objects.about(finding).first()
    return Need.objects.create(owner=owner, area=area, title=title.strip(), source=source, added_at=at)


@action
def close_need(actor: User, need: Need, /, *, reason: str, at: datetime) -> Need:
    """Take a need off the list and say why: it was met, or nobody needs it any more."""
    if not reason.strip():
        raise Refused(_("撤下需求要写明理由，例如已经解决，或者不再需要。"))
    need.closed_at, need.reason = at, reason.strip()
    need.save(update_fields=["closed_at", "reason"])
    return need


@action
def transfer_need(actor: User, need: Need, /, *, to: Organisation, at: datetime) -> WithParts[Need]:
    """Let a successor ask for it instead."""
    need.owner = to
    need.save(update_fields=["owner"])
    return WithParts(need, {"to": to.name})


@action
def relocate_need(actor: User, need: Need, /, *, area: Area, at: datetime) -> Need:
    """Let a need be one of the area that replaces the one where it arose."""
    need.area = area
    need.save(update_fields=["area"])
    return need
