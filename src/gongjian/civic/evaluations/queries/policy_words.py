"""The policy of a year in words: every number of the document, once, where a reader looks for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongjian.civic.evaluations.queries.names import (
    COMPONENT_WORDS,
    INDICATOR_WORDS,
    KIND_WORDS,
    OPTION_WORDS,
    PART_WORDS,
    percent,
    word,
)
from gongjian.civic.records.models import Line
from gongjian.methods.policy import Indicator, Policy
from gongjian.web.words import CLASSES, GRADES, full_points, points


@dataclass(frozen=True)
class Clause:
    """One number of the policy: what it is of, how it works, the number."""

    word: str
    how: str
    number: str


@dataclass(frozen=True)
class Section:
    """A few numbers that belong together."""

    title: str
    clauses: list[Clause]
    note: str = ""


def sections_of(policy: Policy) -> list[Section]:
    """Return the whole policy, section by section."""
    return [
        _weights(policy),
        _mutual(policy),
        _ballot(policy),
        _inspection(policy),
        _panel(policy),
        _bonus(policy),
        _deductions(policy),
        _grades(policy),
        _quota(policy),
        _eligible(policy),
    ]


def rule_words(rule: Indicator) -> str:
    """Return how an indicator is reckoned."""
    levels = _list(
        f"{name} {percent(share)}" for name, share in zip(OPTION_WORDS.values(), rule.levels_bp, strict=False)
    )
    words = {
        "LOSE_PER_MISS": _("每缺席一次扣 {each}，扣完为止；请假不扣").format(each=points(rule.per_miss_cp)),
        "MEAN_OUTCOME": _("按时的次数占应有的次数"),
        "SHARE_ON_TIME": _("按期的件数占全部件数；商定延期的，到新的期限为止都算按期"),
        "WEIGHTED_OUTCOME": _("按签约时商定的轻重 1、2、3 加权：做到算全部，做到一半算一半；双方同意取消的不算"),
        "MEAN_LEVEL": _("接收方评价的平均：{levels}").format(levels=levels),
        "SHARE_ACHIEVED": _("守约的人次占认领的人次"),
    }
    return words[rule.rule]


def _weights(policy: Policy) -> Section:
    words = {
        "A": _("社区、街道按十二个月的写实档案评，满分 100"),
        "B": _("街道评议会的代表无记名投票，满分 100"),
        "C": _("区里抽查，起始 100 分，有问题就扣"),
        "D": _("区级评议组打分，满分 100"),
    }
    clauses = [
        Clause(word(COMPONENT_WORDS, name), words.get(name, ""), percent(weight))
        for name, weight in policy.weights_bp.items()
    ]
    note = _("综合分 = 四项各乘权重相加 + 加分 − 扣分，在 0 到 100 之间。少了哪一项，它的权重按比例分给其余各项。")
    return Section(_("四项和权重"), clauses, note)


def _mutual(policy: Policy) -> Section:
    clauses = [
        Clause(word(INDICATOR_WORDS, rule.code), rule_words(rule), full_points(rule.points_cp))
        for rule in policy.indicators
    ]
    states = _list(f"“{Line.State(state).label}”" for state in policy.counted_states)
    note = _("只有{states}的条目计入。没有发生的项目不算分，分值摊到其余各项。").format(states=states)
    return Section(_("互评怎样记 100 分"), clauses, note)


def _ballot(policy: Policy) -> Section:
    clauses = [
        Clause(word(OPTION_WORDS, option), _("每票的分值"), full_points(share))
        for option, share in policy.ballot.options_bp.items()
    ]
    satisfied = _list(word(OPTION_WORDS, option) for option in policy.ballot.satisfied)
    note = _("得分是有效票的平均，弃权和不了解不算有效票。满意率是评{satisfied}的占有效票的比例。").format(
        satisfied=satisfied
    )
    return Section(_("民主评议"), clauses, note)


def _inspection(policy: Policy) -> Section:
    rule = policy.inspection
    clauses = [
        Clause(_("一般问题"), _("每处扣"), points(rule.minor_cp)),
        Clause(_("突出问题"), _("每处扣"), points(rule.major_cp)),
        Clause(_("没有按期改正"), _("加倍扣，倍数"), str(rule.late_times)),
    ]
    return Section(_("督查"), clauses, _("扣到 0 分为止。全年没有被抽到的，这一项不算。"))


def _panel(policy: Policy) -> Section:
    clauses = [Clause(word(PART_WORDS, part), "", full_points(most)) for part, most in policy.panel.points_cp.items()]
    note = _("每个方面取平均；有 {number} 人以上打分，各去掉一个最高、一个最低。").format(
        number=policy.panel.drop_extremes_from
    )
    return Section(_("实际效果"), clauses, note)


def _bonus(policy: Policy) -> Section:
    clauses = [
        Clause(
            word(INDICATOR_WORDS, rule.code),
            _("{kind}类条目，数量 {least} 以上，每条加 {each}，最多 {most}").format(
                kind=word(KIND_WORDS, rule.kind),
                least=rule.least_quantity,
                each=points(rule.each_cp),
                most=points(rule.most_cp),
            ),
            f"+{full_points(rule.most_cp)}",
        )
        for rule in policy.bonuses
    ]
    return Section(_("加分"), clauses, _("合计最多加 {most}。").format(most=points(policy.bonus_most_cp)))


def _deductions(policy: Policy) -> Section:
    clauses = [
        Clause(
            word(INDICATOR_WORDS, rule.code),
            _("{kind}类条目，每条扣").format(kind=word(KIND_WORDS, rule.kind)),
            points(-rule.each_cp),
        )
        for rule in policy.deductions
    ]
    return Section(_("扣分"), clauses, _("合计最多扣 {most}。").format(most=points(policy.deductions_most_cp)))


def _grades(policy: Policy) -> Section:
    clauses = [Clause(str(GRADES[step.grade]), _("综合分不低于"), full_points(step.from_cp)) for step in policy.grades]
    gates = [
        Clause(
            _("满意率低于 {share}").format(share=percent(gate.satisfied_below_bp)),
            _("等次最高到"),
            str(GRADES[gate.at_most]),
        )
        for gate in policy.gates
    ]
    note = _("有文件限定等次的，按文件办，并写明是哪份文件。")
    return Section(_("等次"), [*clauses, *gates], note)


def _quota(policy: Policy) -> Section:
    quota = policy.quota
    grade, then = str(GRADES[quota.grade]), str(GRADES[quota.then])
    clauses = [
        Clause(
            _("每一类里“{grade}”最多占").format(grade=grade), _("按参评家数算，不足一家的舍去"), percent(quota.most_bp)
        ),
        Clause(_("每一类至少有名额"), _("只要有单位够线"), str(quota.at_least)),
        Clause(_("名额线上算并列"), _("综合分相差不到"), points(quota.tie_cp)),
    ]
    classes = _list(str(CLASSES.get(name, name)) for name in policy.classes)
    note = _("超出名额的评为“{then}”；并列的由领导小组定。分{number}类比较：{classes}。").format(
        then=then, number=len(policy.classes), classes=classes
    )
    return Section(_("名额"), clauses, note)


def _eligible(policy: Policy) -> Section:
    clauses = [
        Clause(_("共建协议生效满"), _("到年底，按足月算，单位是月"), str(policy.eligible.months_in_force)),
        Clause(_("有效评议票至少"), _("单位是票"), str(policy.eligible.valid_marks)),
    ]
    return Section(_("怎样才评等次"), clauses, _("不满足的不评等次，也没有分数；公布时写明原因。"))


def _list(words: Iterable[str]) -> str:
    return "、".join(str(each) for each in words)
