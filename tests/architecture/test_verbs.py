"""Every verb can be refused, is told in a sentence, and is tested with a stranger."""

import inspect
import pkgutil
import re
from importlib import import_module

import pytest
import rules
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

import gongjian.civic
from gongjian.ledger.action import VERBS, Action
from tests.architecture.source import TESTS


@pytest.fixture(scope="module")
def verbs() -> dict[str, Action]:
    """Return every verb of every civic app, after reading all rooms that declare one or its rule."""
    for app in pkgutil.iter_modules(gongjian.civic.__path__, "gongjian.civic."):
        for part in pkgutil.walk_packages(import_module(app.name).__path__, f"{app.name}."):
            if part.name.removeprefix(f"{app.name}.").split(".")[0] in ("actions", "permissions"):
                import_module(part.name)
    return {name: verb for name, verb in sorted(VERBS.items()) if verb.__module__.startswith("gongjian.civic.")}


def _has_sentence(verb: str) -> bool:
    app, name = verb.split(".")
    try:
        get_template(f"{app}/events/{name}.html")
    except TemplateDoesNotExist:
        return False
    return True


def _has_test(verb: str) -> bool:
    app, name = verb.split(".")
    mention = re.compile(rf"\b{name}\b")
    folders = [TESTS / "civic" / app, TESTS / "journeys"]
    found = [path for folder in folders for path in folder.rglob("*.py")]
    return any(path.stem == f"test_{name}" or mention.search(path.read_text()) for path in found)


def test_every_verb_has_a_rule(verbs):
    assert [verb for verb in verbs if not rules.perm_exists(verb)] == []


def test_every_verb_has_a_sentence(verbs):
    assert [verb for verb in verbs if not _has_sentence(verb)] == [], "write <app>/events/<verb_noun>.html"


def test_every_verb_has_a_test(verbs):
    assert [verb for verb in verbs if not _has_test(verb)] == [], "write tests/civic/<app>/test_<verb_noun>.py"


def test_every_verb_stands_in_the_actions_of_its_app(verbs):
    found = [verb for verb, action in verbs.items() if action.__module__.split(".")[3:4] != ["actions"]]

    assert found == []


def test_every_verb_is_told_who_does_it_to_what_and_when(verbs):
    """`verb_noun(actor, subject, /, *, at, …)`: the first two by position, all else by name."""
    wrong = {}
    for verb, action in verbs.items():
        parameters = list(inspect.signature(action.body).parameters.values())
        first, rest = parameters[:2], parameters[2:]
        by_position = all(one.kind is inspect.Parameter.POSITIONAL_ONLY for one in first) and len(first) == 2
        by_name = all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in rest)
        if not (by_position and by_name and "at" in [one.name for one in rest]):
            wrong[verb] = str(inspect.signature(action.body))

    assert wrong == {}
