"""Where: the tree of areas, and which communities take part."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models.people import reach
from gongjian.civic.registry.models.search import SearchField


class AreaQuerySet(models.QuerySet["Area"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "AreaQuerySet":
        """Return the places of one's territory, and the community and street where one's own body is."""
        own = reach(user, on)
        here = models.Q(organisations__in=own.organisations) | models.Q(children__organisations__in=own.organisations)
        near = self.model.objects.filter(here, level__in=NEAR).values("pk")
        return self.filter(own.covers("path") | models.Q(pk__in=near))

    def in_territory_of(self, user: User | AnonymousUser, *, on: date) -> "AreaQuerySet":
        """Return the places of one's territory only: those of which one reads numbers and lists."""
        return self.filter(reach(user, on).covers("path"))


class Area(models.Model):
    """A place with a fixed position in the tree; an area never moves, another parent is a new row that replaces it."""

    class Level(models.TextChoices):
        COUNTRY = "COUNTRY", _("全国")
        PROVINCE = "PROVINCE", _("省")
        CITY = "CITY", _("市")
        DISTRICT = "DISTRICT", _("区")
        STREET = "STREET", _("街道")
        COMMUNITY = "COMMUNITY", _("社区")
        VILLAGE = "VILLAGE", _("村")

    level = models.CharField(_("层级"), max_length=16, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name=_("上级"))
    path = models.CharField(_("路径"), max_length=120, unique=True, null=True, editable=False)  # noqa: DJ001 — known after the first save
    name = models.CharField(_("名称"), max_length=80)
    code = models.CharField(_("区划代码"), max_length=12, blank=True)
    search = SearchField(_("查找用"), default="", editable=False)
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True)
    replaces = models.ManyToManyField("self", symmetrical=False, related_name="replaced_by")

    objects = AreaQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["code"], name="area_code")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "valid_from"], condition=~models.Q(code=""), name="area_code_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("registry:show_area", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.path or ""

    @property
    def short_name(self) -> str:
        """The name as people say it: 林山寨街道, 百花社区."""
        for ending, stands_for in (("居民委员会", ""), ("居委会", ""), ("村民委员会", "村"), ("村委会", "村")):
            if self.name.endswith(ending):
                return self.name.removesuffix(ending) + stands_for
        return self.name


NEAR = (Area.Level.STREET, Area.Level.COMMUNITY, Area.Level.VILLAGE)  # whose names a body there may look up


# How many digits a division code has, and what lies right below what.
CODE_LENGTH = {
    Area.Level.PROVINCE: 2,
    Area.Level.CITY: 4,
    Area.Level.DISTRICT: 6,
    Area.Level.STREET: 9,
    Area.Level.COMMUNITY: 12,
    Area.Level.VILLAGE: 12,
}
UNDER = {
    Area.Level.PROVINCE: Area.Level.COUNTRY,
    Area.Level.CITY: Area.Level.PROVINCE,
    Area.Level.DISTRICT: Area.Level.CITY,
    Area.Level.STREET: Area.Level.DISTRICT,
    Area.Level.COMMUNITY: Area.Level.STREET,
    Area.Level.VILLAGE: Area.Level.STREET,
}


class Naming(models.Model):
    """What an area was called, and its division code, from a day to a day. The area's own row holds today's."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="namings", verbose_name=_("区域"))
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True)
    name = models.CharField(_("名称"), max_length=80)
    code = models.CharField(_("区划代码"), max_length=12, blank=True)

    def __str__(self) -> str:
        return self.name


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def on(self, day: date) -> "ParticipationQuerySet":
        """Return the participations in force on a day."""
        return self.filter(models.Q(valid_to=None) | models.Q(valid_to__gt=day), valid_from__lte=day)


class Participation(models.Model):
    """A community takes part in the programme, from a day to a day: one of the district's 100."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="participations", verbose_name=_("社区"))
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True)

    objects = ParticipationQuerySet.as_manager()
    scope_related: ClassVar = ("area",)

    def __str__(self) -> str:
        return str(self.area)

    @property
    def scope_path(self) -> str:
        return self.area.scope_path
