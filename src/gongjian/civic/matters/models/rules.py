"""How a district deals with matters: days, who may whistle, the ladder that overdue legs climb. All of it data."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.civic.registry.models import Area, Role


class Level(models.TextChoices):
    """Where a body stands: what days are lost at which level."""

    UNIT = "UNIT", _("单位")
    COMMUNITY = "COMMUNITY", _("社区")
    STREET = "STREET", _("街道")
    DISTRICT = "DISTRICT", _("区")


def street_only() -> list[str]:
    """Return the roles that may whistle unless the district says otherwise: the street's office (S25, 吹哨报到)."""
    return [Role.STREET_OFFICE.value]


class Rulebook(models.Model):
    """The district's rules for matters. Days are working days unless the name says otherwise."""

    area = models.OneToOneField(Area, models.PROTECT, related_name="rulebook", verbose_name=_("区"))
    answer_days = models.PositiveSmallIntegerField(_("几个工作日内接手或谢绝"), default=2)
    urgent_days = models.PositiveSmallIntegerField(_("紧急的几个工作日办结"), default=2)
    ordinary_days = models.PositiveSmallIntegerField(_("一般的几个工作日办结"), default=7)
    hard_days = models.PositiveSmallIntegerField(_("疑难的几个工作日办结"), default=15)
    silence_days = models.PositiveSmallIntegerField(_("报事方几个工作日不答复视为确认"), default=5)
    callers = models.JSONField(_("谁可以吹哨"), default=street_only)  # roles
    sign_hours = models.PositiveSmallIntegerField(_("吹哨后几小时内签收"), default=1)
    contact_hours = models.PositiveSmallIntegerField(_("吹哨后几小时内联系"), default=24)
    attend_days = models.PositiveSmallIntegerField(_("吹哨后几个工作日内到场"), default=3)
    hard_attend_days = models.PositiveSmallIntegerField(_("疑难的几个工作日内到场"), default=5)

    scope_related: ClassVar = ("area",)

    def __str__(self) -> str:
        return f"{self.area_id}"

    @property
    def scope_path(self) -> str:
        return self.area.scope_path


class Rung(models.Model):
    """A part of the rules: after so many working days overdue, a leg is shown to that level."""

    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="rungs")
    step = models.PositiveSmallIntegerField(_("第几级"))
    after_days = models.PositiveSmallIntegerField(_("逾期几个工作日"))
    to_level = models.CharField(_("报到哪一级"), max_length=12, choices=Level)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["rulebook", "step"], name="rung_once")]

    def __str__(self) -> str:
        return f"{self.step} {self.to_level}"
