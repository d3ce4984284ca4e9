"""What an organisation still holds in all rooms: row by row, where each may go when the organisation ends."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Model, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gongjian.civic.agreements.models import Agreement, Clause, Party
from gongjian.civic.duties.queries.moves import (
    Ending,
    dated,
    live_agreements,
    live_resources,
    live_seats,
    open_checks,
    open_claims,
    open_invitations,
    open_tasks,
    running_contributions,
)
from gongjian.civic.lists.models import Need
from gongjian.civic.matters.models import GroupMember, Leg, Matter, RoadChief, Segment
from gongjian.civic.platforms.models import Platform
from gongjian.civic.projects.models import Project
from gongjian.civic.registry.models import Affiliation, Organisation, Programme
from gongjian.civic.service.models import Post

END = "END"
BOTH = 2  # sides of an agreement

ROOMS: dict[str, str | Promise] = {
    "AGREEMENT": gettext_lazy("协议"),
    "TASK": gettext_lazy("没有办结的事"),
    "SEAT": gettext_lazy("平台席位"),
    "SECRETARY": gettext_lazy("主持的平台"),
    "RESOURCE": gettext_lazy("资源"),
    "CHECK": gettext_lazy("要确认的清单"),
    "PROJECT": gettext_lazy("牵头的项目"),
    "CONTRIBUTION": gettext_lazy("参加的项目"),
    "SEGMENT": gettext_lazy("包的路段"),
    "POST": gettext_lazy("公益岗位"),
    "CLAIM": gettext_lazy("岗位认领"),
    "RAISED": gettext_lazy("报过、还没有结束的难题"),
    "LEG": gettext_lazy("手里的难题"),
    "NEED": gettext_lazy("提出的需求"),
    "INVITATION": gettext_lazy("要开的会"),
    "LENT": gettext_lazy("派进工作组的人"),
    "CHIEF": gettext_lazy("当路长的路"),
    "UNDER": gettext_lazy("归它管的单位"),
    "PROGRAMME": gettext_lazy("牵头的年度"),
}


@dataclass(frozen=True)
class Target:
    """Where a row may go: an organisation of the register, or one that is founded with the split (no key yet)."""

    code: str
    name: str
    key: int | None = None


@dataclass(frozen=True)
class Holding:
    """One row that is alive.

    targets  the codes of those that may take it, in order; may_end whether it may also simply end
    note     why there is nothing to choose, or what goes with it
    """

    room: str
    row: Model
    title: str
    detail: str = ""
    url: str = ""
    targets: tuple[str, ...] = ()
    may_end: bool = False
    note: str = ""

    @property
    def code(self) -> str:
        """The name of its field."""
        return f"{self.room}-{self.row.pk}"

    @property
    def options(self) -> tuple[str, ...]:
        """What may be chosen, the likeliest first."""
        return (*self.targets, END) if self.may_end or not self.targets else self.targets

    @property
    def is_fixed(self) -> bool:
        """Whether there is nothing to choose."""
        return len(self.options) == 1


def targets_of(successors: Sequence[Organisation], founded: Sequence[str] = ()) -> list[Target]:
    """Return the successors as targets: those of the register by key, those to be founded by number."""
    known = [Target(str(one.pk), one.name, one.pk) for one in successors]
    return [*known, *(Target(f"N{number}", name) for number, name in enumerate(founded))]


def holdings_of(organisation: Organisation, targets: Sequence[Target], *, on: date, today: date) -> list[Holding]:
    """Return everything that is alive and names the organisation, room by room, in a fixed order.

    Asks the same number of questions whatever the number of rows.
    """
    end = Ending([organisation.pk], [one.key for one in targets if one.key], on, today)
    found: list[Holding] = []
    for room in (_agreements, _tasks, _seats, _work, _matters, _under):
        found.extend(room(end, targets))
    return found


def _free(targets: Sequence[Target], *taken: int) -> tuple[str, ...]:
    """Return the codes of the targets that are none of these organisations."""
    return tuple(one.code for one in targets if one.key not in taken)


def _agreements(end: Ending, targets: Sequence[Target]) -> Iterator[Holding]:
    own = set(end.own)
    parties = Party.objects.filter(organisation__in=own).values("agreement")
    open_clauses = Clause.objects.filter(Q(doer__in=own) | Q(receiver__in=own)).exclude(
        Q(doer__in=end.into) | Q(receiver__in=end.into)
    )
    concerned = Q(pk__in=parties) | Q(pk__in=open_clauses.values("agreement"))
    agreements = live_agreements(end).filter(concerned).order_by("number", "pk")
    others = Prefetch("parties", Party.objects.select_related("organisation").order_by("position"))
    unconfirmed = Q(
        clauses__obligations__task__confirmed_at=None,
        clauses__obligations__task__cancelled_at=None,
        clauses__obligations__isnull=False,
    )
    delivered = unconfirmed & Q(clauses__obligations__task__delivered_at__isnull=False)
    agreements = agreements.annotate(
        waiting=Count("clauses__obligations", filter=unconfirmed, distinct=True),
        delivered=Count("clauses__obligations", filter=delivered, distinct=True),
    )
    for agreement in agreements.prefetch_related(others):
        yield _agreement(agreement, own, targets)


def _agreement(agreement: Agreement, own: set[int], targets: Sequence[Target]) -> Holding:
    rest = [party.organisation for party in agreement.parties.all() if party.organisation_id not in own]
    waiting: int = agreement.waiting  # type: ignore[attr-defined] # annotated above
    words = ngettext("还有 {count} 次约定没有办结，跟着走", "还有 {count} 次约定没有办结，跟着走", waiting)
    only = rest[0].pk if len(rest) == 1 else 0
    free = _free(targets, only)
    note = words.format(count=waiting) if waiting else ""
    if not free:
        note = _("双方合为一家，协议终止")
    elif any(party.pk in {one.key for one in targets} for party in rest):
        note = _("接替的单位本来就是一方，两方并成一方")
    return Holding(
        "AGREEMENT",
        agreement,
        agreement.title,
        "、".join([agreement.number, *(one.name for one in rest)]),
        agreement.get_absolute_url(),
        free,
        may_end=len(rest) < BOTH and agreement.in_force_at is not None and not agreement.delivered,  # type: ignore[attr-defined]
        note=note,
    )


def _tasks(end: Ending, targets: Sequence[Target]) -> Iterator[Holding]:
    carried = Q(obligation__clause__agreement__in=live_agreements(end))
    mine = Q(owner__in=end.own) | Q(receiver__in=end.own)
    tasks = open_tasks(end).filter(mine).exclude(carried).select_related("owner", "receiver")
    for task in tasks.order_by("due_date", "pk"):
        other = task.receiver if task.owner_id in end.own else task.owner
        free = _free(targets, other.pk)
        yield Holding(
            "TASK",
            task,
            task.title,
            _("%(side)s：%(other)s，%(day)s到期")
            % {
                "side": _("接收") if task.owner_id in end.own else _("承办"),
                "other": other.name,
                "day": task.last_day.isoformat(),
            },
            task.get_absolute_url(),
            free,
            may_end=task.delivered_at is None,
            note=_("双方合为一家，不用再办") if not free else "",
        )


def _seats(end: Ending, targets: Sequence[Target]) -> Iterator[Holding]:
    both = live_seats(end).filter(organisation__in=[*end.own, *end.into]).select_related("platform__area")
    seats = list(both.order_by("platform", "pk"))
    taken = {(seat.organisation_id, seat.platform_id) for seat in seats if seat.organisation_id in end.into}
    for seat in [seat for seat in seats if seat.organisation_id in end.own]:
        joined = [one.name for one in targets if (one.key, seat.platform_id) in taken]
        yield Holding(
            "SEAT",
            seat,
            seat.platform.title,
            seat.get_role_display(),
            "",
            _free(targets),
            may_end=seat.valid_from < end.on,
            note=_("%(name)s已有席位，这一席到这天为止") % {"name": "、".join(joined)} if joined else "",
        )
    for platform in Platform.objects.filter(secretary__in=end.own, area__valid_to=None).order_by("pk"):
        yield Holding("SECRETARY", platform, platform.title, "", "", _free(targets))


def _work(end: Ending, targets: Sequence[Target]) -> Iterator[Holding]:
    """What is offered, led, looked after and claimed."""
    codes = _free(targets)
    for resource in live_resources(end).filter(owner__in=end.own).order_by("kind", "pk"):
        may_end = resource.opens_date < end.on
        url = resource.get_absolute_url()
        yield Holding("RESOURCE", resource, resource.title, resource.get_kind_display(), url, codes, may_end)
    for check in open_checks(end).filter(organisation__in=end.own).order_by("due_date", "pk"):
        day = check.due_date.isoformat()
        yield Holding("CHECK", check, _("%(day)s前确认资源清单") % {"day": day}, "", "", codes)
    for project in Project.objects.filter(lead__in=end.own, finished_at=None).order_by("pk"):
        yield Holding("PROJECT", project, project.title, project.deliverable, project.get_absolute_url(), codes)
    joins = running_contributions(end).filter(organisation__in=end.own).select_related("project")
    for one in joins.order_by("pk"):
        url = one.project.get_absolute_url()
        yield Holding("CONTRIBUTION", one, one.project.title, one.what, url, codes)
    for segment in Segment.objects.filter(taker__in=end.own, valid_to=None).order_by("road", "position", "pk"):
        title = _("%(road)s第 %(position)s 段") % {"road": segment.road, "position": segment.position}
        yield Holding("SEGMENT", segment, title, "", "", codes, may_end=True)
    for post in Post.objects.filter(host__in=end.own, to_date__gte=end.today).order_by("to_date", "pk"):
        detail = _("%(day)s为止") % {"day": post.to_date.isoformat()}
        yield Holding("POST", post, post.title, detail, post.get_absolute_url(), codes)
    claims = open_claims(end).filter(organisation__in=end.own).select_related("post__host")
    for claim in claims.order_by("pk"):
        detail = _("%(host)s，%(places)s 个名额") % {"host": claim.post.host.name, "places": claim.places}
        yield Holding("CLAIM", claim, claim.post.title, detail, claim.post.get_absolute_url(), codes)


def _matters(end: Ending, targets: Sequence[Target]) -> Iterator[Holding]:
    """What it raised and has in hand, asks for, is asked to; whom it lends, which roads it is chief of.

    Few bodies have any of it: one question says which kinds there are, and only those are read.
    """
    codes = _free(targets)
    kinds: list[tuple[str, QuerySet[Any], Callable[[Any], tuple[str, str, str]]]] = [
        (
            "RAISED",
            Matter.objects.filter(raiser__in=end.own, closed_at=None).order_by("raised_at", "pk"),
            lambda row: (row.title, row.number, row.get_absolute_url()),
        ),
        (
            "LEG",
            Leg.objects.open()
            .filter(owner__in=end.own, matter__closed_at=None)
            .select_related("matter")
            .order_by("pk"),
            lambda row: (row.matter.title, _("牵头") if row.is_lead else _("协助"), row.get_absolute_url()),
        ),
        (
            "NEED",
            Need.objects.filter(owner__in=end.own, closed_at=None).order_by("pk"),
            lambda row: (row.title, "", row.get_absolute_url()),
        ),
        (
            "INVITATION",
            open_invitations(end).filter(organisation__in=end.own).select_related("meeting").order_by("pk"),
            lambda row: (row.meeting.title, row.meeting.day.isoformat(), row.meeting.get_absolute_url()),
        ),
        (
            "LENT",
            GroupMember.objects.filter(organisation__in=end.own, valid_to=None).select_related("group").order_by("pk"),
            lambda row: (row.group.title, _("%(count)s 人") % {"count": row.headcount}, row.group.get_absolute_url()),
        ),
        (
            "CHIEF",
            RoadChief.objects.filter(chief__in=end.own, valid_to=None).order_by("road", "rank", "pk"),
            lambda row: (row.road, row.get_rank_display(), ""),
        ),
    ]
    asked = Organisation.objects.filter(pk__in=end.own).values_list(*(Exists(rows) for _room, rows, _words in kinds))
    found = asked.first() or ()
    for (room, rows, words), has_rows in zip(kinds, found, strict=False):
        for row in rows if has_rows else ():
            yield Holding(room, row, *words(row), codes)


def _under(end: Ending, targets: Sequence[Target]) -> Iterator[Holding]:
    """Who belonged to it, and the years it leads."""
    ties = Affiliation.objects.filter(dated(end), target__in=end.own, organisation__closed_date=None)
    for tie in ties.select_related("organisation").order_by("axis", "organisation__sort_key", "pk"):
        free = _free(targets, tie.organisation_id)
        yield Holding(
            "UNDER",
            tie,
            tie.organisation.name,
            str(Affiliation.Axis(tie.axis).label),
            tie.organisation.get_absolute_url(),
            free,
            may_end=True,
            note="" if free else _("它就是接替的单位，这层关系到此为止"),
        )
    for programme in Programme.objects.filter(lead_office__in=end.own, closed_at=None).order_by("year"):
        yield Holding("PROGRAMME", programme, programme.title, "", "", _free(targets))


@dataclass(frozen=True)
class Room:
    """The rows of one room."""

    key: str
    word: str
    holdings: list[Holding]


def rooms_of(holdings: Sequence[Holding]) -> list[Room]:
    """Return the holdings by room, in the order of the rooms, without the empty ones."""
    found = []
    for key, word in ROOMS.items():
        rows = [one for one in holdings if one.room == key]
        if rows:
            found.append(Room(key, str(word), rows))
    return found


def likeliest(holdings: Sequence[Holding]) -> dict[str, str]:
    """Return the choice that is offered first for every row."""
    return {one.code: one.options[0] for one in holdings}


def counted(holdings: Sequence[Holding], choices: dict[str, str], targets: Sequence[Target]) -> list[tuple[str, int]]:
    """Return how many rows go to each target and how many end; the numbers add up to all rows."""
    words = [*((one.code, one.name) for one in targets), (END, _("到此为止"))]
    tally = [(word, sum(choices.get(one.code) == code for one in holdings)) for code, word in words]
    return [(word, number) for word, number in tally if number]
