"""A passkey made of software, as honest or dishonest as a test wants it."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256

PRESENT, ATTESTED = 0x01, 0x40


def words(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Authenticator:
    """Holds one key; answers questions as a browser at `origin` would pass them on."""

    def __init__(self, origin: str = "https://testserver", host: str = "testserver") -> None:
        self.key = generate_private_key(SECP256R1())
        self.id = b"passkey-" + sha256(str(id(self)).encode()).digest()[:8]
        self.origin, self.host, self.counter = origin, host, 0

    def make(self, options: str) -> str:
        """Answer the question for a new passkey."""
        client = self._client("webauthn.create", options)
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        credential = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        held = {"fmt": "none", "attStmt": {}, "authData": self._data(PRESENT | ATTESTED) + credential}
        return self._answer({"clientDataJSON": words(client), "attestationObject": words(cbor.encode(held))})

    def sign(self, options: str) -> str:
        """Answer the question of a sign-in."""
        self.counter += 1
        client, data = self._client("webauthn.get", options), self._data(PRESENT)
        signature = self.key.sign(data + sha256(client).digest(), ECDSA(SHA256()))
        return self._answer(
            {"clientDataJSON": words(client), "authenticatorData": words(data), "signature": words(signature)}
        )

    def _client(self, kind: str, options: str) -> bytes:
        challenge = json.loads(options)["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _data(self, flags: int) -> bytes:
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _answer(self, response: dict[str, str]) -> str:
        raw = words(self.id)
        return json.dumps({"id": raw, "rawId": raw, "type": "public-key", "response": response})
