"""The report, walkable: each of its sentences with the page that shows what it says."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Protocol

from django.urls import reverse

from gongjian.civic.activities.models import Activity
from gongjian.civic.ballots.models import Session
from gongjian.civic.matters.models import Group, Segment
from gongjian.civic.overview.queries.public import latest_release, stories
from gongjian.civic.platforms.models import Meeting, Platform, Seat
from gongjian.civic.records.models import Record
from gongjian.civic.registry.models import Area

STREETS = {"jianshe": "建设路街道", "mianfang": "棉纺路街道"}
ACTIVITIES = {
    "lecture": Activity.Kind.LECTURE,
    "micro_lecture": Activity.Kind.MICRO_LECTURE,
    "oath": Activity.Kind.OATH,
    "member_day": Activity.Kind.MEMBER_DAY,
    "joint": Activity.Kind.JOINT,
    "site_visit": Activity.Kind.SITE_VISIT,
}
LISTS = {
    "home": "overview:home",
    "agreements": "agreements:list_agreements",
    "organisations": "registry:list_organisations",
    "resources": "lists:list_resources",
    "premises": "lists:list_premises",
    "showcase": "projects:list_showcase",
    "meetings": "platforms:list_meetings",
    "tasks": "tasks:list_tasks",
    "programme": "evaluations:show_programme",
    "public_home": "overview:public_home",
}
PLACES = {"gaps", "district", "network", "street_committee", "community_committee"}
NEEDS_SIGN_IN = {"home", "organisations", "resources", "tasks", "programme", "complexes", "session", *PLACES}


class Paged(Protocol):
    """A row that has a page of its own."""

    def get_absolute_url(self) -> str:
        """Return the page's address."""
        ...


@dataclass(frozen=True)
class Sentence:
    """One sentence of the report; `url` is empty while nothing shows it."""

    number: int
    phrase: str
    url: str
    needs_sign_in: bool


@dataclass(frozen=True)
class Chapter:
    """A part of the report."""

    title: str
    sentences: list[Sentence]

    @property
    def shown(self) -> int:
        return sum(1 for sentence in self.sentences if sentence.url)


@lru_cache
def _rows() -> list[dict[str, Any]]:
    text = files("gongjian.civic.overview").joinpath("report.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["sentence"]
    return rows


def chapters(on: date) -> list[Chapter]:
    """Return the report's chapters with their sentences, each with the address of its page."""
    pages = _pages()
    found = []
    for title, rows in groupby(_rows(), key=lambda row: str(row["chapter"])):
        sentences = [
            Sentence(row["number"], row["phrase"], pages.get(row["page"], ""), row["page"] in NEEDS_SIGN_IN)
            for row in rows
        ]
        found.append(Chapter(title, sentences))
    return found


def _pages() -> dict[str, str]:
    told = stories()
    pages = {key: reverse(name) for key, name in LISTS.items()}
    pages["complexes"] = f"{pages['organisations']}?kind=COMPLEX"
    streets = dict(Area.objects.filter(name__in=STREETS.values()).values_list("name", "pk"))
    for key, name in STREETS.items():
        pages[key] = f"{pages['agreements']}?area={streets[name]}" if name in streets else ""
    pages |= _places()
    group = Group.objects.filter(kind=Group.Kind.TASK).order_by("pk").first()
    meeting = Meeting.objects.filter(kind=Meeting.Kind.SPECIAL, held_at__isnull=False).order_by("pk").first()
    rows: dict[str, Paged | None] = {
        "corridor": told.joint,
        "road": told.road,
        "bank": told.premises,
        "group": group,
        "special_meeting": meeting,
        "record": Record.objects.filter(period__disclosed_at__isnull=False).order_by("-month", "pk").first(),
    }
    pages |= {key: row.get_absolute_url() for key, row in rows.items() if row is not None}
    segment = Segment.objects.filter(valid_to=None).order_by("pk").first()
    pages["segments"] = reverse("matters:show_road", args=[segment.area_id, segment.road]) if segment else ""
    held = Activity.objects.filter(held_at__isnull=False, is_public=True).order_by("-pk")
    first = {activity.kind: activity for activity in held}
    pages |= {key: first[kind].get_absolute_url() for key, kind in ACTIVITIES.items() if kind in first}
    session = Session.objects.filter(declared_at__isnull=False).order_by("pk").first()
    pages["session"] = reverse("ballots:show_session", args=[session.pk]) if session else ""
    release = latest_release()
    pages["results"] = release.get_absolute_url() if release else ""
    return pages


def _places() -> dict[str, str]:
    """Return the pages of the district, of the first street, and of a community whose owners and property firm sit."""
    street = Area.objects.filter(level=Area.Level.STREET, valid_to=None).order_by("code", "pk").first()
    if street is None or street.parent_id is None:
        return {}
    pages = {
        "gaps": reverse("overview:show_gaps", args=[street.parent_id]),
        "district": reverse("registry:show_area", args=[street.parent_id]),
        "network": reverse("overview:show_network", args=[street.pk]),
    }
    committees = Platform.objects.filter(kind=Platform.Kind.COMMITTEE).order_by("area__code", "pk")
    rows = {
        "street_committee": committees.filter(area=street).first(),
        "community_committee": committees.filter(area__level=Area.Level.COMMUNITY, seats__role=Seat.Role.MAIN).first(),
    }
    return pages | {key: row.get_absolute_url() for key, row in rows.items() if row is not None}
