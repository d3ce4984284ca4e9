"""The register of activities, one activity with who came, and visits on site."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.activities import actions
from gongjian.civic.activities.forms import ActivityFilter, VisitForm, VisitsForm
from gongjian.civic.activities.models import Activity
from gongjian.civic.activities.queries import findings_of, register
from gongjian.civic.matters.models import Group
from gongjian.civic.matters.queries.groups import lenders
from gongjian.civic.matters.views.asking import FormPage, ask
from gongjian.civic.matters.views.groups import group_of
from gongjian.civic.registry.models import Organisation
from gongjian.web.listing import order_of, page_of
from gongjian.web.requests import Request

ORDERS = {"day": "starts_at", "title": "title", "bodies": "bodies", "people": "people"}


@require_safe
def list_activities(request: Request) -> HttpResponse:
    found = ActivityFilter(request)
    activities = register(request.user, on=request.on, **found.values)
    groups = Group.objects.visible_to(request.user, on=request.on)
    context = {
        "filter": found,
        "page": page_of(request, activities.order_by(*order_of(request, ORDERS, "-day"))),
        "organisation": Organisation.objects.filter(pk=found.values["organisation"] or 0).first(),
        "group": groups.filter(pk=found.values["group"] or 0).first(),
    }
    return render(request, "activities/activities.html", context)


@require_safe
def show_activity(request: Request, pk: int) -> HttpResponse:
    visible = Activity.objects.visible_to(request.user, on=request.on).select_related("area__parent", "group")
    activity = get_object_or_404(visible, pk=pk)
    held, found = findings_of(activity, request.user, on=request.on)
    context = {
        "activity": activity,
        "is_visit": activity.kind == Activity.Kind.SITE_VISIT,
        "held": held,
        "findings": found,
        "steps": activity.steps.order_by("position"),
        "sides": activity.sides.select_related("organisation").order_by("pk"),
    }
    return render(request, "activities/activity.html", context)


@login_required
def plan_site_visits(request: Request, pk: int) -> HttpResponse:
    group = group_of(request, pk)
    data = request.POST if request.method == "POST" else None
    form = VisitsForm(data, initial={"day": request.on + timedelta(days=1)})
    words = FormPage(
        title=_("安排定期察看"),
        over=group.title,
        over_url=group.get_absolute_url(),
        button=_("安排下去"),
        told=_("已安排。看过以后在那一回的页面登记，发现的问题从那里报。"),
    )
    return ask(request, form, actions.plan_site_visits, group, words)


@login_required
def hold_activity(request: Request, pk: int) -> HttpResponse:
    """Enter a visit on site that was made: who went, and how many."""
    visits = Activity.objects.visible_to(request.user, on=request.on).filter(kind=Activity.Kind.SITE_VISIT)
    visit = get_object_or_404(visits.filter(group__isnull=False).select_related("area", "group__area"), pk=pk)
    group = group_of(request, visit.group_id or 0)
    form = VisitForm(lenders(group), request.POST if request.method == "POST" else None)
    words = FormPage(
        title=_("登记这一回察看"),
        over=visit.title,
        over_url=visit.get_absolute_url(),
        button=_("登记"),
        told=_("已登记。发现问题，请在下面记一条。"),
    )
    return ask(request, form, actions.hold_activity, visit, words)
