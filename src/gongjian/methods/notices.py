"""The yearly notice of days off, read as the State Council publishes it, or as plain lines of days.

Read is what stands before 放假 or 休 and before 上班 or 班; nothing is guessed. A sentence that names a day and says
neither, or says it of some people only, is left out and handed back, so that somebody can look at it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongjian.methods.clocks import SATURDAY
from gongjian.methods.refusals import Refused

DAY = timedelta(days=1)
LONGEST_HOLIDAY = 31  # days; the longest there ever was had 9
OFF, WORKED = "放假", "调休上班"

# Compatibility forms are unified before: full-width digits, brackets, colons and commas are ASCII here.
PLAIN = re.compile(
    r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?\s*(?:\(?(?:周|星期)(?P<weekday>[一二三四五六日天])\)?)?"
    r"\s*(?P<what>休息|休|放假|上班|班)\s*(?P<title>.*)"
)
NUMBERED = r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.、])?"
HEAD = re.compile(rf"(?:^|(?<=[\n。;]))\s*{NUMBERED}\s*(?:\d{{4}}年)?(?P<title>[^\s:。,;()\d]{{1,20}}):")
# The year a notice is about: of its days off, or at the head of a line, as long as it is not the year of one day.
NAMED_YEAR = re.compile(r"(?P<year>\d{4})年[^\d。]{0,40}?(?:节假日|放假(?!办法))")
HEAD_YEAR = re.compile(
    rf"(?:^|(?<=[\n。;]))[^\S\n]*{NUMBERED}[^\S\n]*(?P<year>\d{{4}})年(?![^\S\n]*\d{{1,2}}[^\S\n]*月)"
)
TOKEN = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日"
    r"(?:\((?P<aside>[^()]{0,40})\)|(?P<bare>(?:周|星期)[一二三四五六日天]))?"
    r"|(?P<to>至|到|[-~—–]+)"
    r"|共(?:计|放假)?(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})天"
    r"|(?P<unsure>鼓励|不(?:放假|休息|上班)|除外|部分|有条件)|(?P<off>放假|休息)|(?P<work>上班)"
)
WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
WEEKDAYS = "一二三四五六日"
FEASTS = {
    "元旦": "元旦|新年",
    "春节": "春节|除夕",
    "清明节": "清明",
    "劳动节": "劳动|五一",
    "端午节": "端午",
    "国庆节": "国庆|十一",
}
DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九", start=1)}


class NoticeRefused(Refused):
    """A notice that cannot be entered as it stands."""


class NoYear(NoticeRefused):
    """A notice that names no year, and nobody said which."""

    sentence = "The text names no year."


class YearsDiffer(NoticeRefused):
    """A notice of another year than was said; `found` stands in the text."""

    sentence = "The text is about {found}, not about {expected}."


class YearsMixed(NoticeRefused):
    """A text about several years; `found` are the years, in order."""

    sentence = "The text is about several years: {found}."


class NoDayOff(NoticeRefused):
    """A text without any day off."""

    sentence = "There is no day off in the text."


class NoSuchDay(NoticeRefused):
    """A day that the calendar does not have."""

    sentence = "{field}: there is no {found}."


class DayOfAnotherYear(NoticeRefused):
    """A day outside the year; `expected` is the year."""

    sentence = "{field}: {found} does not lie in {expected}."


class RangeRefused(NoticeRefused):
    """A stretch of days that ends before it begins, or is too long for a holiday; `found` is (first, last)."""

    sentence = "{field}: {found[0]} to {found[1]} is no holiday."


class WeekdayDiffers(NoticeRefused):
    """A day whose weekday is another; `found` is (day, weekday said), `expected` the true one, Monday being 0."""

    sentence = "{field}: {found[0]} is not weekday {found[1]} but {expected}."


class CountDiffers(NoticeRefused):
    """A holiday with more or fewer days than the notice says; `expected` is what it says."""

    sentence = "{field} has {found} days, but the text says {expected}."


class OffAndWorked(NoticeRefused):
    """A day that is both off and worked."""

    sentence = "{found} is both off and worked."


class MakeupOnWeekday(NoticeRefused):
    """A day made up for a holiday that is a working day anyway."""

    sentence = "{found} is a weekday: it is worked anyway."


class OffOnWeekend(NoticeRefused):
    """A weekend day in the table of days off, which keeps weekdays only."""

    sentence = "{found} lies on a weekend: it is off anyway."


@dataclass(frozen=True, slots=True)
class Festival:
    """What a notice says of one holiday.

    title   as the notice calls it
    off     every day off, weekends too, in order
    worked  days made up for it, in order
    """

    title: str
    off: tuple[date, ...]
    worked: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What was read of a notice.

    year       it is about; days of the December before may belong to its New Year
    festivals  in the order of the text
    left_out   sentences that name a day but were not read as a day off or a day worked
    """

    year: int
    festivals: tuple[Festival, ...]
    left_out: tuple[str, ...] = ()

    @property
    def rows(self) -> list[tuple[date, bool, str]]:
        """The days that differ from their weekday, in order: (day, whether it is worked, title)."""
        off = {day: (day, False, one.title) for one in reversed(self.festivals) for day in one.off if _is_weekday(day)}
        worked = {day: (day, True, one.title) for one in reversed(self.festivals) for day in one.worked}
        return sorted((off | worked).values())

    @property
    def missing(self) -> list[str]:
        """The holidays of every year that the notice does not name; the moon's own is often part of the nation's."""
        named = " ".join(one.title for one in self.festivals)
        return [title for title, words in FEASTS.items() if not re.search(words, named)]


