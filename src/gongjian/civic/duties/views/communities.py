"""Redrawing communities: say which end and which begin, see all that moves, confirm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.civic.duties import actions
from gongjian.civic.duties.forms import DealForm
from gongjian.civic.duties.queries.plans import community_plan, stays
from gongjian.civic.duties.views.mergers import (
    DO,
    MOST_LETTERS,
    MOST_PARTS,
    answer,
    choices_of,
    day_of,
    tried,
)
from gongjian.civic.registry.models import Area
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.may import Ask, decide
from gongjian.ledger.models import Event
from gongjian.web.requests import Request

FIELDS = 3  # for new communities, on the page


@require_safe
@login_required
def choose_communities(request: Request, pk: int) -> HttpResponse:
    """Tick the communities that end, name those that begin."""
    street = _street(request, pk)
    context = {
        "street": street,
        "communities": street.children.filter(level=Area.Level.COMMUNITY, valid_to=None).order_by("code", "pk"),
        "ticked": [area.pk for area in _areas(request, street)],
        "rows": [*_successors(request), *[("", "")] * FIELDS][:FIELDS],
    }
    return render(request, "duties/communities.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def redraw_communities(request: Request, pk: int) -> HttpResponse:
    street = _street(request, pk)
    areas, successors = _areas(request, street), _successors(request)
    form = DealForm(request.POST if request.method == "POST" else None, initial={"on": request.on.isoformat()})
    choices = choices_of(request)
    if request.POST.get("step") == DO and form.is_valid():
        said = {"areas": areas, "successors": successors, "choices": choices, "at": request.at, **form.cleaned_data}
        if tried(form, lambda: actions.redraw_communities(request.user, street, **said)):
            messages.success(request, _("办好了。下面是移交清单，可以打印，两边签字。"))
            event = Event.objects.about(street).filter(verb="duties.redraw_communities").order_by("-pk")[0]
            return redirect("duties:show_merger", pk=event.pk)
    names = [name for name, _code in successors]
    plan = community_plan(areas, names, choices, on=day_of(form, request.on), today=request.on)
    context = {"street": street, "areas": areas, "successors": successors, "stays": stays()}
    return answer(request, "duties/community_plan.html", form, plan, {**context, "back": f"?{request.GET.urlencode()}"})


def _street(request: Request, pk: int) -> Area:
    visible = Area.objects.visible_to(request.user, on=request.on).filter(level=Area.Level.STREET)
    street = get_object_or_404(visible, pk=pk)
    ask = Ask(street, request.at, request.__dict__.setdefault("_facts", {}))
    if not decide(request.user, "duties.redraw_communities", ask):
        raise NotAllowed("duties.redraw_communities", ask)
    return street


def _areas(request: Request, street: Area) -> list[Area]:
    """Return the communities of the street that the address names."""
    keys = [int(key) for key in request.GET.getlist("area")[:50] if key.isascii() and key.isdigit()]
    return list(street.children.filter(pk__in=[key for key in keys if key < 2**62]).order_by("code", "pk"))


def _successors(request: Request) -> list[tuple[str, str]]:
    """Return name and code of the communities to be made, as the address says them pair by pair."""
    names, codes = request.GET.getlist("name"), request.GET.getlist("code")
    pairs = zip(names, [*codes, *[""] * len(names)], strict=False)
    return [(name.strip()[:MOST_LETTERS], code.strip()[:12]) for name, code in pairs if name.strip()][:MOST_PARTS]
