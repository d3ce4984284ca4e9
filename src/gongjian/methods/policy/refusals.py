"""Why a policy document is refused: one class per reason."""

from gongjian.methods.refusals import Refused


class PolicyRefused(Refused):
    """A policy document that cannot be used."""


class MissingKey(PolicyRefused):
    """A key that every policy needs is not there."""

    sentence = "{field} is missing."


class UnknownKey(PolicyRefused):
    """A key that means nothing, most likely misspelt."""

    sentence = "{field} is not a key of a policy."


class WrongKindOfValue(PolicyRefused):
    """Text where a number belongs, a list where an object belongs, and so on."""

    sentence = "{field} must be {expected}, not {found!r}."


class NumberOutOfRange(PolicyRefused):
    """A whole number below the least or above the most it may be; `expected` is (least, most)."""

    sentence = "{field} is {found}, but must lie within {expected[0]} and {expected[1]}."


class ShareOutOfRange(NumberOutOfRange):
    """A share or a part of 100 points outside 0…10 000, or outside the narrower limits of its field."""


class WeightsDoNotSumToOne(PolicyRefused):
    """The weights of the components do not add up to 10 000 basis points; `found` is their sum."""

    sentence = "{field} add up to {found}, not to {expected}."


class PointsDoNotSumToFull(PolicyRefused):
    """The points of the indicators, or of the panel's parts, do not add up to 10 000; `found` is their sum."""

    sentence = "The points of {field} add up to {found}, not to {expected}."


class GradesDoNotFall(PolicyRefused):
    """The grades do not fall strictly, or the last does not begin at 0; `found` are their limits."""

    sentence = "{field} must fall strictly and end at 0, but are {found}."


class QuotaDoesNotLower(PolicyRefused):
    """What the quota gives instead of its grade is not a lower grade."""

    sentence = "{field} must be a grade below {expected}, not {found}."


class UnknownRule(PolicyRefused):
    """An indicator with a rule that no method knows."""

    sentence = "{field}: there is no rule {found!r}."


class UnknownState(PolicyRefused):
    """A state that no line of a monthly record can have."""

    sentence = "{field}: a line is never in the state {found!r}."


class UnknownKind(PolicyRefused):
    """A kind that no line of a monthly record can have."""

    sentence = "{field}: there are no lines of kind {found!r}."


class UnknownOption(PolicyRefused):
    """An option that is not on the ballot."""

    sentence = "{field}: the ballot has no option {found!r}."


class UnknownGrade(PolicyRefused):
    """A grade that is not among the grades of the policy; `expected` are those."""

    sentence = "{field}: {found!r} is not one of the grades {expected}."


class NamedTwice(PolicyRefused):
    """Two entries of a list under one name."""

    sentence = "{field}: {found!r} stands there twice."


class NotADay(PolicyRefused):
    """A number that is no day of the calendar."""

    sentence = "{field}: {found} is not a day written as YYYYMMDD."


class PeriodDoesNotRun(PolicyRefused):
    """A period that ends before it begins, or on that day."""

    sentence = "{field} is {found}, but must be later than {expected}."
