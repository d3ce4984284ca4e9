"""Three levels of platforms: who sits on them, when they met, who came."""

from datetime import date
from typing import ClassVar

from django.conf import settings
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


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "MeetingQuerySet":
        """Return the meetings of one's territory and platforms, and the public ones that were held."""
        own = reach(user, on)
        seats = Seat.objects.filter(own.covers("organisation__path", "organisation")).values("platform")
        return self.filter(
            own.covers("platform__area__path")
            | models.Q(platform__in=seats)
            | models.Q(is_public=True, held_at__isnull=False)
        )


class Meeting(models.Model):
    """A meeting of a platform; held once attendance was taken from the signed sheet."""

    class Kind(models.TextChoices):
        JOINT = "JOINT", _("联席会议")
        SPECIAL = "SPECIAL", _("专题会议")

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="meetings")
    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    title = models.CharField(_("会议"), max_length=120)
    starts_at = models.DateTimeField(_("时间"))
    place = models.CharField(_("地点"), max_length=120, blank=True)
    held_at = models.DateTimeField(_("登记到会"), null=True)
    is_public = models.BooleanField(_("公开"), default=True)

    objects = MeetingQuerySet.as_manager()
    scope_related: ClassVar = ("platform__area",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("platforms:show_meeting", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.platform.scope_path

    @property
    def day(self) -> date:
        """The office's day on which it is held: whose seats count."""
        return self.starts_at.astimezone(settings.OFFICE_ZONE).date()


class Attendance(models.Model):
    """A part of a held meeting: whether an organisation was there. No person, no time of arrival."""

    class State(models.TextChoices):
        PRESENT = "PRESENT", _("出席")
        LEAVE = "LEAVE", _("请假")
        ABSENT = "ABSENT", _("缺席")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="attendances")
    state = models.CharField(_("到会"), max_length=8, choices=State)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "organisation"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.state}"
