"""One group with its tree."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongjian.civic.matters.models import Group
from gongjian.civic.matters.queries import tree_of
from gongjian.web.requests import Request


@require_safe
def show_group(request: Request, pk: int) -> HttpResponse:
    visible = Group.objects.visible_to(request.user, on=request.on)
    group = get_object_or_404(visible.select_related("area__parent", "parent"), pk=pk)
    context = {"group": group, "tree": tree_of(group, request.user, on=request.on)}
    return render(request, "matters/group.html", context)
