"""Posts that members fill: a unit claims places, the host says how many were kept. No names, no clocking in."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Organisation, reach


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "PostQuerySet":
        """Return every post: what is to do and how many are wanted is public."""
        del user, on
        return self.all()


class Post(models.Model):
    """A volunteer post offered by a community: so many places."""

    host = models.ForeignKey(Organisation, models.PROTECT, related_name="posts", verbose_name=_("社区"))
    title = models.CharField(_("公益岗位"), max_length=120)
    places = models.PositiveSmallIntegerField(_("名额"))
    taken = models.PositiveSmallIntegerField(_("已认领"), default=0)
    from_date = models.DateField(_("自"))
    to_date = models.DateField(_("至"))

    objects = PostQuerySet.as_manager()
    scope_related: ClassVar = ("host",)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(taken__gte=0) & models.Q(taken__lte=models.F("places")), name="post_places"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("service:show_post", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.host.path


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "ClaimQuerySet":
        """Return the claims of one's body and territory, and those already confirmed, as headcounts."""
        own = reach(user, on)
        mine = own.covers("organisation__path", "organisation", "post__host") | own.covers("post__host__path")
        return self.filter(mine | models.Q(confirmed_at__isnull=False))


class Claim(models.Model):
    """A unit's members take so many places of a post; the host confirms how many kept their word."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="claims")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="claims", verbose_name=_("单位"))
    places = models.PositiveSmallIntegerField(_("认领"))
    claimed_at = models.DateTimeField(_("认领时间"))
    kept = models.PositiveSmallIntegerField(_("守约"), null=True)
    confirmed_at = models.DateTimeField(_("社区确认"), null=True)

    objects = ClaimQuerySet.as_manager()
    scope_related: ClassVar = ("organisation", "post__host")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "organisation"], name="claim_once"),
            models.CheckConstraint(
                condition=models.Q(kept=None) | models.Q(kept__lte=models.F("places")), name="claim_kept"
            ),
            models.CheckConstraint(condition=models.Q(places__gt=0), name="claim_places"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} → {self.post_id}"

    @property
    def scope_path(self) -> str:
        return self.organisation.path
