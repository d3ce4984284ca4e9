"""Passkeys: only the device that was added, on this house's address, once per question, and no copy of it."""

import pytest

from gongjian.accounts.models import Factor
from gongjian.accounts.passkeys import NotProved, ask, ask_for_new, check, take_new
from tests.accounts.authenticator import Authenticator
from tests.factories import UserFactory

HOST = "testserver"


@pytest.fixture
def device():
    return Authenticator()


@pytest.fixture
def factor(device):
    question = ask_for_new(HOST, UserFactory.build(), [])
    secret, counter = take_new(HOST, question.state, device.make(question.options))
    return Factor(pk=1, kind=Factor.Kind.PASSKEY, secret=secret, counter=counter)


def test_the_device_that_was_added_is_known_again(device, factor):
    question = ask(HOST, [factor])

    assert check(HOST, question.state, device.sign(question.options), [factor]) == (factor, 1)


def test_another_device_is_not(factor):
    question = ask(HOST, [factor])

    with pytest.raises(NotProved):
        check(HOST, question.state, Authenticator().sign(question.options), [factor])


def test_nor_one_that_lends_the_others_name(device, factor):
    stranger, question = Authenticator(), ask(HOST, [factor])
    stranger.id = device.id

    with pytest.raises(NotProved):
        check(HOST, question.state, stranger.sign(question.options), [factor])


def test_an_answer_to_another_question_proves_nothing(device, factor):
    earlier, question = ask(HOST, [factor]), ask(HOST, [factor])

    with pytest.raises(NotProved):
        check(HOST, question.state, device.sign(earlier.options), [factor])


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://testserver.evil.example", "testserver"),
        ("https://evil.example", "evil.example"),
        ("http://testserver", "testserver"),
    ],
)
def test_an_answer_given_elsewhere_proves_nothing(device, factor, origin, host):
    device.origin, device.host = origin, host
    question = ask(HOST, [factor])

    with pytest.raises(NotProved):
        check(HOST, question.state, device.sign(question.options), [factor])


def test_a_copy_is_found_out_by_its_counter(device, factor):
    factor.counter = 5
    question = ask(HOST, [factor])
    device.counter = 3

    with pytest.raises(NotProved, match="copied"):
        check(HOST, question.state, device.sign(question.options), [factor])


def test_a_device_that_does_not_count_is_believed(device, factor):
    device.counter = -1
    question = ask(HOST, [factor])

    assert check(HOST, question.state, device.sign(question.options), [factor]) == (factor, 0)


@pytest.mark.parametrize("answer", ["", "null", "[]", "{}", "{" * 10_000, '{"rawId": "\\u0000"}', "x" * 100_000, "7"])
def test_nonsense_proves_nothing(factor, answer):
    question = ask(HOST, [factor])

    with pytest.raises(NotProved):
        check(HOST, question.state, answer, [factor])
    with pytest.raises(NotProved):
        take_new(HOST, ask_for_new(HOST, UserFactory.build(), []).state, answer)


def test_without_a_question_there_is_no_answer(device, factor):
    question = ask(HOST, [factor])

    with pytest.raises(NotProved):
        check(HOST, None, device.sign(question.options), [factor])


def test_one_device_holds_one_passkey_of_an_account(device, factor):
    again = ask_for_new(HOST, UserFactory.build(), [factor])

    assert '"excludeCredentials": [{' in again.options
