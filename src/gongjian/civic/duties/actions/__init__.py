"""Verbs that touch rows of many rooms at once."""

from gongjian.civic.duties.actions.communities import redraw_communities
from gongjian.civic.duties.actions.handover import hand_over, note_paper, prepare_handover, sign_handover
from gongjian.civic.duties.actions.mergers import merge_organisations, split_organisation
from gongjian.civic.duties.actions.years import open_year

__all__ = [
    "hand_over",
    "merge_organisations",
    "note_paper",
    "open_year",
    "prepare_handover",
    "redraw_communities",
    "sign_handover",
    "split_organisation",
]
