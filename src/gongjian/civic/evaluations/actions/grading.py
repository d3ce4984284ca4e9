"""The year-end sums: computed, calibrated, sent, adopted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.evaluations.actions.words import in_words
from gongjian.civic.evaluations.bridge import run_scheme
from gongjian.civic.evaluations.models import Decision, Grading, Outcome, Scheme
from gongjian.civic.evaluations.queries import bands_of, is_current, policy_of
from gongjian.civic.records.models import Period
from gongjian.civic.registry.actions import close_programme
from gongjian.ledger.action import Refused, WithParts, action, digest_of
from gongjian.methods.refusals import Refused as MethodRefused

NUMBERS = ("a_cp", "b_cp", "c_cp", "d_cp", "bonus_cp", "deduct_cp", "composite_cp", "satisfied_bp", "rank")
WORDS = ("reason", "grade", "held_by", "missing")


@action
def compute_grading(actor: User, scheme: Scheme, /, *, at: datetime) -> WithParts[Grading]:
    """Compute every unit's composite, grade, or reason for none; repeated after a correction, and sent again."""
    unlocked = Period.objects.filter(programme=scheme.programme, locked_at=None).count()
    if unlocked:
        raise Refused(_("还有 %(count)s 份街道月度档案没有锁定，锁定后再算。") % {"count": unlocked})
    grading = Grading.objects.filter(scheme=scheme).first()
    if grading is not None and grading.sent_at is not None:  # corrected: the units see the new draft first
        grading.sent_at = None
        grading.save(update_fields=["sent_at"])
    if grading is None:
        grading = Grading.objects.create(scheme=scheme, computed_at=at)
    return _computed(grading, at)


@action
def calibrate(
    actor: User, grading: Grading, /, *, chosen: Sequence[int], document: str, at: datetime
) -> WithParts[Grading]:
    """Enter the committee's choice among the units tied at a quota line, citing its minutes; then compute again."""
    if not document.strip():
        raise Refused(_("请写明是哪次会议定的。"))
    grade = policy_of(grading.scheme).quota.grade
    Decision.objects.filter(grading=grading).delete()
    Decision.objects.bulk_create(
        Decision(grading=grading, unit_id=unit, grade=grade, document=document) for unit in sorted(set(chosen))
    )
    done = _computed(grading, at)
    return WithParts(done.row, {**done.parts, "chosen": digest_of(sorted(chosen)), "document": [None, document]})


@action
def send_drafts(actor: User, grading: Grading, /, *, at: datetime) -> Grading:
    """Let every unit see its own draft before anybody else does."""
    if bands_of(grading) and not grading.decisions.exists():
        raise Refused(_("名额线上还有并列的单位没有定，先由领导小组定。"))
    grading.sent_at = at
    grading.save(update_fields=["sent_at"])
    return grading


@action
def adopt_grading(actor: User, grading: Grading, /, *, at: datetime) -> Grading:
    """Adopt the grading and close the year: from now on no fact and no outcome changes."""
    if not is_current(grading):
        raise Refused(_("计算之后又有更正。请重新计算，再送各单位看，然后审定。"))
    close_programme(actor, grading.scheme.programme, at=at)
    grading.adopted_at = at
    grading.save(update_fields=["adopted_at"])
    return grading


def _computed(grading: Grading, at: datetime) -> WithParts[Grading]:
    try:
        rows, manifest = run_scheme(grading.scheme)
    except MethodRefused as refusal:
        raise in_words(refusal) from refusal
    Outcome.objects.filter(grading=grading).delete()
    Outcome.objects.bulk_create((_outcome(grading, row) for row in rows), batch_size=500)
    grading.manifest = manifest
    grading.computed_at = at
    grading.save(update_fields=["manifest", "computed_at"])
    return WithParts(grading, {"outcomes": digest_of([tuple(row.values()) for row in rows])})


def _outcome(grading: Grading, row: Any) -> Outcome:
    numbers = {name: row[name] for name in NUMBERS}
    words = {name: row[name] or "" for name in WORDS}
    return Outcome(grading=grading, unit_id=row["unit"], grouping=row["class"], **numbers, **words)
