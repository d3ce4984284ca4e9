"""Groups formed for a hard task; bulletins to those it concerns, and what people tell the liaisons."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.accounts.private import PrivateField, Salted
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
    """A part of a group: how many people came from which source, and which body lent them, if it is registered."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="members")
    source = models.CharField(_("来源"), max_length=60)
    headcount = models.PositiveSmallIntegerField(_("人数"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="group_members", verbose_name=_("派出单位")
    )
    expertise = models.CharField(_("专长"), max_length=60, blank=True)
    valid_from = models.DateField(_("自"), null=True)  # null: since the group was formed
    valid_to = models.DateField(_("至"), null=True)

    scope_related: ClassVar = ("group__area", "organisation")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "source"],
                condition=models.Q(organisation=None, valid_to=None),
                name="group_member_once",
            ),
            models.UniqueConstraint(
                fields=["group", "organisation"], condition=models.Q(valid_to=None), name="group_lender_once"
            ),
            models.CheckConstraint(condition=models.Q(headcount__gt=0), name="group_member_headcount"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.headcount}"

    @property
    def scope_path(self) -> str:
        return self.group.scope_path


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "BulletinQuerySet":
        """Return the bulletins of one's territory; residents open theirs by the address printed for them."""
        return self.filter(reach(user, on).covers("group__area__path"))


class Bulletin(models.Model):
    """How far the work is, told to a named public, which reads it without an account."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="bulletins")
    title = models.CharField(_("标题"), max_length=120)
    text = models.TextField(_("进展"), max_length=3000)
    audience = models.CharField(_("告诉谁"), max_length=120)
    published_at = models.DateTimeField(_("发布"))
    withdrawn_at = models.DateTimeField(_("撤下"), null=True)
    reason = models.CharField(_("撤下的理由"), max_length=200, blank=True)

    objects = BulletinQuerySet.as_manager()
    scope_related: ClassVar = ("group__area",)

    def __str__(self) -> str:
        return self.title

    @property
    def scope_path(self) -> str:
        return self.group.scope_path


class ConcernQuerySet(models.QuerySet["Concern"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "ConcernQuerySet":
        """Return the concerns of one's own territory: what people told is not for others."""
        return self.filter(reach(user, on).covers("group__area__path"))


class Concern(Salted):
    """What people told a liaison group, and the answer they got; a hard one becomes a matter that points back."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="concerns")
    day = models.DateField(_("哪天"))
    text = PrivateField(_("反映什么"))
    households = models.PositiveSmallIntegerField(_("涉及户数"), default=1)
    answer = models.CharField(_("答复"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)

    objects = ConcernQuerySet.as_manager()
    scope_related: ClassVar = ("group__area",)

    def __str__(self) -> str:
        return f"{self.group_id} {self.day}"

    @property
    def scope_path(self) -> str:
        return self.group.scope_path
