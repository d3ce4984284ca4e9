"""Groups formed for a hard task, and the road segments that units and merchants look after."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.projects.models import Part
from gongjian.civic.registry.models import Area, Organisation, reach


class GroupQuerySet(models.QuerySet["Group"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "GroupQuerySet":
        """Return every group: heads and tasks are public, members are headcounts."""
        return self.filter(models.Q(is_public=True) | reach(user, on).covers("area__path"))


class Group(models.Model):
    """People lent by several bodies for one task, or liaisons with the people concerned; headcounts, no names."""

    class Kind(models.TextChoices):
        TASK = "TASK", _("会商工作组")
        LIAISON = "LIAISON", _("联络小组")

    area = models.ForeignKey(Area, models.PROTECT, related_name="groups", verbose_name=_("区域"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="groups")
    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    title = models.CharField(_("名称"), max_length=120)
    purpose = models.CharField(_("任务"), max_length=200)
    formed_date = models.DateField(_("成立"))
    is_public = models.BooleanField(_("公开"), default=True)

    objects = GroupQuerySet.as_manager()
    scope_related: ClassVar = ("area",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("matters:show_group", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.area.scope_path


class GroupMember(models.Model):
    """A part of a group: how many people came from which source."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="members")
    source = models.CharField(_("来源"), max_length=60)
    headcount = models.PositiveSmallIntegerField(_("人数"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "source"], name="group_member_once"),
            models.CheckConstraint(condition=models.Q(headcount__gt=0), name="group_member_headcount"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.headcount}"


class Segment(models.Model):
    """A piece of a road taken by a unit or a merchant, under one theme of the project."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="segments", verbose_name=_("区域"))
    road = models.CharField(_("道路"), max_length=60)
    position = models.PositiveSmallIntegerField(_("段"))
    part = models.ForeignKey(Part, models.PROTECT, null=True, related_name="segments", verbose_name=_("主题"))
    taker = models.ForeignKey(Organisation, models.PROTECT, related_name="segments", verbose_name=_("包段"))
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True)

    scope_related: ClassVar = ("area", "taker")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "road", "position"], condition=models.Q(valid_to=None), name="segment_one_taker"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.road} {self.position}"

    @property
    def scope_path(self) -> str:
        return self.area.scope_path
