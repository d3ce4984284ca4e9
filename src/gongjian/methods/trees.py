"""Where every point of a unit comes from: its composite, opened down to the single row.

The tree repeats `unit_scores` and adds nothing to it: every printed number has its parts below it, and they add up.
Points are centipoints (100.00 = 10 000), weights basis points.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from gongjian.methods.policy import COMPONENTS, FULL, Bonus, Deduction, Indicator, Policy
from gongjian.methods.scoring import (
    bonus_lines,
    counted_lines,
    deduction_lines,
    defect_cost,
    indicator_score,
    kept_marks,
    line_share,
    part_score,
    unit_scores,
    weighted,
)
from gongjian.methods.tables import Row, UnitRows, whole_of


@dataclass(frozen=True, slots=True)
class Node:
    """One number of a unit, and the numbers it is made of.

    code       COMPOSITE; A, B, C, D, BONUS, DEDUCT; the code of an indicator, a bonus, a part; a street; an option;
               LINE, DEFECT, MARK for a row; START for the points one begins with, LIMIT for what a limit adds or takes
    value_cp   on the scale of its parent, below zero where points are lost; None if it is missing.
               The children's values add up to it, but for A, `rescaled` from its indicators, and the root
    points_cp  the most it could be; None where there is no such number
    weight_bp  A, B, C, D: their weight; the root: the sum of the weights that are there
    share_cp   what it brings to the composite. The children's shares add up to it, always
    counts     whole numbers behind the value: n lines or marks, kept, valid, …
    row        the table and identifier of the row that a leaf stands for
    """

    code: str
    value_cp: int | None
    points_cp: int | None = None
    weight_bp: int | None = None
    share_cp: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    children: tuple["Node", ...] = ()
    row: tuple[str, int] | None = None

    @property
    def line(self) -> int | None:
        """The identifier of the line a leaf stands for, if it stands for one."""
        return self.row[1] if self.row and self.row[0] == "lines" else None

    def leaves(self) -> Iterator["Node"]:
        """Return the nodes without children, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def at(self, *codes: str) -> "Node":
        """Return the node reached by these codes, one level each; raise KeyError where there is none."""
        node = self
        for code in codes:
            found = [child for child in node.children if child.code == code]
            if not found:
                raise KeyError(code)
            node = found[0]
        return node

    def document(self) -> dict[str, Any]:
        """Return the tree as plain objects and lists, for a file."""
        return {
            "code": self.code,
            "value_cp": self.value_cp,
            "points_cp": self.points_cp,
            "weight_bp": self.weight_bp,
            "share_cp": self.share_cp,
            "counts": dict(self.counts),
            "row": list(self.row) if self.row else None,
            "children": [child.document() for child in self.children],
        }


