"""Works out who may do and see what: every verb and every page, for every role, in every position of the world."""

import inspect
import logging
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, get_type_hints

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import gongjian.civic
from gongjian.accounts.models import User
from gongjian.civic.registry.models import Programme
from gongjian.ledger.action import VERBS
from gongjian.ledger.may import Ask, decide
from gongjian.ledger.models import Event
from tests.architecture.permission_world import DISTRICT, POSITIONS, World
from tests.factories import NOON

COLUMNS = {
    "district_office": "DO",
    "sector_department": "SD",
    "street_office": "ST",
    "community_worker": "CW",
    "unit_liaison": "UL",
    "unit_secretary": "US",
    "inspector": "IN",
    "scrutineer": "SC",
    "system_administrator": "SA",
    "security_administrator": "SE",
    "audit_administrator": "AA",
    "no_office": "–",
    "anonymous": "PU",
}
LETTERS = {"own": "o", "near": "n", "sibling": "s", "foreign": "f", DISTRICT: "✓", "": "✓"}
FORM_ONLY = 405
REFUSING = (302, 403, 404, FORM_ONLY)
SIGNS = {302: "→", 403: "!", 404: "·", FORM_ONLY: "-"}
ROWS_ASKED = {"Area": 2, "Programme": 9}  # for whom a page is opened, in each position; of all others the last one
# Pages whose row does not follow from the verb of the same name, nor from show_<noun>.
ROWS = {
    "overview:show_gaps": "registry.Area",
    "overview:list_gap": "registry.Area",
    "overview:show_network": "registry.Area",
    "registry:appoint": "registry.Person",
    "registry:invite_user": "registry.Person",
    "registry:lock_user": "registry.Person",
    "registry:unlock_user": "registry.Person",
    "registry:revoke_sessions": "registry.Person",
    "registry:reset_factors": "registry.Person",
    "registry:read_person": "registry.Person",
    "registry:show_slip": "registry.Person",
    "registry:read_contact": "registry.Office",
    "platforms:list_outside": "platforms.Platform",
    "platforms:show_sheet": "platforms.Meeting",
    "platforms:show_minutes": "platforms.Meeting",
    "platforms:show_minutes_paper": "platforms.Meeting",
    "platforms:minutes_docx": "platforms.Meeting",
    "platforms:notice_docx": "platforms.Meeting",
    "platforms:sign_in_docx": "platforms.Meeting",
    "platforms:show_subscription": "platforms.Platform",
    "platforms:show_feed": "platforms.Platform",
    "platforms:show_report": "platforms.SeatReport",
    "platforms:save_template": "platforms.MeetingTemplate",
    "platforms:write_entry": "platforms.Thread",
    "matters:show_road": "matters.Segment",
    "records:add_own_line": "records.Record",
    "agreements:show_obligation": "tasks.Task",
    "duties:show_merger": "ledger.Event",
    "duties:choose_successors": "registry.Organisation",
    "duties:choose_communities": "registry.Area",
}
ARGUMENTS = {
    "axis": "sector",
    "gap": "units-outside",
    "provider": "dingtalk",
    "token": "no-such-token",
    "stage": "LOOK",
    "signature": "-",
}


class NotInTheWorld(LookupError):
    """Something new has no row in tests/architecture/permission_world.py, or its row is not known."""


@dataclass
class Page:
    """What one address answers: by role, position and row the code; and what each role found there."""

    name: str
    parameters: tuple[str, ...]
    answers: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> set[int]:
        """All codes that the page answered to anybody."""
        return {code for answers in self.answers.values() for codes in answers.values() for code in codes}


@cache
def subjects() -> dict[str, type[Model]]:
    """Return the model of each verb's subject, after reading all rooms that declare one."""
    for app in pkgutil.iter_modules(gongjian.civic.__path__, "gongjian.civic."):
        for part in pkgutil.walk_packages(import_module(app.name).__path__, f"{app.name}."):
            if part.name.removeprefix(f"{app.name}.").split(".")[0] in ("actions", "permissions"):
                import_module(part.name)
    found = {}
    for verb, action in sorted(VERBS.items()):
        if action.__module__.startswith("gongjian.civic."):
            second = list(inspect.signature(action.body).parameters)[1]
            found[verb] = get_type_hints(action.body)[second]
    return found


