"""Reading a policy document: key by key, and nothing is guessed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import pairwise

from gongjian.methods.policy.edition import (
    FULL,
    Ballot,
    Bonus,
    Deduction,
    Eligibility,
    Gate,
    Grade,
    Indicator,
    InspectionRule,
    Panel,
    Policy,
    Quota,
)
from gongjian.methods.policy.refusals import (
    GradesDoNotFall,
    MissingKey,
    NamedTwice,
    NotADay,
    NumberOutOfRange,
    PeriodDoesNotRun,
    PointsDoNotSumToFull,
    PolicyRefused,
    QuotaDoesNotLower,
    ShareOutOfRange,
    UnknownGrade,
    UnknownKey,
    UnknownKind,
    UnknownOption,
    UnknownRule,
    UnknownState,
    WeightsDoNotSumToOne,
    WrongKindOfValue,
)

COMPONENTS = ("A", "B", "C", "D")
OPTIONS = ("GOOD", "FAIRLY_GOOD", "FAIR", "POOR")
STATES = ("DRAFTED", "ACCEPTED", "DEEMED", "AMENDED", "UPHELD", "REJECTED")
KINDS = (
    *("ATTENDANCE", "LIST", "ANSWER", "PROMISE", "TASK", "CLAIM"),
    *("PREMISES", "SUGGESTION", "HELP", "FALSE_EVIDENCE", "DROPPED"),
)
RULES: Mapping[str, tuple[str, ...]] = {  # rule -> the keys that only it needs
    "LOSE_PER_MISS": ("per_miss_cp",),
    "MEAN_OUTCOME": (),
    "SHARE_ON_TIME": (),
    "WEIGHTED_OUTCOME": (),
    "MEAN_LEVEL": ("levels_bp",),
    "SHARE_ACHIEVED": (),
}
LEVELS = 4
MOST = 1_000_000  # of a number that is no share: far above any use, far below any overflow


class _Section:
    """One object of the document, read key by key; it refuses what is missing, unknown or of another kind."""

    def __init__(self, found: object, keys: Collection[str], path: str = "") -> None:
        self.path = path
        if not isinstance(found, Mapping):
            raise WrongKindOfValue(path or "policy", found, "an object")
        self.content = found
        for key in found:
            if key not in keys:
                raise UnknownKey(self.field(str(key)), key)
        for key in keys:
            if key not in found:
                raise MissingKey(self.field(key), None)

    def field(self, key: str) -> str:
        """Return where a key stands, such as "quota.then"."""
        return f"{self.path}.{key}" if self.path else key

    def whole(self, key: str, least: int, most: int, refusal: type[PolicyRefused] = NumberOutOfRange) -> int:
        """Return a whole number within its limits."""
        return _whole(self.content[key], self.field(key), least, most, refusal)

    def share(self, key: str, least: int = 0) -> int:
        """Return a number up to 10 000: a share in basis points, or points in centipoints."""
        return self.whole(key, least, FULL, ShareOutOfRange)

    def text(self, key: str) -> str:
        """Return a text that is not blank."""
        return _text(self.content[key], self.field(key))

    def day(self, key: str) -> int:
        """Return a day of the calendar, YYYYMMDD."""
        number = self.whole(key, 0, 99_991_231)
        try:
            date(number // 10000, number // 100 % 100, number % 100)
        except ValueError:
            raise NotADay(self.field(key), number) from None
        return number

    def within(self, key: str, keys: Collection[str]) -> "_Section":
        """Return the object under a key, which holds these keys and no others."""
        return _Section(self.content[key], keys, self.field(key))

    def entries(self, key: str) -> list[tuple[object, str]]:
        """Return what a list holds, each with its place, such as "grades.0"."""
        found = self.content[key]
        if not isinstance(found, Sequence) or isinstance(found, str | bytes):
            raise WrongKindOfValue(self.field(key), found, "a list")
        return [(entry, f"{self.field(key)}.{number}") for number, entry in enumerate(found)]

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of different texts, at least one."""
        found = tuple(_text(entry, place) for entry, place in self.entries(key))
        if not found:
            raise WrongKindOfValue(self.field(key), [], "a list with an entry")
        return _unlike(found, self.field(key))

    def names(self, key: str) -> tuple[str, ...]:
        """Return the keys of an object whose keys are names chosen by the policy, at least one."""
        found = self.content[key]
        if not isinstance(found, Mapping) or not found:
            raise WrongKindOfValue(self.field(key), found, "an object with an entry")
        return tuple(_text(name, self.field(key)) for name in found)


