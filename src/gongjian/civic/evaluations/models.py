"""From the year's facts to a grade: the frozen policy, inspections, the panel's marks, the grading."""

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Organisation, Programme, Role, reach


class SchemeQuerySet(models.QuerySet["Scheme"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "SchemeQuerySet":
        """Return the policies that are frozen: those are everybody's to read; and the drafts of one's own district."""
        own = reach(user, on)
        return self.filter(models.Q(frozen_at__isnull=False) | own.covers("programme__area__path"))


class Scheme(models.Model):
    """The policy of one year: one document that holds every number of the rubric, frozen before it is used."""

    programme = models.OneToOneField(Programme, models.PROTECT, related_name="scheme")
    policy = models.JSONField(_("评价办法"))
    frozen_at = models.DateTimeField(_("冻结"), null=True)

    objects = SchemeQuerySet.as_manager()
    scope_related: ClassVar = ("programme__area",)

    def __str__(self) -> str:
        return str(self.policy.get("edition", ""))

    def get_absolute_url(self) -> str:
        return f"{reverse('evaluations:show_programme')}?year={self.programme.year}"

    @property
    def scope_path(self) -> str:
        return self.programme.scope_path


class Inspection(models.Model):
    """A visit of the inspectors to a unit, with what they found."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="inspections")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="inspections")
    visited_date = models.DateField(_("日期"))
    answer = models.CharField(_("单位的说明"), max_length=300, blank=True)

    scope_related: ClassVar = ("unit",)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "visited_date"], name="inspection_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.visited_date}"

    @property
    def scope_path(self) -> str:
        return self.unit.path


class Defect(models.Model):
    """A part of an inspection: something verified to be wrong, and whether it was corrected in time."""

    class Severity(models.TextChoices):
        MINOR = "MINOR", _("一般问题")
        MAJOR = "MAJOR", _("突出问题")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="defects")
    severity = models.CharField(_("程度"), max_length=8, choices=Severity)
    text = models.CharField(_("问题"), max_length=200)
    is_late = models.BooleanField(_("未按期改正"), default=False)

    def __str__(self) -> str:
        return self.text


class Mark(models.Model):
    """A part of the panel's sheets: one panellist's mark for one part of a unit's effect, 0 to 10 000."""

    class Part(models.TextChoices):
        COMPLETION = "COMPLETION", _("完成")
        USEFULNESS = "USEFULNESS", _("管用")
        SATISFACTION = "SATISFACTION", _("满意")
        CONTINUITY = "CONTINUITY", _("长久")

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="marks")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="marks")
    panellist = models.PositiveSmallIntegerField(_("评议员"))
    part = models.CharField(_("方面"), max_length=16, choices=Part)
    mark_bp = models.PositiveSmallIntegerField(_("分"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "unit", "panellist", "part"], name="mark_once"),
            models.CheckConstraint(condition=models.Q(mark_bp__lte=10000), name="mark_range"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.part}"


