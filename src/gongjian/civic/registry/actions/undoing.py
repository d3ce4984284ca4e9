"""Taking an import back: its events are walked backwards, and every row gets what it had before.

Nothing that happened is struck from the ledger: each row that is taken back has an event of its own.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.registry.actions.changes import copy_today
from gongjian.civic.registry.actions.imports import CHUNK
from gongjian.civic.registry.actions.organisations import DESCRIBED
from gongjian.civic.registry.models import Affiliation, Area, Batch, Naming, Organisation, Profile
from gongjian.civic.registry.models.search import tokens
from gongjian.civic.registry.models.spelling import initials
from gongjian.civic.registry.queries.plans import Tell, silent
from gongjian.civic.registry.queries.usage import uses
from gongjian.ledger.action import Action, Refused, action
from gongjian.ledger.models import Event

ADDING = {"registry.add_organisation", "registry.add_area"}
HARMLESS = {"registry.catch_up"}  # only brings today's words in line with what the dated rows say anyway
MOST_NAMED = 5


@action
def start_undo(actor: User, batch: Batch, /, *, at: datetime) -> Batch:
    """Let an entered workbook be taken back."""
    batch.undo_started_at, batch.broken = at, ""
    batch.save(update_fields=["undo_started_at", "broken"])
    return batch


@action
def undo_batch(actor: User, batch: Batch, /, *, tell: Tell = silent, at: datetime) -> Batch:
    """Take back everything that a workbook wrote; refused if any of it was changed since, or is in use."""
    model: type[models.Model] = Area if batch.kind == Batch.Kind.AREAS else Organisation
    written = Event.objects.filter(batch=batch.ref, subject_type=ContentType.objects.get_for_model(model))
    added: list[int] = []
    changed: dict[int, int] = {}  # subject -> its last event of this batch
    for key, verb, event in written.order_by("pk").values_list("subject_id", "verb", "pk").iterator():
        if verb in ADDING:
            added.append(key)
        changed[key] = event
    _check_untouched(model, changed, batch.ref)
    only_added = set(added) - set(written.exclude(verb__in=ADDING).values_list("subject_id", flat=True))
    withdraw: Action[Any, Any, Any] = withdraw_area if model is Area else withdraw_organisation
    revert: Action[Any, Any, Any] = revert_area if model is Area else revert_organisation
    calls = [(revert, key) for key in changed if key not in only_added] + [(withdraw, key) for key in reversed(added)]
    for start in range(0, len(calls), CHUNK):
        chunk = calls[start : start + CHUNK]
        for does in (revert, withdraw):
            keys = [key for one, key in chunk if one is does]
            said = {"batch": batch.ref} if does is revert else {}
            does.each([(actor, model(pk=key), said) for key in keys], at=at)
        tell(start + len(chunk))
    batch.undone_at = at
    batch.save(update_fields=["undone_at"])
    return batch


@action
def revert_organisation(actor: User, organisation: Organisation, /, *, batch: UUID, at: datetime) -> Organisation:
    """Give an organisation back the dated rows that it had before a batch changed it."""
    for event in Event.objects.about(organisation).filter(batch=batch).order_by("-pk"):
        if event.verb == "registry.revise_profile":
            _restore_profile(organisation, event.changes)
        elif event.verb in ("registry.move_organisation", "registry.affiliate"):
            _restore_affiliation(organisation, event.changes)
        elif event.verb == "registry.correct_credit_code" and "credit_code" in event.changes:
            organisation.credit_code = event.changes["credit_code"][0]
            organisation.save(update_fields=["credit_code"])
    copy_today(organisation, at.astimezone(settings.OFFICE_ZONE).date())
    return organisation


@action
def revert_area(actor: User, area: Area, /, *, batch: UUID, at: datetime) -> Area:
    """Give an area back the name and code that it had before a batch changed them."""
    for event in Event.objects.about(area).filter(batch=batch, verb="registry.rename_area").order_by("-pk"):
        since, was = event.changes["since"][1], event.changes["was"]
        area.name = event.changes.get("name", [area.name])[0]
        area.code = event.changes.get("code", [area.code])[0] or ""
        area.namings.filter(valid_from=since).delete()
        if was == since:
            Naming.objects.create(area=area, valid_from=since, name=area.name, code=area.code)
        else:
            area.namings.filter(valid_from=was).update(valid_to=None)
    area.search = tokens(area.name, initials(area.name), area.code)
    area.save(update_fields=["name", "code", "search"])
    return area


@action
def withdraw_organisation(actor: User, organisation: Organisation, /, *, at: datetime) -> Organisation:
    """Take back an organisation that was added by mistake and that nothing refers to: it never was in the register."""
    return _withdrawn([(organisation, {})])[0]


@withdraw_organisation.together
def _withdrawn(wanted: Sequence[tuple[Organisation, dict[str, Any]]]) -> list[Organisation]:
    rows = [organisation for organisation, _said in wanted]
    Profile.objects.filter(organisation__in=rows).delete()
    Affiliation.objects.filter(organisation__in=rows).delete()
    for row in rows:
        row.closed_date, row.credit_code, row.search = row.founded_date, None, ""
        row.area = row.sector = row.superior = row.host = None
    fields = ["closed_date", "credit_code", "search", "area", "sector", "superior", "host"]
    Organisation.objects.bulk_update(rows, fields, batch_size=100)
    _check_unused(Organisation, rows, ("profiles", "affiliations"))  # now that they no longer refer to one another
    return rows


@action
def withdraw_area(actor: User, area: Area, /, *, at: datetime) -> Area:
    """Take back an area that was added by mistake and that nothing refers to: it never was in the tree."""
    return _withdrawn_areas([(area, {})])[0]


@withdraw_area.together
def _withdrawn_areas(wanted: Sequence[tuple[Area, dict[str, Any]]]) -> list[Area]:
    rows = [area for area, _said in wanted]
    rows_below = Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
    live = Area.objects.filter(rows_below, parent__in=rows).exclude(pk__in=[row.pk for row in rows]).first()
    if live is not None:
        raise Refused(_("“%(name)s”下面还有“%(below)s”，不能撤回。") % {"name": live.parent, "below": live.name})
    _check_unused(Area, rows, ("namings", "children"))
    Naming.objects.filter(area__in=rows).delete()
    for row in rows:
        row.valid_to, row.code, row.search = row.valid_from, "", ""
    Area.objects.bulk_update(rows, ["valid_to", "code", "search"], batch_size=100)
    return rows


def _check_untouched(model: type[models.Model], written: dict[int, int], batch: UUID) -> None:
    """Refuse when something of the batch was changed after it."""
    kind, later = ContentType.objects.get_for_model(model), []
    keys = list(written)
    for start in range(0, len(keys), CHUNK):
        events = Event.objects.filter(subject_type=kind, subject_id__in=keys[start : start + CHUNK])
        for key, event in events.exclude(batch=batch).exclude(verb__in=HARMLESS).values_list("subject_id", "pk"):
            if event > written[key]:
                later.append(key)
    if later:
        raise Refused(_("入册以后又改过：%(names)s。请先核对这些，再决定怎么改。") % {"names": _names(model, later)})


def _check_unused(model: type[models.Model], rows: Sequence[Any], own: Sequence[str]) -> None:
    """Refuse when something elsewhere in the product refers to one of the rows."""
    used = uses(model, [row.pk for row in rows], own)
    if used:
        words = "、".join(sorted({str(word) for found in used.values() for word in found}))
        raise Refused(
            _("已经在用，不能撤回：%(names)s（用在：%(words)s）。")
            % {"names": _names(model, list(used)), "words": words}
        )


def _names(model: Any, keys: Sequence[int]) -> str:
    distinct = list(dict.fromkeys(keys))
    names = [str(row) for row in model.objects.filter(pk__in=distinct[:MOST_NAMED]).order_by("pk")]
    said = "、".join(f"“{name}”" for name in names)
    return (
        _("%(names)s等 %(count)s 处") % {"names": said, "count": len(distinct)} if len(distinct) > MOST_NAMED else said
    )


def _restore_profile(organisation: Organisation, changes: dict[str, Any]) -> None:
    since, was = changes["since"][1], changes["was"]
    if was["from"] == since:
        before = {name: changes[name][0] for name in DESCRIBED if name in changes}
        organisation.profiles.filter(valid_from=since).update(**before)
        return
    organisation.profiles.filter(valid_from=since).delete()
    organisation.profiles.filter(valid_from=was["from"]).update(valid_to=was["to"])


def _restore_affiliation(organisation: Organisation, changes: dict[str, Any]) -> None:
    since, was = changes["since"][1], changes["was"]
    rows = organisation.affiliations.filter(axis=changes["axis"])
    rows.filter(valid_from=since).delete()
    if was is None:
        return
    if was["from"] != since:
        rows.filter(valid_from=was["from"]).update(valid_to=was["to"])
        return
    Affiliation.objects.create(
        organisation=organisation,
        axis=changes["axis"],
        area_id=changes["place"][0] if "place" in changes else None,
        target_id=changes["target"][0] if "target" in changes else None,
        grid_code=was["grid_code"],
        valid_from=date.fromisoformat(since),
        valid_to=was["to"] and date.fromisoformat(was["to"]),
    )
