"""One person, several posts: which one a home speaks of."""

from gongjian.civic.registry.models import Office


def chosen(offices: list[Office], wanted: str) -> Office | None:
    """Return the office that the address asks for by its key; else the widest; None for who holds none."""
    return next((office for office in offices if str(office.pk) == wanted), offices[0] if offices else None)
