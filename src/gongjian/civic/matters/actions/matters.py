"""A matter is raised, hidden or shown; its legs are opened and handed on."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Concern, Group, Leg, Level, Matter, Phase, Segment
from gongjian.civic.matters.queries.origins import matter_of
from gongjian.civic.matters.queries.rules import limit_days, rulebook
from gongjian.civic.platforms.actions.talks import settle_finding
from gongjian.civic.platforms.models import Finding, Meeting, Resolution, Thread
from gongjian.civic.registry.models import Area, Organisation, offices_of
from gongjian.ledger.action import Refused, WithParts, action
from gongjian.ledger.models import Event

TWICE_WITHIN = timedelta(days=1)  # the same title of the same body: sent twice
LEVELS = {Area.Level.DISTRICT: Level.DISTRICT, Area.Level.STREET: Level.STREET}


@action
def raise_matter(
    actor: User,
    raiser: Organisation,
    /,
    *,
    area: Area,
    title: str,
    category: str,
    kind: str = Matter.Kind.PROBLEM,
    urgency: str = Matter.Urgency.ORDINARY,
    text: str = "",
    households: int | None = None,
    hidden_because: str = "",
    owner: Organisation | None = None,
    source: Event | None = None,
    finding: Finding | None = None,
    concern: Concern | None = None,
    segment: Segment | None = None,
    group: Group | None = None,
    at: datetime,
) -> Matter:
    """Raise a matter. The first lead is the raiser itself if it governs a place, else the body that governs the area.

    owner    the first lead, if it shall be another
    finding  of an open talk, or `concern` told to a liaison group: the matter points back to it
    segment  of a road: the matter lies where the road lies
    """
    if not title.strip():
        raise Refused(_("请用一句话写明是什么事。"))
    if segment is not None and area.pk != segment.area_id:
        raise Refused(_("路段上的事归路段所在的“%(area)s”，不能报在别处。") % {"area": segment.area.name})
    _check_once(raiser, title.strip(), at)
    source = source or _told(actor, finding, concern, at)
    lead = owner or (raiser if raiser.governs_id else governor_of(area))
    thread = Thread.objects.create(opened_at=at)
    matter = Matter.objects.create(
        number=_number(area, at),
        area=area,
        raiser=raiser,
        kind=kind,
        category=category,
        urgency=urgency,
        title=title.strip(),
        text=text.strip(),
        households=households,
        hidden_because=hidden_because,
        source=source,
        segment=segment,
        group=group,
        thread=thread,
        raised_at=at,
    )
    thread.bodies.add(raiser)
    leg = open_leg(actor, matter, owner=lead, at=at)
    if lead.pk == raiser.pk:
        leg.accepted_at = at
        leg.save(update_fields=["accepted_at"])
    return matter


def _told(actor: User, finding: Finding | None, concern: Concern | None, at: datetime) -> Event | None:
    """Return the event behind what residents said; a finding is settled by becoming a matter."""
    if finding is not None:
        if Finding.objects.filter(pk=finding.pk).exclude(outcome="").exists():
            raise Refused(_("这条反映已经有了结果，不能再立一件难题。"))
        settle_finding(actor, finding, outcome=Finding.Outcome.MATTER, reason="", at=at)
    if concern is not None:
        Concern.objects.select_for_update(no_key=True).get(pk=concern.pk)
        raised = matter_of(concern)
        if raised is not None:
            raise Refused(_("这条反映已经报成难题，编号 %(number)s。") % {"number": raised.number})
    told = finding or concern
    return Event.objects.about(told).order_by("-pk").first() if told is not None else None


def _check_once(raiser: Organisation, title: str, at: datetime) -> None:
    """Refuse what the same body raised within a day and still has open: a form that was sent twice."""
    same = Matter.objects.filter(raiser=raiser, title=title, closed_at=None, raised_at__gt=at - TWICE_WITHIN)
    known = same.order_by("-pk").first()
    if known is not None:
        raise Refused(
            _("“%(title)s”刚报过，编号 %(number)s，还在办。要补充情况，请写在它的往来里。")
            % {"title": title, "number": known.number}
        )


def governor_of(area: Area) -> Organisation:
    """Return the body that governs a place, or the nearest place above that has one."""
    place: Area | None = area
    while place is not None:
        found = Organisation.objects.filter(governs=place, closed_date=None).first()
        if found is not None:
            return found
        place = place.parent
    raise Refused(_("“%(area)s”还没有主管的党组织，请先在登记里补上。") % {"area": area.name})


def _number(area: Area, at: datetime) -> str:
    """Return the next number of the street (or of the district): 建设路〔2026〕31号. The place is locked meanwhile."""
    home = area
    while home.parent is not None and home.level not in LEVELS:
        home = home.parent
    Area.objects.select_for_update(no_key=True).get(pk=home.pk)
    year = at.astimezone(settings.OFFICE_ZONE).year
    head = f"{home.short_name}〔{year}〕"
    return f"{head}{Matter.objects.filter(number__startswith=head).count() + 1}号"


@action
def open_leg(
    actor: User,
    matter: Matter,
    /,
    *,
    owner: Organisation,
    is_lead: bool = True,
    wish: str = "",
    limit: int | None = None,
    resolution: Resolution | None = None,
    at: datetime,
) -> Leg:
    """Give a body the matter: as its lead, or to help. Called by the verbs that raise, hand on, decline and call.

    limit  working days until it is to be solved; None for what the district's rules say
    """
    if matter.closed_at is not None:
        raise Refused(_("这件事已经结束，不能再转给谁。要接着办，请报事方重开。"))
    if owner.closed_date is not None:
        raise Refused(_("“%(name)s”已经注销，不能再交给它。") % {"name": owner.name})
    if limit is not None and limit < 1:
        raise Refused(_("办结的期限至少是 1 个工作日。"))
    open_one = matter.legs.filter(owner=owner, ended_at=None).first()
    if open_one is not None and not (is_lead and not open_one.is_lead):
        raise Refused(_("“%(name)s”正在办这件事。") % {"name": owner.name})
    if open_one is not None:  # it helps already: now it leads
        open_one.end, open_one.ended_at = Leg.End.HANDED_ON, at
        open_one.save(update_fields=["end", "ended_at"])
    matter.thread.bodies.add(owner)
    return Leg.objects.create(
        matter=matter,
        owner=owner,
        level=level_of(owner),
        is_lead=is_lead,
        wish=wish.strip(),
        resolution=resolution,
        opened_at=at,
        limit_days=limit or limit_days(rulebook(), matter.urgency),
    )


def level_of(body: Organisation) -> str:
    """Return at which level a body stands: of the place it governs, of its department, or a unit."""
    if body.governs is not None:
        return LEVELS.get(Area.Level(body.governs.level), Level.COMMUNITY)
    return Level.DISTRICT if body.kind == Organisation.Kind.DISTRICT else Level.UNIT


def post_of(actor: User, body: Organisation, at: datetime) -> str:
    """Return by which post a body acts: its name and the role, never a person."""
    day = at.astimezone(settings.OFFICE_ZONE).date()
    own = [
        office
        for office in offices_of(actor, day)
        if office.organisation_id == body.pk or (body.governs_id and office.area_id == body.governs_id)
    ]
    return f"{body.name}（{own[0].get_role_display()}）" if own else body.name


def pass_phase(
    matter: Matter, phase: str, *, at: datetime, meeting: Meeting | None = None, post: str = "", since: str = "STUDY"
) -> None:
    """Write down when the matter passed a phase and by whom, with those before it that nobody wrote; once each.

    since  the first phase that may be written so late
    """
    passed = set(matter.phases.values_list("phase", flat=True))
    names = [Phase.Name.STUDY, Phase.Name.DEPLOY, Phase.Name.IMPLEMENT]
    first, until = names.index(Phase.Name(since)), names.index(Phase.Name(phase))
    Phase.objects.bulk_create(
        Phase(matter=matter, phase=name, at=at, meeting=meeting, post="" if meeting else post)
        for name in names[first : until + 1]
        if name not in passed
    )


@action
def set_visibility(actor: User, matter: Matter, /, *, hidden_because: str, at: datetime) -> Matter:
    """Hide the matter from the public for a listed reason, or show it again ("")."""
    if hidden_because and hidden_because not in Matter.Hidden.values:
        raise Refused(_("不公开只能因为个人隐私、公共安全或正在调解的纠纷。"))
    matter.hidden_because = hidden_because
    matter.save(update_fields=["hidden_because"])
    return matter


@action
def relocate_matter(actor: User, matter: Matter, /, *, area: Area, at: datetime) -> WithParts[Matter]:
    """Let an open matter lie in the area that replaces its own; its number stays."""
    matter.area = area
    matter.save(update_fields=["area"])
    return WithParts(matter, {"to": area.name})


@action
def transfer_raiser(actor: User, matter: Matter, /, *, to: Organisation, at: datetime) -> WithParts[Matter]:
    """Let a successor confirm in place of the body that raised the matter."""
    matter.raiser = to
    matter.save(update_fields=["raiser"])
    matter.thread.bodies.add(to)
    return WithParts(matter, {"to": to.name})