def _whole(found: object, field: str, least: int, most: int, refusal: type[PolicyRefused]) -> int:
    """Return what was found if it is a whole number within the limits."""
    if not isinstance(found, int) or isinstance(found, bool):
        raise WrongKindOfValue(field, found, "a whole number")
    if not least <= found <= most:
        raise refusal(field, found, (least, most))
    return found


def _text(found: object, field: str) -> str:
    """Return what was found if it is a text that is not blank."""
    if not isinstance(found, str) or not found.strip():
        raise WrongKindOfValue(field, found, "text")
    return found


def _unlike(names: Sequence[str], field: str) -> tuple[str, ...]:
    """Return the names if no two are the same."""
    for number, name in enumerate(names):
        if name in names[:number]:
            raise NamedTwice(field, name)
    return tuple(names)


def _one_of(found: str, known: Collection[str], field: str, refusal: type[PolicyRefused]) -> str:
    """Return what was found if it is known."""
    if found not in known:
        raise refusal(field, found, tuple(known))
    return found


def read_policy(document: Mapping[str, object]) -> Policy:
    """Return the policy that a document states, or refuse it.

    document  as policy.json holds it; every key of docs/tables.md and no other
    returns   a frozen Policy
    raises    a subclass of PolicyRefused, with `field` and `found`, for the first fault met
    source    docs/tables.md, Policy

    >>> from gongjian.methods.policy import DEFAULT_POLICY
    >>> read_policy(DEFAULT_POLICY).weights_bp["A"]
    4000
    >>> read_policy({**DEFAULT_POLICY, "bonus_most_cp": 10001})
    Traceback (most recent call last):
    gongjian.methods.policy.refusals.ShareOutOfRange: bonus_most_cp is 10001, but must lie within 0 and 10000.
    """
    keys = (
        *("edition", "year", "period", "weights_bp", "counted_states", "indicators", "bonus", "bonus_most_cp"),
        *("deductions", "deductions_most_cp", "ballot", "inspection", "panel", "grades", "gates", "quota"),
        *("eligible", "classes"),
    )
    whole_document = _Section(document, keys)
    period = whole_document.within("period", ("from", "until"))
    period_from, period_until = period.day("from"), period.day("until")
    if period_until <= period_from:
        raise PeriodDoesNotRun("period.until", period_until, period_from)
    states = whole_document.texts("counted_states")
    grades = _grades(whole_document)
    eligible = whole_document.within("eligible", ("months_in_force", "valid_marks"))
    return Policy(
        edition=whole_document.text("edition"),
        year=whole_document.whole("year", 1949, 9998),
        period_from=period_from,
        period_until=period_until,
        weights_bp=_weights(whole_document),
        counted_states=tuple(_one_of(state, STATES, "counted_states", UnknownState) for state in states),
        indicators=_indicators(whole_document),
        bonuses=_bonuses(whole_document),
        bonus_most_cp=whole_document.share("bonus_most_cp"),
        deductions=_deductions(whole_document),
        deductions_most_cp=whole_document.share("deductions_most_cp"),
        ballot=_ballot(whole_document),
        inspection=_inspection(whole_document),
        panel=_panel(whole_document),
        grades=grades,
        gates=_gates(whole_document, [step.grade for step in grades]),
        quota=_quota(whole_document, [step.grade for step in grades]),
        eligible=Eligibility(eligible.whole("months_in_force", 0, 1200), eligible.whole("valid_marks", 1, MOST)),
        classes=whole_document.texts("classes"),
    )


def _weights(document: _Section) -> dict[str, int]:
    """Return the weights. B weighs at least 1: who is graded has ballots, so that a composite always exists."""
    section = document.within("weights_bp", COMPONENTS)
    weights = {name: section.share(name, least=1 if name == "B" else 0) for name in COMPONENTS}
    if sum(weights.values()) != FULL:
        raise WeightsDoNotSumToOne("weights_bp", sum(weights.values()), FULL)
    return weights


def _indicators(document: _Section) -> tuple[Indicator, ...]:
    indicators = tuple(_indicator(entry, place) for entry, place in document.entries("indicators"))
    _unlike([indicator.code for indicator in indicators], "indicators")
    _make_full([indicator.points_cp for indicator in indicators], "indicators")
    return indicators


def _indicator(entry: object, place: str) -> Indicator:
    rule = entry.get("rule") if isinstance(entry, Mapping) else None
    own = RULES.get(rule, ()) if isinstance(rule, str) else ()
    if isinstance(rule, str) and rule not in RULES:
        raise UnknownRule(f"{place}.rule", rule, tuple(RULES))
    section = _Section(entry, ("code", "kind", "rule", "points_cp", *own), place)
    return Indicator(
        code=section.text("code"),
        kind=_kind(section),
        rule=section.text("rule"),
        points_cp=section.share("points_cp", least=1),
        per_miss_cp=section.share("per_miss_cp") if "per_miss_cp" in own else 0,
        levels_bp=_levels(section) if "levels_bp" in own else (),
    )


