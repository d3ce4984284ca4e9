"""Meetings: called, attended, decided, written down; a resolution has an owner and a day."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.accounts.private import PrivateField, Salted
from gongjian.civic.platforms.models.platforms import Platform, Seat
from gongjian.civic.registry.models import Area, Organisation, reach
from gongjian.civic.tasks.models import Task
from gongjian.ledger.models import Event, Seal

LONGEST_MINUTES = 240  # half a day: ordinary meetings are not longer (若干规定 2024)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "MeetingQuerySet":
        """Return the meetings of one's territory and platforms, those one was asked to, and public held ones."""
        own = reach(user, on)
        bodies = own.covers("organisation__path", "organisation")
        return self.filter(
            own.covers("platform__area__path")
            | models.Q(platform__in=Seat.objects.on(on).filter(bodies).values("platform"))
            | models.Q(pk__in=Invitation.objects.filter(bodies).values("meeting"))
            | models.Q(is_public=True, held_at__isnull=False)
        )


class Meeting(models.Model):
    """A meeting of a platform; held once attendance was taken from the signed sheet."""

    class Kind(models.TextChoices):
        JOINT = "JOINT", _("联席会议")
        SPECIAL = "SPECIAL", _("专题会议")
        TALK = "TALK", _("党群恳谈会")

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="meetings")
    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    title = models.CharField(_("会议"), max_length=120)
    starts_at = models.DateTimeField(_("时间"))
    length_minutes = models.PositiveSmallIntegerField(_("预计多少分钟"), default=120)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    convened_at = models.DateTimeField(_("发出通知"), null=True)
    held_at = models.DateTimeField(_("登记到会"), null=True)
    is_public = models.BooleanField(_("公开"), default=True)
    chair_post = models.CharField(_("主持人职务"), max_length=60, blank=True)
    override_reason = models.CharField(_("人数不够仍议事的理由"), max_length=300, blank=True)
    cancelled_at = models.DateTimeField(_("取消"), null=True)
    cancel_reason = models.CharField(_("取消的理由"), max_length=200, blank=True)
    minutes_number = models.PositiveSmallIntegerField(_("纪要编号"), null=True)
    circulated_at = models.DateTimeField(_("纪要送成员看"), null=True)
    object_by_date = models.DateField(_("提意见的期限"), null=True)
    confirmed_at = models.DateTimeField(_("纪要确认"), null=True)
    seal = models.OneToOneField(Seal, models.PROTECT, null=True, related_name="meeting")

    objects = MeetingQuerySet.as_manager()
    scope_related: ClassVar = ("platform__area",)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None) | models.Q(held_at__isnull=False, circulated_at__isnull=False),
                name="meeting_confirmed_after_circulated",
            ),
            models.CheckConstraint(
                condition=models.Q(held_at=None) | models.Q(cancelled_at=None), name="meeting_held_or_cancelled"
            ),
        ]

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


