"""Bulletins for a named public, and what people told a group."""

import segno
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.matters import actions
from gongjian.civic.matters.forms.groups import AnswerForm, BulletinForm, ConcernForm, WithdrawForm
from gongjian.civic.matters.models import Bulletin, Concern
from gongjian.civic.matters.views.asking import FormPage, ask
from gongjian.civic.matters.views.groups import group_of
from gongjian.web.addresses import outside
from gongjian.web.requests import Request

SIGNER = Signer(salt="matters.bulletin")


def address_of(bulletin: Bulletin) -> str:
    """Return the address at which anybody who has it reads the bulletin; it cannot be guessed."""
    return reverse("matters:read_bulletin", args=[bulletin.pk, SIGNER.signature(str(bulletin.pk))])


@require_safe
def read_bulletin(request: Request, pk: int, signature: str) -> HttpResponse:
    """Show a bulletin to whoever has its address; one that was taken back says so, and why."""
    try:
        SIGNER.unsign(f"{pk}{SIGNER.sep}{signature}")
    except BadSignature as fault:
        raise Http404 from fault
    bulletin = get_object_or_404(Bulletin.objects.select_related("group__area__parent"), pk=pk)
    answer = render(request, "matters/bulletin_public.html", {"bulletin": bulletin})
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@require_safe
@login_required
def show_bulletin(request: Request, pk: int) -> HttpResponse:
    """Show the office its bulletin with the address and a notice to print."""
    bulletin = _bulletin(request, pk)
    link = outside(request, address_of(bulletin))
    picture = mark_safe(segno.make(link, error="m").svg_inline(scale=4, border=2))  # noqa: S308 — our own link
    return render(request, "matters/bulletin.html", {"bulletin": bulletin, "link": link, "picture": picture})


@login_required
def publish_bulletin(request: Request, pk: int) -> HttpResponse:
    group = group_of(request, pk)
    form = BulletinForm(request.POST if request.method == "POST" else None)
    words = FormPage(
        title=_("向群众通报进展"),
        over=group.title,
        over_url=group.get_absolute_url(),
        button=_("发布通报"),
        told=_("通报已发布。打开它，就有给群众的地址和可以张贴的告示。"),
        under=_("有地址的人不用登录就能看；别处搜不到。"),
    )
    return ask(request, form, actions.publish_bulletin, group, words)


@login_required
def withdraw_bulletin(request: Request, pk: int) -> HttpResponse:
    bulletin = _bulletin(request, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    words = FormPage(
        title=_("撤下这条通报"),
        over=bulletin.title,
        over_url=reverse("matters:show_bulletin", args=[pk]),
        button=_("撤下"),
        told=_("已撤下。打开地址的人看到撤下的理由，看不到原文。"),
    )
    return ask(request, form, actions.withdraw_bulletin, bulletin, words)


def _bulletin(request: Request, pk: int) -> Bulletin:
    visible = Bulletin.objects.visible_to(request.user, on=request.on)
    return get_object_or_404(visible.select_related("group__area__parent"), pk=pk)


@login_required
def log_concern(request: Request, pk: int) -> HttpResponse:
    group = group_of(request, pk)
    form = ConcernForm(request.POST if request.method == "POST" else None, initial={"day": request.on})
    words = FormPage(
        title=_("记群众反映的一件事"),
        over=group.title,
        over_url=group.get_absolute_url(),
        button=_("记下"),
        told=_("已记下。答复以后，请在这里写明。"),
    )
    return ask(request, form, actions.log_concern, group, words)


@login_required
def answer_concern(request: Request, pk: int) -> HttpResponse:
    visible = Concern.objects.visible_to(request.user, on=request.on)
    concern = get_object_or_404(visible.select_related("group__area"), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"answer": concern.answer})
    words = FormPage(
        title=_("答复群众反映"),
        over=concern.group.title,
        over_url=concern.group.get_absolute_url(),
        button=_("记下答复"),
        told=_("答复已记下。"),
        under=concern.text or "",
    )
    return ask(request, form, actions.answer_concern, concern, words)
