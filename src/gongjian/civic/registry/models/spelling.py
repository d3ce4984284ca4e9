"""How a Chinese name is spelled for sorting and for search by initials."""

import re

from pypinyin import Style, lazy_pinyin, load_phrases_dict

MOST = 120
DIGITS = 6
FIRST_SEEN = 32
# Names of places and roads that the dictionary reads wrongly.
load_phrases_dict({"长葛": [["cháng"], ["gě"]], "浚县": [["xùn"], ["xiàn"]], "单县": [["shàn"], ["xiàn"]]})


def initials(name: str) -> str:
    """Return the first letters: 重庆路社区 → cqlsq."""
    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
    return "".join(letter for letter in letters if letter.isalnum())[:MOST]


def sort_key(name: str) -> str:
    """Return what Chinese names sort by: the syllables with their tones, apart, and numbers by their size."""
    padded = re.sub(r"\d+", lambda number: number[0].zfill(DIGITS), name)
    return " ".join(lazy_pinyin(padded, style=Style.TONE3, neutral_tone_with_five=True)).lower()[:400]


def has_unseen(name: str) -> bool:
    """Return whether a name holds control characters, which nobody sees and PostgreSQL may not store."""
    return any(ord(letter) < FIRST_SEEN for letter in name)
