"""What a person at a unit does: save the file, run the verifier, read what it says."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from gongjian import verifier
from tests.verifier.bundle import Members, bundle_of, save
from tests.verifier.district import small_district


class Said(NamedTuple):
    status: int
    out: list[str]
    err: list[str]

    @property
    def markers(self) -> list[str]:
        return [line.split(" ")[0] for line in self.out]


Verify = Callable[..., Said]


@pytest.fixture(scope="session")
def sound() -> Members:
    """The members of a bundle in which nothing is wrong; nobody changes them in place."""
    return bundle_of(small_district())


@pytest.fixture
def verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    def run(members: Members | Path, *options: str) -> Said:
        path = members if isinstance(members, Path) else save(members, tmp_path / "bundle.zip")
        status = verifier.main([str(path), *options])
        said = capsys.readouterr()
        return Said(status, said.out.splitlines(), said.err.splitlines())

    return run