@dataclass
class _Draft:
    off: set[date] = field(default_factory=set)
    worked: set[date] = field(default_factory=set)


def read_notice(text: str, year: int | None = None) -> Notice:
    """Return what a notice says, checked against itself.

    text     of the notice, of any length; or lines such as "2026-02-16 休 春节" and "2026-02-14 班"
    year     it is about; None: the one named in the text
    raises   a subclass of NoticeRefused
    source   国务院办公厅关于部分节假日安排的通知, as published each November

    >>> notice = read_notice("一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。", 2026)
    >>> [(day.isoformat(), is_worked) for day, is_worked, _title in notice.rows]
    [('2026-01-01', False), ('2026-01-02', False), ('2026-01-04', True)]
    """
    unified = unicodedata.normalize("NFKC", text)
    lines = [(line, PLAIN.fullmatch(line.strip())) for line in unified.splitlines()]
    prose = "\n".join(line for line, plain in lines if plain is None)
    plains = [plain for _line, plain in lines if plain is not None]
    named = NAMED_YEAR.search(prose)
    years = [int(found["year"]) for found in (*([named] if named else []), *HEAD_YEAR.finditer(prose))]
    about = years[0] if years else int(plains[0]["year"]) if plains else None
    if year is None and about is None:
        raise NoYear("text", text[:40])
    if year is not None and years and year not in years:
        raise YearsDiffer("year", about, year)
    if len(set(years)) > 1:
        raise YearsMixed("text", sorted(set(years)))
    reader = _Reader(year or about or 0)
    for plain in plains:
        reader.read_plain(plain)
    for title, part in _parts(prose):
        reader.read_part(title, part)
    return reader.notice()


def check_days(holidays: Iterable[date], makeup: Iterable[date]) -> None:
    """Refuse a table of days that contradicts itself.

    holidays  weekdays off
    makeup    weekend days worked
    raises    OffAndWorked, OffOnWeekend, MakeupOnWeekday

    >>> check_days([date(2026, 1, 1)], [date(2026, 1, 4)])
    """
    off, worked = set(holidays), set(makeup)
    for day in sorted(off & worked):
        raise OffAndWorked("days", day)
    for day in sorted(off):
        if not _is_weekday(day):
            raise OffOnWeekend("days", day)
    for day in sorted(worked):
        if _is_weekday(day):
            raise MakeupOnWeekday("days", day)


def _is_weekday(day: date) -> bool:
    return day.weekday() < SATURDAY


def _parts(prose: str) -> Iterator[tuple[str, str]]:
    """Yield what stands under each heading, with the heading; what stands before the first has none."""
    heads = list(HEAD.finditer(prose))
    ends = [head.start() for head in heads[1:]] + [len(prose)]
    yield "", "".join(prose[: heads[0].start() if heads else len(prose)].split())
    for head, end in zip(heads, ends, strict=False):
        yield head["title"], "".join(prose[head.end() : end].split())


