"""The forms of an open talk: a stage, a finding, and why nothing is done about one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from gongjian.civic.platforms import actions
from gongjian.civic.platforms.forms.talks import FindingForm, NoActionForm, StageForm
from gongjian.civic.platforms.models import Finding, Meeting, Stage
from gongjian.civic.platforms.views.done import done
from gongjian.web.requests import Request


@login_required
def write_stage(request: Request, pk: int, stage: str) -> HttpResponse:
    meeting = _meeting(request, pk)
    if stage not in Stage.values:
        raise Http404
    known = meeting.stages.filter(stage=stage).first()
    initial = {"text": known.text, "headcount": known.headcount} if known else {}
    form = StageForm(request.POST or None, initial=initial)
    if done(request, form, actions.write_stage, meeting, stage=stage) is not None:
        messages.success(request, _("“%(stage)s”这一环节已写下。") % {"stage": Stage(stage).label})
        return redirect(meeting)
    return render(request, "platforms/stage.html", {"meeting": meeting, "form": form, "word": Stage(stage).label})


@login_required
def note_finding(request: Request, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    form = FindingForm(request.POST or None, initial={"stage": request.GET.get("stage", Stage.TALK)})
    finding = done(request, form, actions.note_finding, meeting)
    if finding is not None:
        messages.success(request, _("已记下。请接着定：列入需求、立为难题，还是不办。"))
        return redirect(finding)
    return render(request, "platforms/finding.html", {"meeting": meeting, "form": form})


@login_required
def settle_finding(request: Request, pk: int) -> HttpResponse:
    visible = Finding.objects.visible_to(request.user, on=request.on)
    finding = get_object_or_404(visible.select_related("meeting__platform__area"), pk=pk)
    form = NoActionForm(request.POST or None)
    if done(request, form, actions.settle_finding, finding, outcome=Finding.Outcome.NO_ACTION) is not None:
        messages.success(request, _("已写明为什么不办。"))
        return redirect(finding)
    return render(request, "platforms/settle_finding.html", {"finding": finding, "form": form})


def _meeting(request: Request, pk: int) -> Meeting:
    visible = Meeting.objects.visible_to(request.user, on=request.on)
    return get_object_or_404(visible.select_related("platform__area", "platform__secretary"), pk=pk)
