"""What proves who somebody is, beside the password."""

import hashlib
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models.users import User
from gongjian.accounts.private import PrivateField, Salted, SecretHash


class FactorQuerySet(models.QuerySet["Factor"]):
    def in_use(self) -> "FactorQuerySet":
        """Return the factors that were not taken away."""
        return self.filter(removed_at=None)


class Factor(Salted):
    """A second proof: codes of an authenticator app, or a passkey. Taken away, it stays as a row without its secret.

    counter  what was accepted last: the time step of a code, the signature count of a passkey; it never goes back
    """

    class Kind(models.TextChoices):
        TOTP = "TOTP", _("手机验证码")
        PASSKEY = "PASSKEY", _("通行密钥")

    user = models.ForeignKey(User, models.PROTECT, related_name="factors")
    kind = models.CharField(_("种类"), max_length=8, choices=Kind)
    title = models.CharField(_("叫什么"), max_length=60)
    secret = PrivateField(_("密钥"))  # TOTP: the key in base32; passkey: the credential in base64
    counter = models.BigIntegerField(_("用到第几步"), default=0)
    added_at = models.DateTimeField(_("添加于"))
    used_at = models.DateTimeField(_("最近用过"), null=True)
    removed_at = models.DateTimeField(_("去掉于"), null=True)

    scope_related: ClassVar = ("user",)
    objects = FactorQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(removed_at=None) | models.Q(secret=None, salt=None), name="factor_removed"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def scope_path(self) -> str:
        return ""


class RecoveryCode(models.Model):
    """A code on paper for the day the telephone is lost; good once."""

    user = models.ForeignKey(User, models.PROTECT, related_name="recovery_codes")
    hash = SecretHash(unique=True)
    used_at = models.DateTimeField(_("用掉于"), null=True)

    scope_related: ClassVar = ("user",)

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def scope_path(self) -> str:
        return ""


class Invitation(models.Model):
    """A link, good once and for a while, by which somebody sets the own password."""

    user = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    token_hash = SecretHash(unique=True)
    expires_at = models.DateTimeField(_("有效到"))
    used_at = models.DateTimeField(_("用掉于"), null=True)

    scope_related: ClassVar = ("user",)

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def scope_path(self) -> str:
        return ""

    @staticmethod
    def hash_of(token: str) -> str:
        """Return what is kept of the token in the link; `secrets.token_urlsafe(32)` makes one."""
        return hashlib.sha256(token.encode()).hexdigest()


class Identity(models.Model):
    """The same person at another provider (DingTalk, WeCom, Feishu), known by a hash only."""

    user = models.ForeignKey(User, models.PROTECT, related_name="identities")
    provider = models.CharField(_("平台"), max_length=16)
    subject_hash = SecretHash()
    linked_at = models.DateTimeField(_("绑定于"))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider", "subject_hash"], name="identity_subject")]

    def __str__(self) -> str:
        return self.provider

    @property
    def scope_path(self) -> str:
        return ""
