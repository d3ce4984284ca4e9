"""Sign-in by DingTalk, WeCom and Feishu: three descriptions, one client. Nothing but the provider's stable id is kept.

Not tried with the real services: the shapes are those of their public documentation, and the tests run them against a
provider of their own. A provider without id and secret in the settings is not offered.
"""

import hashlib
import json
import logging
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.private import keyed_hash

PATIENCE = 8  # seconds for one answer
LARGEST = 64 * 1024  # bytes of an answer; the real ones are below two thousand
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
REFUSED = 300  # a redirection is no answer either
SERVER_FAULT = 500

logger = logging.getLogger(__name__)


class NoAnswer(Exception):
    """The provider cannot be reached, is too slow, or says what nobody understands."""


class CodeNotAccepted(Exception):
    """The provider does not accept the code: it is forged, was used before, or came too late."""


class NotSetUp(Exception):
    """The provider does not accept our own id and secret."""


class NotOneOfTheirs(Exception):
    """Somebody signed in there who is no member of the organisation."""


@dataclass(frozen=True)
class Call:
    """One request; the values in braces are filled in from what is known, `takes` adds to it from the answer."""

    path: str
    takes: tuple[str, tuple[str, ...]]  # the name, and where it stands in the answer
    at: str = "api_url"
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    refusal: type[Exception] = CodeNotAccepted
    missing: type[Exception] = NoAnswer


@dataclass(frozen=True)
class Provider:
    """Where one signs in elsewhere, and the calls that turn a code into a stable id."""

    key: str
    word: str | Promise
    login_url: str
    api_url: str
    path: str
    query: Mapping[str, str]
    calls: tuple[Call, ...]
    code: str = "code"  # what the code is called in the address one comes back with
    has_challenge: bool = False  # PKCE
    needs_agent: bool = False


PROVIDERS = {
    provider.key: provider
    for provider in (
        Provider(
            key="dingtalk",
            word=_("钉钉"),
            login_url="https://login.dingtalk.com",
            api_url="https://api.dingtalk.com",
            path="/oauth2/auth",
            query={
                "client_id": "{id}",
                "redirect_uri": "{back}",
                "response_type": "code",
                "scope": "openid",
                "state": "{state}",
                "prompt": "consent",
            },
            code="authCode",
            calls=(
                Call(
                    "/v1.0/oauth2/userAccessToken",
                    body={
                        "clientId": "{id}",
                        "clientSecret": "{secret}",
                        "code": "{code}",
                        "grantType": "authorization_code",
                    },
                    takes=("token", ("accessToken",)),
                ),
                Call(
                    "/v1.0/contact/users/me",
                    headers={"x-acs-dingtalk-access-token": "{token}"},
                    takes=("subject", ("unionId",)),
                ),
            ),
        ),
        Provider(
            key="wecom",
            word=_("企业微信"),
            login_url="https://login.work.weixin.qq.com",
            api_url="https://qyapi.weixin.qq.com",
            path="/wwlogin/sso/login",
            query={
                "login_type": "CorpApp",
                "appid": "{id}",
                "agentid": "{agent}",
                "redirect_uri": "{back}",
                "state": "{state}",
            },
            needs_agent=True,
            calls=(
                Call(
                    "/cgi-bin/gettoken",
                    query={"corpid": "{id}", "corpsecret": "{secret}"},
                    takes=("token", ("access_token",)),
                    refusal=NotSetUp,
                ),
                Call(
                    "/cgi-bin/auth/getuserinfo",
                    query={"access_token": "{token}", "code": "{code}"},
                    takes=("subject", ("userid",)),
                    missing=NotOneOfTheirs,  # a stranger's answer has an openid and no userid
                ),
            ),
        ),
        Provider(
            key="feishu",
            word=_("飞书"),
            login_url="https://accounts.feishu.cn",
            api_url="https://open.feishu.cn",
            path="/open-apis/authen/v1/authorize",
            query={"client_id": "{id}", "redirect_uri": "{back}", "response_type": "code", "state": "{state}"},
            has_challenge=True,
            calls=(
                Call(
                    "/oauth/v3/token",
                    at="login_url",
                    body={
                        "grant_type": "authorization_code",
                        "client_id": "{id}",
                        "client_secret": "{secret}",
                        "code": "{code}",
                        "redirect_uri": "{back}",
                        "code_verifier": "{verifier}",
                    },
                    takes=("token", ("access_token",)),
                ),
                Call(
                    "/open-apis/authen/v1/user_info",
                    headers={"Authorization": "Bearer {token}"},
                    takes=("subject", ("data", "union_id")),
                ),
            ),
        ),
    )
}