class MeetingTemplateQuerySet(models.QuerySet["MeetingTemplate"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "MeetingTemplateQuerySet":
        """Return the templates of one's territory, and those of the areas above it, which one may use."""
        own = reach(user, on)
        return self.filter(own.covers("area__path") | models.Q(area__path__in=_above(own.paths)))


def _above(paths: Iterable[str]) -> set[str]:
    """Return the paths of all areas in which these lie: /1/2/ lies in /1/."""
    return {path[: end + 1] for path in paths for end, sign in enumerate(path) if sign == "/" and end}


class MeetingTemplate(models.Model):
    """What a kind of meeting usually looks like: its title, its length and the items that always come."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="meeting_templates", verbose_name=_("区域"))
    kind = models.CharField(_("种类"), max_length=16, choices=Meeting.Kind)
    title = models.CharField(_("会议名称"), max_length=120)
    length_minutes = models.PositiveSmallIntegerField(_("预计多少分钟"), default=120)
    items = models.JSONField(_("固定议题"), default=list)  # titles, in order
    retired_at = models.DateTimeField(_("停用"), null=True)

    objects = MeetingTemplateQuerySet.as_manager()
    scope_related: ClassVar = ("area",)

    def __str__(self) -> str:
        return self.title

    @property
    def scope_path(self) -> str:
        return self.area.scope_path


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "InvitationQuerySet":
        """Return the invitations of one's bodies and of the meetings of one's territory."""
        own = reach(user, on)
        return self.filter(
            own.covers("meeting__platform__area__path", "organisation")
            | models.Q(organisation__governs__path__in=own.governed)
        )


class Invitation(Salted):
    """Who was asked to come: a seat of the day, or an observer; and what it replied."""

    class Reply(models.TextChoices):
        COMING = "COMING", _("参加")
        LEAVE = "LEAVE", _("请假")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    is_observer = models.BooleanField(_("列席"), default=False)
    reply = models.CharField(_("答复"), max_length=8, choices=Reply, blank=True)
    delegate = PrivateField(_("代表"))
    reason = models.CharField(_("请假的理由"), max_length=120, blank=True)
    replied_at = models.DateTimeField(_("答复时间"), null=True)

    objects = InvitationQuerySet.as_manager()
    scope_related: ClassVar = ("meeting__platform__area", "organisation")
    locked_through: ClassVar = "meeting"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "organisation"], name="invitation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.reply}"

    @property
    def scope_path(self) -> str:
        return self.meeting.scope_path


class Attendance(Salted):
    """A part of a held meeting: whether an organisation was there, and who spoke for it. No time of arrival."""

    class State(models.TextChoices):
        PRESENT = "PRESENT", _("出席")
        LEAVE = "LEAVE", _("请假")
        ABSENT = "ABSENT", _("缺席")
        OBSERVER = "OBSERVER", _("列席")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="attendances")
    state = models.CharField(_("到会"), max_length=8, choices=State)
    delegate = PrivateField(_("代表"))

    locked_through: ClassVar = "meeting"

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "organisation"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.state}"


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "AgendaItemQuerySet":
        """Return the items of one's territory and platforms, and the public ones of public meetings that were held."""
        return self.filter(self._of_members(user, on) | self._public() & models.Q(meeting__held_at__isnull=False))

    def decided_before(self, user: User | AnonymousUser, *, on: date) -> "AgendaItemQuerySet":
        """Return the items of which one may read what was decided: others wait until the minutes are confirmed."""
        confirmed = models.Q(meeting__confirmed_at__isnull=False)
        return self.filter(self._of_members(user, on) | self._public() & confirmed)

    def for_members(self, user: User | AnonymousUser, *, on: date) -> "AgendaItemQuerySet":
        """Return the items of one's territory, of one's platforms, and of meetings to which one's seat was asked."""
        return self.filter(self._of_members(user, on))

    @staticmethod
    def _of_members(user: User | AnonymousUser, on: date) -> models.Q:
        own = reach(user, on)
        bodies = own.covers("organisation__path", "organisation")
        seats = Seat.objects.on(on).filter(bodies).values("platform")
        asked = Invitation.objects.filter(bodies, is_observer=False).values("meeting")
        return (
            own.covers("meeting__platform__area__path")
            | models.Q(meeting__platform__in=seats)
            | models.Q(meeting__in=asked)
        )

    @staticmethod
    def _public() -> models.Q:
        """What stands for everybody: unless what it is about is hidden now, whatever it was when it was put there."""
        hidden = AgendaItem.objects.filter(_about_hidden())
        again = AgendaItem.objects.filter(reviews__item__in=hidden)
        is_hidden = models.Q(pk__in=hidden.values("pk")) | models.Q(pk__in=again.values("pk"))
        return models.Q(is_public=True, meeting__is_public=True) & ~is_hidden


def _about_hidden() -> models.Q:
    """Items whose source is an event of a row that says why it is hidden; which rows do, later rooms decide."""
    found = models.Q(pk__in=())
    for model in apps.get_models():
        if any(field.name == "hidden_because" for field in model._meta.concrete_fields):
            kind = ContentType.objects.get_for_model(model)
            keys = model._base_manager.exclude(hidden_because="").values("pk")
            found |= models.Q(source__subject_type=kind, source__subject_id__in=keys)
    return found


class AgendaItem(models.Model):
    """One thing a meeting talks about. Its words are kept; `source` is the earlier event of what it is about."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("第几项"))
    title = models.CharField(_("议题"), max_length=200)
    source = models.ForeignKey(Event, models.PROTECT, null=True, related_name="agenda_items", verbose_name=_("来源"))
    discussion = models.TextField(_("会议听取、讨论了什么"), max_length=3000, blank=True)
    is_public = models.BooleanField(_("公开"), default=True)
    withdrawn_at = models.DateTimeField(_("撤下"), null=True)

    objects = AgendaItemQuerySet.as_manager()
    scope_related: ClassVar = ("meeting__platform__area",)
    locked_through: ClassVar = "meeting"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "source"], condition=models.Q(withdrawn_at=None), name="agenda_item_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#item-{self.pk}"

    @property
    def scope_path(self) -> str:
        return self.meeting.scope_path


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "ResolutionQuerySet":
        """Return the resolutions on items whose decisions this user may read, and those that one's bodies carry out."""
        own = reach(user, on)
        bodies = own.covers("owner__path", "owner")
        return self.filter(bodies | models.Q(item__in=AgendaItem.objects.decided_before(user, on=on)))


class Resolution(models.Model):
    """What a meeting decided on one item: who does it by when, or when it is looked at again."""

    class Kind(models.TextChoices):
        TASK = "TASK", _("交办")
        HAND_OVER = "HAND_OVER", _("移交难题")
        NOTE = "NOTE", _("议定")

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="resolutions")
    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    text = models.CharField(_("议定事项"), max_length=500)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="resolutions", verbose_name=_("负责单位")
    )
    due_date = models.DateField(_("办结期限"), null=True)
    review_date = models.DateField(_("回头看"), null=True)
    votes_for = models.PositiveSmallIntegerField(_("赞成"))
    votes_against = models.PositiveSmallIntegerField(_("反对"))
    votes_abstained = models.PositiveSmallIntegerField(_("弃权"))
    is_carried = models.BooleanField(_("通过"))
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="resolution", verbose_name=_("任务"))
    review_item = models.OneToOneField(
        AgendaItem, models.PROTECT, null=True, related_name="reviews", verbose_name=_("重新上会")
    )
    adopted_at = models.DateTimeField(_("表决"))

    objects = ResolutionQuerySet.as_manager()
    scope_related: ClassVar = ("item__meeting__platform__area", "owner")
    locked_through: ClassVar = "item"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(is_carried=False)
                | models.Q(due_date__isnull=False)
                | models.Q(review_date__isnull=False),
                name="resolution_has_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="NOTE") | models.Q(owner__isnull=False), name="resolution_has_an_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.item.get_absolute_url()

    @property
    def scope_path(self) -> str:
        return self.item.scope_path


class Objection(models.Model):
    """What a member wants changed in the minutes, and the secretary's answer."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="objections")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="minutes_objections")
    text = models.CharField(_("意见"), max_length=500)
    raised_at = models.DateTimeField(_("提出"))
    answer = models.CharField(_("答复"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)

    scope_related: ClassVar = ("meeting__platform__area", "organisation")
    locked_through: ClassVar = "meeting"

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.raised_at}"

    @property
    def scope_path(self) -> str:
        return self.meeting.scope_path
