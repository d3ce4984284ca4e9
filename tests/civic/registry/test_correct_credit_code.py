import pytest

from gongjian.civic.registry.actions import correct_credit_code
from gongjian.ledger.action import NotAllowed, Refused
from tests.civic.registry.known import registered, told
from tests.factories import NOON, StreetFactory, UserFactory, liaison_of, street_office_of

pytestmark = pytest.mark.django_db
CODE, OTHER = "91110000600037341L", "91310000132149237G"


def test_a_code_is_set_and_the_ledger_says_so():
    unit = registered()
    office = street_office_of(unit.area)

    correct_credit_code(office, unit, credit_code=CODE, at=NOON)

    unit.refresh_from_db()
    assert unit.credit_code == CODE
    assert [(event.actor, event.changes) for event in told("correct_credit_code")] == [
        (office, {"credit_code": [None, CODE]})
    ]


@pytest.mark.parametrize("who", [UserFactory, lambda: street_office_of(StreetFactory())])
def test_a_stranger_may_not_and_nothing_is_written(who):
    unit, actor = registered(), who()

    with pytest.raises(NotAllowed):
        correct_credit_code(actor, unit, credit_code=CODE, at=NOON)

    unit.refresh_from_db()
    assert (unit.credit_code, told("correct_credit_code")) == (None, [])


def test_neither_does_the_own_liaison():
    unit = registered()

    with pytest.raises(NotAllowed):
        correct_credit_code(liaison_of(unit), unit, credit_code=CODE, at=NOON)


@pytest.mark.parametrize(
    "code", ["91110000600037341M", "91110000600037342L", CODE[:17], f"{CODE}0", "我们没有", "0" * 18]
)
def test_a_wrong_check_digit_is_refused_and_nothing_is_written(code):
    unit = registered()

    with pytest.raises(Refused, match="末位是校验码"):
        correct_credit_code(street_office_of(unit.area), unit, credit_code=code, at=NOON)

    assert told("correct_credit_code") == []


@pytest.mark.parametrize("said", [CODE, CODE.lower(), f" {CODE[:9]} {CODE[9:]}"])
def test_a_code_belongs_to_one_however_it_is_spelt(said):
    unit, other = registered(), registered()
    correct_credit_code(street_office_of(unit.area), unit, credit_code=CODE, at=NOON)

    with pytest.raises(Refused, match="已经登记给"):
        correct_credit_code(street_office_of(other.area), other, credit_code=said, at=NOON)


def test_the_own_code_may_be_said_again_and_taken_away():
    unit = registered(credit_code=OTHER)
    office = street_office_of(unit.area)

    correct_credit_code(office, unit, credit_code=OTHER.lower(), at=NOON)
    assert unit.credit_code == OTHER
    correct_credit_code(office, unit, credit_code="", at=NOON)

    assert unit.credit_code is None


def test_a_new_organisation_brings_its_code_in_the_one_spelling():
    with pytest.raises(Refused, match="末位是校验码"):
        registered(credit_code=CODE.lower())
