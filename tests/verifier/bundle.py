"""The bundle of a district, by docs/tables.md and without the product."""

import copy
import hashlib
import json
import zipfile
from pathlib import Path

from gongjian import verifier
from tests.verifier.district import INPUTS, POLICY, Row, Tables
from tests.verifier.reckoning import results_of

Members = dict[str, bytes]

PROGRAMME = {"year": 2025, "title": "区域化党建年度考评", "district": "示例区", "district_code": "410199"}


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def file_of(table: str) -> str:
    return {"policy": "policy.json", "results": "results.jsonl"}.get(table, f"inputs/{table}.jsonl")


def rows_in(members: Members, table: str) -> list[bytes]:
    return members[file_of(table)].splitlines(keepends=True)


def leaf_hashes(members: Members) -> list[bytes]:
    return [
        hashlib.sha256(b"\x00" + table.encode() + b"\n" + row.removesuffix(b"\n")).digest()
        for table in ["policy", *INPUTS, "results"]
        for row in rows_in(members, table)
    ]


def tree_root(hashes: list[bytes]) -> bytes:
    """Return the root as RFC 6962 defines it."""
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return hashlib.sha256(b"\x01" + tree_root(hashes[:split]) + tree_root(hashes[split:])).digest()


def code_of(root: bytes) -> str:
    bits = f"{int.from_bytes(root[:10], 'big'):080b}"
    letters = ["0123456789ABCDEFGHJKMNPQRSTVWXYZ"[int(bits[at : at + 5], 2)] for at in range(0, 80, 5)]
    return " ".join("".join(letters[at : at + 4]) for at in range(0, 16, 4))


def seal(members: Members) -> Members:
    """Return the members with leaves, manifest and notice that belong to their rows."""
    hashes = leaf_hashes(members)
    root = tree_root(hashes)
    policy = json.loads(members["policy.json"])
    manifest = {
        "format": "gongjian-bundle-1",
        "programme": {**PROGRAMME, "year": policy.get("year")},
        "edition": policy.get("edition"),
        "root": root.hex(),
        "size": len(hashes),
        "counts": {table: len(rows_in(members, table)) for table in [*INPUTS, "results"]},
        "code": code_of(root),
        "demonstration": 1,
    }
    return members | {
        "manifest.json": canonical(manifest) + b"\n",
        "leaves.txt": "".join(leaf.hex() + "\n" for leaf in hashes).encode(),
        "notice.txt": f"公示\n\n校验码 {code_of(root)}\n请核对。\n".encode(),
    }


def bundle_of(tables: Tables, policy: Row = POLICY, results: list[Row] | None = None) -> Members:
    """Return the members of a sealed bundle."""
    all_tables = {"policy": [policy], **tables, "results": results_of(policy, tables) if results is None else results}
    written = {file_of(table): b"".join(canonical(row) + b"\n" for row in rows) for table, rows in all_tables.items()}
    own = Path(verifier.__file__).read_bytes()
    sealed = seal({"README.txt": b"README\n", "verifier.py": own, **written})
    order = ["README.txt", "verifier.py", "manifest.json", *written, "leaves.txt", "notice.txt"]
    return {name: sealed[name] for name in order}


def save(members: Members, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as bundle:
        for name, data in members.items():
            bundle.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return path


def changed(members: Members, table: str, at: int, **values: object) -> Members:
    """Return the members with some values of one row changed, the seal as it was."""
    rows = rows_in(members, table)
    rows[at] = canonical({**json.loads(rows[at]), **values}) + b"\n"
    return members | {file_of(table): b"".join(rows)}


def with_rows(members: Members, table: str, rows: list[bytes]) -> Members:
    return members | {file_of(table): b"".join(rows)}


def manifest_with(members: Members, **values: object) -> Members:
    manifest = json.loads(members["manifest.json"])
    return members | {"manifest.json": canonical({**manifest, **values}) + b"\n"}


def policy_with(**values: object) -> Row:
    return {**copy.deepcopy(POLICY), **values}
