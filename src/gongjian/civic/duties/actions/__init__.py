"""Verbs that touch rows of many rooms at once."""

from gongjian.civic.duties.actions.handover import hand_over, note_paper, prepare_handover, sign_handover
from gongjian.civic.duties.actions.years import open_year

__all__ = ["hand_over", "note_paper", "open_year", "prepare_handover", "sign_handover"]
