"""The same content makes the same bundle, and only content that holds together makes one."""

import json
import zipfile
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest

from gongjian.methods import bundles
from gongjian.methods.bundles import bundle_leaves, bundle_root, write_bundle
from gongjian.methods.grading import results
from gongjian.methods.policy import DEFAULT_POLICY, PolicyRefused
from gongjian.methods.seals import canonical, check_code, inclusion_proof, merkle_root, verify_inclusion
from gongjian.methods.tables import TABLES, TableRefused, UnitRows
from tests.methods.cases import POLICY, tables, unit_row, worked_unit

PROGRAMME = {"year": 2025, "title": "示范区二〇二五年度", "district": "示范区", "district_code": "410102"}
EXTRA = {"programme": PROGRAMME, "demonstration": 1}


def inputs_of(rows: UnitRows) -> dict[str, Any]:
    return tables(
        units=[rows.unit, unit_row(2, name='乙"单位\n', agreed_on=None)],
        lines=list(rows.lines),
        ballots=list(rows.ballots),
        inspections=list(rows.inspections),
        defects=list(rows.defects),
        marks=sorted(rows.marks, key=lambda row: (row["unit"], row["panellist"], row["part"])),
    )


INPUTS = inputs_of(worked_unit())
RESULTS = [result.row() for result in results(POLICY, INPUTS)]


def written(**given: Any) -> bytes:
    usual = {
        "inputs": INPUTS,
        "policy": DEFAULT_POLICY,
        "results": RESULTS,
        "manifest_extra": EXTRA,
        "readme": "说明\n",
        "verifier_source": "# 校验程序\n",
    }
    return write_bundle(**usual | given)


def members(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(bundle)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_members_stand_in_the_order_of_the_contract_with_fixed_attributes():
    with zipfile.ZipFile(BytesIO(written())) as opened:
        infos = opened.infolist()

    assert [info.filename for info in infos] == [
        *("README.txt", "verifier.py", "manifest.json", "policy.json"),
        *(f"inputs/{name}.jsonl" for name in TABLES),
        *("results.jsonl", "leaves.txt", "notice.txt"),
    ]
    assert {(info.date_time, info.compress_type, info.create_system, info.external_attr) for info in infos} == {
        ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, 3, 0o644 << 16)
    }


def test_the_same_content_gives_the_same_bytes():
    turned = {name: [dict(reversed(row.items())) for row in INPUTS[name]] for name in reversed(INPUTS)}

    assert written(inputs=turned) == written()


def test_the_manifest_says_what_is_in_it():
    found = members(written(notice="二〇二五年度评定公示"))
    manifest = json.loads(found["manifest.json"])
    root = bundle_root(INPUTS, DEFAULT_POLICY, RESULTS)

    assert manifest == {
        "format": "gongjian-bundle-1",
        "programme": PROGRAMME,
        "edition": "2025.1",
        "root": root.hex(),
        "size": 1 + sum(manifest["counts"].values()),
        "counts": {name: len(INPUTS[name]) for name in TABLES} | {"results": 2},
        "code": check_code(root),
        "demonstration": 1,
    }
    assert found["manifest.json"] == canonical(manifest)
    assert found["notice.txt"].decode() == f"二〇二五年度评定公示\n校验码 {manifest['code']}\n"
    assert members(written())["notice.txt"].decode() == f"校验码 {manifest['code']}\n"


def test_leaves_are_the_rows_as_they_are_written_each_under_its_table():
    found = members(written())
    rows = [("policy", found["policy.json"])]
    rows += [(name, line) for name in TABLES for line in found[f"inputs/{name}.jsonl"].splitlines(keepends=True)]
    rows += [("results", line) for line in found["results.jsonl"].splitlines(keepends=True)]
    by_hand = [sha256(b"\x00" + name.encode() + b"\n" + row[:-1]).hexdigest() for name, row in rows]

    assert found["leaves.txt"].decode() == "".join(f"{leaf}\n" for leaf in by_hand)
    assert json.loads(rows[2][1])["name"] == '乙"单位\n'


def test_a_unit_can_prove_its_result_without_the_rest():
    leaves = bundle_leaves(INPUTS, DEFAULT_POLICY, RESULTS)
    place = len(leaves) - 2

    assert b'results\n{"a_cp":8850,' in leaves[place]
    assert merkle_root(leaves) == bundle_root(INPUTS, DEFAULT_POLICY, RESULTS)
    assert verify_inclusion(
        leaves[place], place, len(leaves), inclusion_proof(leaves, place), bundle_root(INPUTS, DEFAULT_POLICY, RESULTS)
    )


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"manifest_extra": {"programme": PROGRAMME}}, bundles.ManifestIncomplete),
        ({"manifest_extra": EXTRA | {"programme": {"year": 2025}}}, bundles.ManifestIncomplete),
        ({"manifest_extra": EXTRA | {"programme": None}}, bundles.ManifestIncomplete),
        ({"manifest_extra": EXTRA | {"demonstration": 2}}, bundles.ManifestIncomplete),
        ({"manifest_extra": EXTRA | {"programme": PROGRAMME | {"year": 2024}}}, bundles.YearsDiffer),
        ({"results": RESULTS[:1]}, bundles.ResultsDiffer),
        ({"results": RESULTS[::-1]}, bundles.ResultsDiffer),
        ({"results": [row | {"note": ""} for row in RESULTS]}, bundles.ResultsDiffer),
        ({"notice": "公示\n校验码 7K3F 9QDM 2XWA R58C"}, bundles.CodeInNotice),
        ({"policy": DEFAULT_POLICY | {"bonus_most_cp": -1}}, PolicyRefused),
        ({"inputs": {**INPUTS, "units": INPUTS["units"][::-1]}}, TableRefused),
    ],
)
def test_what_does_not_hold_together_makes_no_bundle(given, refusal):
    with pytest.raises(refusal) as refused:
        written(**given)

    assert str(refused.value).endswith(".")