def shared_out(total: int, parts: Sequence[int], whole: int) -> list[int]:
    """Return whole numbers that are near parts ÷ whole and add up to the total exactly.

    total    what they add up to; at most a few units away from the sum of parts ÷ whole
    parts    numerators of the exact shares, also below zero
    whole    their denominator, > 0
    returns  one number for each part: the share rounded down, and one more for those with the largest remainders;
             of equal remainders the first; a share of exactly 0 stays 0 while there is any other

    >>> shared_out(667, [0, 1000, 1000], 3)
    [0, 334, 333]
    """
    shares = [part // whole for part in parts]
    places = [place for place, part in enumerate(parts) if part] or list(range(len(parts)))
    places.sort(key=lambda place: -(parts[place] % whole))
    over = total - sum(shares)
    for number in range(abs(over)):
        if over > 0:
            shares[places[number % len(places)]] += 1
        else:
            shares[places[-1 - number % len(places)]] -= 1
    return shares


def score_tree(policy: Policy, rows: UnitRows) -> Node:
    """Return the tree of one unit; its root holds the composite.

    rows     of one unit; caps play no part
    returns  the root COMPOSITE with children A, B, C, D, BONUS, DEDUCT and, if the composite was held, LIMIT.
             A unit that will not be graded has its tree as well; whether to show it is the caller's business
    source   docs/tables.md, steps 1 to 7; the values below an indicator: largest remainders, ties by line
    """
    scores, lines = unit_scores(policy, rows), counted_lines(policy, rows.lines)
    components = {
        "A": tuple(_indicator(indicator, lines) for indicator in policy.indicators),
        "B": _streets(policy, rows, scores.components["B"] or 0),
        "C": _limit((_leaf("START", FULL), *_defects(policy, rows)), least=0) if rows.inspections else (),
        "D": tuple(_part(policy, part, rows.marks) for part in policy.panel.points_cp),
    }
    nodes = [
        Node(name, scores.components[name], FULL, policy.weights_bp[name], children=components[name])
        for name in COMPONENTS
    ]
    nodes[1] = replace(nodes[1], counts={"satisfied": scores.satisfied, "valid": scores.valid})
    bonuses = _limit(tuple(_bonus(bonus, lines) for bonus in policy.bonuses), most=policy.bonus_most_cp)
    deducted = _limit(
        tuple(_deduction(deduction, lines) for deduction in policy.deductions), least=-policy.deductions_most_cp
    )
    nodes.append(Node("BONUS", scores.bonus_cp, policy.bonus_most_cp, children=bonuses))
    nodes.append(Node("DEDUCT", -scores.deduct_cp, children=deducted))
    root = Node("COMPOSITE", scores.composite_cp, FULL, children=tuple(nodes))
    return root if scores.composite_cp is None else _with_shares(root)


def _leaf(code: str, value_cp: int, row: tuple[str, int] | None = None, **counts: int) -> Node:
    return Node(code, value_cp, counts=counts, row=row)


def _line(line: Row, value_cp: int, **counts: int) -> Node:
    return _leaf("LINE", value_cp, ("lines", whole_of(line, "line")), **counts)


def _limit(nodes: tuple[Node, ...], *, least: int | None = None, most: int | None = None) -> tuple[Node, ...]:
    """Return the nodes, and a last one LIMIT if their sum lies outside a limit: then the sum is the limit."""
    total = sum(node.value_cp or 0 for node in nodes)
    allowed = total if most is None else min(total, most)
    allowed = allowed if least is None else max(allowed, least)
    return nodes if allowed == total else (*nodes, _leaf("LIMIT", allowed - total))


def _indicator(indicator: Indicator, lines: Sequence[Row]) -> Node:
    score = indicator_score(indicator, lines)
    found = [(line, line_share(indicator, line)) for line in sorted(lines, key=lambda line: whole_of(line, "line"))]
    asked = [(line, share) for line, share in found if share is not None]
    counts = {"n": len(asked)}
    if score is None:
        return Node(indicator.code, None, indicator.points_cp, counts=counts)
    if indicator.rule == "LOSE_PER_MISS":
        counts["missed"] = sum(missed for _, (missed, _) in asked)
        lost = tuple(_line(line, -indicator.per_miss_cp * missed, missed=missed) for line, (missed, _) in asked)
        children = _limit((_leaf("START", indicator.points_cp), *lost), least=0)
    else:
        counts["earned"] = sum(earned for _, (earned, _) in asked)
        counts["possible"] = sum(possible for _, (_, possible) in asked)
        values = shared_out(score, [indicator.points_cp * earned for _, (earned, _) in asked], counts["possible"])
        children = tuple(
            _line(line, value, earned=earned, possible=possible)
            for (line, (earned, possible)), value in zip(asked, values, strict=True)
        )
    return Node(indicator.code, score, indicator.points_cp, counts=counts, children=children)


def _streets(policy: Policy, rows: UnitRows, score: int) -> tuple[Node, ...]:
    options = policy.ballot.options_bp
    marks = [{option: whole_of(row, option.lower()) for option in options} for row in rows.ballots]
    worth = [[counts[option] * options[option] for option in options] for counts in marks]
    valid = sum(sum(counts.values()) for counts in marks)
    if not valid:
        return ()
    nodes = []
    values = shared_out(score, [sum(each) for each in worth], valid)
    for row, counts, each, value in zip(rows.ballots, marks, worth, values, strict=True):
        leaves = tuple(
            _leaf(option, part, marks=counts[option], worth_bp=options[option])
            for option, part in zip(options, shared_out(value, each, valid), strict=True)
        )
        shown = {"valid": sum(counts.values()), "abstained": whole_of(row, "abstained")}
        nodes.append(Node(str(row["street"]), value, counts=shown, children=leaves))
    return tuple(nodes)


def _defects(policy: Policy, rows: UnitRows) -> tuple[Node, ...]:
    return tuple(
        _leaf("DEFECT", -defect_cost(policy.inspection, row), ("defects", whole_of(row, "defect")))
        for row in rows.defects
    )


def _part(policy: Policy, part: str, marks: Sequence[Row]) -> Node:
    points, given = policy.panel.points_cp[part], [row for row in marks if row["part"] == part]
    kept, score = kept_marks(policy.panel, given), part_score(policy.panel, part, marks)
    if score is None:
        return Node(part, None, points, counts={"n": 0, "kept": 0})
    counts = [int(any(row is one for one in kept)) for row in given]
    parts = [points * whole_of(row, "mark_bp") * is_kept for row, is_kept in zip(given, counts, strict=True)]
    values = shared_out(score, parts, FULL * len(kept))
    leaves = tuple(
        _leaf("MARK", value, ("marks", whole_of(row, "panellist")), mark_bp=whole_of(row, "mark_bp"), kept=is_kept)
        for row, value, is_kept in zip(given, values, counts, strict=True)
    )
    return Node(part, score, points, counts={"n": len(given), "kept": len(kept)}, children=leaves)


def _bonus(bonus: Bonus, lines: Sequence[Row]) -> Node:
    found = bonus_lines(bonus, lines)
    children = _limit(tuple(_line(line, bonus.each_cp) for line in found), most=bonus.most_cp)
    return Node(bonus.code, _sum(children), bonus.most_cp, counts={"n": len(found)}, children=children)


def _deduction(deduction: Deduction, lines: Sequence[Row]) -> Node:
    children = tuple(_line(line, -deduction.each_cp) for line in deduction_lines(deduction, lines))
    return Node(deduction.code, _sum(children), counts={"n": len(children)}, children=children)


def _sum(nodes: Sequence[Node]) -> int:
    return sum(node.value_cp or 0 for node in nodes)


def _with_shares(root: Node) -> Node:
    """Return the tree with what every node brings to the composite, which the shares of a level always add up to."""
    nodes = {node.code: node for node in root.children}
    there = [nodes[name] for name in COMPONENTS if nodes[name].value_cp is not None]
    weights = {node.code: node.weight_bp or 0 for node in there}
    values = {node.code: node.value_cp or 0 for node in there}
    whole = sum(weights.values())
    mean = weighted(weights, values, dict.fromkeys(weights, 1))
    shares = shared_out(mean, [weights[name] * values[name] for name in weights], whole)
    for name, share in zip(weights, shares, strict=True):
        scale, over = weights[name], whole
        if name == "A":  # its indicators stand on the scale of the points that were asked for
            scale *= FULL
            over *= sum(child.points_cp or 0 for child in nodes["A"].children if child.value_cp is not None)
        nodes[name] = _spread(nodes[name], share, scale, over)
    for name in ("BONUS", "DEDUCT"):
        nodes[name] = _spread(nodes[name], nodes[name].value_cp or 0, 1, 1)
    beyond = (root.value_cp or 0) - sum(node.share_cp or 0 for node in nodes.values())
    held = (Node("LIMIT", beyond, share_cp=beyond),) if beyond else ()
    return replace(root, weight_bp=whole, share_cp=root.value_cp, children=(*nodes.values(), *held))


def _spread(node: Node, share: int, scale: int, over: int) -> Node:
    """Return the node with its share, and its children with theirs; a value times scale ÷ over is its exact share."""
    there = [child for child in node.children if child.value_cp is not None]
    if not there:
        return replace(node, share_cp=share)
    shares = iter(shared_out(share, [(child.value_cp or 0) * scale for child in there], over))
    children = tuple(
        child if child.value_cp is None else _spread(child, next(shares), scale, over) for child in node.children
    )
    return replace(node, share_cp=share, children=children)
