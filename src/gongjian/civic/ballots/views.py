"""The page of a ballot meeting."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongjian.civic.ballots.models import Session
from gongjian.civic.ballots.queries import rows_of
from gongjian.web.requests import Request


@require_safe
@login_required
def show_session(request: Request, pk: int) -> HttpResponse:
    sessions = Session.objects.visible_to(request.user, on=request.on).select_related("area", "programme")
    session = get_object_or_404(sessions, pk=pk)
    return render(request, "ballots/session.html", {"session": session, "rows": rows_of(session), "nav": "evaluations"})