def _levels(section: _Section) -> tuple[int, ...]:
    entries = section.entries("levels_bp")
    if len(entries) != LEVELS:
        raise NumberOutOfRange(section.field("levels_bp"), len(entries), (LEVELS, LEVELS))
    return tuple(_whole(entry, place, 0, FULL, ShareOutOfRange) for entry, place in entries)


def _kind(section: _Section) -> str:
    return _one_of(section.text("kind"), KINDS, section.field("kind"), UnknownKind)


def _make_full(points: Sequence[int], field: str) -> None:
    if sum(points) != FULL:
        raise PointsDoNotSumToFull(field, sum(points), FULL)


def _bonuses(document: _Section) -> tuple[Bonus, ...]:
    keys = ("code", "kind", "each_cp", "most_cp", "least_quantity")
    sections = [_Section(entry, keys, place) for entry, place in document.entries("bonus")]
    _unlike([section.text("code") for section in sections], "bonus")
    return tuple(
        Bonus(
            code=section.text("code"),
            kind=_kind(section),
            each_cp=section.share("each_cp"),
            most_cp=section.share("most_cp"),
            least_quantity=section.whole("least_quantity", 0, MOST),
        )
        for section in sections
    )


def _deductions(document: _Section) -> tuple[Deduction, ...]:
    sections = [_Section(entry, ("code", "kind", "each_cp"), place) for entry, place in document.entries("deductions")]
    _unlike([section.text("code") for section in sections], "deductions")
    return tuple(Deduction(section.text("code"), _kind(section), section.share("each_cp")) for section in sections)


def _ballot(document: _Section) -> Ballot:
    section = document.within("ballot", ("options_bp", "satisfied"))
    for option in section.names("options_bp"):
        _one_of(option, OPTIONS, section.field("options_bp"), UnknownOption)
    options = section.within("options_bp", OPTIONS)
    satisfied = section.texts("satisfied")
    for option in satisfied:
        _one_of(option, OPTIONS, section.field("satisfied"), UnknownOption)
    return Ballot({option: options.share(option) for option in OPTIONS}, satisfied)


def _inspection(document: _Section) -> InspectionRule:
    section = document.within("inspection", ("minor_cp", "major_cp", "late_times"))
    return InspectionRule(section.share("minor_cp"), section.share("major_cp"), section.whole("late_times", 1, 100))


def _panel(document: _Section) -> Panel:
    """Return the panel's parts. Extremes are dropped from 3 marks at the least: one must be left."""
    section = document.within("panel", ("points_cp", "drop_extremes_from"))
    names = section.names("points_cp")
    parts = section.within("points_cp", names)
    points = {name: parts.share(name, least=1) for name in names}
    _make_full(list(points.values()), "panel.points_cp")
    return Panel(points, section.whole("drop_extremes_from", 3, MOST))


def _grades(document: _Section) -> tuple[Grade, ...]:
    sections = [_Section(entry, ("grade", "from_cp"), place) for entry, place in document.entries("grades")]
    grades = tuple(Grade(section.text("grade"), section.share("from_cp")) for section in sections)
    _unlike([step.grade for step in grades], "grades")
    limits = tuple(step.from_cp for step in grades)
    if not limits or limits[-1] != 0 or any(low >= high for high, low in pairwise(limits)):
        raise GradesDoNotFall("grades", limits)
    return grades


def _gates(document: _Section, grades: Sequence[str]) -> tuple[Gate, ...]:
    sections = [_Section(entry, ("satisfied_below_bp", "at_most"), place) for entry, place in document.entries("gates")]
    return tuple(Gate(section.share("satisfied_below_bp"), _grade(section, "at_most", grades)) for section in sections)


def _grade(section: _Section, key: str, grades: Sequence[str]) -> str:
    return _one_of(section.text(key), grades, section.field(key), UnknownGrade)


def _quota(document: _Section, grades: Sequence[str]) -> Quota:
    """Return the quota. `tie_cp` is at least 1, so that equal composites always count as tied."""
    section = document.within("quota", ("grade", "most_bp", "at_least", "then", "tie_cp"))
    grade, then = _grade(section, "grade", grades), _grade(section, "then", grades)
    if grades.index(then) <= grades.index(grade):
        raise QuotaDoesNotLower("quota.then", then, grade)
    return Quota(
        grade=grade,
        most_bp=section.share("most_bp"),
        at_least=section.whole("at_least", 0, MOST),
        then=then,
        tie_cp=section.share("tie_cp", least=1),
    )
