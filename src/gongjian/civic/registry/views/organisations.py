"""The register of units and the page of each organisation."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.registry.forms.organisations import OrganisationFilter
from gongjian.civic.registry.models import Affiliation, Organisation
from gongjian.civic.registry.queries import members, register, rows, superiors
from gongjian.web.listing import order_of, page_of
from gongjian.web.requests import Request

ORDERS = {"name": "sort_key", "members": "member_count", "place": "path"}


@require_safe
@login_required
def list_organisations(request: Request) -> HttpResponse:
    found = OrganisationFilter(request)
    units = register(request.user, on=request.on, **found.values)
    page = page_of(request, units.order_by(*order_of(request, ORDERS, "name")))
    own = Organisation.objects.visible_to(request.user, on=request.on).units()
    context = {
        "filter": found,
        "page": page,
        "rows": rows(list(page.object_list), request.on),
        "whole": own.count(),
        "members": members(own, request.on).count(),
    }
    return render(request, "registry/organisations.html", context)


@require_safe
def show_organisation(request: Request, pk: int) -> HttpResponse:
    visible = Organisation.objects.visible_to(request.user, on=request.on).select_related("area__parent")
    organisation = get_object_or_404(visible, pk=pk)
    above = superiors(organisation, request.on)
    context = {
        "organisation": organisation,
        "superior": above.get(Affiliation.Axis.SUPERIOR),
        "sector": above.get(Affiliation.Axis.SECTOR),
        "seats": organisation.seats.on(request.on).select_related("platform", "organisation").order_by("pk"),
        "resources": organisation.resources.filter(next=None).select_related("area", "owner").order_by("kind", "pk"),
        "profiles": organisation.profiles.order_by("-valid_from"),
        "tabs": _tabs(organisation),
    }
    return render(request, "registry/organisation.html", context)


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
