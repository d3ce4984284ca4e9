"""The rubric in words: how an indicator was reckoned, why a grade is what it is."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gongjian.civic.evaluations.models import Outcome
from gongjian.civic.evaluations.queries.names import COMPONENT_WORDS, OPTION_WORDS, percent, word
from gongjian.methods.policy import FULL, Gate, Indicator, Policy
from gongjian.methods.tables import Row
from gongjian.methods.trees import Node
from gongjian.web.words import CLASSES, GRADES, full_points, is_chinese, points, share

FIGURES = "〇一二三"


def asked_words(rule: Indicator, node: Node, lines: Sequence[Row]) -> str:
    """Return how many were asked and what came out: 10 次中 9 次, 轻重合计 10，做到 9."""
    counts = node.counts
    if rule.rule == "LOSE_PER_MISS" and not counts["missed"]:
        return _("{number} 次，没有缺席").format(number=counts["n"])
    if rule.rule == "LOSE_PER_MISS":
        return _("{number} 次，缺席 {missed} 次，每次扣 {each}").format(
            number=counts["n"], missed=counts["missed"], each=points(rule.per_miss_cp)
        )
    if rule.rule == "MEAN_LEVEL":
        levels = [line["level"] for line in lines]
        said = [(name, levels.count(place)) for place, name in enumerate(OPTION_WORDS.values(), 1)]
        return _("{number} 件：").format(number=counts["n"]) + "，".join(
            f"{name} {number}" for name, number in said if number
        )
    if rule.rule == "WEIGHTED_OUTCOME":
        return _("{number} 件，轻重合计 {possible}，做到 {earned}").format(
            number=counts["n"], possible=counts["possible"] // FULL, earned=_tenths(counts["earned"])
        )
    if rule.rule == "MEAN_OUTCOME":
        return _("{number} 次中 {earned} 次按时").format(number=counts["n"], earned=_tenths(counts["earned"]))
    if rule.rule == "SHARE_ACHIEVED":
        return _("认领 {possible}，守约 {earned}").format(possible=counts["possible"], earned=counts["earned"])
    return _("{possible} 件中 {earned} 件按时").format(possible=counts["possible"], earned=counts["earned"])


def missed_words(mark_bp: int) -> str:
    """Return a mark that was dropped as the highest or the lowest."""
    return _("{mark}，去掉不计").format(mark=points(mark_bp))


def grade_words(policy: Policy, outcome: Outcome, graded: int, document: str = "") -> str:
    """Return in a sentence why a graded unit has its grade, and not another.

    graded    units of its class that are graded
    document  the paper that limits its grade, if one does
    """
    grade, quota = str(GRADES[outcome.grade]), policy.quota
    seats = max(graded * quota.most_bp // FULL, quota.at_least)
    facts = {
        "grade": grade,
        "best": str(GRADES[quota.grade]),
        "seats": seats,
        "share": percent(quota.most_bp),
        "class": str(CLASSES.get(outcome.grouping, outcome.grouping)),
        "number": graded,
        "satisfied": share(outcome.satisfied_bp),
        "document": document,
        "tie": points(quota.tie_cp),
    }
    if outcome.held_by == Outcome.HeldBy.QUOTA:
        return _(
            "综合分到了“{best}”的线，但每类“{best}”不超过 {share}："
            "{class}参评 {number} 家，最多 {seats} 家。名额满了，评为“{grade}”。"
        ).format(**facts)
    if outcome.held_by == Outcome.HeldBy.TIE:
        return _(
            "综合分在“{best}”的名额线上，与别的单位相差不到 {tie} 分，由领导小组定；这一家没有入选，评为“{grade}”。"
        ).format(**facts)
    if outcome.held_by == Outcome.HeldBy.CAP:
        return _("按《{document}》限定等次，评为“{grade}”。").format(**facts)
    if outcome.held_by == Outcome.HeldBy.GATE:
        limit = _gate_of(policy, outcome)
        return _("评议时评好和较好的只占 {satisfied}，不到 {limit}，等次最高到“{grade}”。").format(
            limit=percent(limit.satisfied_below_bp) if limit else "", **facts
        )
    step = next(step for step in policy.grades if step.grade == outcome.grade)
    if outcome.grade == quota.grade:
        return _(
            "{from_points} 分以上为“{best}”，每类不超过 {share}：{class}参评 {number} 家，最多 {seats} 家。"
        ).format(from_points=full_points(step.from_cp), **facts)
    return _("{from_points} 分以上为“{grade}”。").format(from_points=full_points(step.from_cp), **facts)


def missing_words(policy: Policy, missing: str) -> str:
    """Return which components were not there this year and what became of their weight: 没有督查，权重分给其余三项."""
    if not missing:
        return ""
    names = "、".join(word(COMPONENT_WORDS, letter) for letter in missing)
    left = len(policy.weights_bp) - len(missing)
    return _("没有{names}，权重分给其余{number}项。").format(
        names=names, number=FIGURES[left] if is_chinese() else left
    )


def _gate_of(policy: Policy, outcome: Outcome) -> Gate | None:
    found = [gate for gate in policy.gates if gate.at_most == outcome.grade]
    return min(found, key=lambda gate: gate.satisfied_below_bp, default=None)


def _tenths(earned: int) -> str:
    """Return ten-thousandths as a whole number or with one decimal: 90000 -> 9, 85000 -> 8.5."""
    whole, tenths = divmod((earned * 10 + FULL // 2) // FULL, 10)
    return f"{whole}.{tenths}" if tenths else str(whole)
