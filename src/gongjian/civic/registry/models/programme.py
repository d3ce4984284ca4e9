"""The yearly programme, and the calendar of working days."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.civic.registry.models.areas import Area

TERMS: dict[str, dict[str, str]] = {
    "platforms": {"DISTRICT": "区级统筹平台", "STREET": "街道议事平台", "COMMUNITY": "社区执行平台"},
    "commitments": {"STREET_COMMUNITY": "街道社区承诺", "UNIT": "驻区单位承诺", "MEMBER": "党员承诺"},
    "evaluations": {"MUTUAL": "写实互评", "BALLOT": "民主评议", "DISTRICT": "区级综合评价"},
}


class Programme(models.Model):
    """One year of 立体工程 in one district: everything of that year hangs under it."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="programmes", verbose_name=_("区"))
    year = models.PositiveSmallIntegerField(_("年度"))
    title = models.CharField(_("名称"), max_length=80)
    lead_office = models.ForeignKey("registry.Organisation", models.PROTECT, null=True, related_name="+")
    terms = models.JSONField(_("三平台三承诺三评价的名称"), default=dict)
    calendar = models.JSONField(_("月度档案的日子"), default=dict)
    opened_at = models.DateTimeField(_("开始"))
    frozen_at = models.DateTimeField(_("办法冻结"), null=True)
    closed_at = models.DateTimeField(_("结束"), null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "year"], name="programme_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | models.Q(closed_at__gt=models.F("opened_at")),
                name="programme_closed_after_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    scope_related: ClassVar = ("area",)

    @property
    def scope_path(self) -> str:
        return self.area.scope_path

    @property
    def first_day(self) -> date:
        return date(self.year, 1, 1)

    @property
    def until_day(self) -> date:
        return date(self.year + 1, 1, 1)

    def labels(self, kind: str) -> dict[str, Any]:
        """Return the names of the three platforms, commitments or evaluations of this year."""
        return self.terms.get(kind) or TERMS[kind]


class Holiday(models.Model):
    """A day that differs from its weekday: a holiday, or a working day made up on a weekend."""

    date = models.DateField(_("日期"), unique=True)
    is_workday = models.BooleanField(_("上班"))
    title = models.CharField(_("名称"), max_length=40)

    def __str__(self) -> str:
        return f"{self.date} {self.title}"

    @property
    def scope_path(self) -> str:
        return ""
