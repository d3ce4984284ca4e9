"""The minutes of a meeting as plain data, for the screen, for paper and for the seal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import (
    AgendaItem,
    Attendance,
    Meeting,
    Objection,
    Platform,
    Resolution,
    Stage,
    StageOutput,
)
from gongjian.civic.platforms.queries.quorum import HALF_BP, quorum_of
from gongjian.civic.registry.models import Organisation, reach
from gongjian.civic.registry.queries.history import named
from gongjian.ledger.models import Event
from gongjian.methods.seals import check_code

NOON = 12
DIGITS = "零一二三四五六七八九"
TEN = 10


@dataclass(frozen=True)
class Decision:
    """One resolution as the minutes say it."""

    numeral: str  # （一）
    text: str
    owner: str  # under its name on the day of the meeting; "" if nobody has to do anything
    due_date: date | None
    review_date: date | None
    votes: tuple[int, int, int]  # for, against, abstained
    is_carried: bool

    @property
    def day_words(self) -> str:
        """Who does it until when, and when it comes back; without a full stop."""
        said = []
        if self.owner:
            said.append(_("由%(owner)s负责") % {"owner": self.owner})
        if self.due_date:
            said.append(_("%(day)s前办结") % {"day": official_day(self.due_date)})
        if self.review_date and self.review_date != self.due_date:
            said.append(_("%(day)s回头看") % {"day": official_day(self.review_date)})
        return _("，").join(said)

    @property
    def votes_words(self) -> str:
        """The counts, and whether it was carried; without a full stop."""
        words = _("表决通过") if self.is_carried else _("表决没有通过")
        agreed, against, abstained = self.votes
        counts = _("赞成%(agreed)s家，反对%(against)s家，弃权%(abstained)s家") % {
            "agreed": agreed,
            "against": against,
            "abstained": abstained,
        }
        return _("%(words)s，%(counts)s") % {"words": words, "counts": counts}

    @property
    def sentence(self) -> str:
        """Everything after the text, as one sentence."""
        said = [self.day_words, self.votes_words] if self.is_carried else [self.votes_words]
        return _("。").join(filter(None, said)) + _("。")


@dataclass(frozen=True)
class Section:
    """One item of the agenda: what was heard and said, what was decided."""

    numeral: str  # 一、
    title: str
    paragraphs: tuple[str, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Remark:
    """An objection to the minutes, and what the secretary answered; "" while it is open."""

    organisation: str
    text: str
    answer: str


@dataclass(frozen=True)
class Minutes:
    """The minutes, as far as they are written. Names are those of the day of the meeting."""

    heading: str  # the red line: platform, kind of meeting, 纪要
    number: str  # 〔2026〕3号; "" before they are circulated
    issuer: str
    issued_date: date | None
    title: str
    day: date
    is_afternoon: bool
    platform: str
    place: str
    chair_post: str
    is_convened: bool
    due: int
    present: tuple[str, ...]
    leave: tuple[str, ...]
    absent: tuple[str, ...]
    observers: tuple[str, ...]
    quorum_bp: int
    is_quorate: bool
    override_reason: str
    sections: tuple[Section, ...]
    remarks: tuple[Remark, ...]
    object_by_date: date | None
    confirmed_date: date | None
    check_code: str  # "" before they are confirmed
    is_demo: bool

    @property
    def quorum_sentence(self) -> str:
        """Whether enough came, as the minutes say it."""
        if not self.is_quorate and self.override_reason:
            return _("到会没有达到规定，仍然议事的理由：%(reason)s。") % {"reason": self.override_reason.rstrip("。；")}
        if not self.is_quorate and any(section.decisions for section in self.sections):
            return _("到会没有达到规定，还没有写明仍然议事的理由。")
        if not self.is_quorate:
            return _("到会没有达到规定，没有议定事项。")
        if self.quorum_bp == HALF_BP:
            return _("符合过半数到会的规定。")
        return _("符合到会超过%(percent)s%%的规定。") % {"percent": f"{self.quorum_bp / 100:g}"}

    @property
    def opening(self) -> str:
        """The first paragraph: when, where, who presided, how many came."""
        part = _("下午") if self.is_afternoon else _("上午")
        facts = {"day": official_day(self.day), "part": part, "platform": self.platform, "title": self.title}
        if self.place:
            said = [_("%(day)s%(part)s，%(platform)s在%(place)s召开%(title)s。") % (facts | {"place": self.place})]
        else:
            said = [_("%(day)s%(part)s，%(platform)s召开%(title)s。") % facts]
        if self.chair_post:
            said.append(_("会议由%(post)s主持。") % {"post": self.chair_post})
        if not self.is_convened:
            said.append(_("会前没有发过通知。"))
        counts = {
            "due": self.due,
            "present": len(self.present),
            "leave": len(self.leave),
            "absent": len(self.absent),
        }
        said.append(_("应到成员单位%(due)s家，实到%(present)s家，请假%(leave)s家，缺席%(absent)s家。") % counts)
        said.append(self.quorum_sentence)
        return "".join(said)


def minutes_of(meeting: Meeting) -> Minutes:
    """Return the minutes of a meeting as plain data; asks the same number of questions whatever their length."""
    rows = Rows(meeting)
    names = rows.names
    by = {
        state: tuple(names[row.organisation_id] for row in rows.attendances if row.state == state)
        for state in Attendance.State
    }
    quorum = quorum_of(meeting)
    starts = meeting.starts_at.astimezone(settings.OFFICE_ZONE)
    issued, confirmed = office_day(meeting.circulated_at), office_day(meeting.confirmed_at)
    return Minutes(
        heading=_("%(platform)s%(kind)s纪要")
        % {"platform": meeting.platform.title, "kind": meeting.get_kind_display()},
        number=_("〔%(year)s〕%(number)s号") % {"year": issued.year, "number": meeting.minutes_number}
        if issued
        else "",
        issuer=rows.issuer,
        issued_date=issued,
        title=meeting.title,
        day=meeting.day,
        is_afternoon=starts.hour >= NOON,
        platform=meeting.platform.title,
        place=meeting.place,
        chair_post=meeting.chair_post,
        is_convened=meeting.convened_at is not None,
        due=quorum.due,
        present=by[Attendance.State.PRESENT],
        leave=by[Attendance.State.LEAVE],
        absent=by[Attendance.State.ABSENT],
        observers=by[Attendance.State.OBSERVER],
        quorum_bp=quorum.quorum_bp,
        is_quorate=quorum.is_quorate,
        override_reason=meeting.override_reason,
        sections=tuple(_sections(rows)),
        remarks=tuple(Remark(names[one.organisation_id], one.text, one.answer) for one in rows.objections),
        object_by_date=meeting.object_by_date,
        confirmed_date=confirmed,
        check_code=check_code(bytes.fromhex(meeting.seal.root)) if meeting.seal else "",
        is_demo=settings.DEMO,
    )


def readable_minutes(user: User | AnonymousUser, *, on: date) -> QuerySet[Meeting, Any]:
    """Return the held meetings whose minutes this user may read.

    Offices above read along while they are written; members and who came, once they were circulated.
    """
    own = reach(user, on)
    came = Attendance.objects.filter(
        Q(organisation__in=own.organisations) | Q(organisation__governs__path__in=own.governed),
        state__in=(Attendance.State.PRESENT, Attendance.State.OBSERVER),
    )
    members = Q(platform__in=Platform.objects.visible_to(user, on=on)) | Q(pk__in=came.values("meeting"))
    kept = Q(platform__secretary__in=own.organisations) | own.covers("platform__area__path")
    held = Meeting.objects.filter(held_at__isnull=False)
    return held.filter(kept | members & Q(circulated_at__isnull=False)).select_related(
        "platform__area", "platform__secretary", "seal"
    )


def own_attendances(user: User | AnonymousUser, *, on: date) -> QuerySet[Attendance, Any]:
    """Return the attendances of bodies for which this user acts, at meetings whose minutes are before the members."""
    own = reach(user, on)
    bodies = Q(organisation__in=own.organisations) | Q(organisation__governs__path__in=own.governed)
    found = Attendance.objects.filter(bodies, state=Attendance.State.PRESENT, meeting__circulated_at__isnull=False)
    return found.select_related("organisation", "meeting__platform__area").order_by("organisation__sort_key", "pk")


class Rows:
    """What the minutes of a meeting are made of, read once."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting

    @cached_property
    def items(self) -> list[AgendaItem]:
        return list(self.meeting.items.filter(withdrawn_at=None).order_by("position", "pk"))

    @cached_property
    def stages(self) -> list[StageOutput]:
        """What each stage of an open talk brought out, in the order of the stages."""
        if self.meeting.kind != Meeting.Kind.TALK:
            return []
        written = {one.stage: one for one in self.meeting.stages.all()}
        return [written[stage] for stage in Stage.values if stage in written]

    @cached_property
    def resolutions(self) -> dict[int, list[Resolution]]:
        found: dict[int, list[Resolution]] = {item.pk: [] for item in self.items}
        rows = Resolution.objects.filter(item__in=found).select_related("owner").order_by("adopted_at", "pk")
        for row in rows:
            found[row.item_id].append(row)
        return found

    @cached_property
    def attendances(self) -> list[Attendance]:
        rows = self.meeting.attendances.select_related("organisation")
        return list(rows.order_by("organisation__sort_key", "organisation_id"))

    @cached_property
    def objections(self) -> list[Objection]:
        return list(self.meeting.objections.select_related("organisation").order_by("raised_at", "pk"))

    @cached_property
    def names(self) -> dict[int, str]:
        """The name of everybody in the minutes on the day of the meeting."""
        bodies: list[Organisation] = [row.organisation for row in self.attendances]
        bodies += [row.organisation for row in self.objections]
        bodies += [row.owner for rows in self.resolutions.values() for row in rows if row.owner]
        return {key: one.name for key, one in named(bodies, self.meeting.day).items()}

    @cached_property
    def issuer(self) -> str:
        """Who presided when the minutes were circulated; before that, who does now."""
        if self.meeting.circulated_at is not None:
            events = Event.objects.about(self.meeting).filter(verb="platforms.circulate_minutes")
            last = events.order_by("-pk").first()
            if last is not None:
                return str(last.changes["issuer"])
        return self.meeting.platform.secretary.name


