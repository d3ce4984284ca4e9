"""Members are asked to a meeting and reply; the sheet is printed, signed and entered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.platforms import actions
from gongjian.civic.platforms.forms.invitations import (
    AttendanceForm,
    ConveneForm,
    CorrectionForm,
    ObserverForm,
    ReplyForm,
)
from gongjian.civic.platforms.models import Invitation, Meeting
from gongjian.civic.platforms.queries.burden import late_notice
from gongjian.civic.platforms.queries.invitations import Asked
from gongjian.civic.platforms.views.done import done, require_may
from gongjian.civic.platforms.views.meetings import meeting_of
from gongjian.web.requests import Request


@login_required
def convene_meeting(request: Request, pk: int) -> HttpResponse:
    meeting, form = meeting_of(request, pk), ConveneForm(request.POST if request.method == "POST" else None)
    question = late_notice(meeting, on=request.on)
    if done(request, form, actions.convene_meeting, meeting) is not None:
        messages.success(request, _("通知发出了。各单位登录后能看到，也能答复；开会前随时可以改。"))
        if question:
            messages.info(request, question)
        return redirect(meeting)
    context = {"meeting": meeting, "form": form, "asked": Asked(meeting), "question": question}
    return render(request, "platforms/convene.html", context)


@login_required
def invite_observer(request: Request, pk: int) -> HttpResponse:
    meeting, form = meeting_of(request, pk), ObserverForm(request.POST or None)
    invitation = done(request, form, actions.invite_observer, meeting)
    if invitation is not None:
        messages.success(request, _("已请%(name)s列席。") % {"name": invitation.organisation.name})
        return redirect(meeting)
    return render(request, "platforms/observer.html", {"meeting": meeting, "form": form, "asked": Asked(meeting)})


@login_required
def reply_invitation(request: Request, pk: int) -> HttpResponse:
    visible = Invitation.objects.visible_to(request.user, on=request.on)
    invitation = get_object_or_404(visible.select_related("meeting__platform__area", "organisation"), pk=pk)
    form = ReplyForm(invitation, request.POST or None)
    if done(request, form, actions.reply_invitation, invitation) is not None:
        messages.success(request, _("答复记下了。开会前随时可以改。"))
        return redirect("platforms:reply_invitation", pk=pk)
    seen = Meeting.objects.visible_to(request.user, on=request.on).filter(pk=invitation.meeting_id).exists()
    context = {"invitation": invitation, "meeting": invitation.meeting, "form": form, "sees_meeting": seen}
    return render(request, "platforms/reply.html", context)


@require_safe
@login_required
def show_sheet(request: Request, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    require_may(request, actions.convene_meeting, meeting)
    return render(request, "platforms/sheet.html", {"meeting": meeting, "asked": Asked(meeting)})


@login_required
def hold_meeting(request: Request, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    asked = Asked(meeting)
    form = AttendanceForm(asked.lines, request.POST or None)
    if done(request, form, actions.hold_meeting, meeting) is not None:
        messages.success(request, _("到会情况登记好了。接着写每项议题的讨论和议定事项。"))
        return redirect(meeting)
    return render(request, "platforms/attendance.html", {"meeting": meeting, "form": form, "asked": asked})


@login_required
def correct_attendance(request: Request, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    form = CorrectionForm(meeting, request.POST or None)
    if done(request, form, actions.correct_attendance, meeting) is not None:
        messages.success(request, _("到会登记更正了，经过里写明了改了什么。"))
        return redirect(meeting)
    return render(request, "platforms/correct_attendance.html", {"meeting": meeting, "form": form})
