"""The register of agreements, one agreement with its clauses, and where a promise came from."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.agreements import actions
from gongjian.civic.agreements.forms import AgreementFilter
from gongjian.civic.agreements.models import Agreement, Obligation, Party
from gongjian.civic.agreements.queries import clauses_of, next_of, register, sides_of
from gongjian.civic.registry.models import Organisation
from gongjian.civic.tasks.models import Task
from gongjian.web.listing import order_of, page_of
from gongjian.web.requests import Request

ORDERS = {"number": "number", "title": "title", "from": "from_date", "to": "to_date"}


@require_safe
def list_agreements(request: Request) -> HttpResponse:
    found = AgreementFilter(request)
    agreements = register(request.user, on=request.on, **found.values)
    context = {
        "filter": found,
        "page": page_of(request, agreements.order_by(*order_of(request, ORDERS, "-from"))),
        "area": found.values["area"],
        "organisation": Organisation.objects.filter(pk=found.values["organisation"] or 0).first(),
    }
    return render(request, "agreements/agreements.html", context)


@require_safe
def show_agreement(request: Request, pk: int) -> HttpResponse:
    visible = Agreement.objects.visible_to(request.user, on=request.on).select_related("area__parent", "project")
    agreement = get_object_or_404(visible, pk=pk)
    sides = sides_of(agreement, request.on)
    clauses = clauses_of(agreement, request.on)
    context = {
        "agreement": agreement,
        "sides": sides,
        "parties": [side.party for side in sides],
        "clauses": clauses,
        "next": next_of(clauses),
    }
    return render(request, "agreements/agreement.html", context)


@login_required
def sign(request: Request, pk: int) -> HttpResponse:
    """Sign for one party."""
    visible = Party.objects.visible_to(request.user, on=request.on).select_related("agreement", "organisation")
    party = get_object_or_404(visible, pk=pk)
    if request.method == "POST":
        actions.sign(request.user, party, at=request.at)
        party.agreement.refresh_from_db()
        said = _("各方签齐，协议生效。") if party.agreement.in_force_at else _("已签字，等其他方签。")
        messages.success(request, said)
    return redirect(party.agreement)


@require_safe
def show_obligation(request: Request, pk: int) -> HttpResponse:
    """Show which clause of which agreement led to a task."""
    task = get_object_or_404(Task.objects.visible_to(request.user, on=request.on), pk=pk)
    own = Obligation.objects.select_related("clause__agreement", "clause__doer", "clause__receiver")
    obligation = get_object_or_404(own, task=task)
    dated = obligation.clause.obligations.select_related("task").order_by("due_date")
    may_read = Agreement.objects.visible_to(request.user, on=request.on).filter(pk=obligation.clause.agreement_id)
    context = {"task": task, "obligation": obligation, "dated": dated, "may_read": may_read.exists()}
    return render(request, "agreements/obligation.html", context)
