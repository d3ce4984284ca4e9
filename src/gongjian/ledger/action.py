"""The one gate through which every write passes: lock, ask, do, write it down; all or nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast, overload
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.accounts.private import PrivateField, Salted, SecretHash
from gongjian.ledger.may import Ask, decide
from gongjian.ledger.models import Event

S = TypeVar("S", bound=models.Model)
R = TypeVar("R", bound=models.Model)
P = ParamSpec("P")
B = TypeVar("B", bound=Callable[..., Sequence[Any]])

BLOCK = 500
VERBS: dict[str, "Action[Any, Any, Any]"] = {}


class NotAllowed(PermissionDenied):
    """The actor may not do this now; str() is a sentence for the user, `is_post` whether a post would help."""

    def __init__(self, verb: str, why: str | Promise | Ask = "") -> None:
        self.verb = verb
        self.is_post = why.is_post if isinstance(why, Ask) else True
        self.subject = why.subject if isinstance(why, Ask) else None
        because = why.because if isinstance(why, Ask) else why
        super().__init__(str(because) or _("您的岗位不能做这件事。如果应当由您来做，请联系区牵头部门。"))


class Refused(Exception):
    """The action cannot be carried out as asked; str() says what is wrong and what to do."""


@dataclass(frozen=True)
class WithParts(Generic[R]):
    """What a verb returns when it also wrote parts: the row, and what the event shall say of the parts."""

    row: R
    parts: dict[str, Any]


class Action(Generic[S, P, R]):
    """A verb. Calling it is the only way to write; `each` does the same for many in one transaction."""

    def __init__(self, body: Callable[Concatenate[User, S, P], R | WithParts[R]], voids: str | None) -> None:
        self.body = body
        self.bodies: Callable[[Sequence[tuple[S, dict[str, Any]]]], Sequence[R | WithParts[R]]] | None = None
        self.voids = voids
        self.app = body.__module__.split(".civic.")[-1].split(".")[0]
        self.verb = f"{self.app}.{body.__name__}"
        self.__name__ = body.__name__
        self.__doc__ = body.__doc__
        self.__module__ = body.__module__
        VERBS[self.verb] = self

    def __call__(self, actor: User, subject: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Do it once. Raises NotAllowed or Refused, and then nothing is written."""
        at = cast("datetime", kwargs["at"])
        with transaction.atomic():
            _lock_above(type(subject), [subject])
            subject.refresh_from_db(from_queryset=_locked(type(subject)))
            result, event = self._do(actor, subject, Ask(subject, at), args, dict(kwargs))
            event.save(force_insert=True)
        return result

    def each(
        self, calls: Iterable[tuple[User, S, dict[str, Any]]], /, *, at: datetime, batch: UUID | None = None
    ) -> list[R]:
        """Do it for every (actor, subject, arguments): same rule, same body, same events; all or nothing."""
        results: list[R] = []
        memo: dict[Any, Any] = {}
        with transaction.atomic():
            for block in _blocks(calls, BLOCK):
                kept = _lock_all([subject for _actor, subject, _arguments in block])
                asked = [
                    (actor, cast("S", kept[type(subject), subject.pk]), {**arguments, "at": at})
                    for actor, subject, arguments in block
                ]
                do = self._do_together if self.bodies else self._do_in_turn
                done = do(asked, at, memo)
                for result, event in done:
                    event.batch = batch
                    results.append(result)
                Event.objects.bulk_create([event for _result, event in done])
        return results

    def together(self, bodies: B) -> B:
        """Let `each` hand many (subject, arguments) to one function, which makes new rows in few statements.

        The verb's own body calls the same function with one, so that there is nothing to differ.
        """
        self.bodies = bodies
        return bodies

    def _do_in_turn(
        self, asked: Sequence[tuple[User, S, dict[str, Any]]], at: datetime, memo: dict[Any, Any]
    ) -> list[tuple[R, Event]]:
        return [self._do(actor, row, Ask(row, at, memo), (), arguments) for actor, row, arguments in asked]

    def _do_together(
        self, asked: Sequence[tuple[User, S, dict[str, Any]]], at: datetime, memo: dict[Any, Any]
    ) -> list[tuple[R, Event]]:
        before = []
        for actor, row, _arguments in asked:
            self._ask(actor, Ask(row, at, memo))
            before.append(values(row))
        outcomes = self.bodies([(row, arguments) for _actor, row, arguments in asked]) if self.bodies else []
        return [
            self._told(actor, was if _row_of(outcome) is row else {}, outcome, at)
            for (actor, row, _arguments), was, outcome in zip(asked, before, outcomes, strict=True)
        ]

    def _do(self, actor: User, subject: S, ask: Ask, args: Sequence[Any], kwargs: dict[str, Any]) -> tuple[R, Event]:
        self._ask(actor, ask)
        before = values(subject)
        outcome = self.body(actor, subject, *args, **kwargs)
        return self._told(actor, before if _row_of(outcome) is subject else {}, outcome, ask.at)

    def _ask(self, actor: User, ask: Ask) -> None:
        if not decide(actor, self.verb, ask):
            raise NotAllowed(self.verb, ask)

    def _told(self, actor: User, before: dict[str, Any], outcome: R | WithParts[R], at: datetime) -> tuple[R, Event]:
        result, parts = (outcome.row, outcome.parts) if isinstance(outcome, WithParts) else (outcome, {})
        row = cast("models.Model", result)
        changes = _changes(before, values(row)) | parts
        event = Event(
            at=at,
            actor=actor,
            verb=self.verb,
            subject_type=ContentType.objects.get_for_model(row),
            subject_id=row.pk,
            path=row.scope_path,  # type: ignore[attr-defined] # every row a verb returns has one
            changes=changes,
            voids=self._voided(row),
        )
        return result, event

    def _voided(self, row: models.Model) -> Event | None:
        if self.voids is None:
            return None
        return Event.objects.about(row).filter(verb=self.voids, voided_by=None).order_by("-pk").first()