def offered() -> list[Provider]:
    """Return the providers that the settings give all they need."""
    return [provider for provider in PROVIDERS.values() if not lacking(provider)]


def lacking(provider: Provider) -> list[str]:
    """Return what the settings still lack for a provider, by the names of the environment."""
    needed = ["ID", "SECRET", *(["AGENT"] if provider.needs_agent else [])]
    given = settings.PROVIDERS.get(provider.key, {})
    return [f"GONGJIAN_{provider.key.upper()}_{part}" for part in needed if not given.get(part.lower())]


def new_secret() -> str:
    """Return what nobody guesses: a state, or the verifier of a challenge."""
    return secrets.token_urlsafe(48)


def challenge_of(verifier: str) -> str:
    """Return the S256 challenge of a verifier, as RFC 7636 writes it."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def leaving(provider: Provider, *, back: str, state: str, verifier: str) -> str:
    """Return the address at the provider to which the browser goes."""
    query = _filled(provider.query, _known(provider) | {"back": back, "state": state})
    if provider.has_challenge:
        query |= {"code_challenge": challenge_of(verifier), "code_challenge_method": "S256"}
    return f"{_base(provider, 'login_url')}{provider.path}?{urlencode(query)}"


def subject_of(provider: Provider, *, code: str, back: str, verifier: str) -> str:
    """Return the stable id of whoever brought the code. Raises NoAnswer, CodeNotAccepted, NotSetUp, NotOneOfTheirs."""
    known = _known(provider) | {"code": code, "back": back, "verifier": verifier}
    for call in provider.calls:
        answer = _ask(provider, call, known)
        name, place = call.takes
        value = _at(answer, place)
        if not value:
            raise call.missing(provider.key)
        known[name] = value
    return known["subject"]


def keyed(provider: Provider, subject: str) -> str:
    """Return what is kept of an id: a hash that only this installation's key can make again."""
    return keyed_hash(f"identity.{provider.key}", subject)


def _known(provider: Provider) -> dict[str, str]:
    given = settings.PROVIDERS.get(provider.key, {})
    return {name: given.get(name, "") for name in ("id", "secret", "agent")}


def _filled(template: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    return {name: value.format_map(known) for name, value in template.items()}


def _base(provider: Provider, at: str) -> str:
    given: str = settings.PROVIDERS.get(provider.key, {}).get(at) or getattr(provider, at)
    return given.rstrip("/")


def _ask(provider: Provider, call: Call, known: Mapping[str, str]) -> dict[str, Any]:
    query = urlencode(_filled(call.query, known))
    url = f"{_base(provider, call.at)}{call.path}{'?' if query else ''}{query}"
    data = json.dumps(_filled(call.body, known)).encode() if call.body else None
    headers = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}
    status, answer = _fetch(Request(_safe(url), data, headers | _filled(call.headers, known)))  # noqa: S310 — https, or this very machine: _safe refuses all else
    trouble = answer.get("errcode") or answer.get("code")
    if status >= REFUSED or trouble:
        logger.warning("%s answered %s to %s: %s", provider.key, status, call.path, trouble)
        raise call.refusal(provider.key)
    return answer


class _NoRedirect(HTTPRedirectHandler):
    """Goes nowhere else: our secret is for the provider alone."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _opener(host: str | None) -> OpenerDirector:
    return build_opener(_NoRedirect, *([ProxyHandler({})] if host in LOOPBACK else []))


def _fetch(request: Request) -> tuple[int, dict[str, Any]]:
    try:
        with _opener(urlsplit(request.full_url).hostname).open(request, timeout=PATIENCE) as response:
            status, text = response.status, response.read(LARGEST)
    except HTTPError as refusal:
        if refusal.code >= SERVER_FAULT:
            raise NoAnswer(str(refusal.code)) from refusal
        status, text = refusal.code, refusal.read(LARGEST)
    except (OSError, HTTPException, ValueError) as silence:  # ValueError: a token that cannot stand in a header
        raise NoAnswer(type(silence).__name__) from silence
    try:
        answer = json.loads(text)
    except ValueError as nonsense:
        raise NoAnswer("no JSON") from nonsense
    if not isinstance(answer, dict):
        raise NoAnswer("no object")
    return status, answer


def _safe(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK):
        return url
    raise NotSetUp(parts.scheme)


def _at(answer: Any, place: tuple[str, ...]) -> str:
    for name in place:
        answer = answer.get(name) if isinstance(answer, dict) else None
    return answer if isinstance(answer, str) else ""
