"""A provider on this machine that speaks as DingTalk, WeCom and Feishu document it: same paths, same answers."""

import hashlib
import json
import threading
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

ID, SECRET, AGENT = "our-id", "our-secret", "1000002"
BAD_REQUEST, SERVER_ERROR, FOUND = 400, 500, 302


@dataclass
class Elsewhere:
    """The provider's memory: who stands behind a code or a token, and how it behaves just now."""

    url: str = ""
    mood: str = "well"  # or: down, slow, nonsense, list, astray
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)  # code -> subject, challenge
    tokens: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    numbered: int = 0

    def settings(self) -> dict[str, dict[str, str]]:
        """Return what a deployment would set for all three."""
        one = {"id": ID, "secret": SECRET, "agent": AGENT, "login_url": self.url, "api_url": f"{self.url}/"}
        return {key: dict(one) for key in ("dingtalk", "wecom", "feishu")}

    def agree(self, url: str, subject: str) -> str:
        """Let somebody agree on the page at this address; return where the browser is sent back to."""
        said = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert (said.get("client_id") or said.get("appid")) == ID
        name = "code"
        if urlsplit(url).path == "/oauth2/auth":
            assert (said["response_type"], said["scope"], said["prompt"]) == ("code", "openid", "consent")
            name = "authCode"
        elif urlsplit(url).path == "/wwlogin/sso/login":
            assert (said["login_type"], said["agentid"]) == ("CorpApp", AGENT)
        else:
            assert urlsplit(url).path == "/open-apis/authen/v1/authorize"
            assert (said["response_type"], said["code_challenge_method"]) == ("code", "S256")
        code = self.fresh("code")
        self.codes[code] = (subject, said.get("code_challenge", ""))
        return f"{said['redirect_uri']}?{urlencode({name: code, 'state': said['state']})}"

    def fresh(self, kind: str) -> str:
        """Return a code or token that was not there before."""
        self.numbered += 1
        return f"{kind}-{self.numbered}"

    def spend(self, code: str) -> tuple[str, str] | None:
        """Return who stands behind a code; it is good once."""
        return self.codes.pop(code, None)

    def answer(
        self, method: str, path: str, query: dict[str, str], said: dict[str, str], headers
    ) -> tuple[int, object]:
        """Return status and body as the documentation has them."""
        match method, path:
            case "POST", "/v1.0/oauth2/userAccessToken":
                return self.dingtalk_token(said)
            case "GET", "/v1.0/contact/users/me":
                subject = self.tokens.get(headers.get("x-acs-dingtalk-access-token", ""))
                mine = {"nick": "张三", "avatarUrl": "https://x/y.png", "mobile": "150", "openId": f"open-{subject}"}
                return 200, mine | {"unionId": subject, "stateCode": "86"}
            case "GET", "/cgi-bin/gettoken":
                if (query.get("corpid"), query.get("corpsecret")) != (ID, SECRET):
                    return 200, {"errcode": 40001, "errmsg": "invalid credential"}
                self.tokens[token := self.fresh("token")] = "app"
                return 200, {"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": 7200}
            case "GET", "/cgi-bin/auth/getuserinfo":
                known = self.spend(query.get("code", "")) if query.get("access_token") in self.tokens else None
                if known is None:
                    return 200, {"errcode": 40029, "errmsg": "invalid code"}
                who = {"openid": known[0]} if known[0].startswith("stranger") else {"userid": known[0]}
                return 200, {"errcode": 0, "errmsg": "ok"} | who
            case "POST", "/oauth/v3/token":
                return self.feishu_token(said)
            case "GET", "/open-apis/authen/v1/user_info":
                subject = self.tokens.get(headers.get("Authorization", "").removeprefix("Bearer "))
                mine = {
                    "name": "张三",
                    "avatar_url": "https://x/y.png",
                    "open_id": f"ou_{subject}",
                    "union_id": subject,
                }
                return 200, {"code": 0, "msg": "success", "data": mine}
        return 404, {"code": 99991672, "msg": path}

    def dingtalk_token(self, said: dict[str, str]) -> tuple[int, object]:
        """Exchange a code as DingTalk does."""
        known = self.spend(said.get("code", ""))
        if known is None or (said["clientId"], said["clientSecret"]) != (ID, SECRET):
            return BAD_REQUEST, {"code": "invalidParameter.authCode.notFound", "message": "不合法的临时授权码"}
        assert said["grantType"] == "authorization_code"
        self.tokens[token := self.fresh("token")] = known[0]
        return 200, {"accessToken": token, "refreshToken": "r", "expireIn": 7200, "corpId": "ding1"}

    def feishu_token(self, said: dict[str, str]) -> tuple[int, object]:
        """Exchange a code as Feishu does, with the verifier that fits the challenge."""
        known = self.spend(said.get("code", ""))
        digest = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        fits = known is not None and known[1] == urlsafe_b64encode(digest).rstrip(b"=").decode()
        if not fits or (said["client_id"], said["client_secret"]) != (ID, SECRET):
            return BAD_REQUEST, {"code": 20003, "error": "invalid_grant", "error_description": "code not found"}
        assert said["grant_type"] == "authorization_code"
        assert said["redirect_uri"].endswith("/sign-in/with/feishu/back")
        self.tokens[token := self.fresh("token")] = known[0]
        return 200, {"code": 0, "access_token": token, "expires_in": 7200, "token_type": "Bearer"}


class Handler(BaseHTTPRequestHandler):
    """Answers for the provider that the server carries."""

    def do_GET(self) -> None:
        self.handle_one("GET", {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        assert self.headers["Content-Type"].startswith("application/json")
        self.handle_one("POST", json.loads(body))

    def handle_one(self, method: str, said: dict[str, str]) -> None:
        """Answer one request, or misbehave as the mood is."""
        provider: Elsewhere = self.server.provider  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        provider.asked.append(parts.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        status, body = provider.answer(method, parts.path, query, said, self.headers)
        if provider.mood == "slow":
            time.sleep(1)
        if provider.mood == "down":
            status = SERVER_ERROR
        text = {"nonsense": "<html>维护中</html>", "list": "[]"}.get(provider.mood, json.dumps(body)).encode()
        self.send_response(FOUND if provider.mood == "astray" else status)
        if provider.mood == "astray":
            self.send_header("Location", f"{provider.url}/elsewhere")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def opened() -> tuple[Elsewhere, ThreadingHTTPServer]:
    """Start a provider on a free port; close it with `shutdown()`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Elsewhere(url=f"http://127.0.0.1:{server.server_port}")
    server.provider = provider  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return provider, server
