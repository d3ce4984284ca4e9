"""Road segments that units and merchants look after, and the chief of each road."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.civic.projects.models import Part
from gongjian.civic.registry.models import Area, Dated, Organisation


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


class RoadChief(models.Model):
    """Which body is chief of a road, by which post, and how often it walks it; from a day to a day."""

    class Rank(models.IntegerChoices):
        FIRST = 1, _("一级路长")
        SECOND = 2, _("二级路长")

    area = models.ForeignKey(Area, models.PROTECT, related_name="road_chiefs", verbose_name=_("区域"))
    road = models.CharField(_("道路"), max_length=60)
    rank = models.PositiveSmallIntegerField(_("级别"), choices=Rank)
    chief = models.ForeignKey(Organisation, models.PROTECT, related_name="road_chiefs", verbose_name=_("路长单位"))
    post = models.CharField(_("路长职务"), max_length=60)
    every_days = models.PositiveSmallIntegerField(_("几天巡一次"))
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True)

    objects = Dated.as_manager()
    scope_related: ClassVar = ("area", "chief")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "road", "rank"], condition=models.Q(valid_to=None), name="road_chief_once"
            ),
            models.CheckConstraint(condition=models.Q(every_days__gt=0), name="road_chief_walks"),
        ]

    def __str__(self) -> str:
        return f"{self.road} {self.rank}"

    @property
    def scope_path(self) -> str:
        return self.area.scope_path
