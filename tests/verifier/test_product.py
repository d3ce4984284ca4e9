"""What the product writes, the verifier accepts: the two share nothing but docs/tables.md."""

import json
import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from gongjian import verifier
from gongjian.methods.bundles import write_bundle
from gongjian.methods.grading import results
from gongjian.methods.policy import DEFAULT_POLICY, read_policy
from tests.verifier.bundle import PROGRAMME, Members, bundle_of, changed
from tests.verifier.conftest import Verify
from tests.verifier.district import POLICY, District, Row, Tables, chance_unit, small_district
from tests.verifier.reckoning import results_of


def written_by_product(tables: Tables) -> bytes:
    rows = [result.row() for result in results(read_policy(POLICY), tables)]
    own = Path(verifier.__file__).read_text(encoding="utf-8")
    return write_bundle(tables, POLICY, rows, {"programme": PROGRAMME, "demonstration": 1}, "README\n", own)


def members_in(data: bytes) -> Members:
    with zipfile.ZipFile(BytesIO(data)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def chance_district(seed: int) -> Tables:
    district, chance = District(), random.Random(seed)
    for _ in range(12):
        chance_unit(district, chance)
    return district.tables


def test_the_policy_is_the_default_edition() -> None:
    assert json.loads(json.dumps(DEFAULT_POLICY)) == POLICY


def test_a_bundle_of_the_product_holds(verify: Verify, tmp_path: Path) -> None:
    path = tmp_path / "product.zip"
    path.write_bytes(written_by_product(small_district()))

    said = verify(path)

    assert (said.status, said.markers, said.err) == (0, ["HOLDS"], [])


def test_the_product_writes_the_bytes_of_the_contract() -> None:
    product, own = members_in(written_by_product(small_district())), bundle_of(small_district())

    assert list(product) == list(own)
    for name in set(own) - {"notice.txt"}:
        assert product[name] == own[name], name


@pytest.mark.parametrize("seed", range(20))
def test_districts_by_chance_hold(seed: int, verify: Verify) -> None:
    tables = chance_district(seed)

    members = members_in(written_by_product(tables))

    assert [json.loads(row) for row in members["results.jsonl"].splitlines()] == results_of(POLICY, tables)
    assert verify(members).status == 0


@pytest.mark.parametrize(
    ("table", "values"), [("ballots", {"good": 999}), ("marks", {"mark_bp": 9999}), ("results", {"grade": "GOOD"})]
)
def test_a_value_altered_in_a_bundle_of_the_product_is_named(table: str, values: Row, verify: Verify) -> None:
    said = verify(changed(members_in(written_by_product(small_district())), table, 0, **values))

    assert said.status == 1
    assert said.out[0].startswith(f"ALTERED {table} 第 1 行与封存时不同：")
