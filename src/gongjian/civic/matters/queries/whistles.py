"""Reads across whistles: who may whistle, whom one may call, and how the called ones answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Leg, Matter
from gongjian.civic.matters.queries.clocks import day_of
from gongjian.civic.matters.queries.matters import Story
from gongjian.civic.matters.queries.rules import rulebook
from gongjian.civic.registry.models import Organisation, OrganisationQuerySet, offices_of

OFFERED, FOUND = 40, 20


def callers_of(user: User, *, on: date) -> OrganisationQuerySet:
    """Return the bodies for which this user may whistle, as the rules say."""
    roles = rulebook().callers
    own = [office for office in offices_of(user, on) if office.role in roles]
    areas = [office.area_id for office in own if office.area_id]
    bodies = [office.organisation_id for office in own if office.organisation_id]
    found = Organisation.objects.filter(
        Q(governs__in=areas) | Q(pk__in=bodies), closed_date=None, governs__isnull=False
    )
    return found.select_related("governs").order_by("path", "pk")


def callable_bodies(caller: Organisation, q: str, kept: Collection[int]) -> list[Organisation]:
    """Return whom a body may call: departments and communities of its place, those found by name, those kept."""
    near = Q(kind=Organisation.Kind.DISTRICT, governs=None) | Q(governs__parent=caller.governs_id)
    others = Organisation.objects.filter(closed_date=None).exclude(pk=caller.pk)
    order = Case(When(kind=Organisation.Kind.DISTRICT, then=Value(0)), default=Value(1))
    rows = list(others.filter(near).order_by(order, "sort_key", "pk")[:OFFERED])
    more = [others.filter(pk__in=kept).order_by("sort_key", "pk")]
    if q.strip():
        more.append(others.filter(search__says=q).order_by("sort_key", "pk")[:FOUND])
    for found in more:
        known = {row.pk for row in rows}
        rows += [row for row in found if row.pk not in known]
    return rows


@dataclass(frozen=True)
class Duty:
    """What a called body has to do until when: `kind` is a shape of the house, `word` says it."""

    kind: str
    word: str


@dataclass(frozen=True)
class Answer:
    """How one called body answered: signed, got in touch, came."""

    leg: Leg
    sign: Duty
    contact: Duty
    attend: Duty

    @property
    def is_declined(self) -> bool:
        """Whether it refused, with a reason."""
        return self.leg.end == Leg.End.DECLINED


def answers_of(story: Story, at: datetime) -> list[Answer]:
    """Return the called bodies of a whistle in the order of calling, each with what is done, late or open."""
    rules, today = rulebook(), at.astimezone(settings.OFFICE_ZONE).date()
    matter = story.matter
    limit = rules.hard_attend_days if matter.urgency == Matter.Urgency.HARD else rules.attend_days
    found = []
    for leg in (one.leg for one in story.clocks if not one.leg.is_lead):
        sign_by = leg.opened_at + timedelta(hours=rules.sign_hours)
        contact_by = day_of(leg.opened_at + timedelta(hours=rules.contact_hours))
        attend_by = story.days.after(day_of(leg.opened_at), limit)
        sign = _by_hour(leg.accepted_at, sign_by, at)
        contact, attend = _by_day(leg.contacted_at, contact_by, today), _by_day(leg.attended_at, attend_by, today)
        if leg.ended_at is not None and leg.accepted_at is None:
            sign = Duty("none", _("没有签收"))
        if matter.closed_at is not None:  # from here on nothing is noted any more
            contact, attend = _final(contact, _("没有记联系")), _final(attend, _("没有记到场"))
        found.append(Answer(leg, sign, contact, attend))
    return found


def _final(duty: Duty, word: str) -> Duty:
    return duty if duty.kind == "done" else Duty("none", word)


def _by_hour(done: datetime | None, until: datetime, at: datetime) -> Duty:
    local = until.astimezone(settings.OFFICE_ZONE)
    said = {"moment": f"{local:%m-%d %H:%M}"}
    if done is not None:
        return Duty("done", _("已办") if done <= until else _("已办，过了 %(moment)s") % said)
    return Duty("late", _("逾期，应在 %(moment)s 前") % said) if at > until else Duty("open", _("%(moment)s 前") % said)


def _by_day(done: datetime | None, until: date, today: date) -> Duty:
    said = {"day": f"{until:%m-%d}"}
    if done is not None:
        named = said | {"done": f"{day_of(done):%m-%d}"}
        return Duty("done", (_("%(done)s") if day_of(done) <= until else _("%(done)s，晚于 %(day)s")) % named)
    return Duty("late", _("逾期，应在 %(day)s 前") % said) if today > until else Duty("open", _("%(day)s 前") % said)
