"""The parts of a policy: what a document says, once it has been read and found to hold together."""

from collections.abc import Mapping
from dataclasses import dataclass

FULL = 10_000  # 100.00 points in centipoints, 100 % in basis points


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of component A: lines of one kind, one rule, its points.

    points_cp    centipoints 1…10 000; those of all indicators make 10 000
    per_miss_cp  LOSE_PER_MISS: what each miss costs; 0 for the other rules
    levels_bp    MEAN_LEVEL: the share for level 1, 2, 3, 4; empty for the other rules
    """

    code: str
    kind: str
    rule: str
    points_cp: int
    per_miss_cp: int = 0
    levels_bp: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bonus:
    """Centipoints for each line of a kind with at least a quantity, up to a limit of its own."""

    code: str
    kind: str
    each_cp: int
    most_cp: int
    least_quantity: int


@dataclass(frozen=True, slots=True)
class Deduction:
    """Centipoints taken off for each line of a kind."""

    code: str
    kind: str
    each_cp: int


@dataclass(frozen=True, slots=True)
class Ballot:
    """What each option of the ballot is worth, and which of them mean a satisfied voter."""

    options_bp: Mapping[str, int]
    satisfied: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InspectionRule:
    """What a verified defect costs, and how many times that if it was not corrected in time."""

    minor_cp: int
    major_cp: int
    late_times: int


@dataclass(frozen=True, slots=True)
class Panel:
    """The parts of component D with their points, and from how many marks on the extremes are dropped."""

    points_cp: Mapping[str, int]
    drop_extremes_from: int


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the composite it begins at."""

    grade: str
    from_cp: int


@dataclass(frozen=True, slots=True)
class Gate:
    """A limit for units whose voters are less satisfied than this share."""

    satisfied_below_bp: int
    at_most: str


@dataclass(frozen=True, slots=True)
class Quota:
    """How many units of a class may hold a grade, what the others get, and what counts as a tie."""

    grade: str
    most_bp: int
    at_least: int
    then: str
    tie_cp: int


@dataclass(frozen=True, slots=True)
class Eligibility:
    """What a unit needs to be graded: full months of agreement, valid marks in the ballot."""

    months_in_force: int
    valid_marks: int


@dataclass(frozen=True, slots=True)
class Policy:
    """The rubric of one year. Only `read_policy` makes one, so every policy holds together.

    period_from, period_until  days YYYYMMDD, the second no longer part of the period
    weights_bp                 component A, B, C, D -> basis points, together 10 000
    grades                     from the best to the last, which begins at 0
    source                     docs/tables.md, Policy
    """

    edition: str
    year: int
    period_from: int
    period_until: int
    weights_bp: Mapping[str, int]
    counted_states: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    bonuses: tuple[Bonus, ...]
    bonus_most_cp: int
    deductions: tuple[Deduction, ...]
    deductions_most_cp: int
    ballot: Ballot
    inspection: InspectionRule
    panel: Panel
    grades: tuple[Grade, ...]
    gates: tuple[Gate, ...]
    quota: Quota
    eligible: Eligibility
    classes: tuple[str, ...]

    def place_of(self, grade: str) -> int:
        """Return how many grades are better than this one; raise KeyError for one that is none.

        >>> from gongjian.methods.policy import DEFAULT_POLICY, read_policy
        >>> read_policy(DEFAULT_POLICY).place_of("FAIR")
        2
        """
        for place, step in enumerate(self.grades):
            if step.grade == grade:
                return place
        raise KeyError(grade)

    def lower_of(self, one: str, other: str) -> str:
        """Return the lower of two grades.

        >>> from gongjian.methods.policy import DEFAULT_POLICY, read_policy
        >>> read_policy(DEFAULT_POLICY).lower_of("GOOD", "FAIR")
        'FAIR'
        """
        return max(one, other, key=self.place_of)
