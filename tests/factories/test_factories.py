"""Every factory makes a row that the database accepts, twice, and writes no event."""

import pytest
from factory.django import DjangoModelFactory

import tests.factories
from gongjian.ledger.models import Event
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db

FACTORIES = [
    one
    for one in vars(tests.factories).values()
    if isinstance(one, type)
    and issubclass(one, DjangoModelFactory)
    and one not in (EventFactory, tests.factories.HolidayFactory)
]


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda one: one.__name__)
def test_a_factory_makes_valid_rows(factory):
    first, second = factory(), factory()

    assert first.pk
    assert second.pk
    assert not Event.objects.exists()
