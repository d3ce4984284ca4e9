"""Files stay small, say what they hold, and promise nothing."""

import re

from tests.architecture.source import called, files

LONGEST = 400
SAYING_NOTHING = {"utils", "util", "common", "helpers", "helper", "misc", "lib", "base"}
PROMISE = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


def test_no_file_is_longer_than_one_can_read():
    lengths = {called(path): len(path.read_text().splitlines()) for path in files(".py", ".html", ".css", ".js")}

    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_every_file_is_named_after_what_it_holds():
    python = files(".py")

    assert [called(path) for path in python if SAYING_NOTHING & {path.stem, path.parent.name}] == []


def test_no_file_holds_a_promise():
    found = [
        f"{called(path)}:{number}"
        for path in files(".py", ".html", ".css", ".js", ".toml", ".typ")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if PROMISE.search(line)
    ]

    assert found == []
