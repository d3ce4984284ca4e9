"""Promised or assigned work: one owner, one receiver, one due date, a result that can be checked."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Organisation, reach
from gongjian.ledger.models import Event


def _concerning(user: User | AnonymousUser, on: date) -> models.Q:
    own = reach(user, on)
    return own.covers("owner__path", "owner", "receiver") | own.covers("receiver__path")


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "TaskQuerySet":
        """Return the tasks that concern the user, and the public ones."""
        return self.filter(_concerning(user, on) | models.Q(is_public=True))

    def concerning(self, user: User | AnonymousUser, *, on: date) -> "TaskQuerySet":
        """Return the tasks of one's own bodies and territory."""
        return self.filter(_concerning(user, on))

    def open(self) -> "TaskQuerySet":
        """Return the tasks that still ask something of somebody."""
        return self.filter(confirmed_at=None, cancelled_at=None)


class Task(models.Model):
    """A promise kept piece by piece, a task given by a street, or a question put to a unit."""

    class Kind(models.TextChoices):
        PROMISE = "PROMISE", _("承诺")
        TASK = "TASK", _("任务")
        CONSULTATION = "CONSULTATION", _("征求意见")

    class Level(models.IntegerChoices):
        GOOD = 1, _("好")
        FAIRLY_GOOD = 2, _("较好")
        FAIR = 3, _("一般")
        POOR = 4, _("差")

    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="tasks", verbose_name=_("承办"))
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="received_tasks", verbose_name=_("接收"))
    title = models.CharField(_("事项"), max_length=200)
    result_wanted = models.CharField(_("看得见的结果"), max_length=300)
    quantity = models.PositiveIntegerField(_("数量"), default=1)
    unit = models.CharField(_("单位"), max_length=16, default="次")
    weight = models.PositiveSmallIntegerField(_("轻重"), default=1)
    due_date = models.DateField(_("期限"))
    agreed_due_date = models.DateField(_("商定延期到"), null=True)
    source = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+", verbose_name=_("来源"))
    assigned_at = models.DateTimeField(_("交办"))
    accepted_at = models.DateTimeField(_("接受"), null=True)
    delivered_at = models.DateTimeField(_("报告完成"), null=True)
    achieved = models.PositiveIntegerField(_("实际数量"), null=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    confirmed_at = models.DateTimeField(_("接收方确认"), null=True)
    outcome_bp = models.PositiveSmallIntegerField(_("结果"), null=True)
    level = models.PositiveSmallIntegerField(_("接收方评价"), choices=Level, null=True)
    cancelled_at = models.DateTimeField(_("取消"), null=True)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    is_public = models.BooleanField(_("公开"), default=True)

    objects = TaskQuerySet.as_manager()
    scope_related: ClassVar = ("owner", "receiver")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "due_date"], name="task_owner_due"),
            models.Index(fields=["receiver", "due_date"], name="task_receiver_due"),
            models.Index(fields=["confirmed_at"], name="task_confirmed"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, outcome_bp=None)
                | models.Q(confirmed_at__isnull=False, outcome_bp__in=[0, 5000, 10000]),
                name="task_outcome_iff_confirmed",
            ),
            models.CheckConstraint(condition=models.Q(weight__in=[1, 2, 3]), name="task_weight"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="task_quantity"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None) | models.Q(cancelled_at=None), name="task_confirmed_or_cancelled"
            ),
            models.CheckConstraint(condition=~models.Q(owner=models.F("receiver")), name="task_owner_not_receiver"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tasks:show_task", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.owner.path

    @property
    def last_day(self) -> date:
        """The day until which it is on time: the agreed one if there is one."""
        return self.agreed_due_date or self.due_date
