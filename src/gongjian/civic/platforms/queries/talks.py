"""One open talk: its four stages, what each brought out, what residents pointed out and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Finding, Meeting, Stage, StageOutput
from gongjian.civic.registry.models import reach
from gongjian.ledger.models import Event

LED_TO = ("needs", "matters")  # by which names an event knows what later rooms made of it


@dataclass(frozen=True)
class Noted:
    """A finding and the pages of what became of it."""

    finding: Finding
    led_to: list[Any]

    @property
    def key(self) -> str:
        """The key as an address holds it."""
        return str(self.finding.pk)


@dataclass(frozen=True)
class StageOf:
    """One stage of a talk, in its order: done once something was written about it."""

    stage: Stage
    output: StageOutput | None
    findings: list[Noted]
    state: str


@dataclass(frozen=True)
class Talk:
    """The four stages, and how many findings nobody has settled yet."""

    stages: list[StageOf]
    open_count: int
    reads_findings: bool


def talk_of(meeting: Meeting, user: User | AnonymousUser, *, on: date) -> Talk:
    """Return the four stages of an open talk; findings only for those whose territory it is."""
    outputs = {output.stage: output for output in meeting.stages.all()}
    visible = Finding.objects.visible_to(user, on=on).filter(meeting=meeting)
    findings = list(visible.select_related("meeting__platform__area").order_by("pk"))
    led_to = _led_to(findings)
    now = next((stage for stage in Stage if stage not in outputs), None)
    stages = [
        StageOf(
            stage,
            outputs.get(stage),
            [Noted(one, led_to.get(one.pk, [])) for one in findings if one.stage == stage],
            "done" if stage in outputs else "now" if stage == now else "next",
        )
        for stage in Stage
    ]
    is_own = meeting.scope_path.startswith(reach(user, on).paths)
    return Talk(stages, sum(not one.outcome for one in findings), is_own)


def _led_to(findings: Iterable[Finding]) -> dict[int, list[Any]]:
    kind = ContentType.objects.get_for_model(Finding)
    events = Event.objects.filter(subject_type=kind, subject_id__in=[one.pk for one in findings])
    found: dict[int, list[Any]] = {}
    for event in events.prefetch_related(*LED_TO).order_by("pk"):
        rows = [row for name in LED_TO for row in getattr(event, name).all()]
        found.setdefault(event.subject_id, []).extend(rows)
    return found
