"""Secrets that a deployment makes for itself on first use, kept outside the database."""

import secrets
from contextlib import suppress
from pathlib import Path


def secret(file: Path, given: str) -> str:
    """Return the given secret, or the one in the file, which is made (readable by its owner only) if absent."""
    if given:
        return given
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # two processes at once: the first one wins
            file.hardlink_to(draft)
        draft.unlink()
    return file.read_text().strip()
