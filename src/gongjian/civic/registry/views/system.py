"""What runs here: the page of the system administrator."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.civic.registry.models import Role
from gongjian.civic.registry.queries.system import installation
from gongjian.civic.registry.views.people import only
from gongjian.web.requests import Request


@require_safe
@login_required
def show_system(request: Request) -> HttpResponse:
    only(Role.SYSTEM_ADMINISTRATOR, request)
    return render(request, "registry/system.html", {"facts": installation(request.on), "nav": "system"})
