"""The district's rules for matters, for everybody who signs in; written by the district office."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.matters import actions
from gongjian.civic.matters.forms.rules import RulebookForm
from gongjian.civic.matters.queries import rulebook, rungs
from gongjian.civic.matters.views.asking import FormPage, ask
from gongjian.civic.registry.models import Area, Role
from gongjian.civic.registry.queries import district
from gongjian.web.requests import Request


@require_safe
@login_required
def show_rulebook(request: Request) -> HttpResponse:
    area, rules = _district(), rulebook()
    callers = [Role(role).label for role in rules.callers]
    context = {"area": area, "rules": rules, "ladder": rungs(rules), "callers": callers}
    return render(request, "matters/rulebook.html", context)


@login_required
def set_rulebook(request: Request) -> HttpResponse:
    area, rules = _district(), rulebook()
    form = RulebookForm(rules, rungs(rules), request.POST if request.method == "POST" else None)
    words = FormPage(
        title=_("写难题办理规则"),
        over=_("难题办理规则"),
        over_url=reverse("matters:show_rulebook"),
        button=_("定为全区的规则"),
        told=_("规则已定。从现在起新交办的照它算，已经在办的期限不变。"),
        under=_("天数都是工作日。已经在办的事，期限不变。"),
    )
    return ask(request, form, actions.set_rulebook, area, words)


def _district() -> Area:
    area = district()
    if area is None:
        raise Http404
    return area
