"""The pages of matters, by noun."""

from gongjian.civic.matters.views.groups import show_group
from gongjian.civic.matters.views.roads import show_road

__all__ = ["show_group", "show_road"]
