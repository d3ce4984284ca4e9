"""The quota of each class of each district, with its tie band and decisions, and ranks: steps 10 and 11."""

import ibis
from ibis.expr.types import Table

from gongjian.engine.measures.choices import greatest
from gongjian.engine.schemas import DISTRICT
from gongjian.methods.policy import FULL, Policy

CLASS = [DISTRICT, "class"]  # units are compared within these


def grades_after_quota(graded: Table, policy: Policy) -> Table:
    """Return the same rows with place and held_by after the quota, and with rank, seats, in_band.

    graded   one row per unit: unit, district, class, composite_cp, place, held_by, decision (a grade or null)
    returns  rank and seats, int64; in_band, boolean: stands in the tie band of its class; null and false without a
             composite
    """
    queued = _queued(graded, policy)
    line, tie_cp = queued.line_cp, policy.quota.tie_cp
    is_cut = (line - queued.next_cp < tie_cp).fill_null(False)  # the line cuts a tie: the band decides, not the seat
    is_near = (queued.composite_cp > line - tie_cp) & (queued.composite_cp < line + tie_cp)
    banded = queued.mutate(is_cut=is_cut, in_band=queued.is_candidate & is_cut & is_near)
    is_below = ibis.ifelse(banded.is_cut, banded.composite_cp < banded.line_cp, banded.seat > banded.seats)
    is_kept = (banded.decision == policy.quota.grade).fill_null(False)
    is_lowered = banded.is_candidate & ibis.ifelse(banded.in_band, ~is_kept, is_below)
    return banded.mutate(
        place=is_lowered.ifelse(policy.place_of(policy.quota.then), banded.place),
        held_by=ibis.cases((is_lowered & banded.in_band, "TIE"), (is_lowered, "QUOTA"), else_=banded.held_by),
    ).drop("is_candidate", "seat", "line_cp", "next_cp", "is_cut", "decision")


def _queued(graded: Table, policy: Policy) -> Table:
    """Add rank, seats, is_candidate, seat, line_cp and next_cp, the composites at the last seat and after it.

    The seat of a candidate is its place in the queue of its class: composite falling, then unit rising.
    Ibis counts places from 0.
    """
    is_graded, falling = graded.composite_cp.notnull(), graded.composite_cp.desc()
    in_class = ibis.window(group_by=CLASS)
    share = graded.composite_cp.count().over(in_class) * policy.quota.most_bp // FULL
    counted = graded.mutate(
        rank=is_graded.ifelse(ibis.rank().over(group_by=CLASS, order_by=falling) + 1, None),
        seats=is_graded.ifelse(greatest(share, policy.quota.at_least), None),
        is_candidate=(graded.place == policy.place_of(policy.quota.grade)).fill_null(False),
    )
    queue = ibis.window(group_by=[*CLASS, "is_candidate"], order_by=[ibis.desc("composite_cp"), "unit"])
    has_seat = counted.is_candidate & (counted.seats > 0)
    last = has_seat.ifelse(counted.seats, 1)
    return counted.mutate(
        seat=ibis.row_number().over(queue) + 1,
        line_cp=has_seat.ifelse(counted.composite_cp.nth(last - 1).over(queue), None),
        next_cp=has_seat.ifelse(counted.composite_cp.nth(last).over(queue), None),
    )
