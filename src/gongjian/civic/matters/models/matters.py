"""One hard matter, many legs, never a copy: who has it, since when, what became of it."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.accounts.private import PrivateField, Salted
from gongjian.civic.matters.models.groups import Group
from gongjian.civic.matters.models.roads import Segment
from gongjian.civic.matters.models.rules import Level
from gongjian.civic.platforms.models import Meeting, Resolution, Thread
from gongjian.civic.registry.models import Area, Organisation, reach
from gongjian.ledger.models import Event


class MatterQuerySet(models.QuerySet["Matter"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "MatterQuerySet":
        """Return the matters that concern the user, and those that no listed reason hides from the public."""
        return self.filter(self._concerning(user, on) | models.Q(hidden_because=""))

    def concerning(self, user: User | AnonymousUser, *, on: date) -> "MatterQuerySet":
        """Return the matters of one's territory, raised by one's bodies or on a leg of theirs."""
        return self.filter(self._concerning(user, on))

    @staticmethod
    def _concerning(user: User | AnonymousUser, on: date) -> models.Q:
        own = reach(user, on)
        legs = Leg.objects.filter(own.covers("owner__path", "owner")).values("matter")
        return own.covers("area__path", "raiser") | own.covers("raiser__path") | models.Q(pk__in=legs)


class Matter(Salted):
    """A hard problem, a whistle, a works problem or a finding. Open as long as `closed_at` is empty."""

    class Kind(models.TextChoices):
        PROBLEM = "PROBLEM", _("难题")
        WHISTLE = "WHISTLE", _("吹哨")
        WORKS = "WORKS", _("工程协调")
        FINDING = "FINDING", _("巡查整改")

    class Category(models.TextChoices):
        CENTRAL_TASK = "CENTRAL_TASK", _("中心任务")
        LARGE_EVENT = "LARGE_EVENT", _("大型活动")
        PUBLIC_SERVICE = "PUBLIC_SERVICE", _("公共服务")
        HARMONY = "HARMONY", _("和谐社区建设")

    class Urgency(models.TextChoices):
        URGENT = "URGENT", _("紧急")
        ORDINARY = "ORDINARY", _("一般")
        HARD = "HARD", _("疑难")

    class Hidden(models.TextChoices):
        PRIVACY = "PRIVACY", _("涉及个人隐私")
        SAFETY = "SAFETY", _("涉及公共安全")
        DISPUTE = "DISPUTE", _("正在调解的纠纷")

    class Closing(models.TextChoices):
        DONE = "DONE", _("办结")
        REFUSED = "REFUSED", _("不予办理")
        PASSED_ON = "PASSED_ON", _("转区外办理")
        DUPLICATE = "DUPLICATE", _("重复")

    number = models.CharField(_("编号"), max_length=60, unique=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="matters", verbose_name=_("在哪里"))
    raiser = models.ForeignKey(Organisation, models.PROTECT, related_name="raised_matters", verbose_name=_("报事方"))
    kind = models.CharField(_("种类"), max_length=12, choices=Kind, default=Kind.PROBLEM)
    category = models.CharField(_("类别"), max_length=16, choices=Category)
    urgency = models.CharField(_("缓急"), max_length=12, choices=Urgency, default=Urgency.ORDINARY)
    title = models.CharField(_("什么事"), max_length=120)
    text = PrivateField(_("详细情况"))
    households = models.PositiveIntegerField(_("受影响户数"), null=True)
    hidden_because = models.CharField(_("不公开的理由"), max_length=12, choices=Hidden, blank=True)
    source = models.ForeignKey(Event, models.PROTECT, null=True, related_name="matters", verbose_name=_("来源"))
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, related_name="matters", verbose_name=_("路段"))
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="matters", verbose_name=_("工作组"))
    thread = models.OneToOneField(Thread, models.PROTECT, related_name="matter", verbose_name=_("往来"))
    raised_at = models.DateTimeField(_("报事"))
    asked_at = models.DateTimeField(_("请报事方确认"), null=True)
    closing = models.CharField(_("怎样结束"), max_length=12, choices=Closing, blank=True)
    result = models.CharField(_("结果"), max_length=500, blank=True)
    passed_to = models.CharField(_("转给区外哪家"), max_length=120, blank=True)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="duplicates")
    closed_at = models.DateTimeField(_("结束"), null=True)
    is_silent = models.BooleanField(_("到期没有答复，视为确认"), default=False)
    reopened = models.PositiveSmallIntegerField(_("重开几次"), default=0)

    objects = MatterQuerySet.as_manager()
    scope_related: ClassVar = ("area", "raiser")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["area", "closed_at"], name="matter_area_closed")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(closing="", asked_at=None, closed_at=None)
                | ~models.Q(closing="") & models.Q(asked_at__isnull=False),
                name="matter_closing_is_asked",
            ),
            models.CheckConstraint(
                condition=models.Q(is_silent=False) | models.Q(closed_at__isnull=False),
                name="matter_silent_when_closed",
            ),
            models.CheckConstraint(
                condition=~models.Q(closing="DUPLICATE") | models.Q(duplicate_of__isnull=False),
                name="matter_duplicate_of_which",
            ),
            models.CheckConstraint(
                condition=~models.Q(closing="PASSED_ON") | ~models.Q(passed_to=""), name="matter_passed_on_to_whom"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("matters:show_matter", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.area.scope_path

    @property
    def needs_a_check(self) -> bool:
        """Whether somebody has to look on site before it may be called done."""
        return self.kind in (self.Kind.WORKS, self.Kind.FINDING)


class LegQuerySet(models.QuerySet["Leg"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "LegQuerySet":
        """Return the legs of the matters that concern the user."""
        return self.filter(matter__in=Matter.objects.concerning(user, on=on))

    def open(self) -> "LegQuerySet":
        """Return the legs that have not ended."""
        return self.filter(ended_at=None)


class Leg(models.Model):
    """The time one body has a matter: as the lead, or called to help. An open matter has exactly one open lead."""

    class End(models.TextChoices):
        HANDED_ON = "HANDED_ON", _("已移交")
        DECLINED = "DECLINED", _("已谢绝")
        SOLVED = "SOLVED", _("已办完")
        CLOSED = "CLOSED", _("随难题结束")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="legs")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="legs", verbose_name=_("承办"))
    level = models.CharField(_("层级"), max_length=12, choices=Level)
    is_lead = models.BooleanField(_("牵头"))
    wish = models.CharField(_("要它做什么"), max_length=300, blank=True)
    resolution = models.OneToOneField(
        Resolution, models.PROTECT, null=True, related_name="leg", verbose_name=_("依据哪项议定")
    )
    opened_at = models.DateTimeField(_("交到"))
    limit_days = models.PositiveSmallIntegerField(_("几个工作日办结"))
    accepted_at = models.DateTimeField(_("接手"), null=True)
    contacted_at = models.DateTimeField(_("联系"), null=True)
    attended_at = models.DateTimeField(_("到场"), null=True)
    end = models.CharField(_("怎样离手"), max_length=12, choices=End, blank=True)
    ended_at = models.DateTimeField(_("离手"), null=True)
    next_owner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("应由谁办")
    )
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    result = models.CharField(_("办了什么"), max_length=500, blank=True)
    certified_at = models.DateTimeField(_("认定为急难相助"), null=True)
    rung = models.PositiveSmallIntegerField(_("已报到第几级"), default=0)

    objects = LegQuerySet.as_manager()
    scope_related: ClassVar = ("matter__area", "matter__raiser", "owner")
    locked_through: ClassVar = "matter"

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "ended_at"], name="leg_owner_ended")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(is_lead=True, ended_at=None), name="leg_one_lead"
            ),
            models.UniqueConstraint(
                fields=["matter", "owner"], condition=models.Q(ended_at=None), name="leg_once_a_body"
            ),
            models.CheckConstraint(
                condition=models.Q(end="", ended_at=None) | ~models.Q(end="") & models.Q(ended_at__isnull=False),
                name="leg_ended_somehow",
            ),
            models.CheckConstraint(
                condition=~models.Q(end="DECLINED")
                | ~models.Q(reason="") & (models.Q(is_lead=False) | models.Q(next_owner__isnull=False)),
                name="leg_declined_naming_the_next",
            ),
            models.CheckConstraint(condition=models.Q(limit_days__gt=0), name="leg_limit"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.owner_id}"

    def get_absolute_url(self) -> str:
        return self.matter.get_absolute_url()

    @property
    def scope_path(self) -> str:
        return self.matter.scope_path


class Pause(models.Model):
    """A stretch in which the clock of a leg stands still, for a listed reason. Written by the leg's verbs."""

    class Reason(models.TextChoices):
        RAISER = "RAISER", _("等报事方补充情况")
        THIRD_PARTY = "THIRD_PARTY", _("等第三方提供材料或条件")
        PROCEDURE = "PROCEDURE", _("走法定程序（招标、公示、鉴定）")
        WEATHER = "WEATHER", _("天气不允许施工")

    leg = models.ForeignKey(Leg, models.PROTECT, related_name="pauses")
    reason = models.CharField(_("理由"), max_length=12, choices=Reason)
    note = models.CharField(_("等什么"), max_length=200)
    from_at = models.DateTimeField(_("自"))
    to_at = models.DateTimeField(_("至"), null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["leg"], condition=models.Q(to_at=None), name="pause_one_open"),
            models.CheckConstraint(
                condition=models.Q(to_at=None) | models.Q(to_at__gte=models.F("from_at")), name="pause_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leg_id} {self.reason}"


class Asking(models.Model):
    """A stretch in which the raiser was asked whether it is solved. Written by the matter's verbs."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="askings")
    leg = models.ForeignKey(Leg, models.PROTECT, related_name="askings")  # whose clock stands still meanwhile
    from_at = models.DateTimeField(_("自"))
    to_at = models.DateTimeField(_("至"), null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter"], condition=models.Q(to_at=None), name="asking_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.from_at}"


class Phase(models.Model):
    """When a matter was studied, deployed, implemented: at which meeting, or by which post (S31)."""

    class Name(models.TextChoices):
        STUDY = "STUDY", _("研究")
        DEPLOY = "DEPLOY", _("部署")
        IMPLEMENT = "IMPLEMENT", _("组织实施")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="phases")
    phase = models.CharField(_("步骤"), max_length=12, choices=Name)
    at = models.DateTimeField(_("时间"))
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="phases")
    post = models.CharField(_("由谁"), max_length=160, blank=True)  # a body and a post, never a name

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "phase"], name="phase_once"),
            models.CheckConstraint(
                condition=models.Q(meeting__isnull=False, post="") | models.Q(meeting=None) & ~models.Q(post=""),
                name="phase_by_meeting_or_post",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.phase}"


class Opinion(models.Model):
    """What a body that was consulted on a works problem thinks should be done."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="opinions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="opinions")
    text = models.CharField(_("意见"), max_length=500)
    day = models.DateField(_("哪天"))

    scope_related: ClassVar = ("matter__area", "organisation")

    def __str__(self) -> str:
        return f"{self.matter_id} {self.organisation_id}"

    @property
    def scope_path(self) -> str:
        return self.matter.scope_path


class SiteCheck(models.Model):
    """Somebody went to see whether it is really done."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="checks")
    by = models.ForeignKey(Organisation, models.PROTECT, related_name="site_checks", verbose_name=_("核查"))
    day = models.DateField(_("哪天"))
    is_passed = models.BooleanField(_("做到了"))
    text = models.CharField(_("看到什么"), max_length=300)
    noted_at = models.DateTimeField(_("记下"))

    scope_related: ClassVar = ("matter__area", "by")

    def __str__(self) -> str:
        return f"{self.matter_id} {self.day}"

    @property
    def scope_path(self) -> str:
        return self.matter.scope_path
