"""The register of activities, and one activity with who came."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongjian.civic.activities.forms import ActivityFilter
from gongjian.civic.activities.models import Activity
from gongjian.civic.activities.queries import register
from gongjian.civic.matters.models import Group
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
    context = {
        "activity": activity,
        "steps": activity.steps.order_by("position"),
        "sides": activity.sides.select_related("organisation").order_by("pk"),
    }
    return render(request, "activities/activity.html", context)
