"""Terms that end, and posts that are being handed over."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.duties.models import Handover
from gongjian.civic.duties.queries.duty import Duty
from gongjian.civic.registry.models import Office, Role, offices_of

BEFORE = timedelta(days=60)  # the end of a term is pointed out so long ahead


def posts_in_care(user: User, on: date) -> QuerySet[Office]:
    """Return the offices in force that are one's own, and those, also past, that one may hand over for another."""
    found = Q(person__user=user, valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))
    for office in offices_of(user, on):
        if office.role == Role.SECURITY_ADMINISTRATOR:
            found |= Q(area__path__startswith=office.scope_path) | Q(organisation__path__startswith=office.scope_path)
        elif office.role == Role.UNIT_SECRETARY:
            found |= Q(role=Role.UNIT_LIAISON, organisation=office.organisation_id)
    return Office.objects.filter(found).select_related("area", "organisation__area", "person__user")


def is_read_by(office: Office, user: User, on: date) -> bool:
    """Return whether a user may read what is open at an office: the holder, and the secretary of its unit."""
    if office.person.user_id == user.pk:
        return True
    secretary_of = {held.organisation_id for held in offices_of(user, on) if held.role == Role.UNIT_SECRETARY}
    return office.role == Role.UNIT_LIAISON and office.organisation_id in secretary_of


def ending_terms(user: User, on: date) -> QuerySet[Office]:
    """Return the offices in one's care whose term ends within 60 days, or has ended while the office goes on."""
    posts = posts_in_care(user, on).filter(term_to__lte=on + BEFORE, valid_from__lte=on, valid_to=None)
    return posts.select_related("handover").order_by("term_to", "pk")


def duties_of_terms(office: Office, today: date) -> Iterator[Duty]:
    """Return what the end of terms asks of the holder of an office, and of whoever hands posts over."""
    if office.term_to is not None and office.term_to <= today + BEFORE and office.valid_to is None:
        yield _own_term(office, today)
    waiting = Handover.objects.filter(successor=office, taken_at=None, signed_date=None)
    after = waiting.select_related("office", "successor").first()
    if after is not None and after.passes_on is not None and after.passes_on <= today:
        yield Duty(
            _("签接交：%s") % after.office,
            _("清单上是接手时还没办完的事"),
            after.get_absolute_url(),
            _("去签字"),
            after.passes_on + timedelta(days=7),
        )
    if office.role == Role.SECURITY_ADMINISTRATOR:
        yield from _of_security(office, today)


def _own_term(office: Office, today: date) -> Duty:
    day = {"day": office.term_to.isoformat() if office.term_to else ""}
    is_over = office.term_to is not None and office.term_to < today
    return Duty(
        _("任期已于 %(day)s 到期") % day if is_over else _("任期到 %(day)s") % day,
        _("岗位照常行使；续任或换人由区里的安全管理员来办") if is_over else _("接着干请办续任，换人请先列交接清单"),
        reverse("duties:prepare_handover", args=[office.pk]),
        _("看看要交接什么"),
        None if is_over else office.term_to,
        5,
    )


def _of_security(office: Office, today: date) -> Iterator[Duty]:
    path = office.scope_path
    here = Q(area__path__startswith=path) | Q(organisation__path__startswith=path)
    ending = Office.objects.filter(here, valid_to=None, valid_from__lte=today, term_to__lte=today + BEFORE)
    page = reverse("duties:list_handovers")
    if number := ending.exclude(pk=office.pk).count():
        yield Duty(_("%s 个岗位的任期快到或已到") % number, _("续任，或者换人"), page, _("去看"), None)
    there = Q(office__area__path__startswith=path) | Q(office__organisation__path__startswith=path)
    if number := Handover.objects.filter(there, successor=None).count():
        yield Duty(_("%s 个岗位等着定接任的人") % number, _("交接清单已经列好"), f"{page}#handovers", _("去定人"), None)
