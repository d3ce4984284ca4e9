"""Who may do what: one question, asked of named rules. The rules stand in each app's permissions.py."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import rules
from django.conf import settings
from django.utils.functional import Promise

from gongjian.accounts.models import User


@dataclass
class Ask:
    """What a rule is asked about: a row and a moment.

    because   the reason of the last predicate that said no
    is_post   whether that predicate asked for a post, rather than how things stand
    """

    subject: Any
    at: datetime
    memo: dict[Any, Any] = field(default_factory=dict)  # facts shared by the many questions of one bulk call
    because: str | Promise = ""
    is_post: bool = True

    @property
    def today(self) -> date:
        """The office's calendar day of the moment."""
        return self.at.astimezone(settings.OFFICE_ZONE).date()


class UnknownVerb(LookupError):
    """A question about a verb for which no rule is declared."""


def predicate(
    because: str | Promise, *, is_post: bool = False
) -> Callable[[Callable[[User, Ask], bool]], rules.Predicate]:
    """Return a decorator that makes a rules predicate which can say, in the user's words, why it said no.

    is_post   it asks whether the user has the post for it, not how things stand
    """

    def make(test: Callable[[User, Ask], bool]) -> rules.Predicate:
        def answer(user: User, ask: Ask) -> bool:
            if test(user, ask):
                return True
            ask.is_post = is_post
            ask.because = because  # the last "no" counts: an earlier one may have been made good by an "or"
            return False

        answer.__name__ = test.__name__
        return rules.predicate(answer)

    return make


def may(user: Any, verb: str, subject: Any, *, at: datetime) -> bool:
    """Return whether this user may do this to that row now. Raises UnknownVerb; knows no superuser."""
    return decide(user, verb, Ask(subject, at))


def decide(user: Any, verb: str, ask: Ask) -> bool:
    """Return the same, leaving the reason in the question."""
    if not rules.perm_exists(verb):
        raise UnknownVerb(verb)
    return isinstance(user, User) and user.is_active and bool(rules.has_perm(verb, user, ask))
