"""The monthly documentary record: drafted from events, filed by one side, answered by the other, locked."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Area, Organisation, Programme, reach
from gongjian.ledger.models import Event, Seal


class PeriodQuerySet(models.QuerySet["Period"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "PeriodQuerySet":
        """Return the months of the streets in or around one's territory, and those with a record of one's body."""
        own = reach(user, on)
        around = ["/".join(path.split("/")[:3]) + "/" for path in own.paths]
        with_own = Record.objects.filter(unit__in=own.organisations).values("period")
        return self.filter(own.covers("area__path") | models.Q(area__path__in=around) | models.Q(pk__in=with_own))


class Period(models.Model):
    """A street's month: the evidence since the month before was drafted; nothing lost, nothing counted twice."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="periods")
    area = models.ForeignKey(Area, models.PROTECT, related_name="periods", verbose_name=_("街道"))
    month = models.DateField(_("月份"))
    draft_date = models.DateField(_("成稿日"))
    file_by_date = models.DateField(_("送核对期限"))
    answer_by_date = models.DateField(_("会签期限"))
    lock_date = models.DateField(_("锁定日"))
    is_provisional = models.BooleanField(_("工作日未定"), default=False)
    drafted_at = models.DateTimeField(_("成稿"), null=True)
    locked_at = models.DateTimeField(_("锁定"), null=True)
    seal = models.OneToOneField(Seal, models.PROTECT, null=True, related_name="period")
    disclosed_at = models.DateTimeField(_("公开"), null=True)

    objects = PeriodQuerySet.as_manager()
    scope_related: ClassVar = ("area",)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "month"], name="period_once"),
            models.CheckConstraint(
                condition=models.Q(locked_at=None) | models.Q(drafted_at__isnull=False),
                name="period_locked_after_drafted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return f"{reverse('records:list_records')}?street={self.area_id}&month={self.month:%Y-%m}"

    @property
    def scope_path(self) -> str:
        return self.area.scope_path


class RecordQuerySet(models.QuerySet["Record"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "RecordQuerySet":
        """Return the records of one's body and territory; everybody's once they are disclosed with the results."""
        return self.filter(_concerning(user, on) | models.Q(period__disclosed_at__isnull=False))

    def concerning(self, user: User | AnonymousUser, *, on: date) -> "RecordQuerySet":
        """Return the records of one's body and territory: those of a register, disclosed or not."""
        return self.filter(_concerning(user, on))


def _concerning(user: User | AnonymousUser, on: date) -> models.Q:
    own = reach(user, on)
    found = own.covers("path", "unit") | own.covers("period__area__path")
    if own.organisations:  # a successor reads, and answers, the last months of the unit that it replaced
        found |= models.Q(unit__in=Organisation.objects.filter(replaced_by__in=own.organisations))
    return found


class Record(models.Model):
    """One unit's month; it stays with the street in which the unit was on the month's last day."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="records")
    month = models.DateField(_("月份"))
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="records", verbose_name=_("单位"))
    path = models.CharField(_("属地"), max_length=120, editable=False)
    filed_at = models.DateTimeField(_("送核对"), null=True)
    settled_at = models.DateTimeField(_("双方确认"), null=True)

    objects = RecordQuerySet.as_manager()
    scope_related: ClassVar = ("period", "unit")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["path"], name="record_path")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "month"], name="record_once_a_month")]

    def __str__(self) -> str:
        return f"{self.unit} {self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("records:show_record", args=[self.unit_id, f"{self.month:%Y-%m}"])

    @property
    def scope_path(self) -> str:
        return self.path


class LineQuerySet(models.QuerySet["Line"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "LineQuerySet":
        """Return the lines of the records that this user may see."""
        return self.filter(record__in=Record.objects.visible_to(user, on=on))

    def counted(self) -> "LineQuerySet":
        """Return the lines that both sides, or time, or a decision made valid."""
        return self.filter(state__in=COUNTED)


class Line(models.Model):
    """One fact of the month, as both sides sign it; the only thing that is scored."""

    class Kind(models.TextChoices):
        ATTENDANCE = "ATTENDANCE", _("会议")
        LIST = "LIST", _("清单")
        ANSWER = "ANSWER", _("答复")
        PROMISE = "PROMISE", _("承诺")
        TASK = "TASK", _("任务")
        CLAIM = "CLAIM", _("认领")
        HELP = "HELP", _("急难")
        PREMISES = "PREMISES", _("用房")
        SUGGESTION = "SUGGESTION", _("建议")
        FALSE_EVIDENCE = "FALSE_EVIDENCE", _("不实")
        DROPPED = "DROPPED", _("中断")

    class State(models.TextChoices):
        DRAFTED = "DRAFTED", _("待确认")
        ACCEPTED = "ACCEPTED", _("已会签")
        DEEMED = "DEEMED", _("到期视为同意")
        DISPUTED = "DISPUTED", _("有异议")
        AMENDED = "AMENDED", _("已更正")
        UPHELD = "UPHELD", _("异议未采纳")
        REJECTED = "REJECTED", _("已撤下")

    record = models.ForeignKey(Record, models.PROTECT, related_name="lines")
    kind = models.CharField(_("类型"), max_length=16, choices=Kind)
    text = models.CharField(_("事项"), max_length=300)
    weight = models.PositiveSmallIntegerField(_("轻重"), default=1)
    quantity = models.PositiveIntegerField(_("数量"), null=True)
    achieved = models.PositiveIntegerField(_("完成"), null=True)
    outcome_bp = models.PositiveSmallIntegerField(_("结果"), null=True)
    is_on_time = models.BooleanField(_("按期"), null=True)
    level = models.PositiveSmallIntegerField(_("评价"), null=True)
    source = models.ForeignKey(Event, models.PROTECT, null=True, related_name="lines", verbose_name=_("来源"))
    reason = models.CharField(_("依据"), max_length=200, blank=True)
    by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("补记"))
    state = models.CharField(_("状态"), max_length=16, choices=State, default=State.DRAFTED)
    objection = models.CharField(_("异议"), max_length=300, blank=True)
    decision = models.CharField(_("街道的决定"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("确认时间"), null=True)

    objects = LineQuerySet.as_manager()
    scope_related: ClassVar = ("record__period", "record__unit")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "kind", "source"], name="line_source_once"),
            models.CheckConstraint(
                condition=models.Q(source__isnull=False) | ~models.Q(reason=""), name="line_source_or_reason"
            ),
            models.CheckConstraint(condition=models.Q(weight__in=[1, 2, 3]), name="line_weight"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("records:show_line", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.record.scope_path


COUNTED = (Line.State.ACCEPTED, Line.State.AMENDED, Line.State.DEEMED, Line.State.UPHELD)


class Amendment(models.Model):
    """The only change after the lock: old state, new state, why; visible for ever."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="amendments")
    old_state = models.CharField(_("原来"), max_length=16, choices=Line.State)
    new_state = models.CharField(_("改为"), max_length=16, choices=Line.State)
    reason = models.CharField(_("理由"), max_length=300)
    at = models.DateTimeField(_("时间"))

    scope_related: ClassVar = ("line__record__unit",)

    def __str__(self) -> str:
        return f"{self.line_id} {self.old_state} → {self.new_state}"

    @property
    def scope_path(self) -> str:
        return self.line.scope_path
