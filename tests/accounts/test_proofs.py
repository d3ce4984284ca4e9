"""Second proofs: codes of an app, codes on paper, the picture to scan, what a browser calls itself."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from gongjian.accounts.devices import device
from gongjian.accounts.recovery import LETTERS, MANY, hash_of, new_codes
from gongjian.accounts.totp import address, code_at, new_key, picture, step_of

# RFC 6238, appendix B: the key "12345678901234567890", the last six of its eight digits.
RFC_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
NOW = 1_111_111_111


@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924")],
)
def test_codes_are_those_of_the_standard(moment, code):
    assert code_at(RFC_KEY, moment) == code
    assert step_of(RFC_KEY, code, moment) == moment // 30


@pytest.mark.parametrize(("late", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_one_step_wrong(late, fits):
    code = code_at(RFC_KEY, NOW + late)

    assert (step_of(RFC_KEY, code, NOW) is not None) == fits


def test_a_step_counts_once_and_none_before_it():
    step = NOW // 30

    assert step_of(RFC_KEY, code_at(RFC_KEY, NOW), NOW, after=step - 1) == step
    assert step_of(RFC_KEY, code_at(RFC_KEY, NOW), NOW, after=step) is None
    assert step_of(RFC_KEY, code_at(RFC_KEY, NOW - 30), NOW, after=step) is None


@pytest.mark.parametrize("code", ["", "0", "50471", "０５０４７１", "\x00" * 6, "x" * 100_000])
def test_nonsense_is_no_code(code):
    assert step_of(RFC_KEY, code, NOW) is None


def test_every_key_is_new_and_long_enough():
    keys = {new_key() for _number in range(20)}

    assert len(keys) == 20
    assert {len(key) for key in keys} == {32}


def test_the_app_learns_whose_key_it_is():
    parts = urlsplit(address(RFC_KEY, "zhixing", "共建"))

    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert {name: parse_qs(parts.query)[name] for name in ("secret", "issuer", "digits", "period")} == {
        "secret": [RFC_KEY], "issuer": ["共建"], "digits": ["6"], "period": ["30"],
    }  # fmt: skip


def test_the_picture_holds_neither_style_nor_script():
    drawn = picture(address(RFC_KEY, "<zhang>\"'", "共建"))

    assert re.findall(r"<(\w+)", drawn) == ["svg", "path", "path"]
    assert "style" not in drawn


def test_ten_codes_on_paper_that_nobody_misreads():
    codes = new_codes()

    assert len(set(codes)) == MANY
    assert all(re.fullmatch(r"\w{4}-\w{4}-\w{4}", code) for code in codes)
    assert set("".join(codes)) - {"-"} <= set(LETTERS)


def test_case_spaces_and_hyphens_do_not_matter_but_the_owner_does():
    kept = hash_of(7, "WTGE-ZDWE-VHGY")

    assert kept == hash_of(7, " wtge zdwe vhgy ")
    assert kept != hash_of(8, "WTGE-ZDWE-VHGY")
    assert kept != hash_of(7, "WTGE-ZDWE-VHGZ")


def test_without_the_key_of_the_house_the_hash_is_another(settings):
    kept = hash_of(7, "WTGE-ZDWE-VHGY")
    settings.PRIVATE_KEY = "another"

    assert hash_of(7, "WTGE-ZDWE-VHGY") != kept


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0", "Windows · Edge"),
        ("Mozilla/5.0 (X11; Linux x86_64) UOS AppleWebKit/537.36 Chrome/114.0 Safari/537.36", "UOS · Chrome"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) MicroMessenger/8.0 Safari", "iPhone · WeChat"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.0 Safari/605.1", "macOS · Safari"),
        ("curl/8.0", "认不出的设备"),
        ("", "认不出的设备"),
        ("<script>" * 1000, "认不出的设备"),
    ],
)  # fmt: skip
def test_a_browser_is_known_by_two_words(agent, words):
    assert device(agent) == words
