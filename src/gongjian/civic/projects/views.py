"""The register of projects, one project, the showcase library."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongjian.civic.projects.forms import ProjectFilter
from gongjian.civic.projects.models import Project
from gongjian.civic.projects.queries import library, register, roads
from gongjian.civic.registry.models import Organisation
from gongjian.web.listing import order_of, page_of
from gongjian.web.requests import Request

ORDERS = {"title": "title", "started": "started_at", "bodies": "bodies", "due": "due_date"}


@require_safe
def list_projects(request: Request) -> HttpResponse:
    found = ProjectFilter(request)
    projects = register(request.user, on=request.on, **found.values)
    context = {
        "filter": found,
        "page": page_of(request, projects.order_by(*order_of(request, ORDERS, "-started"))),
        "organisation": Organisation.objects.filter(pk=found.values["organisation"] or 0).first(),
    }
    return render(request, "projects/projects.html", context)


@require_safe
def show_project(request: Request, pk: int) -> HttpResponse:
    visible = Project.objects.visible_to(request.user, on=request.on).select_related("area__parent", "lead")
    project = get_object_or_404(visible, pk=pk)
    context = {
        "project": project,
        "parts": project.parts.order_by("position"),
        "contributions": project.contributions.select_related("organisation").order_by("organisation__sort_key"),
        "roads": roads(project),
        "showcases": project.showcases.filter(approved_at__isnull=False).order_by("pk"),
    }
    return render(request, "projects/project.html", context)


@require_safe
def list_showcase(request: Request) -> HttpResponse:
    categories = library(request.user, on=request.on)
    count = sum(len(category.items) for category in categories)
    return render(request, "projects/showcase.html", {"categories": categories, "count": count})
