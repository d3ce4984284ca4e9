"""A unit's score as a page shows it: value × weight = points, opened down to the month and the line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.civic.evaluations.models import Defect
from gongjian.civic.evaluations.queries.names import (
    COMPONENT_WORDS,
    INDICATOR_WORDS,
    OPTION_WORDS,
    PART_WORDS,
    Around,
    percent,
    word,
)
from gongjian.civic.evaluations.queries.rubric import asked_words, missed_words
from gongjian.civic.records.queries import detail_words, result_words
from gongjian.methods.policy import FULL, Indicator, Policy
from gongjian.methods.tables import Row, UnitRows, whole_of
from gongjian.methods.trees import Node
from gongjian.web.score import ScoreNode
from gongjian.web.words import month as month_words
from gongjian.web.words import points, ratio, share, short_day


def score_nodes(policy: Policy, rows: UnitRows, root: Node, names: Around) -> list[ScoreNode]:
    """Return the score of a unit, line by line; the points add up to the composite.

    rows   of the unit; root is their tree
    names  what the rows refer to
    """
    parts = {node.code: node for node in root.children}
    whole = root.weight_bp or 0
    nodes = [
        _component(parts["A"], whole, _mutual_note(rows), mutual_nodes(policy, rows, parts["A"]), is_open=True),
        _component(parts["B"], whole, _("代表无记名投票"), _ballots(policy, parts["B"], rows, names)),
        _component(parts["C"], whole, _visits(rows), _inspections(parts["C"], rows, names)),
        _component(parts["D"], whole, _panel_note(policy, rows), _panel(parts["D"])),
        _extra(_("加分"), parts["BONUS"], rows),
        _extra(_("扣分"), parts["DEDUCT"], rows),
    ]
    if "LIMIT" in parts:
        over = _("综合分最高 100") if (parts["LIMIT"].value_cp or 0) < 0 else _("综合分最低 0")
        nodes.append(ScoreNode(over, parts["LIMIT"].value_cp, is_extra=True))
    return nodes


def mutual_nodes(policy: Policy, rows: UnitRows, node: Node, open_month: int | None = None) -> list[ScoreNode]:
    """Return the indicators of component A; the lines of `open_month` (YYYYMM) are marked and shown opened."""
    lines = {whole_of(line, "line"): line for line in rows.lines}
    rules = {indicator.code: indicator for indicator in policy.indicators}
    return [_indicator(rules[child.code], child, lines, rows.number, open_month) for child in node.children]


def _component(node: Node, whole: int, note: str, children: Sequence[ScoreNode], *, is_open: bool = False) -> ScoreNode:
    label, weight = word(COMPONENT_WORDS, node.code), node.weight_bp or 0
    if node.value_cp is None:
        missing = _("今年没有，{weight} 的权重分给其余各项").format(weight=percent(weight))
        return ScoreNode(label, None, note=missing)
    how = f"{points(node.value_cp)} × {percent(weight)}"
    if whole != FULL:
        how += f" ÷ {percent(whole)}"
    return ScoreNode(label, node.share_cp, how=how, note=note, children=children, is_open=is_open)


def _mutual_note(rows: UnitRows) -> str:
    months = len({line["month"] for line in rows.lines})
    return _("社区、街道看 {months} 个月的档案").format(months=months)


def _indicator(rule: Indicator, node: Node, lines: Mapping[int, Row], unit: int, open_month: int | None) -> ScoreNode:
    label = word(INDICATOR_WORDS, node.code)
    if node.value_cp is None:
        return ScoreNode(label, None, note=_("今年没有这一项，分值摊到其余各项"), out_of=node.points_cp)
    own = [(leaf, lines[leaf.line]) for leaf in node.children if leaf.line is not None]
    children = [*_starts(node.children), *_months(own, unit, open_month), *_limits(node.children)]
    is_open = any(child.is_open for child in children)
    how = asked_words(rule, node, [line for _leaf, line in own])
    return ScoreNode(label, node.value_cp, how=how, out_of=node.points_cp, children=children, is_open=is_open)


def _months(own: Sequence[tuple[Node, Row]], unit: int, open_month: int | None) -> list[ScoreNode]:
    """Return the lines of an indicator, month by month; each month leads to its record."""
    months = sorted({whole_of(line, "month") for _leaf, line in own})
    nodes = []
    for month in months:
        leaves = [_line(leaf, line) for leaf, line in own if line["month"] == month]
        if month == open_month:
            leaves = [replace(leaf, is_asked=True) for leaf in leaves]
        nodes.append(
            ScoreNode(
                month_words(month),
                sum(leaf.points or 0 for leaf in leaves),
                how=_("{number} 条").format(number=len(leaves)),
                link=reverse("records:show_record", args=[unit, f"{month // 100}-{month % 100:02d}"]),
                children=leaves,
                is_open=month == open_month,
            )
        )
    return nodes


def _line(leaf: Node, line: Row) -> ScoreNode:
    said = " · ".join(filter(None, [result_words(line), detail_words(line)]))
    link = reverse("records:show_line", args=[leaf.line])
    return ScoreNode(str(line["text"]), leaf.value_cp, how=said, link=link)


def _starts(children: Iterable[Node]) -> list[ScoreNode]:
    return [ScoreNode(_("起始分"), leaf.value_cp) for leaf in children if leaf.code == "START"]


def _limits(children: Iterable[Node]) -> list[ScoreNode]:
    return [ScoreNode(_("到限为止"), leaf.value_cp) for leaf in children if leaf.code == "LIMIT"]


def _ballots(policy: Policy, node: Node, rows: UnitRows, names: Around) -> list[ScoreNode]:
    counted = {str(row["street"]): row for row in rows.ballots}
    return [_street(policy, street, counted[street.code], names) for street in node.children]


def _street(policy: Policy, node: Node, row: Row, names: Around) -> ScoreNode:
    options = [
        ScoreNode(
            word(OPTION_WORDS, leaf.code),
            leaf.value_cp,
            how=_("{marks} 票 × {worth}").format(marks=leaf.counts["marks"], worth=leaf.counts["worth_bp"] // 100),
        )
        for leaf in node.children
    ]
    session, valid = names.sessions.get(node.code), node.counts["valid"]
    satisfied = sum(whole_of(row, option.lower()) for option in policy.ballot.satisfied)
    said = _("弃权或不了解 {abstained}；评好和较好的占 {share}").format(
        abstained=node.counts["abstained"], share=share(ratio(satisfied, valid))
    )
    if session is not None:
        paper = _("发出 {issued} 张，收回 {returned} 张，作废 {spoiled} 张；").format(
            issued=session.issued, returned=session.returned, spoiled=session.spoiled
        )
        said = paper + said
    name = names.streets.get(node.code, node.code)
    how = _("{valid} 张有效票").format(valid=valid)
    return ScoreNode(name, node.value_cp, how=how, note=said, children=options, is_open=True)


def _visits(rows: UnitRows) -> str:
    if not rows.defects:
        return _("督查 {visits} 次，没有发现问题").format(visits=len(rows.inspections))
    return _("督查 {visits} 次，发现 {defects} 处问题").format(visits=len(rows.inspections), defects=len(rows.defects))


def _inspections(node: Node, rows: UnitRows, names: Around) -> list[ScoreNode]:
    found = _starts(node.children)
    for row in rows.inspections if not rows.defects else ():
        found.append(ScoreNode(_("{day}督查，没有发现问题").format(day=short_day(whole_of(row, "visited_on"))), 0))
    for leaf in node.children:
        if leaf.code == "DEFECT" and leaf.row is not None:
            found.append(_defect(leaf, names.defects.get(leaf.row[1])))
    return [*found, *_limits(node.children)]


def _defect(leaf: Node, defect: Defect | None) -> ScoreNode:
    if defect is None:
        return ScoreNode(_("督查发现的问题"), leaf.value_cp)
    when = _("{day}发现").format(day=short_day(defect.inspection.visited_date))
    state = _("没有按期改正，加倍扣") if defect.is_late else _("已按期改正")
    return ScoreNode(f"{defect.get_severity_display()}：{defect.text}", leaf.value_cp, note=f"{when}，{state}")


def _panel_note(policy: Policy, rows: UnitRows) -> str:
    number = len({mark["panellist"] for mark in rows.marks})
    if number >= policy.panel.drop_extremes_from:
        return _("评议组 {number} 人，去掉最高最低").format(number=number)
    return _("评议组 {number} 人").format(number=number)


def _panel(node: Node) -> list[ScoreNode]:
    parts = []
    for part in node.children:
        marks = [
            ScoreNode(
                _("第 {number} 位评议员").format(number=leaf.row[1]),
                leaf.value_cp,
                how=points(leaf.counts["mark_bp"]) if leaf.counts["kept"] else missed_words(leaf.counts["mark_bp"]),
            )
            for leaf in part.children
            if leaf.row is not None
        ]
        how = _("{kept} 人平均").format(kept=part.counts["kept"])
        parts.append(
            ScoreNode(word(PART_WORDS, part.code), part.value_cp, how=how, out_of=part.points_cp, children=marks)
        )
    return parts


def _extra(label: str, node: Node, rows: UnitRows) -> ScoreNode:
    """Return bonus or deductions; what nothing was given for is left out below."""
    lines = {whole_of(line, "line"): line for line in rows.lines}
    given = []
    for child in node.children:
        leaves = [_line(leaf, lines[leaf.line]) for leaf in child.children if leaf.line is not None]
        if leaves or child.code == "LIMIT":
            name = _("到限为止") if child.code == "LIMIT" else word(INDICATOR_WORDS, child.code)
            below = [*leaves, *_limits(child.children)]
            given.append(ScoreNode(name, child.value_cp, children=below, is_extra=True))
    note = "、".join(child.label for child in given) or _("没有")
    return ScoreNode(label, node.value_cp, note=note, children=given, is_extra=True)
