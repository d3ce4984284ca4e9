"""What every page says about who is signed in: the office, not the account's name."""

from django.utils.functional import SimpleLazyObject

from gongjian.civic.registry.models import offices_of
from gongjian.web.requests import Request


def standing(request: Request) -> dict[str, object]:
    """Return `standing`: the first office of the signed-in user in words, read only if a page shows it."""

    def words() -> str:
        offices = offices_of(request.user, request.on)
        return str(offices[0]) if offices else ""

    return {"standing": SimpleLazyObject(words)}
