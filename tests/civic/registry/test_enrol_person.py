import json

import pytest

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import enrol_person
from gongjian.civic.registry.models import Person
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, DistrictFactory, UserFactory, district_office, security_administrator

pytestmark = pytest.mark.django_db


def test_the_security_administrator_enrols_somebody_and_the_ledger_says_so():
    district, administrator = DistrictFactory(), security_administrator()

    person = enrol_person(
        administrator,
        district,
        username="zhang",
        password="long and secret",
        name="张三",
        phone="13800000000",
        at=NOON,
    )

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.enrol_person", administrator, person)
    assert event.changes == {
        "name": [None, person.commit("name", "张三")],
        "phone": [None, person.commit("phone", "13800000000")],
        "user_id": [None, person.user_id],
    }


def test_what_was_said_of_him_is_not_in_the_ledger():
    person = enrol_person(
        security_administrator(),
        DistrictFactory(),
        username="zhang",
        password="long and secret",
        name="张三",
        phone="13800000000",
        at=NOON,
    )

    written = json.dumps(Event.objects.values_list("changes", flat=True)[0], ensure_ascii=False)
    for secret in ("张三", "13800000000", "long and secret", person.user.password, bytes(person.salt).hex()):
        assert secret not in written


def test_the_account_signs_in_with_the_password():
    person = enrol_person(
        User.objects.clock(), DistrictFactory(), username="zhang", password="long and secret", at=NOON
    )

    user = User.objects.get(username="zhang")
    assert person.user == user
    assert user.check_password("long and secret")
    assert user.created_at == NOON


def test_somebody_may_be_enrolled_without_an_account():
    person = enrol_person(security_administrator(), DistrictFactory(), name="李四", at=NOON)

    assert person.user is None
    assert Event.objects.get().changes == {"name": [None, person.commit("name", "李四")]}


@pytest.mark.parametrize("who", [UserFactory, district_office])
def test_nobody_else_may_and_nothing_is_written(who):
    actor, before = who(), Person.objects.count()

    with pytest.raises(NotAllowed):
        enrol_person(actor, DistrictFactory(), username="zhang", password="long and secret", at=NOON)

    assert Person.objects.count() == before
    assert not User.objects.filter(username="zhang").exists()
    assert not Event.objects.exists()


def test_a_name_to_sign_in_with_is_given_once():
    UserFactory(username="zhang")
    administrator = security_administrator()
    before = Person.objects.count()

    with pytest.raises(Refused, match="登录名“zhang”已经有人用了"):
        enrol_person(administrator, DistrictFactory(), username="zhang", password="long and secret", at=NOON)

    assert Person.objects.count() == before
    assert not Event.objects.exists()
