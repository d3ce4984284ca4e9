"""Verbs that exist for one test only."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import rules

from gongjian.ledger.action import VERBS, Action, action


@pytest.fixture
def verb() -> Iterator[Callable[..., Action[Any, Any, Any]]]:
    """Return a maker: of a body a verb that everybody may do, or those for whom the rule holds."""
    made: list[str] = []

    def make(body: Callable[..., Any], rule: Any = rules.always_allow, by: Callable[..., Any] = action) -> Action:
        new = by(body)
        made.append(new.verb)
        rules.add_perm(new.verb, rule)
        return new

    yield make
    for name in made:
        rules.remove_perm(name)
        VERBS.pop(name)
