"""One thread for each pair of bodies and each matter: notices, replies, contacts. The trace; never counted."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.accounts.private import PrivateField, Salted
from gongjian.civic.registry.models import Organisation, reach


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, user: User | AnonymousUser, *, on: date) -> "ThreadQuerySet":
        """Return the threads in which one's own bodies take part; nobody above reads along."""
        own = reach(user, on)
        bodies = Organisation.objects.filter(
            models.Q(pk__in=own.organisations) | models.Q(governs__path__in=own.governed)
        ).values("pk")
        return self.filter(pk__in=Thread.bodies.through.objects.filter(organisation__in=bodies).values("thread"))


class Thread(models.Model):
    """Between two bodies (`first` has the smaller key), or about a matter, which holds it and adds who takes part."""

    first = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    second = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    bodies = models.ManyToManyField(Organisation, related_name="threads")
    opened_at = models.DateTimeField(_("开始"))

    objects = ThreadQuerySet.as_manager()
    scope_related: ClassVar = ("first", "second")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="thread_once_a_pair"),
            models.CheckConstraint(
                condition=models.Q(first=None, second=None) | models.Q(first__lt=models.F("second")),
                name="thread_pair_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} / {self.second_id}"

    def get_absolute_url(self) -> str:
        return reverse("platforms:show_thread", args=[self.pk])

    @property
    def scope_path(self) -> str:
        return self.first.path if self.first else ""


class Entry(Salted):
    """One notice, reply or contact in a thread."""

    class Kind(models.TextChoices):
        NOTICE = "NOTICE", _("告知")
        REPLY = "REPLY", _("答复")
        CONTACT = "CONTACT", _("联系")

    class Channel(models.TextChoices):
        PHONE = "PHONE", _("电话")
        VISIT = "VISIT", _("当面")
        PAPER = "PAPER", _("书面")

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="entries")
    author = models.ForeignKey(Organisation, models.PROTECT, related_name="entries")
    kind = models.CharField(_("种类"), max_length=8, choices=Kind)
    channel = models.CharField(_("怎么联系的"), max_length=8, choices=Channel, blank=True)
    day = models.DateField(_("哪天"))
    who = PrivateField(_("和谁"))
    text = PrivateField(_("内容"))
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies", verbose_name=_("答复哪一条"))
    written_at = models.DateTimeField(_("写下"))

    scope_related: ClassVar = ("author",)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="CONTACT") & ~models.Q(channel="") | ~models.Q(kind="CONTACT"),
                name="entry_contact_has_a_channel",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.kind}"

    @property
    def scope_path(self) -> str:
        return self.author.path
