"""The district's rules for matters; the usual ones until it wrote its own."""

from collections.abc import Iterable

from gongjian.civic.matters.models import Level, Matter, Rulebook, Rung
from gongjian.civic.registry.queries import district

USUAL_LADDER = ((1, 1, Level.STREET), (2, 3, Level.DISTRICT))  # step, working days overdue, shown to
LEAST_OPINIONS = 2  # a works problem is disposed of jointly


def rulebook() -> Rulebook:
    """Return the rules of the district; before it wrote any, the usual ones (not saved)."""
    area = district()
    found = Rulebook.objects.filter(area=area).first()
    return found or Rulebook(area=area)


def rungs(rules: Rulebook) -> list[Rung]:
    """Return the ladder in order; the usual one for rules that were never written."""
    if rules.pk is None:
        return [Rung(rulebook=rules, step=step, after_days=days, to_level=level) for step, days, level in USUAL_LADDER]
    return list(rules.rungs.order_by("step"))


def above(ladder: Iterable[Rung], level: str) -> list[Rung]:
    """Return the rungs that show a leg of a level to a higher one; what lies at the district is shown to its office."""
    order = list(Level.values)
    return [
        rung
        for rung in ladder
        if order.index(rung.to_level) > order.index(level) or rung.to_level == level == Level.DISTRICT
    ]


def limit_days(rules: Rulebook, urgency: str) -> int:
    """Return within how many working days a matter of this urgency is to be solved."""
    days = {
        Matter.Urgency.URGENT: rules.urgent_days,
        Matter.Urgency.ORDINARY: rules.ordinary_days,
        Matter.Urgency.HARD: rules.hard_days,
    }
    return days[Matter.Urgency(urgency)]
