"""What matters store, by noun."""

from gongjian.civic.matters.models.groups import Bulletin, Concern, Group, GroupMember
from gongjian.civic.matters.models.matters import Asking, Leg, Matter, Opinion, Pause, Phase, SiteCheck
from gongjian.civic.matters.models.roads import RoadChief, Segment
from gongjian.civic.matters.models.rules import Level, Rulebook, Rung

__all__ = [
    "Asking",
    "Bulletin",
    "Concern",
    "Group",
    "GroupMember",
    "Leg",
    "Level",
    "Matter",
    "Opinion",
    "Pause",
    "Phase",
    "RoadChief",
    "Rulebook",
    "Rung",
    "Segment",
    "SiteCheck",
]
