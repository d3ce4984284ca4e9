"""Seals: trees of hashes that prove a row belongs to a whole, and that a whole has only grown.

Hashes are 32 bytes of SHA-256. The tree and both proofs are those of RFC 6962, section 2.1.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gongjian.methods.refusals import Refused

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
GROUPS, GROUP_LENGTH, BITS = 4, 4, 5


class SealRefused(Refused):
    """Something that cannot be sealed or proved."""


class NotCanonical(SealRefused):
    """A value that has no single way to be written: a fraction, a truth value, a key that is no text."""

    sentence = "{field} holds {found!r}; only whole numbers, text, null, lists and objects can be sealed."


class NoSuchLeaf(SealRefused):
    """A leaf outside the tree."""

    sentence = "There is no leaf {found} in a tree of {expected}."


class NoSuchSize(SealRefused):
    """An earlier size larger than the tree, or none at all."""

    sentence = "A tree of {expected} was never one of {found}."


class NotACheckCode(SealRefused):
    """A text that is not four groups of four signs of a check code."""

    sentence = "{found!r} is not a check code."


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf.

    >>> leaf_hash(b"").hex()[:8]
    '6e340b9c'
    """
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node over the hashes of its two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """Return the root of the tree over these leaves.

    leaves   the data, not yet hashed, in order
    source   RFC 6962, section 2.1

    >>> merkle_root([]).hex()[:8]
    'e3b0c442'
    """
    return root_of_hashes([leaf_hash(leaf) for leaf in leaves])


def root_of_hashes(hashes: Sequence[bytes]) -> bytes:
    """Return the root of the tree over leaves that are hashed already."""
    return _levels(hashes)[-1][0] if hashes else hashlib.sha256().digest()


def _levels(hashes: Sequence[bytes]) -> list[list[bytes]]:
    """Return the tree from the leaves to the root. A last node without a neighbour moves up as it is."""
    levels = [list(hashes)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        above = [node_hash(below[place], below[place + 1]) for place in range(0, len(below) - 1, 2)]
        levels.append(above + below[len(above) * 2 :])
    return levels


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the hashes that lead from a leaf to the root.

    leaves   the data of the whole tree
    index    of the leaf, from 0
    returns  the neighbour at each level, from the leaf up
    raises   NoSuchLeaf
    source   RFC 6962, section 2.1.1
    """
    if not 0 <= index < len(leaves):
        raise NoSuchLeaf("index", index, len(leaves))
    proof = []
    for level in _levels([leaf_hash(leaf) for leaf in leaves])[:-1]:
        if index ^ 1 < len(level):
            proof.append(level[index ^ 1])
        index //= 2
    return proof


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Return whether a proof shows that a leaf stands at this place of a tree.

    leaf     the data, not yet hashed
    index    its place, from 0; size is the number of leaves
    source   RFC 9162, section 2.1.3.2, for the tree of RFC 6962
    """
    if not 0 <= index < size:
        return False
    last, found = size - 1, leaf_hash(leaf)
    for neighbour in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            found = node_hash(neighbour, found)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            found = node_hash(found, neighbour)
        index, last = index >> 1, last >> 1
    return last == 0 and found == root


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """Return the hashes that show that a tree once had `earlier` leaves, the same ones.

    leaves   the data of the whole tree
    earlier  number of leaves then, from 1 to all
    raises   NoSuchSize
    source   RFC 6962, section 2.1.2
    """
    if not 1 <= earlier <= len(leaves):
        raise NoSuchSize("earlier", earlier, len(leaves))
    return _subproof([leaf_hash(leaf) for leaf in leaves], earlier, is_whole=True)


def _subproof(hashes: Sequence[bytes], earlier: int, *, is_whole: bool) -> list[bytes]:
    if earlier == len(hashes):
        return [] if is_whole else [root_of_hashes(hashes)]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    if earlier <= split:
        return [*_subproof(hashes[:split], earlier, is_whole=is_whole), root_of_hashes(hashes[split:])]
    return [*_subproof(hashes[split:], earlier - split, is_whole=False), root_of_hashes(hashes[:split])]


def verify_consistency(earlier: int, size: int, proof: Sequence[bytes], earlier_root: bytes, root: bytes) -> bool:
    """Return whether a proof shows that a tree has only grown.

    earlier, earlier_root  number of leaves and root then, from 1
    size, root             the same now
    source                 RFC 9162, section 2.1.4.2, for the tree of RFC 6962
    """
    if not 1 <= earlier <= size:
        return False
    if earlier == size:
        return not proof and earlier_root == root
    path = list(proof) if earlier & (earlier - 1) else [earlier_root, *proof]
    if not path:
        return False
    then, last = earlier - 1, size - 1
    while then & 1:
        then, last = then >> 1, last >> 1
    old = new = path[0]
    for neighbour in path[1:]:
        if last == 0:
            return False
        if then & 1 or then == last:
            old, new = node_hash(neighbour, old), node_hash(neighbour, new)
            while then and not then & 1:
                then, last = then >> 1, last >> 1
        else:
            new = node_hash(new, neighbour)
        then, last = then >> 1, last >> 1
    return last == 0 and old == earlier_root and new == root


def check_code(root: bytes) -> str:
    """Return the check code of a root: its first 80 bits in Crockford base 32, for the printed notice.

    >>> check_code(merkle_root([]))
    'WERC 8GMR ZGE1 96QV'
    """
    number = int.from_bytes(root[:10], "big")
    signs = [ALPHABET[number >> BITS * place & 31] for place in reversed(range(GROUPS * GROUP_LENGTH))]
    return " ".join("".join(signs[start : start + GROUP_LENGTH]) for start in range(0, len(signs), GROUP_LENGTH))


def read_check_code(typed: str) -> str:
    """Return a check code as it is printed, from what somebody typed: small letters, I, L, O and hyphens are forgiven.

    raises  NotACheckCode

    >>> read_check_code("werc8gmr-zgei-96qv")
    'WERC 8GMR ZGE1 96QV'
    """
    signs = "".join(typed.upper().split()).replace("-", "").translate(str.maketrans("ILO", "110"))
    if len(signs) != GROUPS * GROUP_LENGTH or any(sign not in ALPHABET for sign in signs):
        raise NotACheckCode("code", typed)
    return " ".join(signs[start : start + GROUP_LENGTH] for start in range(0, len(signs), GROUP_LENGTH))


def canonical(row: Mapping[str, Any]) -> bytes:
    r"""Return the one way to write a row: JSON, keys sorted, no spaces, UTF-8, one line ending in a newline.

    row     key -> whole number, text, null, or lists and objects of such
    raises  NotCanonical

    >>> canonical({"unit": 7, "name": "七号", "note": None}).decode()
    '{"name":"七号","note":null,"unit":7}\n'
    """
    _check_canonical(row, "row")
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def _check_canonical(value: object, place: str) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise NotCanonical(place, key)
            _check_canonical(key, place)
            _check_canonical(inner, f"{place}.{key}")
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            _check_canonical(inner, f"{place}.{number}")
    elif isinstance(value, str):
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            raise NotCanonical(place, value)
    elif value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise NotCanonical(place, value)
