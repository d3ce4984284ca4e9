"""What a new matter starts from: who may raise it, where, and the thing it comes from."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Concern, Group, Matter, Segment
from gongjian.civic.matters.queries.origins import matter_of
from gongjian.civic.platforms.models import Finding
from gongjian.civic.platforms.queries.threads import own_bodies
from gongjian.civic.registry.models import Area, Organisation, OrganisationQuerySet
from gongjian.civic.registry.models.areas import AreaQuerySet
from gongjian.ledger.models import Event

DIGITS = 9


@dataclass(frozen=True)
class Beginning:
    """What a new matter comes from: `given` goes to the verb, `initial` into the form, `word` on the page.

    place  where it must lie
    gone   why nothing is raised out of it any more
    """

    given: dict[str, Any] = field(default_factory=dict)
    initial: dict[str, Any] = field(default_factory=dict)
    word: str = ""
    place: Area | None = None
    gone: str = ""


def raisers_of(user: User, *, on: date) -> OrganisationQuerySet:
    """Return the bodies for which this user may raise a matter."""
    return own_bodies(user, on=on).filter(closed_date=None).order_by("path", "sort_key", "pk")


def areas_of(bodies: OrganisationQuerySet) -> AreaQuerySet:
    """Return where these bodies may say that a matter lies: their own places, and those near."""
    near = Q(pk__in=[])
    for body in bodies.select_related("governs")[:20]:
        keys = [int(part) for part in body.path.split("/") if part]
        if body.governs is not None:
            near |= Q(pk=body.governs_id) | Q(path__startswith=body.governs.scope_path, level__in=_below(body.governs))
        elif body.kind == Organisation.Kind.DISTRICT:
            near |= Q(level__in=(Area.Level.DISTRICT, Area.Level.STREET))
        else:
            near |= Q(pk__in=keys, level__in=(Area.Level.STREET, Area.Level.COMMUNITY))
    return Area.objects.filter(near, valid_to=None).order_by("path")


def _below(area: Area) -> list[str]:
    """Return which levels below a place are offered: of a district its streets, of a street its communities."""
    levels = {Area.Level.DISTRICT: [Area.Level.STREET.value], Area.Level.STREET: [Area.Level.COMMUNITY.value]}
    return levels.get(Area.Level(area.level), [])


def beginning(user: User, said: Any, *, on: date) -> Beginning:
    """Return what the address says the matter comes from; nothing for what the user may not see."""
    for name, find in (("finding", _finding), ("concern", _concern), ("segment", _segment), ("group", _group)):
        key = said.get(name, "")
        if key.isdecimal() and len(key) <= DIGITS:
            found = find(user, int(key), on)
            return found or Beginning()
    key = said.get("source", "")
    return (_source(user, int(key), on) if key.isdecimal() and len(key) <= DIGITS else None) or Beginning()


def _finding(user: User, key: int, on: date) -> Beginning | None:
    visible = Finding.objects.visible_to(user, on=on)
    row = visible.select_related("meeting__platform__area").filter(pk=key).first()
    if row is None:
        return None
    if row.outcome:
        return Beginning(word=row.meeting.title, gone=_became(row))
    return Beginning({"finding": row}, {"text": row.text, "area": row.meeting.platform.area_id}, row.meeting.title)


def _became(told: Finding | Concern) -> str:
    """Return what became of what residents told."""
    raised = matter_of(told)
    if raised is not None:
        return _("已经报成难题，编号 %(number)s。") % {"number": raised.number}
    word = told.get_outcome_display() if isinstance(told, Finding) else ""
    reason = told.reason if isinstance(told, Finding) else ""
    return _("已经定下：%(word)s。%(reason)s") % {"word": word, "reason": reason}


def _concern(user: User, key: int, on: date) -> Beginning | None:
    row = Concern.objects.visible_to(user, on=on).select_related("group").filter(pk=key).first()
    if row is None:
        return None
    if matter_of(row) is not None:
        return Beginning(word=row.group.title, gone=_became(row))
    initial = {"text": row.text, "area": row.group.area_id, "households": row.households}
    return Beginning({"concern": row}, initial, row.group.title)


def _segment(user: User, key: int, on: date) -> Beginning | None:
    row = Segment.objects.select_related("taker", "area").filter(pk=key, valid_to=None).first()
    if row is None:
        return None
    given = {"segment": row, "kind": Matter.Kind.FINDING, "owner": row.taker}  # whoever looks after it puts it right
    return Beginning(given, {"area": row.area_id}, f"{row.road} {row.position}", place=row.area)


def _group(user: User, key: int, on: date) -> Beginning | None:
    row = Group.objects.visible_to(user, on=on).filter(pk=key).first()
    if row is None:
        return None
    return Beginning({"group": row, "kind": Matter.Kind.WORKS}, {"area": row.area_id}, row.title)


def _source(user: User, key: int, on: date) -> Beginning | None:
    event = Event.objects.filter(pk=key).first()
    subject = seen_subject(event, user, on=on) if event is not None else None
    if event is None or subject is None:
        return None
    given: dict[str, Any] = {"source": event}
    if event.verb.startswith("activities."):  # what a visit on site found
        given["kind"] = Matter.Kind.FINDING
    area = getattr(subject, "area_id", None)
    return Beginning(given, {"area": area} if area else {}, str(subject))


def seen_subject(event: Event | None, user: Any, *, on: date) -> Any:
    """Return what an event is about, if its model knows who may see it and this user may; else None."""
    model = event.subject_type.model_class() if event is not None else None
    rows: Any = getattr(model, "objects", None)
    if event is None or not hasattr(rows, "visible_to"):
        return None
    return rows.visible_to(user, on=on).filter(pk=event.subject_id).first()
