"""Workbooks that were uploaded: checked first, then entered whole, and taken back whole."""

import uuid
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models.areas import Area
from gongjian.civic.registry.models.people import Role, offices_of
from gongjian.ledger.models import File
from gongjian.web.middleware import wall_clock

PATIENCE_SECONDS = 120
IMPORTING = (Role.DISTRICT_OFFICE, Role.STREET_OFFICE)


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "BatchQuerySet":
        """Return the batches of the user's own territory: only the offices that may import see what was uploaded."""
        found = models.Q(pk__in=[])
        for office in offices_of(user, on):
            if office.role in IMPORTING and office.area is not None:
                found |= models.Q(area__path__startswith=office.area.scope_path)
        return self.filter(found)


class Preview(models.JSONField):
    """What a check found. It follows from the file and the register, so that events say nothing of it."""

    is_derived = True


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
    done = models.PositiveIntegerField(_("已写"), default=0)  # rows that were entered: added, changed or moved
    summary = Preview(_("预览"), default=dict)  # counts by what happens to a row, and the first faults and changes
    checked_at = models.DateTimeField(_("查完"), null=True)
    started_at = models.DateTimeField(_("开始入册"), null=True)
    committed_at = models.DateTimeField(_("入册"), null=True)
    undo_started_at = models.DateTimeField(_("开始撤回"), null=True)
    undone_at = models.DateTimeField(_("撤回"), null=True)
    broken = models.CharField(_("没有做成的原因"), max_length=300, blank=True)

    objects = BatchQuerySet.as_manager()
    scope_related: ClassVar = ("area",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("registry:show_batch", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.area.scope_path

    @property
    def counts(self) -> dict[str, Any]:
        """How many rows are new, changed, moved, same and faulty."""
        found: dict[str, Any] = self.summary.get("counts", {})
        return found

    @property
    def has_work(self) -> bool:
        """Whether the check found something to enter, and nothing at fault."""
        return not self.counts.get("faulty") and self.work > 0

    @property
    def work(self) -> int:
        """How many rows would be written."""
        return sum(self.counts.get(word, 0) for word in ("new", "changed", "moved"))

    @property
    def progress_file(self) -> Path:
        """Where the work on this batch says how far it is: the transaction that does it cannot tell anybody else."""
        return Path(settings.DATA_DIR) / "imports" / f"{self.ref}.json"

    @property
    def is_stuck(self) -> bool:
        """Whether nothing was heard of the work for so long that it must have broken off."""
        try:
            heard = self.progress_file.stat().st_mtime
        except OSError:
            return True
        return wall_clock().timestamp() - heard > PATIENCE_SECONDS

    @property
    def phase(self) -> str:
        """Where it stands: checking, unread, checked, entering, entered, withdrawing or withdrawn."""
        if self.undone_at:
            return "withdrawn"
        if self.committed_at:
            return "withdrawing" if self.undo_started_at else "entered"
        if self.started_at:
            return "entering"
        if self.checked_at:
            return "checked" if self.summary else "unread"
        return "checking"
