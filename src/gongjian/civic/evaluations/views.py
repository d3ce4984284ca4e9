"""The pages of a year's evaluation: the policy for everybody, its steps for the district office, drafts for units."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.civic.evaluations import actions
from gongjian.civic.evaluations.forms import CalibrateForm, OutcomeFilter, WeightsForm
from gongjian.civic.evaluations.models import Grading, Outcome, Scheme, SchemeQuerySet
from gongjian.civic.evaluations.queries import account_of, named_bands, policy_of, sections_of, year_state
from gongjian.civic.registry.models import Role, reach
from gongjian.civic.registry.queries import as_of, called
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.may import Ask, decide
from gongjian.web.listing import page_of
from gongjian.web.requests import Request


@require_safe
def show_programme(request: Request) -> HttpResponse:
    schemes = _schemes(request).order_by("-programme__year")
    said = request.GET.get("year", "")
    scheme = (schemes.filter(programme__year=said) if said.isdecimal() and len(said) < 5 else schemes).first()
    if scheme is None:
        return render(request, "evaluations/no_programme.html", {"nav": "evaluations"}, status=404)
    is_lead = Role.DISTRICT_OFFICE in reach(request.user, request.on).roles
    shown = {
        "scheme": scheme,
        "sections": sections_of(policy_of(scheme)),
        "years": list(schemes.values_list("programme__year", flat=True)),
        "state": year_state(scheme) if is_lead else None,
    }
    return render(request, "evaluations/programme.html", {"nav": "evaluations", **shown})


@require_safe
@login_required
def list_outcomes(request: Request, year: int) -> HttpResponse:
    grading = _grading(request, year)
    asked = OutcomeFilter(request)
    outcomes = asked.apply(Outcome.objects.visible_to(request.user, on=request.on).filter(grading=grading))
    page = page_of(request, outcomes.select_related("unit").order_by("unit__sort_key", "pk"))
    called((outcome.unit, grading.last_day) for outcome in page)
    return render(request, "evaluations/outcomes.html", {"grading": grading, "asked": asked, "page": page})


@require_safe
@login_required
def show_outcome(request: Request, pk: int) -> HttpResponse:
    outcomes = Outcome.objects.visible_to(request.user, on=request.on)
    outcome = get_object_or_404(
        outcomes.select_related("unit", "grading__scheme__programme", "grading__release"), pk=pk
    )
    day = outcome.grading.last_day
    called([(outcome.unit, day)])
    state = as_of([outcome.unit_id], day).get(outcome.unit_id)
    shown = {"outcome": outcome, "account": account_of(outcome), "state": state}
    return render(request, "evaluations/outcome.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def revise_scheme(request: Request, year: int) -> HttpResponse:
    scheme = get_object_or_404(_schemes(request), programme__year=year)
    _ask(request, "evaluations.revise_scheme", scheme)
    form = WeightsForm(request.POST or None, policy=scheme.policy)
    if form.is_valid():
        actions.revise_scheme(request.user, scheme, policy=form.revised, at=request.at)
        messages.success(request, _("权重已改，冻结以前都可以再改。"))
        return redirect(scheme)
    return render(request, "evaluations/weights.html", {"scheme": scheme, "form": form, "nav": "evaluations"})


@require_POST
@login_required
def freeze_scheme(request: Request, year: int) -> HttpResponse:
    scheme = get_object_or_404(_schemes(request), programme__year=year)
    actions.freeze_scheme(request.user, scheme, at=request.at)
    messages.success(request, _("办法已经冻结，向所有人公开；这一年里谁都不能再改。"))
    return redirect(scheme)


@require_POST
@login_required
def compute_grading(request: Request, year: int) -> HttpResponse:
    scheme = get_object_or_404(_schemes(request), programme__year=year)
    actions.compute_grading(request.user, scheme, at=request.at)
    messages.success(request, _("已经算好。送各单位看以前，可以重算。"))
    return redirect(scheme)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def calibrate(request: Request, year: int) -> HttpResponse:
    grading = _grading(request, year)
    _ask(request, "evaluations.calibrate", grading)
    outcomes = list(grading.outcomes.select_related("unit").order_by("unit"))
    form = CalibrateForm(request.POST or None, bands=named_bands(policy_of(grading.scheme), outcomes))
    if form.is_valid():
        document = form.cleaned_data["document"]
        actions.calibrate(request.user, grading, chosen=form.chosen, document=document, at=request.at)
        messages.success(request, _("领导小组的决定已写入，等次已重算。"))
        return redirect(grading)
    shown = {"scheme": grading.scheme, "form": form, "nav": "evaluations"}
    return render(request, "evaluations/calibrate.html", shown)


@require_POST
@login_required
def send_drafts(request: Request, year: int) -> HttpResponse:
    grading = _grading(request, year)
    actions.send_drafts(request.user, grading, at=request.at)
    messages.success(request, _("初步结果已送出，每家单位只看得到自己的。"))
    return redirect(grading)


@require_POST
@login_required
def adopt_grading(request: Request, year: int) -> HttpResponse:
    grading = _grading(request, year)
    actions.adopt_grading(request.user, grading, at=request.at)
    messages.success(request, _("结果已审定，不能再改。下一步是封存和公示。"))
    return redirect(grading)


def _schemes(request: Request) -> SchemeQuerySet:
    return Scheme.objects.visible_to(request.user, on=request.on).select_related("programme__area")


def _grading(request: Request, year: int) -> Grading:
    gradings = Grading.objects.visible_to(request.user, on=request.on).select_related("scheme__programme__area")
    return get_object_or_404(gradings, scheme__programme__year=year)


def _ask(request: Request, verb: str, subject: Scheme | Grading) -> None:
    """Refuse before anything is typed what would be refused afterwards."""
    ask = Ask(subject, request.at)
    if not decide(request.user, verb, ask):
        raise NotAllowed(verb, ask)
