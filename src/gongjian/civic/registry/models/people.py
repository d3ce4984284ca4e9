"""People and the offices they hold: an office is the only thing that lets somebody act."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.accounts.private import PrivateField, Salted


class Role(models.TextChoices):
    DISTRICT_OFFICE = "DISTRICT_OFFICE", _("区牵头部门")
    SECTOR_DEPARTMENT = "SECTOR_DEPARTMENT", _("职能部门")
    STREET_OFFICE = "STREET_OFFICE", _("街道党建办")
    COMMUNITY_WORKER = "COMMUNITY_WORKER", _("社区党务工作者")
    UNIT_LIAISON = "UNIT_LIAISON", _("单位联络员")
    UNIT_SECRETARY = "UNIT_SECRETARY", _("单位党组织书记")
    INSPECTOR = "INSPECTOR", _("督查员")
    SCRUTINEER = "SCRUTINEER", _("监票计票员")
    SYSTEM_ADMINISTRATOR = "SYSTEM_ADMINISTRATOR", _("系统管理员")
    SECURITY_ADMINISTRATOR = "SECURITY_ADMINISTRATOR", _("安全管理员")
    AUDIT_ADMINISTRATOR = "AUDIT_ADMINISTRATOR", _("审计管理员")


WITH_BUSINESS = (Role.DISTRICT_OFFICE, Role.STREET_OFFICE, Role.COMMUNITY_WORKER, Role.INSPECTOR)
TERRITORIAL = (*WITH_BUSINESS, Role.SCRUTINEER)
GOVERNING = (Role.DISTRICT_OFFICE, Role.STREET_OFFICE, Role.COMMUNITY_WORKER)  # act for the body of their very area


class Person(Salted):
    """Somebody who acts for an organisation; may have an account, need not."""

    user = models.OneToOneField(User, models.PROTECT, null=True, related_name="person")
    name = PrivateField(_("姓名"))
    phone = PrivateField(_("电话"))
    erased_at = models.DateTimeField(_("抹除"), null=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(erased_at=None) | models.Q(name=None, phone=None, salt=None), name="person_erased"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def scope_path(self) -> str:
        return ""


class Office(models.Model):
    """A role held by a person over a subtree or for an organisation, from a day to a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="offices")
    role = models.CharField(_("岗位"), max_length=24, choices=Role)
    title = models.CharField(_("职务"), max_length=60, blank=True)
    area = models.ForeignKey("registry.Area", models.PROTECT, null=True, related_name="offices")
    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, null=True, related_name="offices")
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True)
    term_to = models.DateField(_("任期到"), null=True)  # the day to think of the next term; the office goes on
    succeeds = models.OneToOneField("self", models.PROTECT, null=True, related_name="successor", verbose_name=_("接任"))

    scope_related: ClassVar = ("area", "organisation")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(area=None, organisation__isnull=False)
                | models.Q(area__isnull=False, organisation=None),
                name="office_area_xor_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.area or self.organisation}"

    @property
    def scope_path(self) -> str:
        return self.area.scope_path if self.area else self.organisation.path if self.organisation else ""


@dataclass(frozen=True)
class Reach:
    """What a user's offices cover on a day.

    paths          subtrees, with all business in them
    organisations  single organisations, with all of theirs
    sectors        departments of the district: the units they look after and what these offer, nothing else of them
    ballot_paths   subtrees whose ballot meetings one may read; a scrutineer has no others
    governed       areas for whose body one acts: an inspector reads in an area and acts for nobody there
    """

    paths: tuple[str, ...] = ()
    organisations: tuple[int, ...] = ()
    sectors: tuple[int, ...] = ()
    ballot_paths: tuple[str, ...] = ()
    roles: frozenset[str] = field(default_factory=frozenset)
    governed: tuple[str, ...] = ()

    def covers(self, path: str, *organisations: str) -> models.Q:
        """Return the condition: the path lies in a subtree, or one of the organisation fields is one's own."""
        found = models.Q(pk__in=[])
        for prefix in self.paths:
            found |= models.Q(**{f"{path}__startswith": prefix})
        if self.organisations:
            for name in organisations:
                found |= models.Q(**{f"{name}__in": self.organisations})
        return found

    def in_sector(self, field: str) -> models.Q:
        """Return the condition: the sector department in this field is one's own."""
        return models.Q(**{f"{field}__in": self.sectors}) if self.sectors else models.Q(pk__in=[])

    def sees_ballots(self, path: str) -> models.Q:
        """Return the condition: the path lies where one may read of ballot meetings."""
        return Reach(paths=self.ballot_paths).covers(path)


def offices_of(user: User | AnonymousUser, on: date) -> list[Office]:
    """Return the offices a user holds on a day, widest first."""
    if not isinstance(user, User) or not user.pk:
        return []
    return list(
        Office.objects.filter(
            models.Q(valid_to=None) | models.Q(valid_to__gt=on), person__user=user, valid_from__lte=on
        )
        .select_related("area", "organisation", "organisation__area")
        .order_by("area__path", "pk")
    )


def own_offices(user: User | AnonymousUser, on: date) -> list[Office]:
    """Return the offices a reader holds on a day; read once per user object and day, so for pages, never for verbs."""
    kept: dict[date, list[Office]] = user.__dict__.setdefault("_offices", {})
    if on not in kept:
        kept[on] = offices_of(user, on)
    return kept[on]


def reach(user: User | AnonymousUser, on: date) -> Reach:
    """Return what the user's offices cover on a day; read once per user object and day."""
    kept: dict[date, Reach] = user.__dict__.setdefault("_reach", {})
    if on not in kept:
        offices = [office for office in own_offices(user, on) if office.role not in ADMINISTRATORS]
        kept[on] = Reach(
            tuple(office.area.scope_path for office in offices if office.area and office.role in WITH_BUSINESS),
            tuple(office.organisation_id for office in offices if office.organisation_id),
            tuple(o.organisation_id for o in offices if o.organisation_id and o.role == Role.SECTOR_DEPARTMENT),
            tuple(office.area.scope_path for office in offices if office.area and office.role in TERRITORIAL),
            frozenset(office.role for office in offices),
            tuple(office.area.scope_path for office in offices if office.area and office.role in GOVERNING),
        )
    return kept[on]


ADMINISTRATORS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)
