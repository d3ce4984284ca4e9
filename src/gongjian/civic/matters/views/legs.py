"""Each step of a leg and of the end of a matter, as a page of its own."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from gongjian.civic.matters.models import Leg, Matter
from gongjian.civic.matters.views import steps
from gongjian.web.requests import Request


@login_required
def accept_leg(request: Request, pk: int) -> HttpResponse:
    return steps.take(request, steps.ACCEPT, _leg(request, pk))


@login_required
def decline_leg(request: Request, pk: int) -> HttpResponse:
    return steps.take(request, steps.DECLINE, _leg(request, pk))


@login_required
def hand_on(request: Request, pk: int) -> HttpResponse:
    return steps.take(request, steps.HAND_ON, _leg(request, pk))


@login_required
def pause_leg(request: Request, pk: int) -> HttpResponse:
    return steps.take(request, steps.PAUSE, _leg(request, pk))


@login_required
def resume_leg(request: Request, pk: int) -> HttpResponse:
    return steps.take(request, steps.RESUME, _leg(request, pk))


@login_required
def finish_leg(request: Request, pk: int) -> HttpResponse:
    return steps.take(request, steps.FINISH, _leg(request, pk))


@login_required
def ask_raiser(request: Request, pk: int) -> HttpResponse:
    return steps.take(request, steps.ASK, _leg(request, pk))


@login_required
def certify_help(request: Request, pk: int) -> HttpResponse:
    return steps.take(request, steps.CERTIFY, _leg(request, pk))


@login_required
def call_help(request: Request, pk: int) -> HttpResponse:
    return steps.take(request, steps.CALL_HELP, _matter(request, pk))


@login_required
def confirm_matter(request: Request, pk: int) -> HttpResponse:
    return steps.take(request, steps.CONFIRM, _matter(request, pk))


@login_required
def reopen_matter(request: Request, pk: int) -> HttpResponse:
    return steps.take(request, steps.REOPEN, _matter(request, pk))


@login_required
def set_visibility(request: Request, pk: int) -> HttpResponse:
    return steps.take(request, steps.SHOW, _matter(request, pk))


def _leg(request: Request, pk: int) -> Leg:
    visible = Leg.objects.visible_to(request.user, on=request.on)
    return get_object_or_404(visible.select_related("matter__area", "matter__raiser", "owner"), pk=pk)


def _matter(request: Request, pk: int) -> Matter:
    concerning = Matter.objects.concerning(request.user, on=request.on)
    return get_object_or_404(concerning.select_related("area", "raiser"), pk=pk)
