"""Compare the English catalogue with the sentences of the product.

python tools/messages.py           say which sentences have no English, and which entries nobody uses
python tools/messages.py --prune   take out the entries nobody uses, and write the catalogue in order

The catalogue holds nothing but sentences, sorted: no dates, no places in the source, so that it changes only with them.
Its exit status is 1 when something is missing or unused.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.architecture.source import GALLERY, HAN, called, files
from tests.architecture.test_translations import CALLS, CATALOGUE

HEADER = """# The English of all sentences. `python tools/messages.py` says what is missing.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
# A sentence needs English when it has a Chinese character or a full-width sign.
NEEDS_ENGLISH = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef]")
WIDTH = 120

Key = tuple[str, str]  # the context, empty for none, and the sentence


def sentences(path: Path) -> Iterator[tuple[Key, str]]:
    """Yield each sentence of a file with its plural, which is empty for a sentence that has none."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = "\n".join(line.strip() for line in templatize(source).splitlines())
    for _line, name, found, _comments in extract_python(io.BytesIO(source.encode()), CALLS, (), {"encoding": "utf-8"}):
        arguments = [str(argument or "") for argument in (found if isinstance(found, tuple) else (found,))]
        context = arguments.pop(0) if "pgettext" in name else ""
        plural = arguments[1] if name[0] == "n" else ""
        if arguments[0]:
            yield (context, arguments[0]), plural


def used() -> dict[Key, str]:
    """Return all sentences of the product; one that has a plural anywhere has it everywhere."""
    found: dict[Key, str] = {}
    for path in files(".py", ".html", ".txt"):
        for key, plural in sentences(path) if called(path) not in GALLERY else ():
            found[key] = plural or found.get(key, "")
    return found


def catalogue() -> Catalog:
    """Return the English catalogue as it is."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def key_of(message: Message) -> Key:
    """Return by which context and sentence an entry is found."""
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def is_translated(message: Message, plural: str) -> bool:
    """Return whether an entry has its English, in both numbers where the sentence is counted."""
    if plural and not message.pluralizable:
        return False
    return not message.fuzzy and all((message.string,) if isinstance(message.string, str) else message.string or ())


def write(entries: Catalog) -> None:
    """Write the catalogue, sorted and without anything that changes by itself."""
    text = io.BytesIO()
    write_po(text, entries, width=WIDTH, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    CATALOGUE.write_text(HEADER + text.getvalue().decode().strip() + "\n", encoding="utf-8")


def main() -> int:
    """Say what is missing and what is not used; take the latter out when asked to."""
    wanted, entries = used(), catalogue()
    have = {key_of(message): message for message in entries if message.id}
    missing = [
        key
        for key, plural in sorted(wanted.items())
        if NEEDS_ENGLISH.search(key[1]) and not (key in have and is_translated(have[key], plural))
    ]
    unused = sorted(set(have) - set(wanted))
    if "--prune" in sys.argv[1:]:
        for key in unused:
            entries.delete(have[key].id, have[key].context)
        write(entries)
        print(f"{len(unused)} entries taken out, {len(have) - len(unused)} left")
        unused = []
    for title, keys in (("no English yet", missing), ("not used", unused)):
        for context, sentence in keys:
            print(f"{title}: {context + ' | ' if context else ''}{sentence}")
    return 1 if missing or unused else 0


if __name__ == "__main__":
    sys.exit(main())
