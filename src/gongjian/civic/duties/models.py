"""A post that passes from one holder to the next, with the list of what is open."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Office, Role, offices_of


class HandoverQuerySet(models.QuerySet["Handover"]):
    def concerning(self, user: User | AnonymousUser, *, on: date) -> "HandoverQuerySet":
        """Return those whose list one may read: of posts one gives or has taken, and of one's own unit's liaison."""
        if not isinstance(user, User):
            return self.none()
        found = models.Q(office__person__user=user)
        found |= models.Q(successor__person__user=user, successor__valid_from__lte=on)
        for office in offices_of(user, on):
            if office.role == Role.UNIT_SECRETARY:
                found |= models.Q(office__role=Role.UNIT_LIAISON, office__organisation=office.organisation_id)
        return self.filter(found)

    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "HandoverQuerySet":
        """Return the hand-overs one takes part in or sees to; the security administrator's show no list."""
        found = models.Q(pk__in=self.concerning(user, on=on).values("pk"))
        for office in offices_of(user, on):
            if office.role == Role.SECURITY_ADMINISTRATOR:
                found |= models.Q(office__area__path__startswith=office.scope_path)
                found |= models.Q(office__organisation__path__startswith=office.scope_path)
        return self.filter(found)


class Handover(models.Model):
    """An office is handed to the one that succeeds it. The list is what was open when it was drawn up."""

    office = models.OneToOneField(Office, models.PROTECT, related_name="handover", verbose_name=_("岗位"))
    prepared_at = models.DateTimeField(_("列出清单"))
    digest = models.CharField(_("清单的校验值"), max_length=64)
    successor = models.OneToOneField(
        Office, models.PROTECT, null=True, related_name="taken_over", verbose_name=_("接任的岗位")
    )
    given_at = models.DateTimeField(_("移交人签字"), null=True)
    taken_at = models.DateTimeField(_("接交人签字"), null=True)
    signed_date = models.DateField(_("纸上签字"), null=True)

    objects = HandoverQuerySet.as_manager()
    scope_related: ClassVar = ("office__area", "office__organisation")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(successor__isnull=False) | models.Q(taken_at=None, signed_date=None),
                name="handover_taken_by_a_successor",
            ),
        ]

    def __str__(self) -> str:
        return str(self.office)

    def get_absolute_url(self) -> str:
        return reverse("duties:show_handover", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.office.scope_path

    @property
    def code(self) -> str:
        """What is printed on the list, to compare paper and screen."""
        return self.digest[:16].upper()

    @property
    def passes_on(self) -> date | None:
        """The first day on which the successor alone holds the post; None while nobody is named."""
        if self.successor is None:
            return None
        return max(self.successor.valid_from, self.office.valid_to or self.successor.valid_from)

    @property
    def is_settled(self) -> bool:
        """Whether both sides signed, on the screen or on paper."""
        return self.signed_date is not None or (self.given_at is not None and self.taken_at is not None)


class OpenItem(models.Model):
    """A part of a hand-over: one thing that the next holder has to know."""

    class Kind(models.TextChoices):
        TASK = "TASK", _("承办的事")
        CONFIRMATION = "CONFIRMATION", _("等我方确认的事")
        AGREEMENT = "AGREEMENT", _("在期的协议")
        RECORD = "RECORD", _("没有会签完的写实档案")
        MEETING = "MEETING", _("要开的会")
        PROJECT = "PROJECT", _("没有完成的项目和包段")
        DUTY = "DUTY", _("其他等着办的")

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField(_("序号"))
    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    title = models.CharField(_("事项"), max_length=300)
    detail = models.CharField(_("对方或说明"), max_length=300, blank=True)
    url = models.CharField(_("页面"), max_length=200, blank=True)
    due_date = models.DateField(_("期限"), null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["handover", "position"], name="open_item_position_once"),
        ]

    def __str__(self) -> str:
        return self.title
