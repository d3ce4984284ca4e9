"""Where things lie: the district, its streets, the calendar of working days."""

from datetime import date

from gongjian.civic.registry.models import Area, Holiday


def district() -> Area | None:
    """Return the district that this installation serves, or None before it is founded."""
    return Area.objects.filter(level=Area.Level.DISTRICT).order_by("pk").first()


def street_of(path: str, streets: dict[str, Area]) -> Area | None:
    """Return the street in whose territory a path lies; streets by path."""
    return streets.get("/".join(path.split("/")[:3]) + "/")


def streets_by_path() -> dict[str, Area]:
    """Return the streets of today by their path."""
    return {street.scope_path: street for street in Area.objects.filter(level=Area.Level.STREET, valid_to=None)}


def day_sets() -> tuple[frozenset[date], frozenset[date]]:
    """Return the holidays and the working days made up for them, as `methods.clocks` takes them."""
    rows = Holiday.objects.values_list("date", "is_workday")
    return (
        frozenset(day for day, is_workday in rows if not is_workday),
        frozenset(day for day, is_workday in rows if is_workday),
    )
