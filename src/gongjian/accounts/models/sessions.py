"""Where somebody is signed in now."""

from typing import ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models.users import User


class Session(AbstractBaseSession):
    """One browser's visit. `session_key` is a hash of the cookie: who reads the table cannot take a visit over."""

    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="sessions")  # null: not signed in yet
    began_at = models.DateTimeField(_("登录于"))
    seen_at = models.DateTimeField(_("最近使用"))
    device = models.CharField(_("设备"), max_length=60, blank=True)  # "Windows · Edge"; never an address
    is_second = models.BooleanField(_("两步都通过"), default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "seen_at"], name="session_user")]

    def __str__(self) -> str:
        return self.device
