"""The register of organisations, the page of each on any day, and a look at who is to be called."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.civic.registry import actions
from gongjian.civic.registry.forms.organisations import SCOPES, ContactForm, OrganisationFilter, asked_day
from gongjian.civic.registry.models import Office, Organisation
from gongjian.civic.registry.queries import Sheet, members, own_area, register, rows, sizes
from gongjian.web.components.lists import with_query
from gongjian.web.listing import Condition, order_of, page_of
from gongjian.web.requests import Request
from gongjian.web.words import iso_day

ORDERS = {"name": "sort_key", "members": "then_members", "place": "then_path"}


@require_safe
@login_required
def list_organisations(request: Request) -> HttpResponse:
    asked = asked_day(request)
    found = OrganisationFilter(request, asked.then)
    found.narrowed = _narrowed(request, found)
    units = register(request.user, on=request.on, then=asked.then, **found.asked)
    page = page_of(request, units.order_by(*order_of(request, ORDERS, "name")))
    context = {
        "filter": found,
        "page": page,
        "rows": rows(list(page.object_list), request.on, asked.then),
        "asked": asked,
        "then": asked.then,
        "why": asked.why,
        "today_url": with_query(request.GET, on=None, page=None),
        "adds_to": own_area(request.user, request.on),
    }
    return render(request, "registry/organisations.html", context | _whole(request, found, asked.then))


@require_safe
def show_organisation(request: Request, pk: int) -> HttpResponse:
    organisation = _organisation(request, pk)
    asked = asked_day(request)
    sheet = Sheet(organisation, request.user, on=request.on, then=asked.then)
    why = asked.why
    if sheet.state is None:
        sheet, why = Sheet(organisation, request.user, on=request.on, then=None), _outside_of_its_days(sheet)
    elif sheet.then:
        organisation.name = sheet.state.name  # also in the sentences of its history
    context = {
        "organisation": organisation,
        "sheet": sheet,
        "state": sheet.state,
        "then": sheet.then,
        "why": why,
        "today_url": organisation.get_absolute_url(),
        "tabs": [] if sheet.then else _tabs(organisation),
    }
    return render(request, "registry/organisation.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def read_contact(request: Request, pk: int) -> HttpResponse:
    """Ask why, note it, and show the name and the number once: nothing of it stays in the address or the history."""
    office, body = _office(request, pk)
    form = ContactForm(request.POST if request.method == "POST" else None)
    context = {"office": office, "body": body, "form": form, "is_shown": False}
    if request.method == "POST" and form.is_valid():
        actions.read_contact(request.user, office, reason=form.cleaned_data["reason"], at=request.at)
        context["is_shown"] = True
    return render(request, "registry/contact.html", context)


def _organisation(request: Request, pk: int) -> Organisation:
    visible = Organisation.objects.visible_to(request.user, on=request.on)
    return get_object_or_404(visible.select_related("area__parent", "sector", "superior", "host", "governs"), pk=pk)


def _office(request: Request, pk: int) -> tuple[Office, Organisation]:
    """Return an office, and the organisation of it whose page this user may open."""
    office = get_object_or_404(Office.objects.select_related("person", "area", "organisation"), pk=pk)
    seen = Organisation.objects.visible_to(request.user, on=request.on)
    own = Q(pk=office.organisation_id) if office.organisation_id else Q(governs=office.area_id)
    return office, get_object_or_404(seen, own)


def _whole(request: Request, found: OrganisationFilter, then: date | None) -> dict[str, Any]:
    """Return the head of the register: how many there are in each scope, how many of the units are members."""
    counts = sizes(request.user, on=request.on, then=then)
    scopes = [
        {"word": word, "count": counts[name], "is_current": name == found.who, "url": _scope_url(request, name)}
        for name, word in SCOPES.items()
    ]
    units = register(request.user, on=request.on, then=then)
    return {"whole": counts[""], "members": members(units, then or request.on).count(), "scopes": scopes}


def _scope_url(request: Request, name: str) -> str:
    return with_query(request.GET, scope=name or None, kind=None, page=None)


def _narrowed(request: Request, found: OrganisationFilter) -> tuple[Condition, ...]:
    """Return the conditions that come by a link and stand in no field: whose subordinates or tenants."""
    said = {name: found.values[name] for name in ("superior", "host") if found.values[name]}
    names = dict(Organisation.objects.filter(pk__in=said.values()).values_list("pk", "name")) if said else {}
    words = {"superior": _("上级是%(name)s"), "host": _("入驻%(name)s")}
    return tuple(
        Condition(words[name] % {"name": names.get(pk, "—")}, with_query(request.GET, **{name: None, "page": None}))
        for name, pk in said.items()
    )


def _outside_of_its_days(sheet: Sheet) -> str:
    """Return the sentence for a day on which the organisation was not there yet, or no longer."""
    one, day = sheet.organisation, iso_day(sheet.then)
    if one.closed_date is not None and sheet.then is not None and sheet.then >= one.closed_date:
        return _("%(day)s它已经注销了，下面是注销前最后的情况。") % {"day": day}
    return _("%(day)s它还没有登记，下面是今天的情况。") % {"day": day}


def _tabs(organisation: Organisation) -> list[tuple[str, str]]:
    """Return the pages about an organisation; each is a register narrowed to it."""
    own, name = urlencode({"organisation": organisation.pk}), urlencode({"q": organisation.name})
    return [
        (_("概况"), organisation.get_absolute_url()),
        (_("任务"), f"{reverse('tasks:list_tasks')}?{own}"),
        (_("协议"), f"{reverse('agreements:list_agreements')}?{own}"),
        (_("资源清单"), f"{reverse('lists:list_resources')}?{own}"),
        (_("会议"), f"{reverse('platforms:list_meetings')}?{own}"),
        (_("活动"), f"{reverse('activities:list_activities')}?{own}"),
        (_("写实档案"), f"{reverse('records:list_records')}?{name}"),
    ]