class GradingQuerySet(models.QuerySet["Grading"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "GradingQuerySet":
        """Return the gradings of the district whose office one holds."""
        own = reach(user, on)
        if Role.DISTRICT_OFFICE not in own.roles:
            return self.none()
        return self.filter(own.covers("scheme__programme__area__path"))


class Grading(models.Model):
    """One run of the year-end sums: inputs hashed, outcomes as parts; final once adopted."""

    scheme = models.OneToOneField(Scheme, models.PROTECT, related_name="grading")
    manifest = models.JSONField(_("计算依据"), default=dict)
    computed_at = models.DateTimeField(_("计算"))
    sent_at = models.DateTimeField(_("送单位"), null=True)
    adopted_at = models.DateTimeField(_("审定"), null=True)

    objects = GradingQuerySet.as_manager()
    scope_related: ClassVar = ("scheme__programme__area",)

    def __str__(self) -> str:
        return str(self.scheme)

    def get_absolute_url(self) -> str:
        return self.scheme.get_absolute_url()

    @property
    def scope_path(self) -> str:
        return self.scheme.scope_path

    @property
    def last_day(self) -> date:
        """The end of its year: what units were called and where they belonged then counts, and stands on its pages."""
        return self.scheme.programme.until_day - timedelta(days=1)


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "OutcomeQuerySet":
        """Return a district office's all; a unit its own from the day drafts are sent. Public pages read releases."""
        own = reach(user, on)
        if Role.DISTRICT_OFFICE in own.roles:
            return self.filter(own.covers("unit__path"))
        return self.filter(grading__sent_at__isnull=False, unit__in=own.organisations)


class Outcome(models.Model):
    """A part of a grading: one unit's components, composite, grade, or the reason why it has none."""

    class Grade(models.TextChoices):
        GOOD = "GOOD", _("好")
        FAIRLY_GOOD = "FAIRLY_GOOD", _("较好")
        FAIR = "FAIR", _("一般")
        POOR = "POOR", _("较差")

    class Reason(models.TextChoices):
        NO_AGREEMENT = "NO_AGREEMENT", _("没有签订共建协议")
        TOO_SHORT = "TOO_SHORT", _("协议生效不满六个月")
        FEW_MARKS = "FEW_MARKS", _("有效评议票不足")

    class HeldBy(models.TextChoices):
        GATE = "GATE", _("满意率未达线")
        CAP = "CAP", _("有限定文件")
        QUOTA = "QUOTA", _("名额已满")
        TIE = "TIE", _("名额线上并列，由领导小组定")

    grading = models.ForeignKey(Grading, models.PROTECT, related_name="outcomes")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="outcomes")
    grouping = models.CharField(_("类别"), max_length=16, choices=Organisation.Grouping)
    reason = models.CharField(_("未参评原因"), max_length=16, choices=Reason, blank=True)
    a_cp = models.PositiveSmallIntegerField(null=True)
    b_cp = models.PositiveSmallIntegerField(null=True)
    c_cp = models.PositiveSmallIntegerField(null=True)
    d_cp = models.PositiveSmallIntegerField(null=True)
    bonus_cp = models.PositiveSmallIntegerField(null=True)
    deduct_cp = models.PositiveSmallIntegerField(null=True)
    composite_cp = models.PositiveSmallIntegerField(null=True)
    satisfied_bp = models.PositiveSmallIntegerField(null=True)
    rank = models.PositiveSmallIntegerField(null=True)
    grade = models.CharField(max_length=16, choices=Grade, blank=True)
    held_by = models.CharField(max_length=8, choices=HeldBy, blank=True)
    missing = models.CharField(max_length=4, blank=True)

    objects = OutcomeQuerySet.as_manager()
    scope_related: ClassVar = ("unit",)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["grading", "unit"], name="outcome_once"),
            models.CheckConstraint(
                condition=models.Q(composite_cp=None, grade="", rank=None) & ~models.Q(reason="")
                | models.Q(composite_cp__isnull=False, rank__isnull=False, reason="") & ~models.Q(grade=""),
                name="outcome_graded_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.grade or self.reason}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:show_outcome", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.unit.path


class Cap(models.Model):
    """A human limit to a grade, citing a document."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="caps")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="caps")
    at_most = models.CharField(_("最高"), max_length=16, choices=Outcome.Grade)
    document = models.CharField(_("依据文件"), max_length=120)

    scope_related: ClassVar = ("scheme__programme__area",)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["scheme", "unit"], name="cap_once")]

    def __str__(self) -> str:
        return self.document

    @property
    def scope_path(self) -> str:
        return self.scheme.scope_path


class Decision(models.Model):
    """A part of the calibration: the committee gives a unit of the tie band the quota's grade."""

    grading = models.ForeignKey(Grading, models.PROTECT, related_name="decisions")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="decisions")
    grade = models.CharField(max_length=16, choices=Outcome.Grade)
    document = models.CharField(_("依据"), max_length=120)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["grading", "unit"], name="decision_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.grade}"
