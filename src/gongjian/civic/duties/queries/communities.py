"""What lies in communities that are redrawn: who and what goes to which new community."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.civic.activities.models import Activity
from gongjian.civic.duties.queries.holdings import ROOMS, Holding, Room, Target, holdings_of
from gongjian.civic.duties.queries.moves import Ending, live_agreements, live_resources, live_seats
from gongjian.civic.lists.models import Need
from gongjian.civic.matters.models import Group, Matter, RoadChief, Segment
from gongjian.civic.platforms.models import Meeting
from gongjian.civic.projects.models import Project, Showcase
from gongjian.civic.records.models import Record
from gongjian.civic.records.queries import month_end
from gongjian.civic.registry.models import Area, Organisation

PLACE_ROOMS: dict[str, str | Promise] = {
    "ORGANISATION": gettext_lazy("所在的单位"),
    "MEMBER": gettext_lazy("区域党委的席位"),
    "MEETING": gettext_lazy("没有开的会"),
    "AGREEMENT_HERE": gettext_lazy("签在这里的协议"),
    "RESOURCE_HERE": gettext_lazy("用在这里的资源"),
    "PROJECT_HERE": gettext_lazy("这里的项目"),
    "SHOWCASE": gettext_lazy("精品项目库"),
    "GROUP": gettext_lazy("工作组"),
    "SEGMENT_HERE": gettext_lazy("路段"),
    "CHIEF_HERE": gettext_lazy("路长"),
    "MATTER_HERE": gettext_lazy("没有结束的难题"),
    "NEED_HERE": gettext_lazy("需求"),
    "ACTIVITY": gettext_lazy("没有办的活动"),
}


def bodies_of(areas: Sequence[Area]) -> list[Organisation]:
    """Return the party bodies of these areas that are in the register."""
    return list(Organisation.objects.filter(governs__in=areas, closed_date=None).order_by("pk"))


def new_communities(names: Sequence[str]) -> list[Target]:
    """Return the communities to be made as targets, by number."""
    return [Target(f"N{number}", name) for number, name in enumerate(names)]


def belongings_of(areas: Sequence[Area], targets: Sequence[Target], *, on: date, today: date) -> list[Holding]:
    """Return what lies in the communities or belongs to their bodies, with the new communities it may go to.

    A body's own rows (agreements, tasks, posts …) go to the body of the chosen community. Asks the same number of
    questions whatever the number of rows.
    """
    codes = tuple(one.code for one in targets)
    end = Ending([area.pk for area in areas], [], on, today)
    bodies = bodies_of(areas)
    found = [*_who(end, bodies, codes), *_what(end, codes)]
    own = [row for body in bodies for row in holdings_of(body, targets, on=on, today=today)]
    named = {one.code: one for one in own if one.room not in ("SEAT", "SECRETARY")}
    return [*found, *named.values()]


def community_rooms(rows: Sequence[Holding]) -> list[Room]:
    """Return the rows by room: what lies there first, then what its body holds."""
    words = [*PLACE_ROOMS.items(), *ROOMS.items()]
    found = [Room(key, str(word), [row for row in rows if row.room == key]) for key, word in words]
    return [room for room in found if room.holdings]


def community_obstacles(areas: Sequence[Area], names: Sequence[str], *, on: date, today: date) -> list[str]:
    """Return what forbids that these communities end and new ones take their place."""
    found = []
    if not areas:
        return [_("请选要合并或拆分的社区。")]
    if len(areas) == 1 and len(names) == 1:
        found.append(_("一个社区换成一个社区，那是改名，请用“改名”来办。"))
    if not names or not all(name.strip() for name in names):
        found.append(_("请写新社区的名称。"))
    if len({name.strip() for name in names}) < len(names):
        found.append(_("两个新社区的名称相同。"))
    if len({area.parent_id for area in areas}) > 1:
        found.append(_("能一起合并的是同一个街道的社区。"))
    if on > today:
        found.append(_("日子不能在今天以后。"))
    for area in areas:
        if area.level != Area.Level.COMMUNITY:
            found.append(_("“%(name)s”不是社区。") % {"name": area.name})
        elif area.valid_to is not None:
            found.append(_("“%(name)s”已经撤销了。") % {"name": area.short_name})
        elif on <= area.valid_from:
            found.append(_("“%(name)s”那时还没有设立。") % {"name": area.short_name})
    for body in bodies_of(areas):
        locked = Record.objects.filter(unit=body, period__locked_at__isnull=False).order_by("-month").first()
        if locked is not None and month_end(locked.month) >= on:
            found.append(_("“%(name)s”那个月的写实档案已经锁定，日子要晚一些。") % {"name": body.name})
    return found


def _who(end: Ending, bodies: Sequence[Organisation], codes: tuple[str, ...]) -> Iterator[Holding]:
    here = Organisation.objects.filter(area__in=end.own, closed_date=None).exclude(pk__in=[one.pk for one in bodies])
    for one in here.order_by("sort_key", "pk"):
        yield Holding("ORGANISATION", one, one.name, one.get_kind_display(), one.get_absolute_url(), codes)
    seats = live_seats(end).filter(platform__area__in=end.own)
    elsewhere = seats.exclude(organisation__area__in=end.own, organisation__governs=None)
    for seat in elsewhere.select_related("organisation", "platform").order_by("organisation__sort_key", "pk"):
        yield Holding("MEMBER", seat, seat.organisation.name, seat.platform.title, "", codes)
    meetings = Meeting.objects.filter(platform__area__in=end.own, held_at=None, cancelled_at=None)
    for meeting in meetings.order_by("starts_at", "pk"):
        yield Holding("MEETING", meeting, meeting.title, meeting.day.isoformat(), meeting.get_absolute_url(), codes)


def _what(end: Ending, codes: tuple[str, ...]) -> Iterator[Holding]:
    for agreement in live_agreements(end).filter(area__in=end.own).order_by("number", "pk"):
        url = agreement.get_absolute_url()
        yield Holding("AGREEMENT_HERE", agreement, agreement.title, agreement.number, url, codes)
    for resource in live_resources(end).filter(area__in=end.own).select_related("owner").order_by("kind", "pk"):
        url = resource.get_absolute_url()
        yield Holding("RESOURCE_HERE", resource, resource.title, resource.owner.name, url, codes)
    for project in Project.objects.filter(area__in=end.own, finished_at=None).order_by("pk"):
        url = project.get_absolute_url()
        yield Holding("PROJECT_HERE", project, project.title, project.deliverable, url, codes)
    for showcase in Showcase.objects.filter(area__in=end.own).order_by("pk"):
        yield Holding("SHOWCASE", showcase, showcase.title, showcase.category, "", codes)
    for group in Group.objects.filter(area__in=end.own).order_by("pk"):
        yield Holding("GROUP", group, group.title, group.purpose, group.get_absolute_url(), codes)
    segments = Segment.objects.filter(area__in=end.own, valid_to=None).select_related("taker")
    for segment in segments.order_by("road", "position", "pk"):
        title = _("%(road)s第 %(position)s 段") % {"road": segment.road, "position": segment.position}
        yield Holding("SEGMENT_HERE", segment, title, segment.taker.name, "", codes)
    chiefs = RoadChief.objects.filter(area__in=end.own, valid_to=None).select_related("chief")
    for chief in chiefs.order_by("road", "rank", "pk"):
        yield Holding("CHIEF_HERE", chief, chief.road, chief.chief.name, "", codes)
    for matter in Matter.objects.filter(area__in=end.own, closed_at=None).order_by("raised_at", "pk"):
        yield Holding("MATTER_HERE", matter, matter.title, matter.number, matter.get_absolute_url(), codes)
    for need in Need.objects.filter(area__in=end.own, closed_at=None).select_related("owner").order_by("pk"):
        yield Holding("NEED_HERE", need, need.title, need.owner.name, need.get_absolute_url(), codes)
    for activity in Activity.objects.filter(area__in=end.own, held_at=None).order_by("starts_at", "pk"):
        url = activity.get_absolute_url()
        yield Holding("ACTIVITY", activity, activity.title, activity.get_kind_display(), url, codes)
