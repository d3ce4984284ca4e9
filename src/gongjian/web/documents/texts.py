"""Text that somebody typed, made fit for a document: nothing invisible, nothing that turns the line around."""

import re
import unicodedata

NEW_LINE = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
SPACES = re.compile(r"[\t\u00a0 ]+")
NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|]')
LONGEST_NAME = 80  # characters: some file systems count 255 bytes
# Control characters, halves of pairs, unassigned code points of no script (U+FFFE, U+FFFF and their like).
REFUSED = {"Cc", "Cs", "Cn"}
# Marks that change the direction of what follows, or pretend that nothing stands where they stand.
UNSEEN = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\u200b", "\u200e", "\u200f", "\ufeff"}


def plain(text: str) -> str:
    """Return a text as one line without anything that cannot be seen."""
    return SPACES.sub(" ", "".join(_kept(NEW_LINE.sub(" ", text)))).strip()


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, without the empty ones."""
    return [line for line in map(plain, NEW_LINE.split(text)) if line]


def _kept(text: str) -> list[str]:
    return [sign for sign in text if sign == "\t" or (sign not in UNSEEN and unicodedata.category(sign) not in REFUSED)]


def file_name(name: str, ending: str) -> str:
    """Return a name that every file system takes: 纪要〔2026〕3号.docx."""
    kept = plain(NOT_IN_A_NAME.sub(" ", plain(name)))[:LONGEST_NAME].strip(". ")
    return f"{kept}.{ending}"
