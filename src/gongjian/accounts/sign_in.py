"""Sign-in by password. The system's own users (clock, public) have none and never sign in."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from gongjian.accounts.models import User


class Password(BaseBackend):
    """Checks a password; knows no permissions, since `may` alone decides them."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        user = User.objects.filter(username=username or "").first()
        if user is None:
            User().set_password(password or "")  # the same work for an unknown name, so that time tells nothing
            return None
        fits = user.check_password(password or "")
        return user if fits and user.is_active and user.locked_at is None else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True, locked_at=None).first()
