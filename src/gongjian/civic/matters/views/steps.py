"""The steps one may take with a matter: what each is called, what it asks, and how it is carried out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.civic.matters import actions
from gongjian.civic.matters.forms.legs import (
    AskForm,
    CallHelpForm,
    DeclineForm,
    FinishForm,
    HandOnForm,
    NothingForm,
    PauseForm,
    ReopenForm,
    StepForm,
    VisibilityForm,
)
from gongjian.civic.matters.models import Leg, Matter
from gongjian.civic.matters.queries import Story, bodies_to_choose, load_of
from gongjian.civic.platforms.views.done import done
from gongjian.ledger.action import Action
from gongjian.ledger.may import Ask, decide
from gongjian.web.requests import Request

Words = str | Promise


@dataclass(frozen=True)
class Way:
    """A step: its verb and form, its word on the page of the matter, the head and the button of its own page.

    told      what now holds, once it is done
    is_click  asks for nothing: the button on the page of the matter does it at once
    """

    verb: Action[Any, Any, Any]
    form: type[StepForm]
    word: Words
    title: Words
    button: Words
    told: Words
    is_click: bool = False


ACCEPT = Way(
    actions.accept_leg,
    NothingForm,
    _("接手"),
    _("接手这件事"),
    _("接手"),
    _("已接手。办好以后，请在这里报告结果。"),
    is_click=True,
)
DECLINE = Way(
    actions.decline_leg, DeclineForm, _("谢绝"), _("谢绝，并写明归谁办"), _("谢绝"), _("已谢绝，理由各参加单位看得到。")
)
HAND_ON = Way(
    actions.hand_on, HandOnForm, _("移交"), _("移交给另一家牵头"), _("移交"), _("已移交，从现在起由那一家牵头。")
)
CALL_HELP = Way(
    actions.call_help,
    CallHelpForm,
    _("请人协同"),
    _("请一家单位协同"),
    _("请它协同"),
    _("已请它协同，它登录后就能看到。"),
)
FINISH = Way(
    actions.finish_leg, FinishForm, _("报告办完"), _("报告协同的事办完了"), _("报告牵头单位"), _("已报告牵头单位。")
)
PAUSE = Way(
    actions.pause_leg,
    PauseForm,
    _("暂停"),
    _("暂停计时"),
    _("暂停"),
    _("已暂停，暂停的天数不计入期限，页面上照样列出。"),
)
RESUME = Way(
    actions.resume_leg,
    NothingForm,
    _("接着办"),
    _("接着办"),
    _("接着办"),
    _("接着办了，期限按暂停的天数顺延。"),
    is_click=True,
)
ASK = Way(
    actions.ask_raiser,
    AskForm,
    _("报告结果"),
    _("报告结果，请报事方确认"),
    _("请报事方确认"),
    _("已送报事方确认。确认以前，这件事还没有结束。"),
)
CONFIRM = Way(
    actions.confirm_matter,
    NothingForm,
    _("确认结果"),
    _("确认这个结果"),
    _("确认，这件事结束"),
    _("已确认，这件事结束。"),
)
REOPEN = Way(
    actions.reopen_matter,
    ReopenForm,
    _("还没有解决"),
    _("还没有解决，请接着办"),
    _("请接着办"),
    _("已重开，由上一家牵头单位接着办。"),
)
CERTIFY = Way(
    actions.certify_help,
    NothingForm,
    _("认定"),
    _("认定这次帮忙"),
    _("认定"),
    _("已认定：驻区单位帮助办成一件难事、急事。"),
    is_click=True,
)
SHOW = Way(
    actions.set_visibility,
    VisibilityForm,
    _("公开范围"),
    _("对公众公开，还是不公开"),
    _("照此改"),
    _("公开范围已改好。"),
)

OF_THE_MATTER = (CONFIRM, REOPEN)
OF_THE_LEAD = (ACCEPT, RESUME, ASK, HAND_ON, DECLINE, PAUSE)
OF_A_HELPER = (ACCEPT, RESUME, FINISH, DECLINE, PAUSE)


@dataclass(frozen=True)
class Button:
    """A step that this user may take now. `of` names the helper whose step it is."""

    way: Way
    url: str
    of: str = ""
    is_next: bool = False  # what most likely comes next: the filled one


def buttons_of(request: Request, story: Story) -> list[Button]:
    """Return the steps this user may take with a matter now, the most likely first.

    An office above may hand on what another leads: that comes last, and is never its next step.
    """
    found = list(_offered(request, story.matter, OF_THE_MATTER))
    lead = list(_offered(request, story.lead.leg, OF_THE_LEAD)) if story.lead is not None else []
    is_leading = any(button.way is not HAND_ON for button in lead)
    found += lead if is_leading else []
    found += _offered(request, story.matter, (CALL_HELP,))
    for clock in story.helping:
        found += _offered(request, clock.leg, OF_A_HELPER)
    for clock in story.clocks:
        found += _offered(request, clock.leg, (CERTIFY,))
    found += [] if is_leading else lead
    found += _offered(request, story.matter, (SHOW,))
    if found and found[0].way not in (HAND_ON, SHOW):
        found[0] = replace(found[0], is_next=True)
    return found


def _offered(request: Request, subject: Matter | Leg, ways: tuple[Way, ...]) -> Iterator[Button]:
    facts: dict[Any, Any] = request.__dict__.setdefault("_facts", {})  # as {% may %} keeps them
    of = subject.owner.name if isinstance(subject, Leg) and not subject.is_lead else ""
    for way in ways:
        if decide(request.user, way.verb.verb, Ask(subject, request.at, facts)):
            yield Button(way, reverse(f"matters:{way.verb.__name__}", args=[subject.pk]), of)


def take(request: Request, way: Way, subject: Matter | Leg) -> HttpResponse:
    """Carry a step out, or show its page: at first, with what is wrong, or with the bodies one searched for."""
    matter = subject if isinstance(subject, Matter) else subject.matter
    is_search = "search" in request.POST
    is_sent = request.method == "POST" and not is_search
    initial = request.POST.dict() if is_search else _usual(subject)
    form = way.form(subject, request.POST if is_sent else None, initial)
    if done(request, form, way.verb, subject) is not None:
        messages.success(request, str(way.told))
        return redirect(matter)
    context = {"matter": matter, "subject": subject, "way": way, "form": form, "silent": _silent(way, matter)}
    return render(request, "matters/step.html", context | _choice(request, matter, subject, form))


def _silent(way: Way, matter: Matter) -> list[str]:
    """Return who was called and has neither accepted nor declined, for whoever is about to end it."""
    called = matter.legs.filter(is_lead=False, accepted_at=None, ended_at=None) if way is ASK else Leg.objects.none()
    return list(called.order_by("pk").values_list("owner__name", flat=True))


def _usual(subject: Matter | Leg) -> dict[str, Any]:
    return {"hidden_because": subject.hidden_because} if isinstance(subject, Matter) else {}


def _choice(request: Request, matter: Matter, subject: Matter | Leg, form: StepForm) -> dict[str, Any]:
    """Return the bodies to choose from, each with what it has on its hands; nothing for a step that chooses none."""
    if not form.picks:
        return {}
    q = request.POST.get("q", "")[:60].strip()
    busy = matter.legs.filter(ended_at=None)
    if form.picks != "owner":  # who helps already may become the lead
        busy = busy.filter(is_lead=True)
    without = set(busy.values_list("owner", flat=True))
    bodies = bodies_to_choose(matter, q, without=without)
    chosen = form.chosen
    if chosen is not None and chosen.pk not in {body.pk for body in bodies}:
        bodies.insert(0, chosen)
    loads = load_of(bodies, on=request.on)
    rows = [(body, loads[body.pk]) for body in bodies]
    return {"rows": rows, "q": q, "chosen": chosen, "bound": form[form.picks]}
