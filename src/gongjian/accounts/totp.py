"""Codes of an authenticator app (RFC 6238): six digits, thirty seconds, one step early or late, each step once."""

import base64
import io
import secrets

import segno
from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.utils.safestring import SafeString, mark_safe

KEY_BYTES = 20
DIGITS = 6
SECONDS = 30
DRIFT = 1  # steps a telephone's clock may be wrong


def new_key() -> str:
    """Return a fresh key in base32, as an app takes it."""
    return base64.b32encode(secrets.token_bytes(KEY_BYTES)).decode()


def code_at(key: str, moment: float) -> str:
    """Return the code that an app shows at a moment (seconds since 1970)."""
    return _totp(key).generate(int(moment)).decode()


def step_of(key: str, code: str, moment: float, *, after: int = 0) -> int | None:
    """Return the time step to which a code belongs, None if it is wrong, too old, or of a step already used."""
    typed = code.encode()
    now = int(moment // SECONDS)
    totp, found = _totp(key), None
    for step in range(now - DRIFT, now + DRIFT + 1):  # never left early: the time taken says nothing
        if bytes_eq(totp.generate(step * SECONDS), typed) and step > after:
            found = step
    return found


def address(key: str, username: str, issuer: str) -> str:
    """Return the otpauth address that the app reads from the picture."""
    return _totp(key).get_provisioning_uri(username, issuer)


def picture(uri: str) -> SafeString:
    """Return the QR code as SVG of attributes only, dark on white in either scheme; the page may not hold styles."""
    out = io.BytesIO()
    segno.make(uri, error="m").save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=3, dark="#000", light="#fff",
        svgclass="qr", lineclass=None,
    )  # fmt: skip
    return mark_safe(out.getvalue().decode())  # noqa: S308 — made of numbers only


def _totp(key: str) -> TOTP:
    return TOTP(base64.b32decode(key), DIGITS, SHA1(), SECONDS)  # noqa: S303 — what apps can read; HMAC does not rest on collisions
