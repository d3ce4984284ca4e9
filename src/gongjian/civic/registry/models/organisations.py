"""Who: organisations, what they were called and where they belonged on any day."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc

from gongjian.accounts.models import User
from gongjian.civic.registry.models.areas import Area
from gongjian.civic.registry.models.people import reach
from gongjian.civic.registry.models.search import SearchField


def is_credit_code(code: str) -> bool:
    """Return whether this is a unified social credit code as it is stored: 18 capitals and digits, the last a check."""
    return code == uscc.compact(code) and bool(code.strip("0")) and bool(uscc.is_valid(code))


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "OrganisationQuerySet":
        """Return the organisations whose page this user may open: own territory, own body; nobody without an office."""
        own = reach(user, on)
        return self.filter(own.covers("path", "pk") | own.in_sector("sector"))

    def located(self, path: str, *, on: date) -> "OrganisationQuerySet":
        """Return the organisations whose territory on a day lay in the subtree of a path."""
        there = Affiliation.objects.on(on).filter(axis=Affiliation.Axis.TERRITORY, area__path__startswith=path)
        return self.filter(pk__in=there.values("organisation"))

    def units(self) -> "OrganisationQuerySet":
        """Return the resident units of today."""
        return self.filter(is_resident_unit=True, closed_date=None)


class Organisation(models.Model):
    """A body of any kind. Name, kind, place and those above it are today's; history is in Profile and Affiliation."""

    class Kind(models.TextChoices):
        ORGAN = "ORGAN", _("机关")
        INSTITUTION = "INSTITUTION", _("事业单位")
        SCHOOL = "SCHOOL", _("学校")
        HOSPITAL = "HOSPITAL", _("医院")
        STATE_FIRM = "STATE_FIRM", _("国有企业")
        BANK = "BANK", _("银行")
        PRIVATE_FIRM = "PRIVATE_FIRM", _("非公企业")
        COMPLEX = "COMPLEX", _("商业综合体")
        SOCIAL = "SOCIAL", _("社会组织")
        MASS = "MASS", _("群团组织")
        PROPERTY = "PROPERTY", _("物业公司")
        OWNERS = "OWNERS", _("业主委员会")
        MERCHANT = "MERCHANT", _("沿街商户")
        BUILDER = "BUILDER", _("投资建设方")
        DISTRICT = "DISTRICT", _("区级部门")
        STREET = "STREET", _("街道党工委")
        COMMUNITY = "COMMUNITY", _("社区党组织")
        PARTY = "PARTY", _("党组织")

    class Grouping(models.TextChoices):
        """The classes within which units are compared."""

        ORGAN = "ORGAN", _("机关")
        INSTITUTION = "INSTITUTION", _("事业单位")
        STATE_FIRM = "STATE_FIRM", _("国有企业")
        PRIVATE_FIRM = "PRIVATE_FIRM", _("非公企业")
        SOCIAL = "SOCIAL", _("社会组织")

    class PartyType(models.TextChoices):
        COMMITTEE = "COMMITTEE", _("基层党委")
        GENERAL_BRANCH = "GENERAL_BRANCH", _("党总支")
        BRANCH = "BRANCH", _("党支部")
        WORK_COMMITTEE = "WORK_COMMITTEE", _("党工委")

    name = models.CharField(_("名称"), max_length=120)
    initials = models.CharField(_("拼音首字母"), max_length=120)
    sort_key = models.CharField(_("拼音"), max_length=400)
    search = SearchField(_("查找用"), default="", editable=False)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, null=True, unique=True)  # noqa: DJ001 — many have none
    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    grouping = models.CharField(_("类别"), max_length=16, choices=Grouping, blank=True)
    party_type = models.CharField(_("党组织类型"), max_length=16, choices=PartyType, blank=True)
    member_count = models.PositiveIntegerField(_("党员人数"), default=0)
    is_resident_unit = models.BooleanField(_("驻区单位"), default=False)
    is_outside = models.BooleanField(_("区外"), default=False)
    path = models.CharField(_("属地"), max_length=120)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="organisations", verbose_name=_("所在地"))
    governs = models.OneToOneField(Area, models.PROTECT, null=True, related_name="body", verbose_name=_("主管的区域"))
    grid_code = models.CharField(_("网格编码"), max_length=20, blank=True)
    sector = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name=_("行业主管"))
    superior = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name=_("上级党组织"))
    host = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name=_("所在综合体"))
    founded_date = models.DateField(_("登记"), null=True)
    closed_date = models.DateField(_("注销"), null=True)
    replaces = models.ManyToManyField("self", symmetrical=False, related_name="replaced_by")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["path"], name="organisation_path"),
            models.Index(fields=["name"], name="organisation_name"),  # asked before each new one
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(closed_date=None) | models.Q(closed_date__gte=models.F("founded_date")),
                name="organisation_closed_after_founded",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("registry:show_organisation", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.path

    @property
    def street_path(self) -> str:
        """The path of the street: the first three places of the territory."""
        return "/".join(self.path.split("/")[:3]) + "/" if self.path.count("/") > 2 else self.path


# The class within which a unit of each kind is compared; a kind that is missing is never a resident unit.
GROUPINGS = {
    Organisation.Kind.ORGAN: Organisation.Grouping.ORGAN,
    Organisation.Kind.INSTITUTION: Organisation.Grouping.INSTITUTION,
    Organisation.Kind.SCHOOL: Organisation.Grouping.INSTITUTION,
    Organisation.Kind.HOSPITAL: Organisation.Grouping.INSTITUTION,
    Organisation.Kind.STATE_FIRM: Organisation.Grouping.STATE_FIRM,
    Organisation.Kind.BANK: Organisation.Grouping.STATE_FIRM,
    Organisation.Kind.PRIVATE_FIRM: Organisation.Grouping.PRIVATE_FIRM,
    Organisation.Kind.COMPLEX: Organisation.Grouping.PRIVATE_FIRM,
    Organisation.Kind.SOCIAL: Organisation.Grouping.SOCIAL,
}


class Dated(models.QuerySet[Any]):
    def on(self, day: date) -> "Dated":
        """Return the rows in force on a day."""
        return self.filter(models.Q(valid_to=None) | models.Q(valid_to__gt=day), valid_from__lte=day)


class Profile(models.Model):
    """What an organisation was, from a day to a day: name, kind, heads."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="profiles")
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True)
    name = models.CharField(_("名称"), max_length=120)
    kind = models.CharField(_("种类"), max_length=16, choices=Organisation.Kind)
    grouping = models.CharField(_("类别"), max_length=16, choices=Organisation.Grouping, blank=True)
    party_type = models.CharField(_("党组织类型"), max_length=16, choices=Organisation.PartyType, blank=True)
    member_count = models.PositiveIntegerField(_("党员人数"), default=0)
    is_resident_unit = models.BooleanField(_("驻区单位"), default=False)

    objects = Dated.as_manager()

    def __str__(self) -> str:
        return self.name


class Affiliation(models.Model):
    """Where an organisation belonged, from a day to a day, on one of the axes."""

    class Axis(models.IntegerChoices):
        TERRITORY = 1, _("属地")
        SECTOR = 2, _("行业")
        SUPERIOR = 3, _("上级党组织")
        HOST = 4, _("所在综合体")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="affiliations")
    axis = models.PositiveSmallIntegerField(_("方面"), choices=Axis)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    target = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="subordinates")
    grid_code = models.CharField(_("网格编码"), max_length=20, blank=True)  # of the city's own grid system
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True)

    objects = Dated.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(models.Q(axis=1) & models.Q(area__isnull=False) & models.Q(target=None))
                | (~models.Q(axis=1) & models.Q(area=None) & models.Q(target__isnull=False)),
                name="affiliation_area_iff_territory",
            ),
            models.CheckConstraint(
                condition=~models.Q(target=models.F("organisation")), name="affiliation_not_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} → {self.area_id or self.target_id}"
