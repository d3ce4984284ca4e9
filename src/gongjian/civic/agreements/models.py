"""Agreements: parties, clauses, and the dated obligations that follow from them."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.projects.models import Project
from gongjian.civic.registry.models import Area, Organisation, reach
from gongjian.civic.tasks.models import Task


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "AgreementQuerySet":
        """Return the agreements of one's territory and body; once in force, everybody."""
        own = reach(user, on)
        mine = Party.objects.filter(own.covers("organisation__path", "organisation")).values("agreement")
        return self.filter(models.Q(in_force_at__isnull=False) | own.covers("area__path") | models.Q(pk__in=mine))

    def in_force(self, day: date) -> "AgreementQuerySet":
        """Return the agreements in force on a day."""
        return self.filter(
            models.Q(ended_at=None) | models.Q(ended_at__date__gt=day), in_force_at__date__lte=day, to_date__gt=day
        )


class Agreement(models.Model):
    """A signed promise of both sides. Nothing is in force before everybody signed."""

    class Kind(models.TextChoices):
        AGREEMENT = "AGREEMENT", _("共建协议")
        LETTER = "LETTER", _("服务承诺书")

    kind = models.CharField(_("种类"), max_length=16, choices=Kind, default=Kind.AGREEMENT)
    number = models.CharField(_("编号"), max_length=40, unique=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="agreements", verbose_name=_("区域"))
    title = models.CharField(_("名称"), max_length=160)
    from_date = models.DateField(_("自"))
    to_date = models.DateField(_("至"))
    in_force_at = models.DateTimeField(_("生效"), null=True)
    ended_at = models.DateTimeField(_("终止"), null=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="agreements")

    objects = AgreementQuerySet.as_manager()
    scope_related: ClassVar = ("area",)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(to_date__gt=models.F("from_date")), name="agreement_term"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agreements:show_agreement", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.area.scope_path


class PartyQuerySet(models.QuerySet["Party"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "PartyQuerySet":
        """Return the parties of the agreements that this user may see."""
        return self.filter(agreement__in=Agreement.objects.visible_to(user, on=on))


class Party(models.Model):
    """One side of an agreement, in the order of signing."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="parties")
    position = models.PositiveSmallIntegerField(_("签署次序"))
    signed_at = models.DateTimeField(_("签署"), null=True)

    objects = PartyQuerySet.as_manager()
    scope_related: ClassVar = ("agreement__area", "organisation")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "position"], name="party_position_once"),
            models.UniqueConstraint(fields=["agreement", "organisation"], name="party_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} @ {self.agreement_id}"

    @property
    def scope_path(self) -> str:
        return self.agreement.scope_path


class Clause(models.Model):
    """Who does what for whom, how much, how often, proved how; weight 1 to 3 as agreed."""

    class Every(models.TextChoices):
        ONCE = "ONCE", _("一次")
        MONTH = "MONTH", _("每月")
        QUARTER = "QUARTER", _("每季度")
        HALF = "HALF", _("每半年")
        YEAR = "YEAR", _("每年")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="clauses")
    number = models.PositiveSmallIntegerField(_("条"))
    doer = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("由谁"))
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("为谁"))
    what = models.CharField(_("做什么"), max_length=120)
    quantity = models.PositiveIntegerField(_("数量"))
    unit = models.CharField(_("单位"), max_length=16)
    every = models.CharField(_("多久一次"), max_length=8, choices=Every)
    first_due_date = models.DateField(_("第一次期限"))
    proof = models.CharField(_("凭什么算完成"), max_length=120)
    weight = models.PositiveSmallIntegerField(_("轻重"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="clause_number_once"),
            models.CheckConstraint(condition=models.Q(weight__in=[1, 2, 3]), name="clause_weight"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="clause_quantity"),
            models.CheckConstraint(condition=~models.Q(proof=""), name="clause_needs_proof"),
        ]

    def __str__(self) -> str:
        return self.what


class Obligation(models.Model):
    """What a clause promises for one date; what happened to it is its task."""

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="obligations")
    due_date = models.DateField(_("期限"))
    quantity = models.PositiveIntegerField(_("数量"))
    task = models.OneToOneField(Task, models.PROTECT, related_name="obligation")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["clause", "due_date"], name="obligation_once")]

    def __str__(self) -> str:
        return f"{self.clause_id} {self.due_date}"
