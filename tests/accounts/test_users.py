"""The account itself: a name to sign in with, and nothing that others may read."""

import pytest
from django.db import IntegrityError, transaction

from gongjian.accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_clock_and_the_public_are_there_from_the_first_day():
    assert (User.objects.clock().username, User.objects.public().username) == ("clock", "public")
    assert User.objects.count() == 2


def test_a_name_to_sign_in_with_is_given_once():
    UserFactory(username="zhang")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(username="zhang")


def test_an_account_lies_in_no_territory_and_holds_no_role():
    user = UserFactory(username="zhang")

    assert (str(user), user.scope_path) == ("zhang", "")
    assert {field.name for field in User._meta.get_fields() if field.concrete} == {
        "id", "password", "last_login", "salt", "ref", "username", "email", "phone", "is_active", "language",
        "is_large_type", "created_at", "password_changed_at", "must_change", "locked_at",
    }  # fmt: skip


def test_outside_it_is_known_by_a_name_nobody_can_count():
    first, second = UserFactory(), UserFactory()

    assert first.ref != second.ref
    assert first.ref.version == 4
