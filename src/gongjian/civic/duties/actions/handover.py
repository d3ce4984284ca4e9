"""Handing a post over: the list, the successor, the signatures. Nothing else moves, since work belongs to posts."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.duties.models import Handover, OpenItem
from gongjian.civic.duties.queries.handover import open_items
from gongjian.civic.registry.actions import appoint, dismiss, take_over
from gongjian.civic.registry.models import Office, Person
from gongjian.ledger.action import Refused, WithParts, action, digest_of

AHEAD = timedelta(days=366)  # a hand-over is planned for a year at most


@action
def prepare_handover(actor: User, office: Office, /, *, at: datetime) -> WithParts[Handover]:
    """Draw up what is open at an office; again, until its successor is known: then both sign anew."""
    before = Handover.objects.filter(office=office).first()
    if before is not None and before.successor_id is not None:
        raise Refused(_("接任的人已经定了，清单不能再改。"))
    if hasattr(office, "successor"):
        raise Refused(_("这个岗位已经有人接任，不用再交接。"))
    found = [one.values for one in open_items(office, _office_day(at))]
    counted = digest_of([office.pk, at.isoformat(), *found])
    handover = before or Handover(office=office)
    handover.prepared_at, handover.digest, handover.given_at = at, counted[1], None
    handover.save()
    handover.items.all().delete()
    OpenItem.objects.bulk_create(
        OpenItem(handover=handover, position=position, **one) for position, one in enumerate(found, 1)
    )
    return WithParts(handover, {"items": [len(found), counted[1]]})


@action
def hand_over(
    actor: User,
    handover: Handover,
    /,
    *,
    person: Person,
    since: date,
    title: str = "",
    term_to: date | None = None,
    at: datetime,
) -> Handover:
    """Let somebody succeed in the office from a day on; the one before may no longer act from that day."""
    office, today = handover.office, _office_day(at)
    if handover.successor_id is not None:
        raise Refused(_("这个岗位已经交给接任的人了。"))
    if person.pk == office.person_id:
        raise Refused(_("接任的人就是现在在任的人。任期到了要接着干，请办续任。"))
    if person.erased_at is not None or person.user is None or not person.user.is_active:
        raise Refused(_("接任的人还没有能登录的账号，请先由安全管理员开通。"))
    if since < today:
        raise Refused(_("交接的日子不能早于今天：已经办过的事，仍算原来在任的人办的。"))
    if since > today + AHEAD:
        raise Refused(_("交接的日子在一年以后，请核对年份。"))
    if office.valid_to is not None and since < office.valid_to:
        raise Refused(_("原来在任的人 %(day)s 才离任，接任不能早于这一天。") % {"day": office.valid_to.isoformat()})
    if term_to is not None and term_to <= since:
        raise Refused(_("任期结束的日子要晚于到任的日子。"))
    held = _held(office, person)
    if held is None:
        handover.successor = _appoint(actor, office, person, since, title, term_to, at)
    elif since < held.valid_from:
        raise Refused(_("接任的人 %(day)s 才到任，接任不能早于这一天。") % {"day": held.valid_from.isoformat()})
    else:  # a new account is opened together with its first post, which may be this very one
        handover.successor = take_over(actor, held, succeeds=office, title=title, term_to=term_to, at=at)
    if office.valid_to is None:  # last: who gives away an own post must still be in it until here
        dismiss(actor, office, until=since, at=at)
    handover.save(update_fields=["successor"])
    return handover


@action
def sign_handover(actor: User, handover: Handover, /, *, at: datetime) -> Handover:
    """Sign the list for one's own side: as the one who gives the post, or as the one who takes it."""
    if handover.signed_date is not None:
        raise Refused(_("已经在纸上签过字，不用再签。"))
    if handover.office.person.user_id == actor.pk:
        side = "given_at"
    else:
        side = "taken_at"
        if handover.passes_on is None or handover.passes_on > _office_day(at):
            raise Refused(_("到任那天才能签接交。"))
    if getattr(handover, side) is not None:
        raise Refused(_("您已经签过了。"))
    setattr(handover, side, at)
    handover.save(update_fields=[side])
    return handover


@action
def note_paper(actor: User, handover: Handover, /, *, signed_date: date, at: datetime) -> Handover:
    """Note that both sides signed the printed list on a day."""
    if handover.successor is None:
        raise Refused(_("还没有定接任的人，等接交人签了字再登记。"))
    if handover.is_settled:
        raise Refused(_("两边都签过字了，不用再登记。"))
    if not _office_day(handover.prepared_at) <= signed_date <= _office_day(at):
        raise Refused(_("签字的日子要在列出清单以后，也不能在今天以后。"))
    handover.signed_date = signed_date
    handover.save(update_fields=["signed_date"])
    return handover


def _held(office: Office, person: Person) -> Office | None:
    """Return the person's own office in the same post, in force or beginning."""
    same = {"role": office.role, "area": office.area_id, "organisation": office.organisation_id}
    return Office.objects.filter(person=person, valid_to=None, **same).order_by("valid_from", "pk").first()


def _appoint(
    actor: User, office: Office, person: Person, since: date, title: str, term_to: date | None, at: datetime
) -> Office:
    scope = office.organisation.area if office.organisation else office.area
    if scope is None:
        raise Refused(_("“%(name)s”没有登记所在地，请先补上。") % {"name": office.organisation})
    return appoint(
        actor,
        scope,
        person=person,
        role=office.role,
        organisation=office.organisation,
        title=title,
        since=since,
        term_to=term_to,
        succeeds=office,
        at=at,
    )


def _office_day(at: datetime) -> date:
    return at.astimezone(settings.OFFICE_ZONE).date()
