"""Who may do and see what: the whole table, worked out from the code and kept in docs, and what holds in it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gongjian.ledger.models import Event
from tests.architecture import permission_table as table
from tests.architecture.permission_world import KINDS, POSITIONS, World, built
from tests.architecture.source import TESTS
from tests.factories import TODAY

DOCUMENT = TESTS.parent / "docs" / "permissions.md"
ADMINISTRATORS = ("system_administrator", "security_administrator", "audit_administrator")
OUTSIDERS = ("no_office", "anonymous")
WITHOUT_BUSINESS = (*ADMINISTRATORS, *OUTSIDERS, "scrutineer")
WIDE = {"district_office": "onsf✓", "street_office": "ons", "inspector": "ons", "community_worker": "on"}
OWN = {"unit_liaison": "o", "unit_secretary": "o", "sector_department": ""}
# The positions whose private business each role may read of: its territory, its own unit, its sector.
TERRITORY = dict.fromkeys(WITHOUT_BUSINESS, "") | WIDE | OWN
MAY_READ = {
    "事务": TERRITORY,
    "资源": TERRITORY | {"sector_department": "of"},
    "单位": TERRITORY | {"sector_department": "of", **dict.fromkeys(ADMINISTRATORS[1:], "onsf")},
    "名次": dict.fromkeys(TERRITORY, "") | {"district_office": "onsf"},
    "姓名": TERRITORY | {"sector_department": "", "security_administrator": "onsf"},
}
# What the three administrators may do: accounts, posts and how they pass on. Nothing of what the district is about.
OF_ADMINISTRATORS = {
    "security_administrator": {
        "duties.hand_over", "duties.note_paper", "duties.prepare_handover",
        "registry.appoint", "registry.dismiss", "registry.enrol_person", "registry.invite_user", "registry.lock_user",
        "registry.renew_term", "registry.reset_factors", "registry.revoke_sessions",
        "registry.take_over", "registry.unlock_user",
    },
    "system_administrator": {"duties.prepare_handover"},
    "audit_administrator": {"duties.prepare_handover"},
}  # fmt: skip


# Whoever is in a post draws up the list of what is open when leaving it, whatever the post is.
OF_ONES_POST = {"duties.prepare_handover"}
# Names of units are no secret where they are counted: those a committee does not reach yet, those on a ballot.
NAMED_OPENLY = {"platforms:list_outside": ("unit_liaison", "unit_secretary"), "ballots:show_session": ("scrutineer",)}


@dataclass(frozen=True)
class Answers:
    """All that was asked of the world, worked out once for all tests of this file."""

    verbs: dict[str, dict[str, str]]
    pages: list[table.Page]
    wrong: list[tuple[Any, ...]]


pytestmark = pytest.mark.xdist_group("permissions")  # one process works it out for all tests of this file
known: list[Answers] = []


@pytest.fixture
def answers(db, settings) -> Answers:
    """Return what the small district answers on the factories' day."""
    settings.DEMO_TODAY = TODAY
    if not known:
        world = built()
        verbs = table.decisions(world)
        known.append(Answers(verbs, table.pages(world), table.wrongly_answered(world, verbs)))
    return known[0]


@pytest.fixture
def verbs(answers: Answers) -> dict[str, dict[str, str]]:
    """Return who may do each verb."""
    return answers.verbs


@pytest.fixture
def pages(answers: Answers) -> list[table.Page]:
    """Return what each page answers to everybody."""
    return answers.pages


def test_the_table_of_the_documents_is_current(verbs, pages):
    text = table.document(verbs, pages)
    if os.environ.get("GONGJIAN_WRITE_PERMISSIONS"):
        Path(DOCUMENT).write_text(text, encoding="utf-8")

    assert DOCUMENT.read_text(encoding="utf-8") == text, "run `python tools/permissions.py`"


def test_every_verb_can_be_done_by_somebody(verbs):
    """A verb that nobody may do is either dead, or the world lacks a row in the state in which it is done."""
    assert [verb for verb, said in verbs.items() if not any(said.values())] == []


def test_administrators_do_nothing_of_the_business(verbs):
    found = {role: {verb for verb, said in verbs.items() if said[role]} for role in ADMINISTRATORS}

    assert found == OF_ADMINISTRATORS


@pytest.mark.parametrize("role", ["no_office", "anonymous", "public"])
def test_who_has_no_office_does_nothing(verbs, role):
    assert [verb for verb, said in verbs.items() if said[role]] == []


def test_nobody_does_anything_outside_the_own_territory(verbs):
    wide = {role: set("✓onsf") - set(letters) for role, letters in TERRITORY.items() if role not in ADMINISTRATORS}

    found = {
        (verb, role, said[role])
        for verb, said in verbs.items()
        for role, outside in wide.items()
        if verb not in OF_ONES_POST
        if role != "district_office" and outside & set(said[role])
    }
    assert found == set()


def test_no_page_shows_what_its_reader_may_not_see(pages):
    """What even the public reads on a page is no leak; all else bears marks of its position."""
    found = []
    for page in pages:
        public = page.bodies.get("anonymous", "")
        for role, text in page.bodies.items():
            for kind in KINDS:
                shown = table.marks_in(text, kind) - table.marks_in(public, kind)
                if kind == "单位" and role in NAMED_OPENLY.get(page.name, ()):
                    continue
                leaked = shown - {position for position in POSITIONS if position[0] in MAY_READ[kind][role]}
                found += [f"{page.name} shows {role} the {kind} of {position}" for position in sorted(leaked)]

    assert found == []


def test_every_page_answers(pages):
    broken = {(page.name, code) for page in pages for code in page.codes if code >= 500}

    assert broken == set()


def test_a_form_without_the_right_answers_no_and_writes_nothing(answers):
    assert answers.wrong == []


def test_an_address_about_something_new_says_what_to_do():
    with pytest.raises(table.NotInTheWorld, match="whose row"):
        table.model_of("registry:show_something_new", ("pk",))


def test_a_verb_about_something_new_says_what_to_do():
    with pytest.raises(table.NotInTheWorld, match="add one to"):
        table.rows_of(World(), Event, "registry.do_something_new")
