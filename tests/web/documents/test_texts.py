"""Text that somebody typed: what cannot be seen goes, what was meant stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.web.documents.texts import file_name, paragraphs, plain


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  百花\t社区 \u00a0坡道 ", "百花 社区 坡道"),
        ("一行\r\n两行\u2028三行", "一行 两行 三行"),
        ("零\x00七\x07删\x7f", "零七删"),
        ("\u202e倒着写\u202c的\ufeff字\u200b", "倒着写的字"),
        ("半个\ud800字\uffff", "半个字"),
        ("<w:p>&amp;</w:p>", "<w:p>&amp;</w:p>"),
        ("𠮷𡈽😀", "𠮷𡈽😀"),
    ],
)
def test_nothing_invisible_is_left(typed, kept):
    assert plain(typed) == kept


def test_each_line_is_a_paragraph_and_empty_ones_are_left_out():
    assert paragraphs("第一段\n\n \r\n第二段\f第三段") == ["第一段", "第二段", "第三段"]


@given(st.text())
def test_a_second_look_finds_nothing_more(typed):
    assert plain(plain(typed)) == plain(typed)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("联席会议纪要〔2026〕3号", "联席会议纪要〔2026〕3号.docx"),
        ("../..\\a:b*c?.\r\n", "a b c.docx"),
        ("会" * 120, f"{'会' * 80}.docx"),
    ],
)
def test_a_file_name_is_one_that_every_file_system_takes(name, kept):
    assert file_name(name, "docx") == kept
