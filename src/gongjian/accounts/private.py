"""Fields about persons: encrypted in the database, never written into an event.

The key lies outside the database. An event holds `commitment(salt, field, value)` instead of the value: with the row's
salt anybody can check it, without the salt nobody can guess it, and erasing the row erases the salt with it.
"""

import base64
import hashlib
import hmac
import secrets
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

SALT_BYTES = 32


def new_salt() -> bytes:
    """Return a fresh salt for one row."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt: bytes, field: str, value: str) -> str:
    """Return HMAC-SHA-256(salt, field ‖ 0 ‖ value) in hex: a proof for whoever has the salt."""
    return hmac.new(salt, field.encode() + b"\0" + value.encode(), hashlib.sha256).hexdigest()


@lru_cache
def _cipher(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))


class PrivateField(models.TextField[str | None, str | None]):
    """Text about a person: stored encrypted; null once erased. Cannot be searched, on purpose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["null"] = True
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or value == "":
            return None
        return _cipher(settings.PRIVATE_KEY).encrypt(str(value).encode()).decode()

    def from_db_value(self, value: str | None, expression: object, connection: BaseDatabaseWrapper) -> str | None:
        return None if value is None else _cipher(settings.PRIVATE_KEY).decrypt(value.encode()).decode()


class Salted(models.Model):
    """A row with private fields: its salt is born with it and erased with it."""

    salt = models.BinaryField(default=new_salt, null=True, editable=False)

    class Meta:
        abstract = True

    def commit(self, field: str, value: str) -> str:
        """Return what an event may hold in place of the value."""
        return commitment(bytes(self.salt or b""), field, value)
