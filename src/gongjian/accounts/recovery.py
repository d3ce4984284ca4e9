"""Codes for the day the telephone is lost: ten on paper, each good once, kept as keyed hashes."""

import secrets

from gongjian.accounts.private import keyed_hash

MANY = 10
GROUPS, LONG = 3, 4
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that looks like something else on paper


def new_codes() -> list[str]:
    """Return ten fresh codes of sixty bits each."""
    return ["-".join(_group() for _part in range(GROUPS)) for _number in range(MANY)]


def hash_of(user: int, code: str) -> str:
    """Return what is kept of a code; spaces, hyphens and case do not matter to whoever types it."""
    return keyed_hash("recovery", f"{user}:{''.join(code.split()).replace('-', '').upper()}")


def _group() -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(LONG))
