"""Lectures, member days, site visits, joint activities: ordered steps, sides with headcounts."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Group
from gongjian.civic.registry.models import Area, Organisation, reach


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "ActivityQuerySet":
        """Return the activities of one's territory and body, and the public ones that were held."""
        own = reach(user, on)
        mine = Side.objects.filter(own.covers("organisation__path", "organisation")).values("activity")
        return self.filter(
            own.covers("area__path") | models.Q(pk__in=mine) | models.Q(is_public=True, held_at__isnull=False)
        )


class Activity(models.Model):
    """Something held on a day; headcounts, never a list of names."""

    class Kind(models.TextChoices):
        LECTURE = "LECTURE", _("讲党课")
        MICRO_LECTURE = "MICRO_LECTURE", _("微党课")
        OATH = "OATH", _("宣誓")
        MEMBER_DAY = "MEMBER_DAY", _("党员活动日")
        JOINT = "JOINT", _("联建交流")
        SITE_VISIT = "SITE_VISIT", _("实地察看")

    area = models.ForeignKey(Area, models.PROTECT, related_name="activities", verbose_name=_("区域"))
    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    title = models.CharField(_("活动"), max_length=120)
    theme = models.CharField(_("主题"), max_length=120, blank=True)
    starts_at = models.DateTimeField(_("时间"))
    is_required = models.BooleanField(_("规定动作"), default=False)
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="activities")
    held_at = models.DateTimeField(_("登记"), null=True)
    is_public = models.BooleanField(_("公开"), default=True)

    objects = ActivityQuerySet.as_manager()
    scope_related: ClassVar = ("area",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activities:show_activity", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.area.scope_path


class Side(models.Model):
    """A part of a held activity: a body, who came, how many. `is_about` marks the report's 'more than'."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="sides")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sides")
    audience = models.CharField(_("参加人员"), max_length=160)
    headcount = models.PositiveIntegerField(_("人数"), null=True)
    is_at_least = models.BooleanField(_("余"), default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "organisation"], name="side_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} @ {self.activity_id}"


class Step(models.Model):
    """A part of an activity: one step, in order."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField(_("序号"))
    title = models.CharField(_("环节"), max_length=120)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "position"], name="step_once")]

    def __str__(self) -> str:
        return self.title
