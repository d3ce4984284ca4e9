"""Open talks with residents in four stages: look, talk, rate, deliberate. Each stage has its output."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.accounts.private import PrivateField, Salted
from gongjian.civic.platforms.models.meetings import Meeting
from gongjian.civic.registry.models import reach


class Stage(models.TextChoices):
    LOOK = "LOOK", _("看")
    TALK = "TALK", _("谈")
    RATE = "RATE", _("评")
    DELIBERATE = "DELIBERATE", _("议")


class StageOutput(models.Model):
    """What one stage of an open talk brought out: what was seen, said, rated or agreed; heads, no names."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="stages")
    stage = models.CharField(_("环节"), max_length=12, choices=Stage)
    text = models.TextField(_("这一环节得出什么"), max_length=1000)
    headcount = models.PositiveSmallIntegerField(_("参加人数"))

    scope_related: ClassVar = ("meeting__platform__area",)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "stage"], name="stage_output_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.stage}"

    @property
    def scope_path(self) -> str:
        return self.meeting.scope_path


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "FindingQuerySet":
        """Return the findings of one's own territory: what residents said is not for others."""
        return self.filter(reach(user, on).covers("meeting__platform__area__path"))


class Finding(Salted):
    """Something residents pointed out at one stage; it becomes a need, a matter, or nothing, because …"""

    class Outcome(models.TextChoices):
        NEED = "NEED", _("列入需求")
        MATTER = "MATTER", _("立为难题")
        NO_ACTION = "NO_ACTION", _("不办，因为……")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="findings")
    stage = models.CharField(_("环节"), max_length=12, choices=Stage)
    text = PrivateField(_("反映什么"))
    outcome = models.CharField(_("怎么办"), max_length=12, choices=Outcome, blank=True)
    reason = models.CharField(_("为什么不办"), max_length=300, blank=True)
    noted_at = models.DateTimeField(_("记下"))
    settled_at = models.DateTimeField(_("定下"), null=True)

    objects = FindingQuerySet.as_manager()
    scope_related: ClassVar = ("meeting__platform__area",)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(outcome="NO_ACTION") | ~models.Q(reason=""), name="finding_no_action_because"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", settled_at=None)
                | ~models.Q(outcome="") & models.Q(settled_at__isnull=False),
                name="finding_settled_iff_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.stage}"

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#finding-{self.pk}"

    @property
    def scope_path(self) -> str:
        return self.meeting.scope_path