def rows_of(world: World, model: type[Model], what: str) -> dict[str, list[Any]]:
    """Return the rows of a model by position; refuse a model of which the world has none."""
    if model not in world.rows:
        raise NotInTheWorld(
            f"{what} is about {model._meta.label}: add one to tests/architecture/permission_world.py, in each position"
        )
    return world.rows[model]


def decisions(world: World) -> dict[str, dict[str, str]]:
    """Return for each verb and role the positions in which some row may be treated so."""
    found: dict[str, dict[str, str]] = {}
    memo: dict[Any, Any] = {}
    for verb, model in subjects().items():
        rows = rows_of(world, model, verb)
        found[verb] = {
            role: "".join(
                LETTERS[position]
                for position in LETTERS
                if any(decide(user, verb, Ask(row, NOON, memo)) for row in rows.get(position, ()))
            )
            for role, user in world.users.items()
        }
    return found


def addresses() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name and the parameters of every address of the product."""
    yield from _walk(get_resolver().url_patterns, "", ())


def _walk(patterns: list[Any], prefix: str, before: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in patterns:
        here = (*before, *one.pattern.converters)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, f"{one.namespace}:" if one.namespace else prefix, here)
        elif isinstance(one, URLPattern):
            yield f"{prefix}{one.name}", here


def model_of(name: str, parameters: tuple[str, ...]) -> type[Model] | None:
    """Return whose row an address is about: that of the verb of this name, of show_<noun>, or as ROWS says."""
    if not parameters or parameters == ("provider",) or parameters == ("token",):
        return None
    if name in ROWS:
        label = ROWS[name]
        return apps.get_model(label)
    if parameters == ("year",):
        return Programme
    app, _, view = name.partition(":")
    if f"{app}.{view}" in subjects() and "pk" in parameters:
        return subjects()[f"{app}.{view}"]
    noun = view.partition("_")[2].replace("_", "")
    try:
        return apps.get_model(app, noun)
    except LookupError:
        raise NotInTheWorld(
            f"say in ROWS of tests/architecture/permission_table.py whose row {name} is about"
        ) from None


def url_of(name: str, parameters: tuple[str, ...], row: Any) -> str:
    """Return the address for a row."""
    said: dict[str, Any] = {}
    for one in parameters:
        if one == "pk":
            said[one] = row.pk
        elif one in ARGUMENTS:
            said[one] = ARGUMENTS[one]
        elif one == "month":
            said[one] = f"{row.month:%Y-%m}"
        elif one == "year":
            said[one] = row.year if isinstance(row, Programme) else row.release.grading.scheme.programme.year
        elif one in ("unit", "area"):
            said[one] = getattr(row, f"{one}_id")
        else:
            said[one] = getattr(row, one)
    return reverse(name, kwargs=said)


def asked(world: World) -> Iterator[tuple[Page, dict[str, list[str]]]]:
    """Yield every page with its addresses by position."""
    for name, parameters in addresses():
        model = model_of(name, parameters)
        if model is None:
            yield Page(name, parameters), {"": [url_of(name, parameters, None)]}
            continue
        rows = rows_of(world, model, name)
        most = ROWS_ASKED.get(model.__name__, 1)
        urls = {
            position: list(dict.fromkeys(url_of(name, parameters, row) for row in rows[position][-most:]))
            for position in LETTERS
            if rows.get(position)
        }
        yield Page(name, parameters), urls


def browser(user: User | None) -> Client:
    """Return a browser in which this user is signed in; nobody if None."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


def pages(world: World) -> list[Page]:
    """Open every page as everybody, changing nothing."""
    browsers = {role: browser(user) for role, user in world.users.items() if role not in ("clock", "public")}
    found = []
    for page, urls in asked(world):
        one = next(iter(urls.values()))[0]
        is_form = visit(browsers["district_office"], one).status_code == FORM_ONLY
        for role, client in browsers.items():
            page.answers[role] = {position: [FORM_ONLY] for position in urls} if is_form else {}
            for position, several in urls.items() if not is_form else ():
                for url in several:
                    response = visit(client, url)
                    page.answers[role].setdefault(position, []).append(response.status_code)
                    if response.status_code == 200 and not response.streaming:
                        page.bodies[role] = page.bodies.get(role, "") + response.content.decode(errors="replace")
        found.append(page)
    return found


