"""Passkeys (WebAuthn): the ceremony of `fido2`, with what is kept packed into a factor's secret."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
)

from gongjian.accounts.models import Factor, User

LARGEST = 20_000  # characters of an answer; a real one is below two thousand


class NotProved(ValueError):
    """The browser's answer is not that of a passkey of this account."""


@dataclass(frozen=True)
class Question:
    """What is put to the browser (JSON) and what has to be kept until it answers."""

    options: str
    state: Any


def ask_for_new(host: str, user: User, factors: list[Factor]) -> Question:
    """Return the question by which a browser makes a passkey; one device holds one passkey of an account."""
    entity = PublicKeyCredentialUserEntity(id=user.ref.bytes, name=user.username, display_name=user.username)
    options, state = _server(host).register_begin(entity, _credentials(factors), user_verification="preferred")  # type: ignore[arg-type] # an enumeration of strings
    return Question(json.dumps(dict(options)["publicKey"]), state)


def take_new(host: str, state: Any, answer: str) -> tuple[str, int]:
    """Return the secret and the counter of the passkey the browser made. Raises NotProved."""
    try:
        data = _server(host).register_complete(state, _read(answer))
    except Exception as problem:
        raise NotProved(str(problem)) from problem
    return base64.b64encode(bytes(data.credential_data or b"")).decode(), data.counter


def ask(host: str, factors: list[Factor]) -> Question:
    """Return the question that one of these passkeys answers."""
    options, state = _server(host).authenticate_begin(_credentials(factors), user_verification="discouraged")  # type: ignore[arg-type] # an enumeration of strings
    return Question(json.dumps(dict(options)["publicKey"]), state)


def check(host: str, state: Any, answer: str, factors: list[Factor]) -> tuple[Factor, int]:
    """Return the factor that answered and its new counter. Raises NotProved."""
    try:
        read = _read(answer)
        used = _server(host).authenticate_complete(state, _credentials(factors), read)
        counter = AuthenticationResponse.from_dict(read).response.authenticator_data.counter
    except Exception as problem:
        raise NotProved(str(problem)) from problem
    factor = next(one for one in factors if _credential(one).credential_id == used.credential_id)
    if counter <= factor.counter and (counter or factor.counter):
        raise NotProved("the counter went back: this passkey was copied")
    return factor, counter


def _server(host: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=host.rsplit(":", 1)[0], name="共建"))


def _credential(factor: Factor) -> AttestedCredentialData:
    return AttestedCredentialData(base64.b64decode(factor.secret or ""))


def _credentials(factors: list[Factor]) -> list[AttestedCredentialData]:
    return [_credential(factor) for factor in factors if factor.kind == Factor.Kind.PASSKEY]


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > LARGEST:
        raise NotProved("too long")
    read = json.loads(answer)
    if not isinstance(read, dict):
        raise NotProved("not an answer")
    return read
