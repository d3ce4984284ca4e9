"""Communities end and others take their place, with everything that lies in them and that their bodies hold."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.activities.actions import relocate_activity
from gongjian.civic.agreements.actions import relocate_agreement
from gongjian.civic.duties.actions.mergers import (
    Call,
    Deal,
    carry,
    merge_organisations,
    settled,
    split_organisation,
)
from gongjian.civic.duties.queries.communities import (
    PLACE_ROOMS,
    belongings_of,
    bodies_of,
    community_obstacles,
    new_communities,
)
from gongjian.civic.duties.queries.holdings import holdings_of, targets_of
from gongjian.civic.duties.queries.moves import OF_AREA, Ending, left_behind, live_seats
from gongjian.civic.lists.actions import relocate_need, relocate_resource
from gongjian.civic.matters.actions import relocate_group, relocate_matter, transfer_road_chief, transfer_segment
from gongjian.civic.platforms.actions import establish_platform, move_meeting, move_seat
from gongjian.civic.platforms.models import Platform
from gongjian.civic.projects.actions import relocate_project, relocate_showcase
from gongjian.civic.registry.actions import (
    add_area,
    add_organisation,
    close_area,
    move_organisation,
    succeed_area,
    take_part,
)
from gongjian.civic.registry.models import Area, Organisation, Participation
from gongjian.ledger.action import Action, Refused, WithParts, action, digest_of


@action
def redraw_communities(
    actor: User,
    street: Area,
    /,
    *,
    areas: Sequence[Area],
    successors: Sequence[tuple[str, str]],
    choices: Mapping[str, str],
    on: date,
    reason: str = "",
    at: datetime,
) -> WithParts[Area]:
    """Let new communities of a street take the place of others: two become one, one becomes two, or both at once.

    successors  name and division code of each; a code may be empty
    choices     code of a row → N0, N1 … by the order of the successors, or END
    """
    today = at.astimezone(settings.OFFICE_ZONE).date()
    names = [name for name, _code in successors]
    areas = list(Area.objects.select_for_update().filter(pk__in=[area.pk for area in areas]).order_by("pk"))
    for problem in community_obstacles(areas, names, on=on, today=today):
        raise Refused(problem)
    if any(area.parent_id != street.pk for area in areas):
        raise Refused(_("这些社区不属于%(street)s。") % {"street": street.name})
    rows = belongings_of(areas, new_communities(names), on=on, today=today)
    chosen = settled(rows, choices, reason)
    deal = Deal(actor, Organisation(), reason.strip() or _("社区调整"), on, at, uuid4())
    bodies, platforms = bodies_of(areas), list(Platform.objects.filter(area__in=areas).order_by("pk"))
    new = _made(deal, street, areas, successors)
    heirs = _bodies(deal, bodies, new)
    committees = _committees(deal, platforms, heirs, new)
    places = dict(zip((f"N{number}" for number in range(len(new))), new, strict=True))
    here = [row for row in rows if row.room in PLACE_ROOMS]
    pairs = [(row, places[chosen[row.code]]) for row in here if row.room not in ("MEMBER", "MEETING")]
    carry(deal, pairs, CALLS)
    _seats(deal, areas, chosen, places, committees)
    planned = [row for row in here if row.room == "MEETING"]
    kinds = {platform.pk: platform.kind for platform in platforms}
    meetings = [(row, committees[places[chosen[row.code]].pk, kinds[row.row.platform_id]]) for row in planned]  # type: ignore[attr-defined] # meetings
    carry(deal, meetings, CALLS)
    _succeed_bodies(deal, bodies, heirs, chosen)
    left = left_behind(OF_AREA, Ending([area.pk for area in areas], [area.pk for area in new], on, today))
    if left:
        words = {"count": sum(left.values()), "keys": "、".join(left)}
        raise Refused(_("还有 %(count)s 项没有去处（%(keys)s），这次没有办。请告诉维护人员。") % words)
    said = {"batch": str(deal.batch), "into": [area.pk for area in new], "rows": len(rows), "on": on}
    said["bodies"] = [body.pk for body in bodies]
    said |= {"old": "、".join(one.short_name for one in areas), "names": "、".join(one.short_name for one in new)}
    return WithParts(street, said | {"choices": digest_of(sorted(chosen.items())), "reason": reason.strip()})


def _made(deal: Deal, street: Area, areas: Sequence[Area], successors: Sequence[tuple[str, str]]) -> list[Area]:
    """Close the old communities, add the new ones, which take part if one of the old did."""
    took_part = Participation.objects.on(deal.on).filter(area__in=areas).exists()
    close_area.each([(deal.actor, area, {"on": deal.on}) for area in areas], at=deal.at, batch=deal.batch)
    closed = list(Area.objects.filter(pk__in=[area.pk for area in areas]).order_by("pk"))
    made = []
    for name, code in successors:
        level = Area.Level.COMMUNITY
        area = add_area(deal.actor, street, level=level, name=name.strip(), code=code, since=deal.on, at=deal.at)
        succeed_area(deal.actor, area, areas=closed, at=deal.at)
        if took_part:
            take_part(deal.actor, area, since=deal.on, at=deal.at)
        made.append(area)
    return made


def _bodies(deal: Deal, bodies: Sequence[Organisation], new: Sequence[Area]) -> list[Organisation]:
    """Add the party body of every new community, if the old ones had any."""
    if not bodies:
        return []
    like = bodies[0]
    return [
        add_organisation(
            deal.actor,
            area,
            name=_("%(area)s党组织") % {"area": area.short_name},
            kind=like.kind,
            since=deal.on,
            party_type=like.party_type,
            governs=area,
            superior=like.superior,
            instead_of=bodies,
            at=deal.at,
        )
        for area in new
    ]


def _committees(
    deal: Deal, platforms: Sequence[Platform], heirs: Sequence[Organisation], new: Sequence[Area]
) -> dict[tuple[int, str], Platform]:
    """Establish in every new community the kinds of platforms that the old ones had; what met there stays there."""
    found: dict[tuple[int, str], Platform] = {}
    for kind in dict.fromkeys(platform.kind for platform in platforms):
        old = next(one for one in platforms if one.kind == kind)
        for number, area in enumerate(new):
            title = f"{area.short_name}{old.get_kind_display()}"
            secretary = heirs[number] if heirs else old.secretary
            found[area.pk, kind] = establish_platform(
                deal.actor, area, kind=kind, title=title, secretary=secretary, since=deal.on, at=deal.at
            )
    return found


def _seats(
    deal: Deal,
    areas: Sequence[Area],
    chosen: Mapping[str, str],
    places: Mapping[str, Area],
    committees: Mapping[tuple[int, str], Platform],
) -> None:
    """Let seats go on: those of organisations of the place where these go, all others where they were sent."""
    today = deal.at.astimezone(settings.OFFICE_ZONE).date()
    alive = live_seats(Ending([], [], deal.on, today)).filter(platform__area__in=areas)
    calls = []
    for seat in alive.select_related("organisation", "platform").order_by("pk"):
        code = chosen.get(f"MEMBER-{seat.pk}") or chosen.get(f"ORGANISATION-{seat.organisation_id}", "N0")
        platform = committees[places[code].pk, seat.platform.kind]
        said = {"organisation": seat.organisation, "platform": platform, "reason": deal.reason, "on": deal.on}
        calls.append((deal.actor, seat, said))
    move_seat.each(calls, at=deal.at, batch=deal.batch)


def _succeed_bodies(
    deal: Deal, bodies: Sequence[Organisation], heirs: Sequence[Organisation], chosen: Mapping[str, str]
) -> None:
    """Merge or split the old bodies into the new ones, row by row as it was chosen for their communities."""
    targets = targets_of(heirs)
    codes = {f"N{number}": target.code for number, target in enumerate(targets)}
    today = deal.at.astimezone(settings.OFFICE_ZONE).date()
    said: dict[str, Any] = {"on": deal.on, "reason": deal.reason, "at": deal.at}
    for body in bodies:
        rows = holdings_of(body, targets, on=deal.on, today=today)
        wanted = {row.code: codes.get(chosen.get(row.code, ""), chosen.get(row.code, "")) for row in rows}
        choices = {row.code: wanted[row.code] if wanted[row.code] in row.options else row.options[0] for row in rows}
        if len(heirs) == 1:
            merge_organisations(deal.actor, body, into=heirs[0], choices=choices, **said)
        else:
            split_organisation(deal.actor, body, successors=heirs, choices=choices, **said)


def _there(verb: Action[Any, Any, Any]) -> Callable[..., Call]:
    return lambda _deal, row, area: (verb, row, {"area": area})


CALLS: dict[str, Callable[..., Call]] = {
    "ORGANISATION": lambda deal, row, area: (
        move_organisation,
        row,
        {"area": area, "since": max(deal.on, row.founded_date or deal.on), "grid_code": row.grid_code},
    ),
    "MEETING": lambda _deal, row, platform: (move_meeting, row, {"platform": platform}),
    "AGREEMENT_HERE": _there(relocate_agreement),
    "RESOURCE_HERE": _there(relocate_resource),
    "PROJECT_HERE": _there(relocate_project),
    "SHOWCASE": _there(relocate_showcase),
    "GROUP": _there(relocate_group),
    "SEGMENT_HERE": lambda deal, row, area: (
        transfer_segment,
        row,
        {"taker": row.taker, "area": area, "on": deal.on},
    ),
    "CHIEF_HERE": lambda deal, row, area: (
        transfer_road_chief,
        row,
        {"to": row.chief, "area": area, "on": deal.on},
    ),
    "MATTER_HERE": _there(relocate_matter),
    "NEED_HERE": _there(relocate_need),
    "ACTIVITY": _there(relocate_activity),
}