def visit(client: Client, url: str) -> Any:
    """Open a page; what it may write, such as a note of who read, is taken back."""
    logging.disable(logging.CRITICAL)  # pages that do not open are what is asked for here
    with transaction.atomic():
        response = client.get(url)
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
    return response


def sent(client: Client, url: str) -> tuple[int, int]:
    """Send an empty form and take back what it did; return the code and how many events it wrote."""
    logging.disable(logging.CRITICAL)
    with transaction.atomic():
        before = Event.objects.count()
        code = client.post(url).status_code
        written = Event.objects.count() - before
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
    return code, written


def wrongly_answered(world: World, verbs: dict[str, dict[str, str]]) -> list[tuple[Any, ...]]:
    """Send every form of a verb as everybody who has no right to it; return those that did not answer no.

    Forms about one's own account have no row that could be another's.
    """
    browsers = {role: browser(user) for role, user in world.users.items() if role not in ("clock", "public")}
    wrong = []
    for page, urls in asked(world):
        verb = page.name.replace(":", ".")
        if verb not in verbs or "" in urls:
            continue
        is_about_it = model_of(page.name, page.parameters) is subjects()[verb]
        for role, client in browsers.items():
            right = verbs[verb][role] if is_about_it or not verbs[verb][role] else "".join(LETTERS.values())
            for position in [one for one in urls if LETTERS[one] not in right]:
                code, events = sent(client, urls[position][-1])
                if events or code not in REFUSING:
                    wrong.append((page.name, role, position, code, events))
    return wrong


def cell(answers: dict[str, list[int]]) -> str:
    """Return the answers of a page to one role in one word: a letter for each position that opens, else a sign."""
    return "".join(
        LETTERS[position] if 200 in codes else SIGNS.get(min(codes), str(min(codes)))
        for position, codes in answers.items()
    )


def marks_in(text: str, kind: str) -> set[str]:
    """Return the positions whose marks of a kind stand in a text."""
    return {position for position, mark in POSITIONS.items() if f"{mark}{kind}" in text}


HEAD = """<!-- Written by `make docs` (tools/permissions.py) from the code, asked in a world of tests/architecture. -->

# Who may do and see what

Rows: every verb and every address of the product. Columns: DO district office · SD sector department · ST street
office · CW community worker · UL unit liaison · US unit secretary · IN inspector · SC scrutineer · SA, SE, AA
system, security and audit administrator · – an account without an office · PU the public without an account · CK the
clock.

Letters say in which position the row lies that is treated or opened, seen from one unit and those above it:
o one's own unit, its community, its street · n another unit of the same community · s a unit in another community
of the same street · f in another street · ✓ what the district has once, or a page about no row. A department's sector
holds the units of o and f.
"""
VERBS_HEAD = """
## Verbs

A letter: some row in that position, in the right state, may be treated so. Empty: never.
"""
PAGES_HEAD = """
## Pages

A letter: the page opens. → leads to the sign-in or to where one has to be first · ! may not · `·` is not there for
this reader · - answers only to a form that is sent.
"""


def document(verbs: dict[str, dict[str, str]], found: list[Page]) -> str:
    """Return docs/permissions.md."""
    lines = [HEAD, VERBS_HEAD, *_head([*COLUMNS.values(), "CK"])]
    for verb, said in sorted(verbs.items()):
        lines.append(_line(verb, [said[role] for role in [*COLUMNS, "clock"]]))
    lines += [PAGES_HEAD, *_head([*COLUMNS.values()])]
    for page in sorted(found, key=lambda one: (one.name, one.parameters)):
        name = page.name + "".join(f" {one}" for one in page.parameters if one != "pk")
        lines.append(_line(name, [cell(page.answers[role]) for role in COLUMNS]))
    return "\n".join(lines) + "\n"


def _head(columns: list[str]) -> list[str]:
    return [_line("", columns), _line("---", ["---"] * len(columns))]


def _line(name: str, cells: list[str]) -> str:
    return f"| {' | '.join([name, *cells])} |"
