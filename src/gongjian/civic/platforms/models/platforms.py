"""Three levels of platforms: who sits on them, whom they take in, how often they have to meet."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Area, Dated, Organisation, reach

TERM_YEARS = 5  # for which a seat is given at most
ENDING_DAYS = 60  # before its end, a term is pointed out


class PlatformQuerySet(models.QuerySet["Platform"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "PlatformQuerySet":
        """Return the platforms of one's territory and those on which one's body has a seat that day."""
        own = reach(user, on)
        bodies = models.Q(organisation__in=own.organisations) | models.Q(organisation__governs__path__in=own.paths)
        seats = Seat.objects.on(on).filter(bodies).values("platform")
        return self.filter(own.covers("area__path") | models.Q(pk__in=seats))


class Platform(models.Model):
    """A body of one area that deliberates: the district's leading group, a street's or community's committee."""

    class Kind(models.TextChoices):
        LEADING_GROUP = "LEADING_GROUP", _("党建工作领导小组")
        COMMITTEE = "COMMITTEE", _("区域党委")

    area = models.ForeignKey(Area, models.PROTECT, related_name="platforms", verbose_name=_("区域"))
    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    title = models.CharField(_("名称"), max_length=120)
    secretary = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("主持"))
    established_date = models.DateField(_("成立"))

    objects = PlatformQuerySet.as_manager()
    scope_related: ClassVar = ("area",)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["area", "kind"], name="platform_once_per_area")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("platforms:show_platform", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.area.scope_path


class Criterion(models.Model):
    """Whom a platform takes in in one year: a text; admissions that begin in that year cite it."""

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="criteria", verbose_name=_("平台"))
    year = models.PositiveSmallIntegerField(_("年度"))
    text = models.CharField(_("纳入标准"), max_length=500)
    adopted_date = models.DateField(_("通过"))
    decision = models.CharField(_("依据"), max_length=200)

    scope_related: ClassVar = ("platform__area",)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["platform", "year"], name="criterion_once_a_year")]

    def __str__(self) -> str:
        return f"{self.platform_id} {self.year}"

    @property
    def scope_path(self) -> str:
        return self.platform.scope_path


class SeatQuerySet(Dated):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "SeatQuerySet":
        """Return the seats of the platforms that this user may see."""
        return self.filter(platform__in=Platform.objects.visible_to(user, on=on))


class Seat(models.Model):
    """A place of an organisation on a platform, from a day to a day. An open seat is membership."""

    class Role(models.TextChoices):
        CORE = "CORE", _("核心")
        MAIN = "MAIN", _("主体")
        PARTICIPANT = "PARTICIPANT", _("参与")

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="seats")
    role = models.CharField(_("身份"), max_length=16, choices=Role, default=Role.PARTICIPANT)
    is_part_time = models.BooleanField(_("兼职委员"), default=False)
    decision = models.CharField(_("接纳决定"), max_length=200)
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, related_name="seats", verbose_name=_("纳入标准")
    )
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True)
    end_reason = models.CharField(_("退出原因"), max_length=200, blank=True)

    objects = SeatQuerySet.as_manager()
    scope_related: ClassVar = ("platform__area", "organisation")

    def __str__(self) -> str:
        return f"{self.organisation_id} @ {self.platform_id}"

    @property
    def scope_path(self) -> str:
        return self.platform.scope_path


class MeetingRule(models.Model):
    """How often a platform meets and how it decides, from a day to a day; shares, in basis points, to be exceeded."""

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="rules")
    every_months = models.PositiveSmallIntegerField(_("每几个月至少一次"), default=3)
    notice_days = models.PositiveSmallIntegerField(_("提前几天通知"), default=3)
    quorum_bp = models.PositiveSmallIntegerField(_("到会超过"), default=5000)
    majority_bp = models.PositiveSmallIntegerField(_("赞成超过到会的"), default=5000)
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True)

    objects = Dated.as_manager()
    scope_related: ClassVar = ("platform__area",)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(every_months__in=[1, 2, 3, 6, 12]), name="meeting_rule_divides_the_year"
            ),
            models.CheckConstraint(
                condition=models.Q(quorum_bp__lt=10_000, majority_bp__lt=10_000), name="meeting_rule_shares"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform_id} / {self.every_months}"

    @property
    def scope_path(self) -> str:
        return self.platform.scope_path


class SeatReportQuerySet(models.QuerySet["SeatReport"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "SeatReportQuerySet":
        """Return the reports of the platforms that this user may see."""
        return self.filter(seat__platform__in=Platform.objects.visible_to(user, on=on))


class SeatReport(models.Model):
    """What a part-time member says of the year, and what the meeting says of it: in words, without a score."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField(_("年度"))
    text = models.TextField(_("述职"), max_length=2000)
    reported_at = models.DateTimeField(_("述职时间"))
    meeting = models.ForeignKey("platforms.Meeting", models.PROTECT, null=True, related_name="reports")
    opinion = models.CharField(_("会议评议"), max_length=500, blank=True)
    appraised_at = models.DateTimeField(_("评议时间"), null=True)

    objects = SeatReportQuerySet.as_manager()
    scope_related: ClassVar = ("seat__platform__area", "seat__organisation")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["seat", "year"], name="seat_report_once_a_year")]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.year}"

    @property
    def scope_path(self) -> str:
        return self.seat.scope_path
