"""What names a person is encrypted, kept out of events and erased on request, or is shown here not to name one."""

import re

from django.apps import apps
from django.db import models

from gongjian.accounts.private import PrivateField, Salted

PERSONAL = re.compile(r"name|phone|address|email|contact|mobile|id_number|id_card|birth|wechat")

NOT_A_PERSON = {
    "accounts.User.username": "what one signs in with; chosen, and no personal name is asked for",
    "registry.Area.name": "a place",
    "registry.Naming.name": "a place, on the days it was called so",
    "registry.Organisation.name": "an organisation",
    "registry.Profile.name": "an organisation, on the days this profile was valid",
    "results.Result.name": "an organisation, as it was called on the day of the result",
}


def _own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("gongjian.")]


def _texts(model: type[models.Model]) -> list[models.Field]:
    return [
        field
        for field in model._meta.concrete_fields
        if not field.is_relation and isinstance(field, models.CharField | models.TextField | models.JSONField)
    ]


def test_fields_about_persons_are_private():
    found = [
        f"{model._meta.label}.{field.name}"
        for model in _own_models()
        for field in _texts(model)
        if PERSONAL.search(field.name) and not isinstance(field, PrivateField)
    ]

    assert sorted(set(found) - NOT_A_PERSON.keys()) == [], (
        "make it a PrivateField, or say in NOT_A_PERSON whom it names"
    )


def test_every_exception_still_exists():
    fields = {f"{model._meta.label}.{field.name}" for model in _own_models() for field in _texts(model)}

    assert sorted(NOT_A_PERSON.keys() - fields) == []


def test_a_row_with_private_fields_has_a_salt():
    found = [
        model._meta.label
        for model in _own_models()
        if any(isinstance(field, PrivateField) for field in model._meta.fields) and not issubclass(model, Salted)
    ]

    assert found == []
