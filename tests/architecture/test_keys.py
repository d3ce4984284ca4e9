"""Whatever names an organisation or an area says what becomes of it when that one is merged, split or redrawn."""

import pkgutil
from importlib import import_module

import pytest
from django.apps import apps

import gongjian.civic
from gongjian.civic.duties.queries.moves import OF_AREA, OF_ORGANISATION, Moves, Stays
from gongjian.civic.registry.models import Area, Organisation
from gongjian.ledger.action import VERBS

TABLES = [(Organisation, OF_ORGANISATION), (Area, OF_AREA)]


def keys_to(target: type) -> set[str]:
    """Return `app.Model.field` of every foreign, one-to-one and many-to-many key to a model."""
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model is target
    }


@pytest.mark.parametrize(("target", "table"), TABLES)
def test_every_key_is_named_and_no_name_is_left_over(target, table):
    assert sorted(keys_to(target) ^ set(table)) == [], "say in duties/queries/moves.py what becomes of its rows"


@pytest.mark.parametrize(("target", "table"), TABLES)
def test_what_moves_names_verbs_that_there_are_and_what_stays_says_why(target, table):
    for app in pkgutil.iter_modules(gongjian.civic.__path__, "gongjian.civic."):
        import_module(f"{app.name}.{'actions' if app.name != 'gongjian.civic.overview' else 'urls'}")

    unknown = [verb for move in table.values() if isinstance(move, Moves) for verb in move.verbs if verb not in VERBS]
    silent = [key for key, move in table.items() if isinstance(move, Stays) and not str(move.why).strip()]
    assert (unknown, silent) == ([], [])


def test_a_key_that_nobody_named_is_found():
    known = keys_to(Organisation)

    assert {"tasks.Task.owner", "registry.Organisation.replaces", "registry.Office.organisation"} <= known
    assert "registry.Area.parent" not in known
