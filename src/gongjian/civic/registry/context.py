"""What every page says about who is signed in: the office, not the account's name."""

from typing import Any

from django.utils.functional import SimpleLazyObject

from gongjian.civic.registry.models import ADMINISTRATORS, WITH_BUSINESS, Role, own_offices
from gongjian.web.requests import Request

SEARCHING = (*WITH_BUSINESS, Role.SECTOR_DEPARTMENT)


def standing(request: Request) -> dict[str, object]:
    """Return what is read only if a page shows it.

    standing     the first office of the signed-in user in words
    administers  the role, for one of the three who run the system: they have sections of their own
    searches     whether there is more than one's own body to search: a territory, or a sector
    """
    offices: Any = SimpleLazyObject(lambda: own_offices(request.user, request.on) if hasattr(request, "on") else [])
    return {
        "standing": SimpleLazyObject(lambda: str(offices[0]) if offices else ""),
        "administers": SimpleLazyObject(
            lambda: next((str(office.role) for office in offices if office.role in ADMINISTRATORS), "")
        ),
        "searches": SimpleLazyObject(lambda: any(office.role in SEARCHING for office in offices)),
    }
