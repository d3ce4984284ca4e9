"""Who did what, when: one event per write, never changed, never deleted."""

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, *subjects: models.Model) -> "EventQuerySet":
        """Return the events whose subject is one of these rows, oldest first."""
        wanted = models.Q(pk__in=[])
        for subject in subjects:
            kind = ContentType.objects.get_for_model(subject)
            wanted |= models.Q(subject_type=kind, subject_id=subject.pk)
        return self.filter(wanted).select_related("actor").order_by("pk")


class Event(models.Model):
    """One write: actor, verb, subject and the changed fields; written by the gate in the same transaction."""

    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("谁"))
    verb = models.CharField(_("做了什么"), max_length=80)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    path = models.CharField(_("属地"), max_length=120)
    changes = models.JSONField(_("变更"), encoder=DjangoJSONEncoder)
    voids = models.OneToOneField("self", models.PROTECT, null=True, related_name="voided_by", verbose_name=_("撤回"))
    batch = models.UUIDField(_("批次"), null=True)  # what one import wrote, so that it can be taken back

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id"], name="event_subject"),
            models.Index(fields=["verb", "at"], name="event_verb_at"),
            models.Index(fields=["batch"], name="event_batch", condition=~models.Q(batch=None)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.verb}"


class Access(models.Model):
    """Who came in, failed to, read about a person or took a list away; kept beside the events, never sealed."""

    class Kind(models.TextChoices):
        SIGN_IN = "SIGN_IN", _("登录")
        FAILED = "FAILED", _("登录没有成功")
        LOCKED = "LOCKED", _("暂时锁定")
        SIGN_OUT = "SIGN_OUT", _("退出")
        EXPIRED = "EXPIRED", _("久未使用，自动退出")
        REVOKED = "REVOKED", _("登录被收回")
        READ_PERSONAL = "READ_PERSONAL", _("查看联系方式")
        EXPORT = "EXPORT", _("导出名册")

    at = models.DateTimeField(_("时间"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("账号")
    )  # null: nobody of that name
    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    subject = models.CharField(_("关于"), max_length=200, blank=True)
    reason = models.CharField(_("事由"), max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "kind", "at"], name="access_user")]

    def __str__(self) -> str:
        return f"{self.at} {self.kind}"


class Seal(models.Model):
    """A root over rows that must not change any more; the check code is printed, the root can be recomputed."""

    class Kind(models.TextChoices):
        MONTH = "MONTH", _("月度档案")
        MINUTES = "MINUTES", _("会议纪要")
        RELEASE = "RELEASE", _("评价结果")

    path = models.CharField(_("属地"), max_length=120)
    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    size = models.PositiveIntegerField(_("条数"))
    root = models.CharField(_("根"), max_length=64)
    at = models.DateTimeField(_("封存时间"))

    def __str__(self) -> str:
        return f"{self.kind} {self.root[:16]}"


class File(models.Model):
    """A file known by its hash; it has no page: the row that holds it decides who may read it."""

    sha256 = models.CharField(max_length=64, unique=True)
    bytes = models.PositiveBigIntegerField(_("字节"))
    mime = models.CharField(_("格式"), max_length=80)
    title = models.CharField(_("文件名"), max_length=120)
    at = models.DateTimeField(_("存入时间"))

    def __str__(self) -> str:
        return self.title
