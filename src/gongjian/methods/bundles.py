"""The bundle: one file with policy, inputs and results of a year, sealed, so that anybody can check it offline.

The same content gives the same bytes. Source: docs/tables.md, The bundle.
"""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from gongjian.methods.grading import RESULT_COLUMNS
from gongjian.methods.policy import read_policy
from gongjian.methods.refusals import Refused
from gongjian.methods.seals import canonical, check_code, leaf_hash, root_of_hashes
from gongjian.methods.tables import TABLES, Inputs, Row, check_tables

FORMAT = "gongjian-bundle-1"
CODE_LINE = "校验码 "
PROGRAMME = ("year", "title", "district", "district_code")
DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold
UNIX, MODE = 3, 0o644


class BundleRefused(Refused):
    """Content that no bundle is made of."""


class ManifestIncomplete(BundleRefused):
    """A manifest without what it must say, or with more; `expected` are its keys."""

    sentence = "{field} says {found}, but must say {expected}."


class YearsDiffer(BundleRefused):
    """A programme of another year than its policy."""

    sentence = "The programme is of {found}, its policy of {expected}."


class ResultsDiffer(BundleRefused):
    """Results that are not one row for each unit, in order, with the columns of the table."""

    sentence = "{field} is {found}, not {expected}."


class CodeInNotice(BundleRefused):
    """A notice that carries a check code before there is one."""

    sentence = "The notice already has the line {found!r}."


def bundle_leaves(inputs: Inputs, policy: Mapping[str, Any], results: Sequence[Row]) -> list[bytes]:
    """Return the data of all leaves, in order: the policy, every row of the eight tables, every result.

    returns  for each the name of its table, a newline, the canonical row without its own newline
    raises   NotCanonical
    """
    return _leaves(_written(inputs, policy, results))


def _written(inputs: Inputs, policy: Mapping[str, Any], results: Sequence[Row]) -> dict[str, list[bytes]]:
    """Return every row as it is written, by table, in the order of the leaves."""
    rows: dict[str, Sequence[Mapping[str, Any]]] = {"policy": [policy]}
    rows.update({name: inputs[name] for name in TABLES})
    rows["results"] = results
    return {name: [canonical(row) for row in each] for name, each in rows.items()}


def _leaves(written: Mapping[str, Sequence[bytes]]) -> list[bytes]:
    return [name.encode() + b"\n" + row[:-1] for name, rows in written.items() for row in rows]


def bundle_root(inputs: Inputs, policy: Mapping[str, Any], results: Sequence[Row]) -> bytes:
    """Return the root of the tree over all leaves of a bundle, from which the check code is made.

    inputs   the eight tables
    policy   the document
    results  rows of the table `results`
    """
    return root_of_hashes([leaf_hash(leaf) for leaf in bundle_leaves(inputs, policy, results)])


def bundle_manifest(
    inputs: Inputs, policy: Mapping[str, Any], results: Sequence[Row], extra: Mapping[str, Any], root: bytes
) -> dict[str, Any]:
    """Return the manifest of a bundle.

    extra    programme: year, title, district, district_code; demonstration: 0 or 1
    raises   ManifestIncomplete, YearsDiffer
    """
    if set(extra) != {"programme", "demonstration"}:
        raise ManifestIncomplete("manifest", sorted(extra), ["demonstration", "programme"])
    programme = extra["programme"]
    if not isinstance(programme, Mapping) or set(programme) != set(PROGRAMME):
        raise ManifestIncomplete("manifest.programme", programme, PROGRAMME)
    if extra["demonstration"] not in (0, 1):
        raise ManifestIncomplete("manifest.demonstration", extra["demonstration"], "0 or 1")
    if programme["year"] != policy["year"]:
        raise YearsDiffer("manifest.programme.year", programme["year"], policy["year"])
    counts = {name: len(inputs[name]) for name in TABLES} | {"results": len(results)}
    return {
        "format": FORMAT,
        "programme": dict(programme),
        "edition": policy["edition"],
        "root": root.hex(),
        "size": 1 + sum(counts.values()),
        "counts": counts,
        "code": check_code(root),
        "demonstration": int(extra["demonstration"]),
    }


def write_bundle(
    inputs: Inputs,
    policy: Mapping[str, Any],
    results: Sequence[Row],
    manifest_extra: Mapping[str, Any],
    readme: str,
    verifier_source: str,
    *,
    notice: str = "",
) -> bytes:
    """Return the bundle as the bytes of a zip.

    inputs           the eight tables, as `check_tables` lets them pass with this policy
    policy           the document, as `read_policy` lets it pass
    results          rows of the table `results`, one for each unit, by unit
    manifest_extra   as in bundle_manifest
    readme           text of README.txt; verifier_source text of verifier.py
    notice           text of notice.txt; the line with the check code is added at its end
    raises           a subclass of PolicyRefused, TableRefused, BundleRefused; NotCanonical
    """
    check_tables(inputs, read_policy(policy))
    _check_results(inputs, results)
    _check_notice(notice)
    written = _written(inputs, policy, results)
    hashes = [leaf_hash(leaf) for leaf in _leaves(written)]
    root = root_of_hashes(hashes)
    manifest = bundle_manifest(inputs, policy, results, manifest_extra, root)
    members = {
        "README.txt": readme.encode(),
        "verifier.py": verifier_source.encode(),
        "manifest.json": canonical(manifest),
        "policy.json": b"".join(written["policy"]),
        **{f"inputs/{name}.jsonl": b"".join(written[name]) for name in TABLES},
        "results.jsonl": b"".join(written["results"]),
        "leaves.txt": "".join(f"{leaf.hex()}\n" for leaf in hashes).encode(),
        "notice.txt": _notice(notice, check_code(root)).encode(),
    }
    return _zipped(members)


def _check_results(inputs: Inputs, results: Sequence[Row]) -> None:
    for number, row in enumerate(results):
        if set(row) != set(RESULT_COLUMNS):
            raise ResultsDiffer(f"results.{number}", tuple(row), RESULT_COLUMNS)
    units, found = [row["unit"] for row in inputs["units"]], [row["unit"] for row in results]
    if units != found:
        raise ResultsDiffer("results.unit", found, units)


def _check_notice(notice: str) -> None:
    for line in notice.splitlines():
        if line.startswith(CODE_LINE):
            raise CodeInNotice("notice", line)


def _notice(notice: str, code: str) -> str:
    text = notice if not notice or notice.endswith("\n") else notice + "\n"
    return f"{text}{CODE_LINE}{code}\n"


def _zipped(members: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as bundle:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, DATE)
            info.create_system = UNIX
            info.external_attr = MODE << 16
            bundle.writestr(info, content)
    return buffer.getvalue()
