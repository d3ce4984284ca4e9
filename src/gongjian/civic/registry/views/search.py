"""Finding places and organisations."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.civic.registry.forms.search import ORGANISATIONS, PLACES, SearchForm
from gongjian.civic.registry.models import reach
from gongjian.civic.registry.queries.search import first, found_organisations, found_places
from gongjian.web.listing import page_of
from gongjian.web.requests import Request


@require_safe
@login_required
def search(request: Request) -> HttpResponse:
    form, own = SearchForm(request), reach(request.user, request.on)
    said, only = form.values["q"] or "", form.values["only"]
    places = found_places(request.user, said, on=request.on)
    organisations = found_organisations(request.user, said, on=request.on)
    context = {"form": form, "said": said, "only": only, "sees_any": own.paths or own.organisations or own.sectors}
    if only == PLACES:
        context["page"] = page_of(request, places)
    elif only == ORGANISATIONS:
        context["page"] = page_of(request, organisations)
    else:
        context |= {"places": first(places), "organisations": first(organisations)}
    return render(request, "registry/search.html", context)
