"""Which database: the embedded SQLite file, or PostgreSQL named by DATABASE_URL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


class UnknownDatabase(ValueError):
    """DATABASE_URL names neither PostgreSQL nor SQLite."""


def database(url: str, default_file: Path) -> dict[str, Any]:
    """Return Django's settings for one database.

    url           "postgresql://user:secret@host:5432/name", "postgresql:///name?host=/folder", "sqlite:///file" or ""
    default_file  the SQLite file used when url is empty
    raises        UnknownDatabase
    """
    parts = urlsplit(url)
    if parts.scheme in ("postgres", "postgresql"):
        query = parse_qs(parts.query)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or query.get("user", [""])[0]),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or query.get("host", [""])[0]),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    if parts.scheme not in ("", "sqlite"):
        raise UnknownDatabase(f"DATABASE_URL begins with {parts.scheme!r}; use postgresql:// or leave it empty")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": parts.path.removeprefix("/") if parts.scheme == "sqlite" else str(default_file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
        },
    }
