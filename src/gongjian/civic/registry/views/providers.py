"""Signing in from DingTalk, WeCom or Feishu, and tying one's account to them. The second proof is still asked for."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongjian.accounts.models import Identity, User
from gongjian.accounts.providers import (
    CodeNotAccepted,
    NoAnswer,
    NotOneOfTheirs,
    NotSetUp,
    Provider,
    keyed,
    leaving,
    new_secret,
    offered,
    subject_of,
)
from gongjian.civic.registry import actions
from gongjian.civic.registry.views.entrance import PATIENCE, Visitor, begin, proved
from gongjian.ledger.action import Refused
from gongjian.web.addresses import outside
from gongjian.web.middleware import wall_clock
from gongjian.web.requests import Request

LEFT = "left"  # what the session keeps while somebody is at the provider's
REASONS = {
    NoAnswer: gettext_lazy("%(provider)s没有应答。请过几分钟再试，或者用密码登录。"),
    CodeNotAccepted: gettext_lazy("%(provider)s不认这一次的登录：等得太久，或者这个地址已经用过。请重新开始。"),
    NotSetUp: gettext_lazy("%(provider)s登录的设置不对。请用密码登录，并告诉区里的系统管理员。"),
    NotOneOfTheirs: gettext_lazy("您不是这家%(provider)s里的成员，不能从那里登录。"),
}


@require_GET
@never_cache
def sign_in_elsewhere(request: Request, provider: str) -> HttpResponse:
    """Lead to the provider to sign in there."""
    onward = request.GET.get("next", "")
    return HttpResponseRedirect(_leave(request, _offered(provider), onward=onward))


@require_GET
@never_cache
def come_back(request: Request, provider: str) -> HttpResponse:
    """Take in somebody who comes back from the provider: to sign in, or to tie the account."""
    chosen = _offered(provider)
    try:
        kept = _kept(request, chosen)
        subject = _subject(request, chosen, kept["verifier"])
    except Refused as refusal:
        return _failed(request, chosen, str(refusal))
    if kept["user"] is not None:
        return _link(request, chosen, subject)
    known = Identity.objects.filter(provider=chosen.key, subject_hash=subject).select_related("user").first()
    user = known.user if known else None
    fits = user is not None and user.is_active and user.locked_at is None
    if actions.weigh(user, fits, step=str(chosen.word), at=wall_clock()) and user is not None:
        return begin(request, user, kept["onward"])
    return _failed(request, chosen, _no_entry(chosen, is_known=known is not None))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@proved
def link_identity(request: Request, visitor: Visitor, provider: str) -> HttpResponse:
    """Lead to the provider to tie the account, by a link: no form may end at another house."""
    chosen = _offered(provider)
    url = _leave(request, chosen, user=visitor.user.pk) if request.method == "POST" else ""
    return render(request, "registry/account_provider.html", {"provider": chosen, "url": url})


@require_POST
@login_required
def unlink_identity(request: Request, provider: str) -> HttpResponse:
    user = _self(request)
    actions.unlink_identity(user, user, provider=provider, at=request.at)
    messages.success(request, _("已经解除绑定，以后不能再从那里登录。"))
    return redirect("registry:show_account")


def _self(request: Request) -> User:
    """Return the row of who is signed in: a verb locks rows, and the request's user is only a promise of one."""
    return User.objects.get(pk=request.user.pk)


def _offered(key: str) -> Provider:
    found = next((provider for provider in offered() if provider.key == key), None)
    if found is None:
        raise Http404
    return found


def _back(request: Request, provider: Provider) -> str:
    return outside(request, reverse("registry:come_back", args=[provider.key]))


def _leave(request: Request, provider: Provider, *, user: int | None = None, onward: str = "") -> str:
    """Return the address at the provider; the session keeps what has to come back, and for whom."""
    state, verifier = new_secret(), new_secret()
    until = (wall_clock() + PATIENCE).timestamp()
    request.session[LEFT] = {
        "provider": provider.key,
        "state": state,
        "verifier": verifier,
        "until": until,
        "user": user,
        "onward": onward,
    }
    return leaving(provider, back=_back(request, provider), state=state, verifier=verifier)


def _kept(request: Request, provider: Provider) -> dict[str, Any]:
    """Return what the session kept, once. Raises Refused where somebody else, or somewhere else, began."""
    kept: dict[str, Any] | None = request.session.pop(LEFT, None)
    state = request.GET.get("state", "")
    if kept is None or kept["provider"] != provider.key or not constant_time_compare(kept["state"], state):
        raise Refused(_("这一次不是从这个浏览器开始的，或者已经用过了。请回到原处重新开始。"))
    if kept["until"] < wall_clock().timestamp():
        raise Refused(_("在那边停留超过 10 分钟，这一次已经作废。请重新开始。"))
    if kept["user"] is not None and kept["user"] != request.user.pk:
        raise Refused(_("开始绑定的不是现在登录的账号。请重新登录，再绑定一次。"))
    return kept


def _subject(request: Request, provider: Provider, verifier: str) -> str:
    """Return the keyed id of whoever comes back. Raises Refused, with a sentence."""
    code = request.GET.get(provider.code) or request.GET.get("code", "")
    if request.GET.get("error") or not code:
        raise Refused(_("您在%(provider)s那边没有同意，什么都没有改动。") % {"provider": provider.word})
    back = _back(request, provider)
    try:
        return keyed(provider, subject_of(provider, code=code, back=back, verifier=verifier))
    except tuple(REASONS) as reason:
        raise Refused(str(REASONS[type(reason)]) % {"provider": provider.word}) from reason


def _no_entry(provider: Provider, *, is_known: bool) -> str:
    if is_known:
        return _("绑定的账号现在不能登录：已经停用，或者暂时锁住。请联系区里的安全管理员。")
    return _("这个%(provider)s账号还没有绑定。请先用密码登录，再到“我的账号”里绑定。") % {"provider": provider.word}


def _link(request: Request, provider: Provider, subject: str) -> HttpResponse:
    user = _self(request)
    actions.link_identity(user, user, provider=provider.key, subject_hash=subject, at=request.at)
    messages.success(request, _("已经绑定，以后可以从%(provider)s登录。") % {"provider": provider.word})
    return redirect("registry:show_account")


def _failed(request: Request, provider: Provider, sentence: str) -> HttpResponse:
    context = {"provider": provider, "sentence": sentence}
    return render(request, "registry/provider_failed.html", context, status=403)
