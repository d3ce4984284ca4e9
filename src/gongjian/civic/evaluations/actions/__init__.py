"""Every write of evaluations."""

from gongjian.civic.evaluations.actions.facts import cap_grade, record_inspection, submit_marks
from gongjian.civic.evaluations.actions.grading import adopt_grading, calibrate, compute_grading, send_drafts
from gongjian.civic.evaluations.actions.scheme import draft_scheme, freeze_scheme, revise_scheme

__all__ = [
    "adopt_grading",
    "calibrate",
    "cap_grade",
    "compute_grading",
    "draft_scheme",
    "freeze_scheme",
    "record_inspection",
    "revise_scheme",
    "send_drafts",
    "submit_marks",
]
