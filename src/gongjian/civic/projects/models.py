"""What several bodies do together: one measured deliverable, named parts, many contributors."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Area, Organisation, reach


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "ProjectQuerySet":
        """Return the projects of one's territory and those one contributes to, and the public ones."""
        own = reach(user, on)
        joined = Contribution.objects.filter(own.covers("organisation__path", "organisation")).values("project")
        return self.filter(own.covers("area__path", "lead") | models.Q(pk__in=joined) | models.Q(is_public=True))


class Project(models.Model):
    """A joint piece of work with one deliverable that can be measured."""

    class Kind(models.TextChoices):
        CULTURE = "CULTURE", _("文化")
        STREET_CHIEF = "STREET_CHIEF", _("路长制")
        WORKS = "WORKS", _("建设协调")
        SERVICE = "SERVICE", _("服务")
        SAFETY = "SAFETY", _("平安")

    area = models.ForeignKey(Area, models.PROTECT, related_name="projects", verbose_name=_("区域"))
    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="led_projects", verbose_name=_("牵头"))
    title = models.CharField(_("项目"), max_length=120)
    deliverable = models.CharField(_("成果"), max_length=200)
    quantity = models.PositiveIntegerField(_("数量"))
    unit = models.CharField(_("单位"), max_length=16)
    is_about = models.BooleanField(_("约数"), default=False)
    due_date = models.DateField(_("期限"), null=True)
    started_at = models.DateTimeField(_("开始"))
    finished_at = models.DateTimeField(_("完成"), null=True)
    is_public = models.BooleanField(_("公开"), default=True)

    objects = ProjectQuerySet.as_manager()
    scope_related: ClassVar = ("area",)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(quantity__gt=0), name="project_quantity")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projects:show_project", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.area.scope_path


class Part(models.Model):
    """A named part of a project; the weights of all parts make 10 000."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="parts")
    position = models.PositiveSmallIntegerField(_("序号"))
    title = models.CharField(_("名称"), max_length=80)
    weight_bp = models.PositiveSmallIntegerField(_("权重"))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["project", "position"], name="part_position_once")]

    def __str__(self) -> str:
        return self.title


class Contribution(models.Model):
    """An organisation takes part in a project."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="contributions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contributions")
    what = models.CharField(_("投入"), max_length=120)

    scope_related: ClassVar = ("project__area",)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["project", "organisation"], name="contribution_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} → {self.project_id}"

    @property
    def scope_path(self) -> str:
        return self.project.scope_path


class ShowcaseQuerySet(models.QuerySet["Showcase"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "ShowcaseQuerySet":
        """Return what is in the library, and what one's own territory nominated."""
        return self.filter(models.Q(approved_at__isnull=False) | reach(user, on).covers("area__path"))


class Showcase(models.Model):
    """An item of the showcase library: category and title are data, so a fifth category needs no release."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="showcases", verbose_name=_("区域"))
    category = models.CharField(_("类别"), max_length=40)
    title = models.CharField(_("特色服务项目"), max_length=80)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="showcases")
    nominated_at = models.DateTimeField(_("推荐"))
    approved_at = models.DateTimeField(_("入库"), null=True)

    objects = ShowcaseQuerySet.as_manager()
    scope_related: ClassVar = ("area",)

    def __str__(self) -> str:
        return self.title

    @property
    def scope_path(self) -> str:
        return self.area.scope_path
