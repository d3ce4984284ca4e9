"""What becomes of every row that names an organisation or an area when that one is merged, split or redrawn.

Each key of the database stands here once: with the verbs that move what is still alive behind it, or with the reason
why its rows stay where they were. A house test walks all models and finds the key that is missing.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.civic.activities.models import Activity
from gongjian.civic.agreements.models import Agreement, Clause, Party
from gongjian.civic.lists.models import ListCheck, Need, Resource
from gongjian.civic.matters.models import Group, GroupMember, Leg, Matter, RoadChief, Segment
from gongjian.civic.platforms.models import Invitation, Platform, Seat
from gongjian.civic.projects.models import Contribution, Project, Showcase
from gongjian.civic.registry.models import Affiliation, Naming, Office, Organisation, Participation, Profile, Programme
from gongjian.civic.service.models import Claim, Post
from gongjian.civic.tasks.models import Task


@dataclass(frozen=True)
class Ending:
    """What ends: the keys of organisations or areas, those that follow (none before it is known), the days.

    on     from this day on they are closed
    today  the office's day on which it is entered
    """

    own: Collection[int]
    into: Collection[int]
    on: date
    today: date


Rows: TypeAlias = "QuerySet[Any]"


@dataclass(frozen=True)
class Moves:
    """The verbs that leave nothing alive behind a key; `alive` finds what they have to move."""

    verbs: tuple[str, ...]
    alive: Callable[[Ending], Rows]


@dataclass(frozen=True)
class Stays:
    """Why the rows behind a key stay with what was closed."""

    why: str | Promise


def dated(end: Ending) -> Q:
    """Return the condition: in force on the last day or later."""
    return Q(valid_to=None) | Q(valid_to__gt=end.on) & Q(valid_to__gt=F("valid_from"))


def still_open(end: Ending) -> Q:
    """Return the condition of work that goes on: not judged for good, not a question whose day is over."""
    asked = Q(kind=Task.Kind.CONSULTATION)
    question = asked & Q(delivered_at=None, due_date__gte=end.today)
    work = ~asked & (Q(due_date__gte=date(end.today.year, 1, 1)) | Q(delivered_at__isnull=False))
    return Q(confirmed_at=None, cancelled_at=None) & (question | work)


def open_tasks(end: Ending) -> "QuerySet[Task]":
    """Return the open tasks of both sides; what was delivered to the successor is only waiting for its word."""
    delivered = Q(owner__in=end.own, receiver__in=end.into, delivered_at__isnull=False)
    return Task.objects.filter(still_open(end)).exclude(delivered)


def live_agreements(end: Ending) -> "QuerySet[Agreement]":
    """Return the agreements that are neither ended nor over, signed or not."""
    return Agreement.objects.filter(ended_at=None, to_date__gt=end.today)


def live_parties(end: Ending) -> "QuerySet[Party]":
    """Return the parties of live agreements in whose stead nobody has signed yet."""
    joined = Party.objects.filter(organisation__in=end.into).values("agreement")
    return Party.objects.filter(agreement__in=live_agreements(end)).exclude(
        signed_at__isnull=False, agreement__in=joined
    )


def live_clauses(end: Ending) -> "QuerySet[Clause]":
    """Return the clauses of live agreements, but for those between an organisation and its successor."""
    between = Q(doer__in=end.own, receiver__in=end.into) | Q(doer__in=end.into, receiver__in=end.own)
    return Clause.objects.filter(agreement__in=live_agreements(end)).exclude(between)


def live_seats(end: Ending) -> "QuerySet[Seat]":
    """Return the seats that are held or still to come."""
    return Seat.objects.filter(Q(valid_to=None) | Q(valid_to__gt=end.today) & Q(valid_to__gt=F("valid_from")))


def live_resources(end: Ending) -> "QuerySet[Resource]":
    """Return the resources on the list of an open year."""
    still = Q(closes_date=None) | Q(closes_date__gt=end.today)
    return Resource.objects.filter(still, programme__closed_at=None, next=None)


def open_checks(end: Ending) -> "QuerySet[ListCheck]":
    """Return the list checks still to come, but for those for which the successor is asked itself."""
    asked = ListCheck.objects.filter(organisation__in=end.into).values("due_date")
    return ListCheck.objects.filter(confirmed_at=None, due_date__gte=end.today).exclude(due_date__in=asked)


def running_contributions(end: Ending) -> "QuerySet[Contribution]":
    """Return the contributions to unfinished projects to which the successor does not contribute itself."""
    joined = Contribution.objects.filter(organisation__in=end.into).values("project")
    return Contribution.objects.filter(project__finished_at=None).exclude(project__in=joined)


def open_claims(end: Ending) -> "QuerySet[Claim]":
    """Return the claims without a result, but for those on a post that the successor claimed itself."""
    joined = Claim.objects.filter(organisation__in=end.into).values("post")
    return Claim.objects.filter(confirmed_at=None).exclude(post__in=joined)


def open_invitations(end: Ending) -> "QuerySet[Invitation]":
    """Return the invitations to meetings still to come, but for those to which the successor is asked itself."""
    asked = Invitation.objects.filter(organisation__in=end.into).values("meeting")
    ahead = Invitation.objects.filter(
        meeting__held_at=None, meeting__cancelled_at=None, meeting__starts_at__date__gt=end.today
    )
    return ahead.exclude(meeting__in=asked)


AFFILIATE = ("registry.affiliate",)
SUCCEED = ("registry.succeed_organisation",)
TASKS = ("tasks.transfer_task", "tasks.cancel_task")
AGREEMENTS = ("agreements.transfer_party", "agreements.end_agreement")
SAID = _("当时说过、写过的，照原样留存")
JUDGED = _("评价的依据和结果，照原样留存")

OF_ORGANISATION: dict[str, Moves | Stays] = {
    "registry.Office.organisation": Moves(
        SUCCEED, lambda end: Office.objects.filter(dated(end), organisation__in=end.own)
    ),
    "registry.Organisation.sector": Moves(
        AFFILIATE, lambda end: Organisation.objects.filter(sector__in=end.own, closed_date=None)
    ),
    "registry.Organisation.superior": Moves(
        AFFILIATE, lambda end: Organisation.objects.filter(superior__in=end.own, closed_date=None)
    ),
    "registry.Organisation.host": Moves(
        AFFILIATE, lambda end: Organisation.objects.filter(host__in=end.own, closed_date=None)
    ),
    "registry.Organisation.replaces": Stays(_("谁接替谁，是历史")),
    "registry.Profile.organisation": Moves(
        SUCCEED, lambda end: Profile.objects.filter(dated(end), organisation__in=end.own)
    ),
    "registry.Affiliation.organisation": Moves(
        SUCCEED, lambda end: Affiliation.objects.filter(dated(end), organisation__in=end.own)
    ),
    "registry.Affiliation.target": Moves(
        AFFILIATE, lambda end: Affiliation.objects.filter(dated(end), target__in=end.own)
    ),
    "registry.Programme.lead_office": Moves(
        ("registry.entrust_programme",),
        lambda end: Programme.objects.filter(lead_office__in=end.own, closed_at=None),
    ),
    "tasks.Task.owner": Moves(TASKS, lambda end: open_tasks(end).filter(owner__in=end.own)),
    "tasks.Task.receiver": Moves(TASKS, lambda end: open_tasks(end).filter(receiver__in=end.own)),
    "platforms.Platform.secretary": Moves(
        ("platforms.change_secretary",),
        lambda end: Platform.objects.filter(secretary__in=end.own, area__valid_to=None),
    ),
    "platforms.Seat.organisation": Moves(
        ("platforms.move_seat", "platforms.end_seat"),
        lambda end: live_seats(end).filter(organisation__in=end.own),
    ),
    "platforms.Attendance.organisation": Stays(_("到会是当天的事实")),
    "platforms.Invitation.organisation": Moves(
        ("platforms.transfer_invitation",), lambda end: open_invitations(end).filter(organisation__in=end.own)
    ),
    "platforms.Resolution.owner": Stays(_("议定事项写的是当时的单位，它的任务跟着走")),
    "platforms.Objection.organisation": Stays(SAID),
    "platforms.Thread.first": Stays(SAID),
    "platforms.Thread.second": Stays(SAID),
    "platforms.Thread.bodies": Stays(SAID),
    "platforms.Entry.author": Stays(SAID),
    "lists.Need.owner": Moves(
        ("lists.transfer_need",), lambda end: Need.objects.filter(owner__in=end.own, closed_at=None)
    ),
    "lists.Resource.owner": Moves(
        ("lists.transfer_resource", "lists.withdraw_resource"),
        lambda end: live_resources(end).filter(owner__in=end.own),
    ),
    "lists.ListCheck.organisation": Moves(
        ("lists.transfer_check",), lambda end: open_checks(end).filter(organisation__in=end.own)
    ),
    "projects.Project.lead": Moves(
        ("projects.transfer_project",), lambda end: Project.objects.filter(lead__in=end.own, finished_at=None)
    ),
    "projects.Contribution.organisation": Moves(
        ("projects.transfer_contribution",),
        lambda end: running_contributions(end).filter(organisation__in=end.own),
    ),
    "agreements.Party.organisation": Moves(AGREEMENTS, lambda end: live_parties(end).filter(organisation__in=end.own)),
    "agreements.Clause.doer": Moves(AGREEMENTS, lambda end: live_clauses(end).filter(doer__in=end.own)),
    "agreements.Clause.receiver": Moves(AGREEMENTS, lambda end: live_clauses(end).filter(receiver__in=end.own)),
    "matters.Segment.taker": Moves(
        ("matters.transfer_segment", "matters.end_segment"),
        lambda end: Segment.objects.filter(taker__in=end.own, valid_to=None),
    ),
    "matters.Matter.raiser": Moves(
        ("matters.transfer_raiser",), lambda end: Matter.objects.filter(raiser__in=end.own, closed_at=None)
    ),
    "matters.Leg.owner": Moves(
        ("matters.transfer_leg",), lambda end: Leg.objects.open().filter(owner__in=end.own, matter__closed_at=None)
    ),
    "matters.Leg.next_owner": Stays(_("谢绝时写的是当时的单位")),
    "matters.Opinion.organisation": Stays(SAID),
    "matters.SiteCheck.by": Stays(_("现场核查是当天的事实")),
    "matters.GroupMember.organisation": Moves(
        ("matters.transfer_people",), lambda end: GroupMember.objects.filter(organisation__in=end.own, valid_to=None)
    ),
    "matters.RoadChief.chief": Moves(
        ("matters.transfer_road_chief",), lambda end: RoadChief.objects.filter(chief__in=end.own, valid_to=None)
    ),
    "service.Post.host": Moves(
        ("service.transfer_post",), lambda end: Post.objects.filter(host__in=end.own, to_date__gte=end.today)
    ),
    "service.Claim.organisation": Moves(
        ("service.transfer_claim",), lambda end: open_claims(end).filter(organisation__in=end.own)
    ),
    "activities.Side.organisation": Stays(_("参加过的活动是当天的事实")),
    "records.Record.unit": Stays(_("每个月的写实档案留在原单位名下")),
    "records.Line.by": Stays(_("谁补记的，照原样留存")),
    "ballots.Count.organisation": Stays(_("票数属于当时评议的单位")),
    "evaluations.Inspection.unit": Stays(JUDGED),
    "evaluations.Mark.unit": Stays(JUDGED),
    "evaluations.Outcome.unit": Stays(JUDGED),
    "evaluations.Cap.unit": Stays(JUDGED),
    "evaluations.Decision.unit": Stays(JUDGED),
    "results.Result.unit": Stays(_("公布过的结果不再改")),
}

CLOSE = ("registry.close_area",)
MOVE = ("registry.move_organisation",)
BODY = ("duties.merge_organisations", "duties.split_organisation")

OF_AREA: dict[str, Moves | Stays] = {
    "registry.Area.parent": Stays(_("能合并、拆分的是社区，它下面没有别的区域")),
    "registry.Area.replaces": Stays(_("谁接替谁，是历史")),
    "registry.Naming.area": Moves(CLOSE, lambda end: Naming.objects.filter(dated(end), area__in=end.own)),
    "registry.Participation.area": Moves(CLOSE, lambda end: Participation.objects.filter(dated(end), area__in=end.own)),
    "registry.Batch.area": Stays(_("导入过的名册照原样留存")),
    "registry.Office.area": Moves(CLOSE, lambda end: Office.objects.filter(dated(end), area__in=end.own)),
    "registry.Organisation.area": Moves(
        MOVE, lambda end: Organisation.objects.filter(area__in=end.own, closed_date=None)
    ),
    "registry.Organisation.governs": Moves(
        BODY, lambda end: Organisation.objects.filter(governs__in=end.own, closed_date=None)
    ),
    "registry.Affiliation.area": Moves(MOVE, lambda end: Affiliation.objects.filter(dated(end), area__in=end.own)),
    "registry.Programme.area": Stays(_("年度是全区的")),
    "platforms.Platform.area": Moves(
        ("platforms.establish_platform", "platforms.move_seat", "platforms.move_meeting"),
        lambda end: Platform.objects.filter(
            Q(seats__in=live_seats(end))
            | Q(meetings__held_at=None, meetings__cancelled_at=None, meetings__isnull=False),
            area__in=end.own,
        ).distinct(),
    ),
    "platforms.MeetingTemplate.area": Stays(_("模板留在原来的区域，新社区另存一份")),
    "lists.Need.area": Moves(
        ("lists.relocate_need",), lambda end: Need.objects.filter(area__in=end.own, closed_at=None)
    ),
    "lists.Resource.area": Moves(
        ("lists.relocate_resource",), lambda end: live_resources(end).filter(area__in=end.own)
    ),
    "projects.Project.area": Moves(
        ("projects.relocate_project",), lambda end: Project.objects.filter(area__in=end.own, finished_at=None)
    ),
    "projects.Showcase.area": Moves(
        ("projects.relocate_showcase",), lambda end: Showcase.objects.filter(area__in=end.own)
    ),
    "agreements.Agreement.area": Moves(
        ("agreements.relocate_agreement",), lambda end: live_agreements(end).filter(area__in=end.own)
    ),
    "matters.Matter.area": Moves(
        ("matters.relocate_matter",), lambda end: Matter.objects.filter(area__in=end.own, closed_at=None)
    ),
    "matters.RoadChief.area": Moves(
        ("matters.transfer_road_chief",), lambda end: RoadChief.objects.filter(area__in=end.own, valid_to=None)
    ),
    "matters.Rulebook.area": Stays(_("难题办理的规则是全区的")),
    "matters.Group.area": Moves(("matters.relocate_group",), lambda end: Group.objects.filter(area__in=end.own)),
    "matters.Segment.area": Moves(
        ("matters.transfer_segment",), lambda end: Segment.objects.filter(area__in=end.own, valid_to=None)
    ),
    "activities.Activity.area": Moves(
        ("activities.relocate_activity",), lambda end: Activity.objects.filter(area__in=end.own, held_at=None)
    ),
    "records.Period.area": Stays(_("月度档案按街道建")),
    "ballots.Session.area": Stays(_("民主评议按街道办")),
}


def left_behind(moves: dict[str, Moves | Stays], end: Ending) -> dict[str, int]:
    """Return, by key, how many rows are alive that name what is closed; nothing once all has moved."""
    counted = {key: move.alive(end).count() for key, move in moves.items() if isinstance(move, Moves)}
    return {key: number for key, number in counted.items() if number}
