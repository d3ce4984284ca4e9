"""The duty to meet: which rule holds on a day, which periods it asks for, and whether the platform met in each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.civic.platforms.models import Meeting, MeetingRule, Platform
from gongjian.civic.platforms.queries.agenda import due_reviews
from gongjian.methods.meetings import Duty, duties
from gongjian.web.words import share

EVERY_MONTHS = {1: _("每月"), 2: _("每两个月"), 3: _("每季度"), 6: _("每半年"), 12: _("每年")}
HALF = 5_000
SHARES: dict[int, Promise] = {HALF: _("过半数"), 6_666: _("三分之二以上"), 7_999: _("五分之四以上")}
MOST_NOTICE_DAYS = 60
STATES = {
    "OVERDUE": _("上一期没有开"),
    "DUE": _("这一期还没开"),
    "DONE": _("这一期开了"),
    "NONE": _("没有定会期"),
}


def rule_on(platform: Platform, day: date) -> MeetingRule | None:
    """Return the rule of meeting in force on a day."""
    found: MeetingRule | None = platform.rules.on(day).first()
    return found


def share_words(share_bp: int) -> str:
    """Return in words a share that has to be exceeded."""
    return str(SHARES.get(share_bp) or gettext("超过 %(share)s") % {"share": share(share_bp)})


def every_words(rule: MeetingRule) -> str:
    """Return in words how often a rule asks for a meeting."""
    return str(EVERY_MONTHS[rule.every_months])


@dataclass
class Standing:
    """One platform and its duty to meet: the rule of today, the periods of the year, the next meeting planned."""

    platform: Platform
    rule: MeetingRule | None = None
    periods: list[Duty] = field(default_factory=list)
    before: list[Duty] = field(default_factory=list)  # of the year before
    announced: set[date] = field(default_factory=set)  # the days of meetings held after a notice
    planned: Meeting | None = None
    waiting: int = 0  # resolutions that are to be looked at again, while no meeting is planned

    @property
    def state(self) -> str:
        """DONE or DUE of the period that runs; OVERDUE while a missed one was not followed by a meeting; else NONE."""
        begun = [duty for duty in (*self.before, *self.periods) if duty.state != "NEXT"]
        if self.rule is None or not begun:
            return "NONE"
        if begun[-1].state == "DUE" and len(begun) > 1 and begun[-2].state == "OVERDUE":
            return "OVERDUE"
        return begun[-1].state

    @property
    def word(self) -> str:
        return str(STATES[self.state])

    @property
    def current(self) -> Duty | None:
        """The period that runs; None if the rule asks for no meeting now."""
        begun = [duty for duty in self.periods if duty.state != "NEXT"]
        return begun[-1] if begun else None

    @property
    def every(self) -> str:
        return every_words(self.rule) if self.rule else ""

    @property
    def quorum(self) -> str:
        """How many have to come, in words."""
        return share_words(self.rule.quorum_bp) if self.rule else ""

    @property
    def majority(self) -> str:
        """How many of them have to be for it, in words."""
        return share_words(self.rule.majority_bp) if self.rule else ""

    @property
    def told(self) -> list[str]:
        """The periods of the year that have begun, each in a word."""
        return [
            _told(duty) + (gettext("（没有发过通知）") if self.is_unannounced(duty) else "")
            for duty in self.periods
            if duty.state != "NEXT"
        ]

    def is_unannounced(self, duty: Duty) -> bool:
        """Whether a period is met, but by meetings of which no notice was sent."""
        return duty.state == "DONE" and not any(duty.first_day <= day <= duty.last_day for day in self.announced)

    @property
    def lines(self) -> list[tuple[str, Duty, bool]]:
        """The periods of the year, each with its months, and whether it was met without a notice."""
        return [
            (gettext("%(months)s月") % {"months": _months(duty)}, duty, self.is_unannounced(duty))
            for duty in self.periods
        ]


def _told(duty: Duty) -> str:
    words = {"DONE": gettext("%(months)s月开了"), "OVERDUE": gettext("%(months)s月没开")}
    return words.get(duty.state, gettext("%(months)s月还没开")) % {"months": _months(duty)}


def _months(duty: Duty) -> str:
    first, last = duty.first_day.month, duty.last_day.month
    return str(first) if first == last else f"{first}–{last}"


def standings(platforms: Iterable[Platform], *, on: date) -> list[Standing]:
    """Return for each platform how it stands with its duty to meet, in the order given; few questions for many."""
    found = {platform.pk: Standing(platform) for platform in platforms}
    rules: dict[int, list[MeetingRule]] = {key: [] for key in found}
    for rule in MeetingRule.objects.filter(platform__in=found, valid_from__lte=on).order_by("valid_from"):
        rules[rule.platform_id].append(rule)
    held: dict[int, list[date]] = {key: [] for key in found}
    since = datetime.combine(date(on.year - 1, 1, 1), time.min, tzinfo=settings.OFFICE_ZONE)
    meetings = Meeting.objects.filter(platform__in=found, starts_at__gte=since, cancelled_at=None)
    for meeting in meetings.order_by("-starts_at", "-pk"):
        if meeting.held_at is not None:
            held[meeting.platform_id].append(meeting.day)
            if meeting.convened_at is not None:
                found[meeting.platform_id].announced.add(meeting.day)
        elif meeting.day >= on:
            found[meeting.platform_id].planned = meeting
    for key, standing in found.items():
        _fill(standing, rules[key], held[key], on)
    reviews = due_reviews(on).filter(item__meeting__platform__in=found)
    for key in reviews.values_list("item__meeting__platform", flat=True):
        found[key].waiting += found[key].planned is None
    return list(found.values())


def _fill(standing: Standing, rules: list[MeetingRule], held: list[date], on: date) -> None:
    """Say which rule holds and what it and those before it asked for, this year and the year before."""
    for rule in rules:
        if rule.valid_to is None or rule.valid_to > on:
            standing.rule = rule
        for year, periods in ((on.year - 1, standing.before), (on.year, standing.periods)):
            first = max(rule.valid_from, date(year, 1, 1))
            until = min(rule.valid_to or date.max, date(year + 1, 1, 1))
            if first < until:
                periods += duties(rule.every_months, first, until, held, on)


def by_state(found: Iterable[Standing]) -> list[tuple[str, str, int]]:
    """Return (state, word, how many) for each state, in one fixed order."""
    counts = dict.fromkeys(STATES, 0)
    for standing in found:
        counts[standing.state] += 1
    return [(state, str(STATES[state]), number) for state, number in counts.items()]
