"""Every write of projects."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.projects.models import Contribution, Part, Project, Showcase
from gongjian.civic.registry.models import Area, Organisation
from gongjian.ledger.action import Refused, WithParts, action, digest_of

WHOLE = 10_000


@action
def start_project(
    actor: User,
    area: Area,
    /,
    *,
    kind: str,
    lead: Organisation,
    title: str,
    deliverable: str,
    quantity: int,
    unit: str,
    is_about: bool = False,
    due_date: date | None = None,
    parts: Sequence[tuple[str, int]] = (),
    contributors: Sequence[tuple[Organisation, str]] = (),
    at: datetime,
) -> WithParts[Project]:
    """Start a project: parts are (title, weight in basis points), contributors (organisation, what)."""
    if quantity < 1:
        raise Refused(_("成果的数量至少是 1。"))
    if parts and sum(weight for _title, weight in parts) != WHOLE:
        total = sum(weight for _title, weight in parts)
        raise Refused(_("各部分的权重合计应为 10000，现在是 %(total)s。") % {"total": total})
    if len({organisation.pk for organisation, _what in contributors}) < len(contributors):
        raise Refused(_("参加的单位里有一家写了两次，请合成一行。"))
    project = Project.objects.create(
        area=area,
        kind=kind,
        lead=lead,
        title=title,
        deliverable=deliverable,
        quantity=quantity,
        unit=unit,
        is_about=is_about,
        due_date=due_date,
        started_at=at,
    )
    Part.objects.bulk_create(
        Part(project=project, position=number, title=name, weight_bp=weight)
        for number, (name, weight) in enumerate(parts, 1)
    )
    Contribution.objects.bulk_create(
        Contribution(project=project, organisation=organisation, what=what) for organisation, what in contributors
    )
    return WithParts(
        project,
        {
            "parts": digest_of([tuple(part) for part in parts]),
            "contributors": digest_of([(organisation.pk, what) for organisation, what in contributors]),
        },
    )


@action
def finish_project(actor: User, project: Project, /, *, at: datetime) -> Project:
    """Say that the deliverable stands."""
    project.finished_at = at
    project.save(update_fields=["finished_at"])
    return project


@action
def nominate_showcase(
    actor: User, area: Area, /, *, category: str, title: str, project: Project | None = None, at: datetime
) -> Showcase:
    """Nominate an item for the showcase library."""
    return Showcase.objects.create(area=area, category=category, title=title, project=project, nominated_at=at)


@action
def approve_showcase(actor: User, showcase: Showcase, /, *, at: datetime) -> Showcase:
    """Take the item into the library."""
    showcase.approved_at = at
    showcase.save(update_fields=["approved_at"])
    return showcase


@action
def transfer_project(actor: User, project: Project, /, *, to: Organisation, at: datetime) -> WithParts[Project]:
    """Let a successor lead the project on."""
    project.lead = to
    project.save(update_fields=["lead"])
    return WithParts(project, {"to": to.name})


@action
def transfer_contribution(
    actor: User, contribution: Contribution, /, *, to: Organisation, at: datetime
) -> WithParts[Contribution]:
    """Let a successor contribute on to a project."""
    if contribution.project.contributions.filter(organisation=to).exists():
        raise Refused(_("“%(name)s”已经参加了这个项目。") % {"name": to.name})
    contribution.organisation = to
    contribution.save(update_fields=["organisation"])
    return WithParts(contribution, {"to": to.name})


@action
def relocate_project(actor: User, project: Project, /, *, area: Area, at: datetime) -> Project:
    """Let a project belong to the area that replaces its own."""
    project.area = area
    project.save(update_fields=["area"])
    return project


@action
def relocate_showcase(actor: User, showcase: Showcase, /, *, area: Area, at: datetime) -> Showcase:
    """Let an item of the showcase belong to the area that replaces its own."""
    showcase.area = area
    showcase.save(update_fields=["area"])
    return showcase
