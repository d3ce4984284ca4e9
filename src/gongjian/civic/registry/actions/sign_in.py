"""Coming in: each attempt is weighed under a lock and noted. What was typed for an unknown name is kept nowhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.accounts.models import Factor, RecoveryCode, User
from gongjian.accounts.passkeys import NotProved, check
from gongjian.accounts.recovery import hash_of
from gongjian.accounts.totp import DIGITS, step_of
from gongjian.civic.registry.actions.access import note_access
from gongjian.civic.registry.actions.account import use_factor, use_recovery_code
from gongjian.civic.registry.queries.sign_in import NOBODY, factors_of, failures, is_locked
from gongjian.ledger.action import Refused
from gongjian.ledger.models import Access


@dataclass(frozen=True)
class Proof:
    """What somebody offers as second proof: a code (of an app, or from paper), or a passkey's answer to a question."""

    code: str = ""
    answer: str = ""
    question: Any = None
    host: str = ""


def weigh(user: User | None, fits: bool, *, step: str, at: datetime) -> bool:
    """Return whether an attempt counts as proof; note a failure, and lock the name after too many.

    Whoever guesses in parallel queues up at the user's row, and the right guess comes too late behind enough wrong
    ones. The slow work (hashing) is done before, so nobody waits for it. `at` is real time, also in a demonstration.
    """
    with transaction.atomic():
        User.objects.select_for_update().filter(pk=user.pk if user else NOBODY).first()
        locked = is_locked(user, at)
        if fits and user is not None and not locked:
            return True
        name = user.username if user else ""
        note_access(user, Access.Kind.FAILED, name, step, at)
        if failures(user, at) >= settings.SIGN_IN_FAILURES and user is not None and not locked:
            note_access(user, Access.Kind.LOCKED, name, step, at)
        return False


def accept_proof(user: User, proof: Proof, *, at: datetime, now: datetime) -> bool:
    """Return whether a second proof holds; it is used up with that. `now` is real time, also in a demonstration."""
    step = _("第二步验证")
    use = _use_of(user, proof, at, now)
    if not weigh(user, use is not None, step=step, at=now) or use is None:
        return False
    try:
        use()
    except Refused:  # the same proof came in twice at once
        return weigh(user, False, step=step, at=now)
    return True


def _use_of(user: User, proof: Proof, at: datetime, now: datetime) -> Callable[[], object] | None:
    """Return how to use the proof up, None if it proves nothing."""
    factors = factors_of(user)
    if proof.answer:
        try:
            factor, counter = check(proof.host, proof.question, proof.answer, factors)
        except NotProved:
            return None
        return partial(use_factor, user, factor, counter=counter, at=at)
    code = "".join(proof.code.split())
    if len(code) == DIGITS and code.isdigit():
        for factor in factors:
            if factor.kind == Factor.Kind.TOTP and factor.secret:
                step = step_of(factor.secret, code, now.timestamp(), after=factor.counter)
                if step is not None:
                    return partial(use_factor, user, factor, counter=step, at=at)
        return None
    found = RecoveryCode.objects.filter(user=user, hash=hash_of(user.pk, code), used_at=None).first()
    return partial(use_recovery_code, user, found, at=at) if found else None
