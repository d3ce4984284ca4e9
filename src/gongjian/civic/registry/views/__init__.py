"""The pages of the registry."""

from gongjian.civic.registry.views.organisations import list_organisations, show_organisation
from gongjian.civic.registry.views.search import search
from gongjian.civic.registry.views.sign_in import demo_sign_in, sign_in, sign_out

__all__ = ["demo_sign_in", "list_organisations", "search", "show_organisation", "sign_in", "sign_out"]
