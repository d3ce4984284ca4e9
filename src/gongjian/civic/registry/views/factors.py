"""Adding a second factor: by somebody signed in, or by a newcomer whose office asks for one."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.accounts import passkeys, totp
from gongjian.accounts.devices import device
from gongjian.accounts.models import Factor, User
from gongjian.accounts.private import seal, unseal
from gongjian.accounts.recovery import new_codes
from gongjian.civic.registry import actions
from gongjian.civic.registry.forms.account import NewCodeForm, NewPasskeyForm
from gongjian.civic.registry.queries.sign_in import codes_left, factors_of
from gongjian.civic.registry.views.entrance import CODES, Visitor, proceed, proved
from gongjian.web.middleware import wall_clock
from gongjian.web.requests import Request

KEY, QUESTION = "new_key", "new_question"


@require_safe
@never_cache
@proved
def choose_factor(request: Request, visitor: Visitor) -> HttpResponse:
    return render(request, "registry/account_factor.html", {"visitor": visitor})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@proved
def add_app(request: Request, visitor: Visitor) -> HttpResponse:
    key = _key(request, fresh=request.method != "POST")
    form = NewCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        step = totp.step_of(key, "".join(form.cleaned_data["code"].split()), wall_clock().timestamp())
        if step is not None:
            return _added(request, visitor, Factor.Kind.TOTP, _("手机验证码"), key, step)
        form.add_error("code", _("这个数字对不上。请看手机上的时间准不准，等下一个数字再填。"))
    uri = totp.address(key, visitor.user.username, _("共建"))
    parts = [key[at : at + 4] for at in range(0, len(key), 4)]
    context = {"form": form, "picture": totp.picture(uri), "parts": parts, "visitor": visitor}
    return render(request, "registry/account_app.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@proved
def add_passkey(request: Request, visitor: Visitor) -> HttpResponse:
    form, host = NewPasskeyForm(request.POST or None), request.get_host()
    if request.method == "POST" and form.is_valid():
        title = form.cleaned_data["title"] or device(request.headers.get("User-Agent", ""))
        try:
            secret, counter = passkeys.take_new(host, request.session.pop(QUESTION, None), form.cleaned_data["answer"])
        except passkeys.NotProved:
            form.add_error(None, _("通行密钥没有建成，可能是取消了或者等得太久。请再试一次。"))
        else:
            return _added(request, visitor, Factor.Kind.PASSKEY, title, secret, counter)
    question = passkeys.ask_for_new(host, visitor.user, factors_of(visitor.user))
    request.session[QUESTION] = question.state
    return render(
        request, "registry/account_passkey.html", {"form": form, "question": question.options, "visitor": visitor}
    )


def fresh_codes(request: Request, user: User) -> None:
    """Replace the recovery codes and keep them, sealed, to be shown once."""
    codes = new_codes()
    actions.renew_recovery_codes(user, user, codes=codes, at=request.at)
    request.session[CODES] = seal(json.dumps(codes))


def _key(request: Request, *, fresh: bool) -> str:
    """Return the key that the page shows; it waits in the session, sealed, until a code of it comes back."""
    if fresh or KEY not in request.session:
        request.session[KEY] = seal(totp.new_key())
    return unseal(request.session[KEY])


def _added(
    request: Request, visitor: Visitor, kind: Factor.Kind, title: str, secret: str, counter: int
) -> HttpResponse:
    user = visitor.user
    actions.add_factor(user, user, kind=kind, title=title, secret=secret, counter=counter, at=request.at)
    request.session.pop(KEY, None)
    if not codes_left(user):
        fresh_codes(request, user)
    if visitor.is_newcomer:
        return proceed(request, visitor, second=True)
    messages.success(request, _("“%(title)s”已添加，下次登录用得上。") % {"title": title})
    return redirect("registry:show_recovery_codes" if CODES in request.session else "registry:show_account")