class _Reader:
    """Reads the parts of one notice."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.drafts: dict[str, _Draft] = {}
        self.left_out: list[str] = []

    def notice(self) -> Notice:
        """Return what was read, once it fits together."""
        drafts = {title: draft for title, draft in self.drafts.items() if draft.off or draft.worked}
        off = {day for draft in drafts.values() for day in draft.off}
        worked = {day for draft in drafts.values() for day in draft.worked}
        if not off:
            raise NoDayOff("text", None)
        for day in sorted(off & worked):
            raise OffAndWorked("days", day)
        check_days((), worked)
        festivals = (Festival(title, *map(_ordered, (one.off, one.worked))) for title, one in drafts.items())
        return Notice(self.year, tuple(festivals), tuple(self.left_out))

    def read_plain(self, line: re.Match[str]) -> None:
        """Take in one plain line."""
        is_off = line["what"] in ("休", "休息", "放假")
        title = line["title"].strip(" ,;。")[:40] or (OFF if is_off else WORKED)
        day = self._day(title, int(line["year"]), int(line["month"]), int(line["day"]), line["weekday"])
        draft = self.drafts.setdefault(title, _Draft())
        (draft.off if is_off else draft.worked).add(day)

    def read_part(self, title: str, part: str) -> None:
        """Take in what stands under one heading, sentence by sentence."""
        start = 0
        for end in [*(found.end() for found in re.finditer("[。;]", part)), len(part)]:
            if start < end:
                self._read_sentence(title or OFF, part[start:end])
            start = end

    def _read_sentence(self, title: str, sentence: str) -> None:
        tokens = list(TOKEN.finditer(sentence))
        if not any(token["day"] for token in tokens):
            return
        says_something = any(token["off"] or token["work"] for token in tokens)
        if not says_something or any(token["unsure"] for token in tokens):
            # The date below a letter carries its year; any other day that nothing is said of is worth a look.
            if says_something or not all(token["year"] for token in tokens if token["day"]):
                self.left_out.append(sentence)
            return
        draft = self.drafts.setdefault(title, _Draft())
        waiting: list[date] = []
        counted: set[date] = set()
        former: date | None = None
        is_range = False
        for token in tokens:
            if token["day"]:
                day = self._date(title, token, former)
                waiting.extend(self._between(title, former, day) if is_range and former else [day])
                former = day
            elif token["count"] and (said := _number(token["count"])) != len(counted or set(waiting)):
                raise CountDiffers(title, len(counted or set(waiting)), said)
            elif token["off"]:
                counted |= set(waiting)
                draft.off |= set(waiting)
                waiting = []
            elif token["work"]:
                draft.worked |= set(waiting)
                waiting = []
            is_range = bool(token["to"])
        if waiting:
            self.left_out.append(sentence)

    def _date(self, title: str, token: re.Match[str], former: date | None) -> date:
        """Return the day of a token; a month or year left out is that of the day before it."""
        if token["month"] is None and former is None:
            raise NoSuchDay(title, token.group())
        month = int(token["month"]) if token["month"] else former.month if former else 0
        usual = former.year if former and token["month"] is None else self.year
        weekday = WEEKDAY.search(token["aside"] or token["bare"] or "")
        year = int(token["year"]) if token["year"] else usual
        return self._day(title, year, month, int(token["day"]), weekday[1] if weekday else None)

    def _day(self, title: str, year: int, month: int, number: int, weekday: str | None) -> date:
        try:
            day = date(year, month, number)
        except ValueError as fault:
            raise NoSuchDay(title, f"{year}-{month}-{number}") from fault
        if day.year != self.year and (day.year, day.month) != (self.year - 1, 12):
            raise DayOfAnotherYear(title, day, self.year)
        said = WEEKDAYS.index(weekday.replace("天", "日")) if weekday else day.weekday()
        if said != day.weekday():
            raise WeekdayDiffers(title, (day, said), day.weekday())
        return day

    def _between(self, title: str, first: date, last: date) -> list[date]:
        """Return the days after the first, up to the last and with it."""
        days = (last - first).days
        if not 0 < days < LONGEST_HOLIDAY:
            raise RangeRefused(title, (first, last))
        return [first + number * DAY for number in range(1, days + 1)]


def _ordered(days: set[date]) -> tuple[date, ...]:
    return tuple(sorted(days))


def _number(word: str) -> int:
    """Return a number below a hundred, written in digits or in words."""
    if word.isdecimal():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)
