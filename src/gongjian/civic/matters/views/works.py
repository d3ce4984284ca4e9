"""The views of those consulted on a works problem, and what was seen on site."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from gongjian.civic.matters import actions
from gongjian.civic.matters.forms.works import CheckForm, OpinionForm
from gongjian.civic.matters.models import Matter
from gongjian.civic.matters.queries.works import checkers, consulted
from gongjian.civic.matters.views.asking import FormPage, ask
from gongjian.web.requests import Request


@login_required
def write_opinion(request: Request, pk: int) -> HttpResponse:
    matter = _matter(request, pk)
    bodies = consulted(matter, request.user, on=request.on)
    data = request.POST if request.method == "POST" else None
    form = OpinionForm(bodies, data, {"day": request.on})
    words = FormPage(
        title=_("记一家的会商意见"),
        over=matter.title,
        over_url=matter.get_absolute_url(),
        button=_("记下意见"),
        told=_("意见已记下，参加的单位都看得到。"),
        under=_("自己的意见自己记；没有账号的一方，由牵头单位代记。"),
    )
    return ask(request, form, actions.write_opinion, matter, words)


@login_required
def check_site(request: Request, pk: int) -> HttpResponse:
    matter = _matter(request, pk)
    bodies = checkers(matter, request.user, on=request.on)
    data = request.POST if request.method == "POST" else None
    form = CheckForm(bodies, data, {"day": request.on})
    words = FormPage(
        title=_("记一次现场核查"),
        over=matter.title,
        over_url=matter.get_absolute_url(),
        button=_("记下核查"),
        told=_("核查已记下。最近一次通过，牵头单位才能请报事方确认。"),
    )
    return ask(request, form, actions.check_site, matter, words)


def _matter(request: Request, pk: int) -> Matter:
    concerning = Matter.objects.concerning(request.user, on=request.on)
    return get_object_or_404(concerning.select_related("area", "raiser", "group"), pk=pk)
