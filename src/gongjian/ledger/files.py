"""Files on disk, known by their hash; the row that holds a file decides who may read it."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from gongjian.ledger.models import File


def keep_file(content: bytes, *, title: str, mime: str, at: datetime) -> File:
    """Store content under its hash, whole or not at all, and return its row; the same content is stored once."""
    digest = sha256(content).hexdigest()
    kept = File.objects.filter(sha256=digest).first()
    path = settings.FILES_DIR / digest
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{digest}.{token_hex(4)}")
        draft.write_bytes(content)
        draft.replace(path)
    return kept or File.objects.create(sha256=digest, bytes=len(content), mime=mime, title=title, at=at)


def path_of(file: File) -> Path:
    """Return where the file's content lies."""
    return Path(settings.FILES_DIR) / file.sha256
