"""The long work of imports, done by the worker beside the website: checking, entering, taking back."""

import logging
from collections.abc import Callable

from django.utils.translation import gettext as _
from django_tasks import task

from gongjian.accounts.models import User
from gongjian.civic.registry.actions.imports import check_batch, commit_batch, planned, stop_batch
from gongjian.civic.registry.actions.undoing import undo_batch
from gongjian.civic.registry.models import Batch
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.web.documents import Unreadable
from gongjian.web.middleware import moment_of_asking
from gongjian.web.progress import write_progress

logger = logging.getLogger(__name__)


def queue(batch: Batch, work: str, user: User) -> None:
    """Put one of the three pieces of work on the worker's list; from now on the page shows its progress."""
    telling(batch, work)(0)
    {"check": check, "commit": commit, "undo": undo}[work].enqueue(batch.pk, user.pk)


def telling(batch: Batch, step: str) -> Callable[[int], None]:
    """Return who is told how many rows are done."""

    def tell(done: int) -> None:
        write_progress(batch.progress_file, step, done, max(batch.rows, done + 1), moment_of_asking())

    return tell


@task()
def check(batch_pk: int, user_pk: int) -> None:
    """Read a workbook and say what it would do."""
    del user_pk
    batch, clock = Batch.objects.select_related("area", "file").get(pk=batch_pk), User.objects.clock()
    if batch.checked_at is not None:
        return
    try:
        plan, sheet = planned(batch, moment_of_asking(), telling(batch, "check"))
    except Unreadable as problem:
        check_batch(clock, batch, broken=str(problem), at=moment_of_asking())
        return
    except Exception:
        check_batch(
            clock,
            batch,
            broken=_("查的时候出了问题。请再查一次；还是不行，请告诉管理共建的同志。"),
            at=moment_of_asking(),
        )
        raise
    check_batch(
        clock,
        batch,
        rows=sum(plan.counts.values()) + len(plan.faulty),
        summary=plan.summary(**sheet),
        at=moment_of_asking(),
    )


@task()
def commit(batch_pk: int, user_pk: int) -> None:
    """Enter a checked workbook."""
    batch, user = Batch.objects.get(pk=batch_pk), User.objects.get(pk=user_pk)
    if batch.committed_at is None:
        _try(batch, lambda: commit_batch(user, batch, tell=telling(batch, "commit"), at=moment_of_asking()))


@task()
def undo(batch_pk: int, user_pk: int) -> None:
    """Take back what a workbook wrote."""
    batch, user = Batch.objects.get(pk=batch_pk), User.objects.get(pk=user_pk)
    if batch.undone_at is None:
        _try(batch, lambda: undo_batch(user, batch, tell=telling(batch, "undo"), at=moment_of_asking()))


def _try(batch: Batch, work: Callable[[], object]) -> None:
    """Do it, or leave on the batch why it could not be done; nothing of it was written then."""
    try:
        work()
    except (Refused, NotAllowed, Unreadable) as problem:
        stop_batch(User.objects.clock(), batch, reason=str(problem), at=moment_of_asking())
    except Exception:
        reason = _("中途出了问题，什么都没有写进去。请再试一次；还是不行，请告诉管理共建的同志。")
        stop_batch(User.objects.clock(), batch, reason=reason, at=moment_of_asking())
        raise
