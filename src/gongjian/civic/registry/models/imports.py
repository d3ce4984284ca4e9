"""Workbooks that were uploaded: checked first, then entered whole, and taken back whole."""

import uuid
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models.areas import Area
from gongjian.ledger.models import File


class Batch(models.Model):
    """One uploaded workbook. What it wrote are the events that bear its ref."""

    class Kind(models.TextChoices):
        UNITS = "UNITS", _("单位")
        AREAS = "AREAS", _("区划")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="batches", verbose_name=_("区域"))
    kind = models.CharField(_("种类"), max_length=8, choices=Kind)
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name=_("文件"))
    title = models.CharField(_("文件名"), max_length=120)
    since = models.DateField(_("自哪天起"))  # the day from which changes hold that the workbook brings
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("上传人"))
    uploaded_at = models.DateTimeField(_("上传"))
    rows = models.PositiveIntegerField(_("行数"), default=0)
    done = models.PositiveIntegerField(_("已读"), default=0)
    summary = models.JSONField(_("预览"), default=dict)  # counts by what happens to a row, and the first faults
    checked_at = models.DateTimeField(_("查完"), null=True)
    started_at = models.DateTimeField(_("开始入册"), null=True)
    committed_at = models.DateTimeField(_("入册"), null=True)
    undone_at = models.DateTimeField(_("撤回"), null=True)
    broken = models.CharField(_("没有做成的原因"), max_length=300, blank=True)

    scope_related: ClassVar = ("area",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("registry:show_batch", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.area.scope_path
