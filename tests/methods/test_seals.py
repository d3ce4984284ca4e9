"""The tree of RFC 6962, held against the vectors of its reference implementation."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.seals import (
    NoSuchLeaf,
    NoSuchSize,
    NotACheckCode,
    NotCanonical,
    canonical,
    check_code,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    merkle_root,
    node_hash,
    read_check_code,
    verify_consistency,
    verify_inclusion,
)
from tests.methods.cases import steady

LEAVES = [
    bytes.fromhex(text)
    for text in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
many = st.lists(st.binary(max_size=4), min_size=1, max_size=40)


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_reference(size):
    assert merkle_root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [(0, 1, []), (0, 8, [A, B, C]), (5, 8, [D, E, ROOTS[4]]), (2, 3, [ROOTS[2]]), (1, 5, [ROOTS[1], B, D])],
)
def test_inclusion_proofs_are_those_of_the_reference(index, size, proof):
    assert [step.hex() for step in inclusion_proof(LEAVES[:size], index)] == proof


@pytest.mark.parametrize(
    ("earlier", "size", "proof"),
    [(1, 1, []), (1, 8, [A, B, C]), (6, 8, [F, E, ROOTS[4]]), (2, 5, [B, D])],
)
def test_consistency_proofs_are_those_of_the_reference(earlier, size, proof):
    assert [step.hex() for step in consistency_proof(LEAVES[:size], earlier)] == proof


def test_a_leaf_can_never_pass_for_a_node():
    assert leaf_hash(b"ab") != node_hash(b"a", b"b")
    assert leaf_hash(b"ab") == hashlib.sha256(b"\x00ab").digest()


def split_root(leaves: list[bytes]) -> bytes:
    """Return the root as the RFC defines it, by splitting at the largest power of two below the size."""
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(split_root(leaves[:split]), split_root(leaves[split:]))


@steady
@given(many)
def test_the_root_is_the_one_the_rfc_defines(leaves):
    assert merkle_root(leaves) == split_root(leaves)


@steady
@given(many, st.integers(0, 1000), st.integers(0, 1000))
def test_every_leaf_is_proved_and_no_other_in_its_place(leaves, place, other):
    index, size, root = place % len(leaves), len(leaves), merkle_root(leaves)
    proof = inclusion_proof(leaves, index)

    assert verify_inclusion(leaves[index], index, size, proof, root)
    assert not verify_inclusion(leaves[index] + b"!", index, size, proof, root)
    assert not verify_inclusion(leaves[index], size, size, proof, root)
    assert not verify_inclusion(leaves[index], index, size, [*proof, root], root)
    assert not proof or not verify_inclusion(leaves[index], index, size, proof[:-1], root)
    elsewhere = other % size
    assert leaves[elsewhere] == leaves[index] or not verify_inclusion(leaves[index], elsewhere, size, proof, root)


@steady
@given(many, st.integers(0, 1000))
def test_a_tree_that_grew_is_proved_and_one_that_was_changed_is_not(leaves, place):
    earlier, root = 1 + place % len(leaves), merkle_root(leaves)
    earlier_root, proof = merkle_root(leaves[:earlier]), consistency_proof(leaves, earlier)

    assert verify_consistency(earlier, len(leaves), proof, earlier_root, root)
    changed = merkle_root([leaves[0] + b"!", *leaves[1:]])
    assert not verify_consistency(earlier, len(leaves), proof, earlier_root, changed)
    assert not verify_consistency(earlier, len(leaves), [*proof, root], earlier_root, root)
    assert earlier == len(leaves) or not verify_consistency(earlier, len(leaves), proof[:-1], earlier_root, root)
    assert not verify_consistency(0, len(leaves), proof, earlier_root, root)
    assert not verify_consistency(len(leaves) + 1, len(leaves), proof, earlier_root, root)


@pytest.mark.parametrize("index", [-1, 8])
def test_there_is_no_proof_for_a_leaf_outside_the_tree(index):
    with pytest.raises(NoSuchLeaf):
        inclusion_proof(LEAVES, index)


@pytest.mark.parametrize("earlier", [0, 9])
def test_there_is_no_proof_from_a_size_the_tree_never_had(earlier):
    with pytest.raises(NoSuchSize):
        consistency_proof(LEAVES, earlier)


def test_the_check_code_is_the_first_80_bits_and_forgives_typing():
    assert check_code(bytes(32)) == "0000 0000 0000 0000"
    assert check_code(b"\xff" * 10 + bytes(22)) == "ZZZZ ZZZZ ZZZZ ZZZZ"
    assert check_code(b"\x00" * 9 + b"\x1f" + b"\xff" * 22) == "0000 0000 0000 000Z"
    assert read_check_code(" 7k3f9qdm-2xwa r58c\n") == "7K3F 9QDM 2XWA R58C"
    assert read_check_code("OoIiLl0101010101") == "0011 1101 0101 0101"


@pytest.mark.parametrize("typed", ["", "7K3F 9QDM 2XWA R58", "7K3F 9QDM 2XWA R58CC", "UUUU UUUU UUUU UUUU", "校验码"])
def test_what_is_no_check_code_is_refused(typed):
    with pytest.raises(NotACheckCode):
        read_check_code(typed)


def test_a_row_is_written_in_one_way():
    assert canonical({"b": 1, "a": '"\\\n', "c": [None, {"z": "共建", "y": -1}]}).decode() == (
        '{"a":"\\"\\\\\\n","b":1,"c":[null,{"y":-1,"z":"共建"}]}\n'
    )


@steady
@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])),
        st.none() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    )
)
def test_a_row_is_one_line_and_reads_back(row):
    written = canonical(row)

    assert (written.count(b"\n"), written[-1:]) == (1, b"\n")
    assert json.loads(written) == row
    assert canonical(dict(reversed(row.items()))) == written


@pytest.mark.parametrize("value", [0.5, True, b"x", {1: 2}, [1.0], "\ud800", {"\udfff": 1}])
def test_what_can_be_written_in_two_ways_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical({"value": value})
