"""What organisations have to offer and need, and whether they keep their list true."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Area, Organisation, Programme, reach
from gongjian.ledger.models import Event


class ResourceQuerySet(models.QuerySet["Resource"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "ResourceQuerySet":
        """Return the resources of one's territory, body and sector, and free premises, which are public."""
        own = reach(user, on)
        return self.filter(
            own.covers("owner__path", "owner")
            | own.covers("area__path")
            | own.in_sector("owner__sector")
            | models.Q(kind=Resource.Kind.PREMISES, is_free=True)
        )

    def current(self, day: date) -> "ResourceQuerySet":
        """Return the latest entries that are open on a day: an entry carried into the next year gives way to that."""
        return self.filter(models.Q(closes_date=None) | models.Q(closes_date__gt=day), next=None)


class Resource(models.Model):
    """One entry of a year's resource list."""

    class Kind(models.TextChoices):
        PREMISES = "PREMISES", _("用房")
        VENUE = "VENUE", _("场地")
        FACILITY = "FACILITY", _("设施")
        FUNDS = "FUNDS", _("资金")
        SKILL = "SKILL", _("技术")
        PEOPLE = "PEOPLE", _("人才")

    class Nature(models.TextChoices):
        PEOPLE = "PEOPLE", _("人")
        MONEY = "MONEY", _("财")
        THINGS = "THINGS", _("物")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="resources")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="resources", verbose_name=_("单位"))
    kind = models.CharField(_("类别"), max_length=16, choices=Kind)
    nature = models.CharField(_("人财物"), max_length=8, choices=Nature)
    title = models.CharField(_("名称"), max_length=120)
    quantity = models.PositiveIntegerField(_("数量"), default=1)
    unit = models.CharField(_("计量单位"), max_length=16)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="resources", verbose_name=_("用于"))
    opens_date = models.DateField(_("开放自"))
    closes_date = models.DateField(_("开放至"), null=True)
    is_free = models.BooleanField(_("无偿"), default=True)
    size_m2 = models.PositiveIntegerField(_("面积"), null=True)
    floors = models.PositiveSmallIntegerField(_("层数"), null=True)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")

    objects = ResourceQuerySet.as_manager()
    scope_related: ClassVar = ("owner",)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="resource_quantity"),
            models.CheckConstraint(
                condition=models.Q(closes_date=None) | models.Q(closes_date__gt=models.F("opens_date")),
                name="resource_closes_after_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(size_m2=None, floors=None) | models.Q(kind="PREMISES"),
                name="resource_size_of_premises",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("lists:show_resource", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.owner.path


class ListCheckQuerySet(models.QuerySet["ListCheck"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "ListCheckQuerySet":
        """Return the checks of one's own body and territory."""
        return self.filter(reach(user, on).covers("organisation__path", "organisation"))


class ListCheck(models.Model):
    """A unit's yearly or mid-year word that its list is true; 'no change' is enough. Asked when the year opens."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="list_checks")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="list_checks")
    due_date = models.DateField(_("期限"))
    confirmed_at = models.DateTimeField(_("确认"), null=True)

    objects = ListCheckQuerySet.as_manager()
    scope_related: ClassVar = ("organisation",)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "due_date"], name="list_check_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.due_date}"

    @property
    def scope_path(self) -> str:
        return self.organisation.path


class NeedQuerySet(models.QuerySet["Need"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "NeedQuerySet":
        """Return the needs of one's territory and bodies."""
        return self.filter(reach(user, on).covers("area__path", "owner"))


class Need(models.Model):
    """One entry of the need list: who asks for what, where, and what it came from."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="needs", verbose_name=_("提出方"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="needs", verbose_name=_("在哪里"))
    title = models.CharField(_("需要什么"), max_length=120)
    source = models.ForeignKey(Event, models.PROTECT, null=True, related_name="needs", verbose_name=_("来源"))
    added_at = models.DateTimeField(_("提出"))
    closed_at = models.DateTimeField(_("撤下"), null=True)
    reason = models.CharField(_("撤下的理由"), max_length=200, blank=True)

    objects = NeedQuerySet.as_manager()
    scope_related: ClassVar = ("area", "owner")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("lists:show_need", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.area.scope_path
