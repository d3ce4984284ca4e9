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


def seal(text: str) -> str:
    """Return the text encrypted, for a secret that waits in a session."""
    return _cipher(settings.PRIVATE_KEY).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return what `seal` was given."""
    return _cipher(settings.PRIVATE_KEY).decrypt(sealed.encode()).decode()


def keyed_hash(purpose: str, text: str) -> str:
    """Return HMAC-SHA-256 of a purpose and a text in hex, under the key that lies outside the database."""
    return commitment(settings.PRIVATE_KEY.encode(), purpose, text)


class SecretHash(models.CharField[str, str]):
    """The hash of something only one person knows; it stays in its row and is never written into an event."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 64
        super().__init__(*args, **kwargs)


class PrivateField(models.TextField[str | None, str | None]):
    """Text about a person: stored encrypted; null once erased. Cannot be searched, on purpose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["null"] = True
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or value == "":
            return None
        return seal(str(value))

    def from_db_value(self, value: str | None, expression: object, connection: BaseDatabaseWrapper) -> str | None:
        return None if value is None else unseal(value)


class Salted(models.Model):
    """A row with private fields: its salt is born with it and erased with it."""

    salt = models.BinaryField(default=new_salt, null=True, editable=False)

    class Meta:
        abstract = True

    def commit(self, field: str, value: str) -> str:
        """Return what an event may hold in place of the value."""
        return commitment(bytes(self.salt or b""), field, value)
