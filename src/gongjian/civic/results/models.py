"""What is published: frozen rows, their seal, the file anybody can check."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.evaluations.models import Grading, Outcome
from gongjian.civic.registry.models import Organisation, Role, reach
from gongjian.ledger.models import File, Seal


class ReleaseQuerySet(models.QuerySet["Release"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "ReleaseQuerySet":
        """Return what is published; before that the district office's own."""
        own = reach(user, on)
        published = models.Q(published_at__isnull=False)
        if Role.DISTRICT_OFFICE in own.roles:
            return self.filter(published | own.covers("grading__scheme__programme__area__path"))
        return self.filter(published)


class Release(models.Model):
    """One publication of one adopted grading."""

    grading = models.OneToOneField(Grading, models.PROTECT, related_name="release")
    prepared_at = models.DateTimeField(_("封存"))
    notice_from_date = models.DateField(_("公示自"), null=True)
    published_at = models.DateTimeField(_("公布"), null=True)
    seal = models.OneToOneField(Seal, models.PROTECT, related_name="release")
    code = models.CharField(_("校验码"), max_length=19)
    bundle = models.ForeignKey(File, models.PROTECT, related_name="+")

    objects = ReleaseQuerySet.as_manager()
    scope_related: ClassVar = ("grading__scheme__programme__area",)

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("results:list_results", args=[self.year])

    @property
    def scope_path(self) -> str:
        return self.grading.scope_path

    @property
    def year(self) -> int:
        return self.grading.scheme.programme.year


class ResultQuerySet(models.QuerySet["Result"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "ResultQuerySet":
        """Return what is published; before that the district office's all."""
        published = models.Q(release__published_at__isnull=False)
        own = reach(user, on)
        if Role.DISTRICT_OFFICE in own.roles:
            return self.filter(published | own.covers("unit__path"))
        return self.filter(published)


class Result(models.Model):
    """One unit's published row and its hash in the sealed tree."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="results")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="results")
    outcome = models.OneToOneField(Outcome, models.PROTECT, related_name="result")
    name = models.CharField(_("公布时的名称"), max_length=120)
    street = models.CharField(_("公布时的街道"), max_length=80)
    sort_key = models.CharField(max_length=400)
    row = models.JSONField(_("封存的一行"))
    hash = models.CharField(_("散列"), max_length=64)

    objects = ResultQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "unit"], name="result_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("results:show_result", args=[self.release.year, self.unit_id])