@overload
def action(body: Callable[Concatenate[User, S, P], WithParts[R]]) -> Action[S, P, R]: ...
@overload
def action(body: Callable[Concatenate[User, S, P], R]) -> Action[S, P, R]: ...
def action(body: Callable[Concatenate[User, S, P], Any]) -> Action[S, P, Any]:
    """Make a verb of a function `verb_noun(actor, subject, /, *, at, …)` that returns the row it wrote."""
    return Action(body, None)


def voiding(verb: str) -> Callable[[Callable[Concatenate[User, S, P], R]], Action[S, P, R]]:
    """Make a verb that takes back the row's latest event of another verb."""
    return lambda body: Action(body, verb)


def values(row: models.Model) -> dict[str, Any]:
    """Return the fields of a row that an event may hold: empty ones left out, private ones as commitments."""
    found: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.primary_key or value is None or value == "" or isinstance(field, models.BinaryField | SecretHash):
            continue
        if isinstance(field, PrivateField):
            value = cast("Salted", row).commit(field.attname, value)
        elif field.attname == "password" or getattr(field, "is_derived", False):
            continue
        found[field.attname] = value
    return found


def digest_of(rows: Sequence[Any]) -> list[Any]:
    """Return [number, digest] of parts, as the parent's event holds them. Rows are anything with a stable repr."""
    return [len(rows), sha256("\n".join(map(repr, rows)).encode()).hexdigest()]


def _row_of(outcome: Any) -> Any:
    return outcome.row if isinstance(outcome, WithParts) else outcome


def _changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    names = sorted(before.keys() | after.keys())
    return {name: [before.get(name), after.get(name)] for name in names if before.get(name) != after.get(name)}


def _locked(model: type[S]) -> models.QuerySet[S]:
    # Keys never change: without this, two verbs whose new rows point at each other's subjects would wait for ever.
    return model._base_manager.select_for_update(of=("self",), no_key=True)


def _lock_above(model: type[models.Model], subjects: Sequence[models.Model]) -> None:
    """Lock first the rows that subjects live under, if their model names one: `locked_through = "matter"`.

    So all verbs of a row and of its children wait for each other in one order, and none of them for ever.
    """
    name = getattr(model, "locked_through", None)
    if name is not None:
        above = cast("type[models.Model]", model._meta.get_field(name).related_model)
        keys = sorted({getattr(subject, f"{name}_id") for subject in subjects})
        list(_locked(above).filter(pk__in=keys).order_by("pk").values_list("pk"))


def _lock_all(subjects: list[Any]) -> dict[tuple[type[models.Model], Any], models.Model]:
    wanted: dict[type[models.Model], set[Any]] = {}
    for subject in subjects:
        wanted.setdefault(type(subject), set()).add(subject.pk)
    kept: dict[tuple[type[models.Model], Any], models.Model] = {}
    for model, keys in wanted.items():
        _lock_above(model, [subject for subject in subjects if type(subject) is model])
        rows = list(_locked(model).filter(pk__in=keys).order_by("pk"))
        models.prefetch_related_objects(rows, *getattr(model, "scope_related", ()))
        kept |= {(model, row.pk): row for row in rows}
        if len(rows) < len(keys):
            raise Refused(_("这一条刚刚已经不在了，请回到列表重新打开。"))
    return kept


def _blocks(calls: Iterable[Any], size: int) -> Iterable[list[Any]]:
    rest = iter(calls)
    while block := list(islice(rest, size)):
        yield block
