"""How often platforms have to meet: the rule of one, how all stand with it, and what their meetings look like."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.civic.platforms import actions
from gongjian.civic.platforms.forms.rules import DutyFilter, RuleForm, TemplateForm
from gongjian.civic.platforms.models import MeetingTemplate
from gongjian.civic.platforms.queries import committees
from gongjian.civic.platforms.queries.duties import STATES, by_state, rule_on, standings
from gongjian.civic.platforms.queries.templates import kept_areas
from gongjian.civic.platforms.views.committees import platform_of
from gongjian.civic.platforms.views.done import done
from gongjian.web.listing import page_of
from gongjian.web.requests import Request


@login_required
def set_meeting_rule(request: Request, pk: int) -> HttpResponse:
    platform = platform_of(request, pk)
    form = RuleForm(rule_on(platform, request.on), request.on, request.POST or None)
    if done(request, form, actions.set_meeting_rule, platform) is not None:
        messages.success(request, _("开会规则定好了。"))
        return redirect(platform)
    return render(request, "platforms/rule.html", {"platform": platform, "form": form})


@require_safe
@login_required
def list_duties(request: Request) -> HttpResponse:
    found, state = DutyFilter(request), request.GET.get("state", "")
    platforms = committees(request.user, on=request.on, **found.values).order_by("area__code", "kind")
    every = standings(platforms, on=request.on)
    kept = [one for one in every if state not in STATES or one.state == state]
    page = page_of(request, platforms.filter(pk__in=[one.platform.pk for one in kept]))
    rows = {one.platform.pk: one for one in kept}
    context = {"filter": found, "page": page, "rows": [rows[platform.pk] for platform in page.object_list]}
    return render(request, "platforms/duties.html", context | {"states": by_state(every), "state": state})


@require_safe
@login_required
def list_templates(request: Request) -> HttpResponse:
    visible = MeetingTemplate.objects.visible_to(request.user, on=request.on).select_related("area")
    templates = visible.filter(retired_at=None).order_by("area__path", "title", "pk")
    areas = kept_areas(request.user, on=request.on)
    return render(request, "platforms/templates.html", {"page": page_of(request, templates), "areas": areas})


@login_required
def save_template(request: Request, pk: int | None = None, area: int | None = None) -> HttpResponse:
    visible = MeetingTemplate.objects.visible_to(request.user, on=request.on).select_related("area")
    template = None if pk is None else get_object_or_404(visible, pk=pk, retired_at=None)
    place = template.area if template else get_object_or_404(kept_areas(request.user, on=request.on), pk=area)
    form = TemplateForm(template, request.POST or None)
    if done(request, form, actions.save_template, place, template=template) is not None:
        messages.success(request, _("模板存好了。定会议时可以选它。"))
        return redirect("platforms:list_templates")
    return render(request, "platforms/template.html", {"template": template, "area": place, "form": form})


@require_POST
@login_required
def retire_template(request: Request, pk: int) -> HttpResponse:
    template = get_object_or_404(MeetingTemplate.objects.visible_to(request.user, on=request.on), pk=pk)
    actions.retire_template(request.user, template, at=request.at)
    messages.success(request, _("“%(title)s”停用了。照它定的会议不变。") % {"title": template.title})
    return redirect("platforms:list_templates")
