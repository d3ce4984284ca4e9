"""Who can sign in."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.private import PrivateField, Salted

CLOCK = "clock"
PUBLIC = "public"


class Users(BaseUserManager["User"]):
    """Finds users; making one is the registry's verb."""

    def clock(self) -> "User":
        """Return the user in whose name the schedule acts."""
        return self.get(username=CLOCK)

    def public(self) -> "User":
        """Return the user in whose name a form without sign-in acts."""
        return self.get(username=PUBLIC)


class User(AbstractBaseUser, Salted):
    """An account: a name to sign in with and nothing else that anybody else may read."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(_("登录名"), max_length=64, unique=True)
    email = PrivateField(_("邮箱"))
    phone = PrivateField(_("手机"))
    is_active = models.BooleanField(_("可以登录"), default=True)
    language = models.CharField(_("语言"), max_length=8, default="zh-hans")
    is_large_type = models.BooleanField(_("大字版"), default=False)
    created_at = models.DateTimeField(_("开通"), null=True, editable=False)
    password_changed_at = models.DateTimeField(_("密码改于"), null=True, editable=False)
    must_change = models.BooleanField(_("要先换密码"), default=False)  # somebody else chose the password
    locked_at = models.DateTimeField(_("停用于"), null=True, editable=False)  # by the security administrator

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Users] = Users()

    def __str__(self) -> str:
        return self.username

    @property
    def scope_path(self) -> str:
        return ""
