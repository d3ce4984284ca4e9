"""Merging and splitting units: find the other side, see all that moves, confirm, print the list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.civic.duties import actions
from gongjian.civic.duties.actions.mergers import settled
from gongjian.civic.duties.forms import DealForm, MergerForm
from gongjian.civic.duties.queries.plans import Plan, merger_of, mergers_of, organisation_plan, stays
from gongjian.civic.registry.models import Area, Organisation
from gongjian.civic.registry.queries.search import found_organisations
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.may import Ask, decide
from gongjian.ledger.models import Event
from gongjian.web.requests import Request

SHOWN = 20
MOST_PARTS = 6  # into which a unit or community is split at once
MOST_LETTERS = 80
CHECK, DO = "check", "do"


@require_safe
@login_required
def list_mergers(request: Request) -> HttpResponse:
    """Show what was merged and split, and find what is to be."""
    said = request.GET.get("q", "").strip()[:MOST_LETTERS]
    found = found_organisations(request.user, said, on=request.on).filter(closed_date=None) if said else None
    streets = Area.objects.visible_to(request.user, on=request.on).filter(level=Area.Level.STREET, valid_to=None)
    context = {
        "q": said,
        "found": list(found[:SHOWN]) if found is not None else [],
        "events": mergers_of(request.user, request.on),
        "streets": streets.order_by("code", "pk"),
    }
    return render(request, "duties/mergers.html", context)


@require_safe
@login_required
def choose_successors(request: Request, pk: int) -> HttpResponse:
    """Find the one or several that take a unit's place."""
    organisation = _organisation(request, pk, "duties.merge_organisations")
    said = request.GET.get("q", "").strip()[:MOST_LETTERS]
    chosen, names = _chosen(request), _names(request)
    found = found_organisations(request.user, said, on=request.on).filter(closed_date=None) if said else None
    others = found.exclude(pk__in=[pk, *(one.pk for one in chosen)])[:SHOWN] if found is not None else []
    context = {
        "organisation": organisation,
        "q": said,
        "found": list(others),
        "chosen": chosen,
        "names": names,
        "parts": len(chosen) + len(names),
    }
    return render(request, "duties/successors.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merge_organisations(request: Request, pk: int) -> HttpResponse:
    organisation = _organisation(request, pk, "duties.merge_organisations")
    chosen = _chosen(request)[:1]
    if not chosen:
        return redirect("duties:choose_successors", pk=pk)
    both = {"member_count": organisation.member_count + chosen[0].member_count, "on": request.on.isoformat()}
    form = MergerForm(request.POST if request.method == "POST" else None, initial=both)
    deal = Deal(request, form, organisation, chosen, [])
    if deal.is_final:
        said = {"into": chosen[0], "choices": deal.choices, "at": request.at, **form.cleaned_data}
        done = deal.tried(lambda: actions.merge_organisations(request.user, organisation, **said))
        if done:
            return _done(request, organisation)
    return deal.page()


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def split_organisation(request: Request, pk: int) -> HttpResponse:
    organisation = _organisation(request, pk, "duties.split_organisation")
    chosen, names = _chosen(request), _names(request)
    form = DealForm(request.POST if request.method == "POST" else None, initial={"on": request.on.isoformat()})
    deal = Deal(request, form, organisation, chosen, names)
    if deal.is_final:
        said = {"successors": chosen, "founded": names, "choices": deal.choices, "at": request.at, **form.cleaned_data}
        done = deal.tried(lambda: actions.split_organisation(request.user, organisation, **said))
        if done:
            return _done(request, organisation)
    return deal.page()


@require_safe
@login_required
def show_merger(request: Request, pk: int) -> HttpResponse:
    """Show what a merger handed over, as the list that both sides sign."""
    merger = merger_of(request.user, pk, request.on)
    if merger is None:
        raise Http404
    return render(request, "duties/merger.html", {"merger": merger})


@dataclass
class Deal:
    """One request about a merger or split: the form, the choices, and the page they lead to."""

    request: Request
    form: DealForm
    organisation: Organisation
    successors: list[Organisation]
    founded: list[str]

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen, by the code of the row."""
        return choices_of(self.request)

    @property
    def is_final(self) -> bool:
        """Whether the second of the two steps was sent, in good form."""
        return self.request.POST.get("step") == DO and self.form.is_valid()

    def tried(self, act: Any) -> bool:
        """Do it; a refusal becomes a word on the form, and nothing was written."""
        return tried(self.form, act)

    def page(self) -> HttpResponse:
        """Show what would move: to choose, or once more to confirm."""
        today = self.request.on
        day = day_of(self.form, today)
        plan = organisation_plan(self.organisation, self.successors, self.founded, self.choices, on=day, today=today)
        context = {
            "organisation": self.organisation,
            "successors": self.successors,
            "founded": self.founded,
            "is_merger": isinstance(self.form, MergerForm),
            "stays": stays(),
            "back": f"?{self.request.GET.urlencode()}",
        }
        return answer(self.request, "duties/merger_plan.html", self.form, plan, context)


def choices_of(request: Request) -> dict[str, str]:
    """Return what was chosen row by row: the fields named like ROOM-1."""
    return {key: str(value) for key, value in request.POST.items() if "-" in key}


def tried(form: DealForm, act: Any) -> bool:
    """Do it; a refusal becomes a word on the form, and nothing was written."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def day_of(form: DealForm, today: date) -> date:
    """Return the day that was said, today where none was, or none that makes sense."""
    if not form.is_bound:
        return today
    form.is_valid()
    said: date | None = form.cleaned_data.get("on")
    return said or today


def answer(request: Request, page: str, form: DealForm, plan: Plan, context: dict[str, Any]) -> HttpResponse:
    """Show the page to choose on, or, when all is said, the page to confirm on."""
    is_sure = request.POST.get("step") == CHECK and form.is_valid() and not plan.against
    if is_sure:
        holdings = [offer.holding for room in plan.rooms for offer in room.offers]
        is_sure = tried(form, lambda: settled(holdings, choices_of(request), form.cleaned_data["reason"]))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, page, {**context, "form": form, "plan": plan, "is_sure": is_sure}, status=status)


def _organisation(request: Request, pk: int, verb: str) -> Organisation:
    visible = Organisation.objects.visible_to(request.user, on=request.on)
    organisation = get_object_or_404(visible.select_related("area__parent", "governs"), pk=pk)
    ask = Ask(organisation, request.at, request.__dict__.setdefault("_facts", {}))
    if not decide(request.user, verb, ask):
        raise NotAllowed(verb, ask)
    return organisation


def _chosen(request: Request) -> list[Organisation]:
    """Return the successors that the address names, in its order; what it names wrongly is left out."""
    keys = [int(key) for key in request.GET.getlist("into")[:MOST_PARTS] if key.isascii() and key.isdigit()]
    rows = Organisation.objects.visible_to(request.user, on=request.on).filter(pk__in=[k for k in keys if k < 2**62])
    found = {one.pk: one for one in rows}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def _names(request: Request) -> list[str]:
    """Return the names of the units to be founded."""
    names = [name.strip()[:MOST_LETTERS] for name in request.GET.getlist("name")]
    return [name for name in names if name][:MOST_PARTS]


def _done(request: Request, organisation: Organisation) -> HttpResponse:
    event = Event.objects.about(organisation).filter(verb__startswith="duties.").order_by("-pk")[0]
    messages.success(request, _("办好了。下面是移交清单，可以打印，两边签字。"))
    return redirect("duties:show_merger", pk=event.pk)
