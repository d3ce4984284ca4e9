"""What happened and who came in: the pages of the audit administrator. They only read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.civic.registry.forms.audit import AccessFilter, EventFilter
from gongjian.civic.registry.models import Role
from gongjian.civic.registry.queries.audit import accesses, deeds, events
from gongjian.civic.registry.views.people import only
from gongjian.web.listing import page_of
from gongjian.web.requests import Request

COUNTED = 10_000


@require_safe
@login_required
def list_events(request: Request) -> HttpResponse:
    only(Role.AUDIT_ADMINISTRATOR, request)
    asked = EventFilter(request)
    found = events(request.user, request.on, **asked.values)
    page = page_of(request, found.order_by("-pk"), most=COUNTED)
    context = {"filter": asked, "page": page, "rows": deeds(list(page.object_list)), "nav": "events"}
    return render(request, "registry/audit_events.html", context)


@require_safe
@login_required
def list_accesses(request: Request) -> HttpResponse:
    only(Role.AUDIT_ADMINISTRATOR, request)
    asked = AccessFilter(request)
    found = accesses(request.user, request.on, **asked.values)
    page = page_of(request, found.order_by("-pk"), most=COUNTED)
    context = {"filter": asked, "page": page, "rows": list(page.object_list), "nav": "accesses"}
    return render(request, "registry/audit_accesses.html", context)
