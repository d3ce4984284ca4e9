"""Every Chinese sentence of the product has its English one in the catalogue."""

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.architecture.source import CHINESE, GALLERY, PACKAGE, called, files

CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
# Which argument holds the sentence, which the plural, and which the context.
CALLS = {
    "_": (1,),
    "gettext": (1,),
    "gettext_lazy": (1,),
    "gettext_noop": (1,),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)|%[sd]|(?<!{){\w*}(?!})")


def sentences(source: str) -> Iterator[tuple[str | None, str]]:
    """Yield the context and the sentence of each gettext call in Python source."""
    for _line, name, found, _comments in extract_python(io.BytesIO(source.encode()), CALLS, (), {"encoding": "utf-8"}):
        arguments = found if isinstance(found, tuple) else (found,)
        context, first = (arguments[0], arguments[1]) if "pgettext" in name else (None, arguments[0])
        if first:
            yield context, first


def marked(path: Path) -> list[tuple[str | None, str]]:
    """Return what a file asks to be translated. Django turns a template into something close to Python first."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Outside of the calls only layout is left, which Python would take for wrong indentation.
        source = "\n".join(line.strip() for line in templatize(source).splitlines())
    return [pair for pair in sentences(source) if CHINESE.search(pair[1])]


@cache
def catalogue() -> Catalog:
    """Return the English catalogue, empty as long as there is none."""
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def _english(context: str | None, sentence: str) -> tuple[str, ...]:
    message = catalogue().get(sentence, context)
    if message is None or message.fuzzy:
        return ()
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(strings) if all(strings) else ()


def test_every_sentence_has_its_english():
    missing = sorted(
        {
            f"{called(path)}: {context + ' | ' if context else ''}{sentence}"
            for path in files(".py", ".html", ".txt")
            if called(path) not in GALLERY
            for context, sentence in marked(path)
            if not _english(context, sentence)
        }
    )

    assert not missing, (
        f"{len(missing)} sentences have no English in src/gongjian/locale/en/LC_MESSAGES/django.po:\n"
        + "\n".join(missing)
    )


def test_translations_keep_the_placeholders():
    wrong = {}
    for message in catalogue():
        chinese = message.id if isinstance(message.id, tuple | list) else (message.id,)
        english = message.string if isinstance(message.string, tuple | list) else (message.string,)
        wanted = {name for text in chinese for name in PLACEHOLDER.findall(text)}
        if message.id and all(english) and {name for text in english for name in PLACEHOLDER.findall(text)} != wanted:
            wrong[chinese[0]] = english[-1]

    assert wrong == {}


def test_sentences_are_found_in_templates_and_in_python():
    template = templatize(
        '<p>\n   {% translate "任务" %} {% translate "月" context "duration" %}\n'
        "  {% blocktranslate count n=2 %}{{ n }} 项{% plural %}{{ n }} 项多{% endblocktranslate %}"
        ' {{ _("办结") }} {% button label=_("交办") %}</p>'
    )
    source = "\n".join(line.strip() for line in template.splitlines())

    assert list(sentences(source)) == [
        (None, "任务"),
        ("duration", "月"),
        (None, "%(n)s 项"),
        (None, "办结"),
        (None, "交办"),
    ]
    assert list(sentences('x = _("甲" "乙")\ny = pgettext_lazy("期", "月")')) == [(None, "甲乙"), ("期", "月")]
