"""What a password must be like."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from gongjian.accounts.models import User

SHORT, CLASSES = "密码至少 8 位，现在是 7 位。", "大写字母、小写字母、数字、符号，至少用上其中三种。"
NAME, COMMON = "密码里不要带登录名。", "这个密码很多人用，容易被猜到，请换一个。"


def faults(password, username="zhixing"):
    try:
        validate_password(password, User(username=username))
    except ValidationError as wrong:
        return wrong.messages
    return []


@pytest.mark.parametrize("password", ["Kx9mmpqa", "kx9!mmpq", "共建路上Kx9!", "four Old words", "x" * 200 + "A1"])
def test_three_classes_of_four_are_enough(password):
    assert faults(password) == []


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Kx9!mpq", [SHORT]),
        ("kxtmmpqa", [CLASSES]),
        ("kx9mmpqa", [CLASSES]),
        ("KX9MMPQA", [CLASSES]),
        ("ZhiXing9!", [NAME]),
        ("1a!ZHIXINGkx", [NAME]),
        ("Passw0rd", [COMMON]),
        ("Admin@123", [COMMON]),
        ("Aa123456!", [COMMON]),
        ("1qaz@WSX", [COMMON]),
        ("Gongjian2026", [COMMON]),
    ],
)
def test_otherwise_it_says_what_is_missing(password, said):
    assert faults(password) == said


def test_all_that_is_missing_is_said_at_once():
    assert faults("zhixing") == [SHORT, CLASSES, NAME]


def test_it_costs_no_more_than_its_length():
    assert faults("a1!" * 100_000) == []
