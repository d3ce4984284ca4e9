"""One volunteer post with what was claimed."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongjian.civic.service.models import Claim, Post
from gongjian.web.requests import Request


@require_safe
def show_post(request: Request, pk: int) -> HttpResponse:
    visible = Post.objects.visible_to(request.user, on=request.on).select_related("host__area__parent")
    post = get_object_or_404(visible, pk=pk)
    claims = Claim.objects.visible_to(request.user, on=request.on).filter(post=post)
    claims = claims.select_related("organisation", "post__host").order_by("claimed_at", "pk")
    context = {"post": post, "claims": claims, "left": post.places - post.taken}
    return render(request, "service/post.html", context)
