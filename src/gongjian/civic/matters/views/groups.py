"""Groups: all of them, one with its tree and what it does, and the forms about who is in it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.matters import actions
from gongjian.civic.matters.forms.groups import FormGroupForm, LendForm, ReleaseForm
from gongjian.civic.matters.models import Group, GroupMember
from gongjian.civic.matters.queries import tree_of
from gongjian.civic.matters.queries.groups import doings_of, groups_by_place, lenders
from gongjian.civic.matters.views.asking import FormPage, ask
from gongjian.civic.platforms.views.done import done
from gongjian.civic.registry.models import Area, Role, offices_of
from gongjian.civic.registry.models.areas import AreaQuerySet
from gongjian.civic.registry.queries import settling_places
from gongjian.ledger.action import NotAllowed
from gongjian.web.listing import page_of
from gongjian.web.requests import Request

FORMING = (Role.DISTRICT_OFFICE, Role.STREET_OFFICE)


@require_safe
def list_groups(request: Request) -> HttpResponse:
    page = page_of(request, groups_by_place(request.user, on=request.on))
    may_form = any(office.role in FORMING for office in offices_of(request.user, request.on))
    return render(request, "matters/groups.html", {"page": page, "may_form": may_form})


@require_safe
def show_group(request: Request, pk: int) -> HttpResponse:
    group = group_of(request, pk)
    tree = tree_of(group, request.user, on=request.on)
    context = {"group": group, "tree": tree, "doings": doings_of(group, request.user, on=request.on)}
    return render(request, "matters/group.html", context)


@login_required
def form_group(request: Request) -> HttpResponse:
    areas = _places(request)
    if not areas.exists():
        raise NotAllowed(actions.form_group.verb)
    groups = Group.objects.visible_to(request.user, on=request.on).filter(area__in=areas, parent=None).order_by("pk")
    data = request.POST if request.method == "POST" else None
    start = {"since": request.on, "parent": request.GET.get("parent", "")}
    form = FormGroupForm(areas, groups, data, start)
    area = form.cleaned_data.pop("area") if data is not None and form.is_valid() else areas.first()
    group = done(request, form, actions.form_group, area)
    if group is not None:
        return redirect(group)
    return render(request, "matters/form_group.html", {"form": form})


def _places(request: Request) -> AreaQuerySet:
    places = [area for _head, areas in settling_places(request.user, request.on) for area in areas]
    return Area.objects.filter(pk__in=[area.pk for area in places]).order_by("path")


@login_required
def lend_people(request: Request, pk: int) -> HttpResponse:
    group = group_of(request, pk)
    form = LendForm(lenders(group), request.POST if request.method == "POST" else None, {"since": request.on})
    words = FormPage(
        title=_("登记派来的人"),
        over=group.title,
        over_url=group.get_absolute_url(),
        button=_("登记"),
        told=_("已登记，从那一天起算在组里。"),
        under=_("只记哪家派了几个人、会什么，不记姓名。"),
    )
    return ask(request, form, actions.lend_people, group, words)


@login_required
def release_people(request: Request, pk: int) -> HttpResponse:
    groups = Group.objects.visible_to(request.user, on=request.on)
    rows = GroupMember.objects.filter(group__in=groups).select_related("group__area", "organisation")
    member = get_object_or_404(rows, pk=pk)
    form = ReleaseForm(request.POST if request.method == "POST" else None, initial={"on": request.on})
    words = FormPage(
        title=_("%(source)s的人回去了") % {"source": member.source},
        over=member.group.title,
        over_url=member.group.get_absolute_url(),
        button=_("记下"),
        told=_("已记下，经过里留着。"),
    )
    return ask(request, form, actions.release_people, member, words)


def group_of(request: Request, pk: int) -> Group:
    """Return the group this reader may see; else there is none."""
    visible = Group.objects.visible_to(request.user, on=request.on)
    return get_object_or_404(visible.select_related("area__parent", "parent"), pk=pk)
