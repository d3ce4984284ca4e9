"""A network in three ranks: a core, the bases that hang on it, the nodes of each base. Drawn wide, and stacked."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongjian.web.charts.pen import element, percent, picture, rectangle, title, word

HUNDRED = 100
TRUNK, BASE, BUS, FIRST, STEP = 1, 9, 28, 31, 17  # where things stand on the wide picture, in per cent
COLUMNS = 4
ROW, GAP, HEAD = 36, 16, 54
NEAR_TRUNK, NEAR_NODE, NEAR_ROW, NEAR_HEAD = 10, 32, 32, 40  # the same for the stacked one, in pixels
FAR_LETTERS, BASE_LETTERS, NEAR_LETTERS = 13, 14, 18


@dataclass(frozen=True)
class Node:
    """A place in the network: its word, its page, what the pointer is told; drawn filled, or as a ring if not firm."""

    label: str
    url: str
    told: str
    is_firm: bool = True


@dataclass(frozen=True)
class Base:
    """One of those that hang on the core, with its nodes."""

    hub: Node
    nodes: Sequence[Node]


def network_picture(core: Node, bases: Sequence[Base], *, label: str) -> str:
    """Return the network twice: in columns, and stacked for a phone; a reader meets only one of them."""
    return far_network(core, bases, label=label) + near_network(core, bases, label=label)


def far_network(core: Node, bases: Sequence[Base], *, label: str) -> str:
    """Return the core at the top left, a base a line below it, its nodes in four columns to the right."""
    top, parts, last = HEAD, [], 0
    for base in bases:
        last = top + ROW // 2
        parts.append(far_base(base, last))
        top += ROW * max(1, rows_of(base)) + GAP
    trunk = line(at(TRUNK), 24, at(TRUNK), last) if bases else ""
    parts = [trunk, spot(core, at(TRUNK), 24, 10, "core", FAR_LETTERS + BASE_LETTERS, lift=-4), *parts]
    return picture("network far", *parts, label=label, role="group", height=top)


def far_base(base: Base, middle: int) -> str:
    """Return a base on its branch, and its nodes as beads on a line for each four."""
    parts = [line(at(TRUNK), middle, at(BASE), middle)]
    rows = rows_of(base)
    if rows:
        parts.append(line(at(BASE), middle, at(BUS), middle))
        parts.append(line(at(BUS), middle, at(BUS), middle + ROW * (rows - 1)) if rows > 1 else "")
    for row in range(rows):
        beads = min(COLUMNS, len(base.nodes) - COLUMNS * row)
        parts.append(line(at(BUS), middle + ROW * row, at(FIRST + STEP * (beads - 1)), middle + ROW * row))
    parts.append(spot(base.hub, at(BASE), middle, 7, "base", BASE_LETTERS, width=BUS - BASE))
    for place, node in enumerate(base.nodes):
        row, column = divmod(place, COLUMNS)
        parts.append(spot(node, at(FIRST + STEP * column), middle + ROW * row, 5, kind(node), FAR_LETTERS, width=STEP))
    return "".join(parts)


def near_network(core: Node, bases: Sequence[Base], *, label: str) -> str:
    """Return one below the other: the core, then each base with its nodes."""
    top, parts, last = NEAR_HEAD, [], 0
    for base in bases:
        last = middle = top + NEAR_ROW // 2
        foot = middle + NEAR_ROW * len(base.nodes)
        if base.nodes:
            parts.append(line(NEAR_TRUNK, middle, NEAR_NODE, middle + NEAR_ROW // 2))
            parts.append(line(NEAR_NODE, middle + NEAR_ROW // 2, NEAR_NODE, foot))
        parts.append(beside(base.hub, NEAR_TRUNK, middle, 7, "base"))
        for place, node in enumerate(base.nodes, 1):
            parts.append(beside(node, NEAR_NODE, middle + NEAR_ROW * place, 5, kind(node)))
        top = foot + NEAR_ROW // 2 + GAP // 2
    trunk = line(NEAR_TRUNK, 16, NEAR_TRUNK, last) if bases else ""
    parts = [trunk, beside(core, NEAR_TRUNK, 16, 9, "core"), *parts]
    return picture("network near", *parts, label=label, role="group", height=top)


def spot(node: Node, x: str, y: int, radius: int, rank: str, letters: int, *, width: int = 0, lift: int = 6) -> str:
    """Return a node with its word above the line that leads on from it."""
    room = rectangle(x, y - ROW // 2 - 2, at(width), ROW - 2, "hit") if width else ""
    text = word(shortened(node.label, letters), x, y - lift, rank, dx=radius + 6)
    return linked(node, room, disc(x, y, radius, rank), text)


def beside(node: Node, x: int, y: int, radius: int, rank: str) -> str:
    """Return a node with its word to the right of it."""
    room = rectangle(x, y - NEAR_ROW // 2, "90%", NEAR_ROW, "hit")
    text = word(shortened(node.label, NEAR_LETTERS), x + 16, y + 4, rank)
    return linked(node, room, disc(x, y, radius, rank), text)


def linked(node: Node, *inside: str) -> str:
    """Return the parts of a node as one link that says what it is."""
    told = title(node.told)
    return element("a", {"href": node.url}, told, *inside) if node.url else element("g", {}, told, *inside)


def shortened(text: str, letters: int) -> str:
    """Return at most so many letters, the last one an ellipsis where some are missing."""
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


def disc(x: object, y: int, radius: int, rank: str) -> str:
    """Return the mark of a node."""
    return element("circle", {"class": rank, "cx": x, "cy": y, "r": radius})


def line(x1: object, y1: int, x2: object, y2: int) -> str:
    """Return a tie."""
    return element("line", {"class": "tie", "x1": x1, "y1": y1, "x2": x2, "y2": y2})


def kind(node: Node) -> str:
    """Return the class of a node: firm or loose."""
    return "firm" if node.is_firm else "loose"


def rows_of(base: Base) -> int:
    """Return how many lines of four its nodes need."""
    return -(-len(base.nodes) // COLUMNS)


def at(part: int) -> str:
    """Return a place across the picture."""
    return percent(part, HUNDRED)