def _sections(rows: Rows) -> Iterator[Section]:
    for number, stage in enumerate(rows.stages, start=1):
        heads = _("参加 %(count)s 人。") % {"count": stage.headcount}
        said = (*_paragraphs(stage.text), heads)
        yield Section(_("%(numeral)s、") % {"numeral": numeral(number)}, stage.get_stage_display(), said, ())
    for number, item in enumerate(rows.items, start=len(rows.stages) + 1):
        paragraphs = _paragraphs(item.discussion)
        decisions = tuple(_decisions(rows.resolutions[item.pk], rows.names))
        yield Section(_("%(numeral)s、") % {"numeral": numeral(number)}, item.title, paragraphs, decisions)


def _decisions(resolutions: Iterable[Resolution], names: dict[int, str]) -> Iterator[Decision]:
    for number, row in enumerate(resolutions, start=1):
        yield Decision(
            numeral=_("（%(numeral)s）") % {"numeral": numeral(number)},
            text=row.text,
            owner=names[row.owner_id] if row.owner_id else "",
            due_date=row.due_date,
            review_date=row.review_date,
            votes=(row.votes_for, row.votes_against, row.votes_abstained),
            is_carried=row.is_carried,
        )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def numeral(number: int) -> str:
    """Return a number from 1 to 99 as official papers count: 三, 十, 十二, 六十."""
    tens, ones = divmod(number, TEN)
    if not tens:
        return DIGITS[ones]
    return (DIGITS[tens] if tens > 1 else "") + "十" + (DIGITS[ones] if ones else "")


def official_day(day: date) -> str:
    """Return a day as official papers write it: 2026年3月1日."""
    return _("%(year)s年%(month)s月%(day)s日") % {"year": day.year, "month": day.month, "day": day.day}


def office_day(moment: datetime | None) -> date | None:
    """Return the office's calendar day of a moment."""
    return moment.astimezone(settings.OFFICE_ZONE).date() if moment else None
