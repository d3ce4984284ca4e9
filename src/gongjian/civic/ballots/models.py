"""The yearly appraisal of one street: the count of the ballots, never a ballot."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Area, Organisation, Programme, reach


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "SessionQuerySet":
        """Return the ballot meetings of the streets in one's territory; the public reads counts on the results."""
        return self.filter(reach(user, on).sees_ballots("area__path"))


class Session(models.Model):
    """A street's ballot meeting: how many were due and came, how many ballots went out and came back."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="sessions")
    area = models.ForeignKey(Area, models.PROTECT, related_name="sessions", verbose_name=_("街道"))
    held_date = models.DateField(_("日期"))
    due = models.PositiveSmallIntegerField(_("应到"))
    present = models.PositiveSmallIntegerField(_("实到"), null=True)
    issued = models.PositiveSmallIntegerField(_("发出"), null=True)
    returned = models.PositiveSmallIntegerField(_("收回"), null=True)
    spoiled = models.PositiveSmallIntegerField(_("作废"), null=True)
    declared_at = models.DateTimeField(_("宣布"), null=True)

    objects = SessionQuerySet.as_manager()
    scope_related: ClassVar = ("area",)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "area"], name="session_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(returned=None)
                | models.Q(returned__lte=models.F("issued"), spoiled__lte=models.F("returned")),
                name="session_ballots_balance",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.held_date}"

    def get_absolute_url(self) -> str:
        return reverse("ballots:show_session", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.area.scope_path

    @property
    def valid(self) -> int | None:
        """The ballots that are counted: returned and not spoiled; None before the count."""
        return None if self.returned is None or self.spoiled is None else self.returned - self.spoiled

    @property
    def lost(self) -> int | None:
        """The ballots that went out and did not come back."""
        return None if self.returned is None or self.issued is None else self.issued - self.returned


class Count(models.Model):
    """A part of a declared session: the marks for one body."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="counts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="counts")
    good = models.PositiveSmallIntegerField(_("好"))
    fairly_good = models.PositiveSmallIntegerField(_("较好"))
    fair = models.PositiveSmallIntegerField(_("一般"))
    poor = models.PositiveSmallIntegerField(_("差"))
    abstained = models.PositiveSmallIntegerField(_("弃权或不了解"))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "organisation"], name="count_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} @ {self.session_id}"
