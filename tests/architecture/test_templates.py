"""Templates hold no code, speak both languages and punctuate Chinese as Chinese."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import CHINESE, GALLERY, HAN, called, files, tree

# What the content security policy would block, or what would force us to weaken it.
REFUSED = {
    "style attribute": re.compile(r"<[a-zA-Z][^>]*\sstyle\s*=", re.S),
    "style element": re.compile(r"<style\b"),
    "script without src": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.S),
    "inline handler": re.compile(r"<[a-zA-Z][^>]*\son[a-z]+\s*=", re.S),
    "javascript: address": re.compile(r"""(?:href|action|src)\s*=\s*["']?\s*javascript:""", re.I),
}
HALF_WIDTH = re.compile(f"[{HAN}][,;()][{HAN}]")

COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.S)
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.S)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.S)
# The switch names a language in that language, whichever is on.
IN_EITHER_LANGUAGE = {"中文", "简体中文"}


def texts(module: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the value of each string literal."""
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def untranslated(template: str) -> list[str]:
    """Return the Chinese that stands in a template outside of any tag, and would stay Chinese in English."""
    bare = template
    for hidden in (COMMENT, TRANSLATED, TAG):
        bare = hidden.sub("\n", bare)
    words = re.findall(f"[^<>\"'\n]*[{HAN}][^<>\"'\n]*", bare)
    return [word.strip() for word in words if word.strip() not in IN_EITHER_LANGUAGE]


@pytest.mark.parametrize("what", REFUSED)
def test_templates_hold_no_code(what: str):
    found = [called(path) for path in files(".html", ".svg") if REFUSED[what].search(path.read_text())]

    assert found == []


def test_every_chinese_word_of_a_page_can_be_translated():
    pages = [path for path in files(".html") if called(path) not in GALLERY]
    found = {called(path): words for path in pages if (words := untranslated(path.read_text()))}

    assert found == {}, "write {% translate %} or {% blocktranslate %} around it"


def test_chinese_is_punctuated_as_chinese_in_templates():
    found = {called(path): HALF_WIDTH.findall(path.read_text()) for path in files(".html")}

    assert {name: places for name, places in found.items() if places} == {}


def test_chinese_is_punctuated_as_chinese_in_python():
    found = [
        f"{called(path)}:{line} {text.strip()[:30]}"
        for path in files(".py")
        for line, text in texts(tree(path))
        if CHINESE.search(text) and HALF_WIDTH.search(text)
    ]

    assert found == []


@pytest.mark.parametrize(
    ("what", "markup"),
    [
        ("style attribute", '<p class="a" style="color: red">'),
        ("style element", "<style>"),
        ("script without src", "<script>alert(1)</script>"),
        ("inline handler", '<button type="submit" onclick="go()">'),
        ("javascript: address", '<a href="javascript:go()">'),
    ],
)
def test_code_is_recognised(what: str, markup: str):
    assert [name for name, pattern in REFUSED.items() if pattern.search(markup)] == [what]


def test_a_script_with_an_address_is_no_code():
    markup = '<script src="{% static \'web/htmx.js\' %}" defer></script><p data-style="x" class="on">'

    assert [name for name, pattern in REFUSED.items() if pattern.search(markup)] == []


def test_bare_chinese_is_recognised():
    template = (
        '<p title="说明">{% translate "任务" %}{# 注 #}办结 {{ day }}</p>'
        "{% blocktranslate %}共{% endblocktranslate %}中文"
    )

    assert untranslated(template) == ["说明", "办结"]
