"""Fields about persons: encrypted where they rest, null when empty, gone when erased."""

import pytest
from cryptography.fernet import InvalidToken
from django.db import IntegrityError, connection, transaction

from gongjian.accounts.models import User
from gongjian.accounts.private import SALT_BYTES, commitment, new_salt
from gongjian.civic.registry.models import Person
from tests.factories import NOON, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def at_rest(row, column):
    """Return what the database holds, as somebody reads it who has the database and not the key."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE id = %s", [row.pk])  # noqa: S608 — ours
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("factory", "column", "value"),
    [(PersonFactory, "name", "张三"), (PersonFactory, "phone", "13800000000"), (UserFactory, "email", "z@example.org")],
)
def test_it_rests_encrypted_and_is_read_in_clear(factory, column, value):
    row = factory(**{column: value})

    kept = at_rest(row, column)
    assert value not in kept
    assert getattr(type(row).objects.get(pk=row.pk), column) == value


def test_two_of_the_same_name_do_not_look_the_same():
    first, second = PersonFactory(name="张三"), PersonFactory(name="张三")

    assert at_rest(first, "name") != at_rest(second, "name")


@pytest.mark.parametrize("value", [None, ""])
def test_what_is_empty_is_null(value):
    person = PersonFactory(name=value)

    assert at_rest(person, "name") is None
    assert Person.objects.get(pk=person.pk).name is None


def test_without_the_key_nothing_is_read(settings):
    person = PersonFactory(name="张三")

    settings.PRIVATE_KEY = "another key"

    with pytest.raises(InvalidToken):
        Person.objects.get(pk=person.pk)


def test_it_cannot_be_searched():
    PersonFactory(name="张三")

    assert not Person.objects.filter(name="张三").exists()
    assert not Person.objects.filter(name__contains="张").exists()


def test_erased_it_is_gone_with_its_salt():
    person = PersonFactory(name="张三", phone="13800000000")
    written = person.commit("name", "张三")

    Person.objects.filter(pk=person.pk).update(name=None, phone=None, salt=None, erased_at=NOON)

    person = Person.objects.get(pk=person.pk)
    assert (person.name, person.phone, person.salt) == (None, None, None)
    assert [at_rest(person, column) for column in ("name", "phone", "salt")] == [None, None, None]
    assert person.commit("name", "张三") != written


@pytest.mark.parametrize("kept", ["name", "phone", "salt"])
def test_nobody_is_erased_by_halves(kept):
    person = PersonFactory(name="张三", phone="13800000000")
    erased = {name: None for name in ("name", "phone", "salt") if name != kept}

    with pytest.raises(IntegrityError, match="person_erased"), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(**erased, erased_at=NOON)


def test_every_row_has_a_salt_of_its_own():
    salts = {bytes(row.salt) for row in (*PersonFactory.create_batch(3), *UserFactory.create_batch(3))}

    assert {len(salt) for salt in salts} == {SALT_BYTES}
    assert len(salts) == 6


def test_the_system_users_hold_nothing_private():
    for user in (User.objects.clock(), User.objects.public()):
        assert (user.email, user.phone) == (None, None)


def test_a_commitment_depends_on_the_salt_the_field_and_the_value():
    salt = new_salt()
    said = commitment(salt, "name", "张三")

    assert said == commitment(salt, "name", "张三")
    assert len({said, commitment(new_salt(), "name", "张三"), commitment(salt, "phone", "张三")}) == 3
    assert commitment(salt, "name", "李四") != said


def test_a_commitment_is_computed_as_it_is_described():
    """HMAC-SHA-256(salt, field ‖ 0 ‖ value): anybody can redo it, e.g. with openssl."""
    assert (
        commitment(b"\x01" * 32, "name", "张三") == "81599e735d4e4ada6ef70b287d2702679520fb766f2a760cdb19ba7dfdf23477"
    )
