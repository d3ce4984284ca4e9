"""Sessions of our own: listed by user and device, ended when idle, and found by a hash of the cookie.

Sessions are the one thing written outside the gate, here and nowhere else. They change with every visit and hold no
business: an event for each would drown the ledger. What matters about them is there all the same, as `ledger.Access`
rows (came in, went out, ran out, was ended) and, where somebody ends the sessions of an account, as an event.
"""

import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from gongjian.accounts.models import Session


def row_key(cookie: str) -> str:
    """Return under which key the table holds the session of this cookie."""
    return hashlib.sha256(cookie.encode()).hexdigest()[:40]


class SessionStore(db.SessionStore):
    """Django's database sessions with an owner, a device, an idle limit and a last moment.

    lapsed  the user whose session ran out just now, None otherwise: the middleware says so and writes it down
    """

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.row: Session | None = None
        self.device = ""
        self.is_second = False
        self.lapsed: int | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        row = Session.objects.filter(session_key=row_key(self.session_key or "")).first()
        if row is None:
            self._session_key = None
        elif _is_over(row, timezone.now()):
            self.lapsed = row.user_id
            row.delete()
            self._session_key = None
            row = None
        else:
            self.device, self.is_second = row.device, row.is_second
        self.row = row
        return row

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=row_key(session_key)).exists()

    def create(self) -> None:
        self.row = None
        super().create()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        now = timezone.now()
        began = self.row.began_at if self.row else now
        key = self._get_or_create_session_key()  # type: ignore[attr-defined] # Django's own, which its stubs leave out
        self.row = Session(
            session_key=row_key(key),
            session_data=self.encode(data),
            expire_date=began + settings.SESSION_LONGEST,
            user_id=data.get(SESSION_KEY),
            began_at=began,
            seen_at=now,
            device=self.device,
            is_second=self.is_second,
        )
        return self.row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(session_key=row_key(key)).delete()

    @property
    def own_key(self) -> str:
        """The key of this session's row, "" before there is one."""
        return row_key(self.session_key) if self.session_key else ""

    def see(self) -> None:
        """Note that the session is in use, at most once in a while: a page that is only read writes nothing."""
        if self.row is not None and timezone.now() - self.row.seen_at >= settings.SESSION_SEEN_EVERY:
            self.modified = True


def _is_over(row: Session, now: datetime) -> bool:
    return row.expire_date <= now or now - row.seen_at >= settings.SESSION_IDLE
