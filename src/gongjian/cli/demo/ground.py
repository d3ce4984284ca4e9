"""The ground: the district, its places, its bodies, the units and the people who act for them."""

import zlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import (
    add_area,
    add_organisation,
    affiliate,
    appoint,
    enrol_person,
    found_district,
    set_holidays,
    take_part,
)
from gongjian.civic.registry.models import Affiliation, Area, Organisation, Role
from gongjian.cli.demo.district import BRANCH, COMMITTEE, GENERAL_BRANCH, District, Place, Unit
from gongjian.cli.demo.reading import report, table
from gongjian.cli.demo.world import World

SINCE = date(2024, 12, 1)
TAKING_PART_SINCE = date(2025, 1, 1)
START = datetime(2024, 12, 2, 8, 40, tzinfo=settings.OFFICE_ZONE)
TITLES = {COMMITTEE: "党委", GENERAL_BRANCH: "党总支", BRANCH: "党支部"}
NUMERALS = "一二三四五六七八九十"
SECRETARIES = 48  # of the signing units, this many also have an account for their secretary

TENANTS = 4
MASS_ORGANISATIONS = ("区级工会组织", "区级共青团组织", "区级妇联组织")
BUILDERS = ("常西湖新区投资方", "常西湖新区施工方")
TERM, TERM_ENDING = date(2027, 11, 30), date(2026, 12, 31)  # of unit secretaries; every eighth ends with this year

SECTORS = {
    "SCHOOL": "教育", "HOSPITAL": "卫生", "PRIVATE_FIRM": "工商", "COMPLEX": "工商", "SOCIAL": "民政",
    "STATE_FIRM": "城建", "INSTITUTION": "文化",
}  # fmt: skip
SUPERIORS = {
    "ORGAN": "市直机关上级党组织", "INSTITUTION": "市直事业单位上级党组织", "SCHOOL": "市教育系统上级党组织",
    "HOSPITAL": "市卫生系统上级党组织", "STATE_FIRM": "市属国有企业上级党组织", "BANK": "市金融系统上级党组织",
}  # fmt: skip


def hour(number: int) -> datetime:
    """Return a moment of the days on which the ground is laid."""
    return START + timedelta(days=number // 8, hours=number % 8)


def lay_ground(plan: District) -> World:
    """Make everything that is there before the first year begins."""
    clock = User.objects.clock()
    district = found_district(clock, clock, name="中原区", code="410102", since=SINCE, at=hour(0))
    set_holidays(clock, district, days=_holidays(), at=hour(0))
    security = _people(clock, district, [("security", Role.SECURITY_ADMINISTRATOR, district, None, "安全管理员")], 1)[0]
    staff = [
        ("system", Role.SYSTEM_ADMINISTRATOR, district, None, "系统管理员"),
        ("audit", Role.AUDIT_ADMINISTRATOR, district, None, "审计管理员"),
        ("district", Role.DISTRICT_OFFICE, district, None, "区党建办工作人员"),
        ("inspector", Role.INSPECTOR, district, None, "督查员"),
    ]
    _system, _audit, lead, inspector = _people(security, district, staff, 2)
    world = World(plan, district, clock, lead, security, inspector)
    _add_areas(world)
    _add_bodies(world)
    _add_units(world)
    _add_tenants(world)
    _add_others(world)
    _add_officers(world)
    return world


def _holidays() -> list[dict[str, Any]]:
    return [row | {"is_workday": row["is_workday"] == "1"} for row in table("holidays")]


def _add_areas(world: World) -> None:
    calls = [(world.lead, world.district, _as_area(place)) for place in world.streets]
    world.areas = dict(zip([one.code for one in world.streets], add_area.each(calls, at=hour(3)), strict=True))
    places = world.plan.places
    calls = [(world.lead, world.areas[place.street], _as_area(place)) for place in places]
    world.areas |= dict(zip([place.code for place in places], add_area.each(calls, at=hour(4)), strict=True))
    flags = [(world.lead, world.areas[place.code], {"since": TAKING_PART_SINCE}) for place in world.communities]
    take_part.each(flags, at=hour(5))


def _as_area(place: Place) -> dict[str, Any]:
    return {"level": place.level, "name": place.name, "code": place.code, "since": SINCE}


def _made(world: World, number: int, rows: Sequence[tuple[Area, dict[str, Any]]]) -> list[Organisation]:
    return add_organisation.each([(world.lead, area, said | {"since": SINCE}) for area, said in rows], at=hour(number))


def _add_bodies(world: World) -> None:
    """Add the district's departments, the street work committees, the bodies of communities and villages."""
    told = report()["departments"]
    names = [told["lead"], *(f"区{sector}部门" for sector in told["sectors"])]
    rows = [(world.district, {"name": name, "kind": Organisation.Kind.DISTRICT}) for name in names]
    rows[0][1]["governs"] = world.district  # it speaks for the district: what is raised to the district comes to it
    world.lead_office, *world.departments = _made(world, 6, rows)
    rows = [
        (
            world.areas[street.code],
            {
                "name": f"{street.name}党工委",
                "kind": Organisation.Kind.STREET,
                "party_type": Organisation.PartyType.WORK_COMMITTEE,
                "governs": world.areas[street.code],
            },
        )
        for street in world.streets
    ]
    world.bodies = dict(zip([street.code for street in world.streets], _made(world, 7, rows), strict=True))
    rows = [(world.areas[place.code], _as_body(world, place)) for place in world.plan.places]
    world.bodies |= dict(zip([place.code for place in world.plan.places], _made(world, 8, rows), strict=True))


def _as_body(world: World, place: Place) -> dict[str, Any]:
    area, party_type = world.areas[place.code], world.plan.party_types[place.code]
    is_community = place.level == "COMMUNITY"
    return {
        "name": f"{area.short_name}{TITLES[party_type]}",
        "kind": Organisation.Kind.COMMUNITY if is_community else Organisation.Kind.PARTY,
        "party_type": party_type,
        "governs": area,
        "superior": world.bodies[place.street],
    }


def _add_units(world: World) -> None:
    """Add the units street by street, then the branches below the bigger ones."""
    outside = [
        (world.district, {"name": name, "kind": Organisation.Kind.PARTY, "is_outside": True})
        for name in SUPERIORS.values()
    ]
    superiors = dict(zip(SUPERIORS, _made(world, 9, outside), strict=True))
    sectors = dict(zip(report()["departments"]["sectors"], world.departments, strict=True))
    for number, street in enumerate(world.streets):
        mine = [unit for unit in world.units if unit.place.street == street.code]
        rows = [(world.areas[unit.place.code], _as_unit(unit, superiors, sectors, world)) for unit in mine]
        for unit, organisation in zip(mine, _made(world, 10 + number, rows), strict=True):
            world.organisations[unit.key] = organisation
            world.diligence[organisation.pk] = unit.diligence
    rows = [
        (world.areas[unit.place.code], _as_branch(world.organisation(unit), f"第{NUMERALS[number]}党支部"))
        for unit in world.units
        for number in range(unit.branches)
    ]
    _made(world, 24, rows)


def _as_unit(
    unit: Unit, superiors: dict[str, Organisation], sectors: dict[str, Organisation], world: World
) -> dict[str, Any]:
    return {
        "name": unit.name,
        "kind": unit.kind,
        "party_type": unit.party_type,
        "member_count": unit.members,
        "is_resident_unit": True,
        "superior": superiors.get(unit.kind, world.bodies[unit.place.street]),
        "sector": sectors.get(SECTORS.get(unit.kind, "")),
    }


def _as_branch(unit: Organisation, name: str) -> dict[str, Any]:
    return {"name": f"{unit.name}{name}", "kind": Organisation.Kind.PARTY, "party_type": BRANCH, "superior": unit}


def _add_tenants(world: World) -> None:
    """House some firms of the same community in each commercial complex that the report names."""
    complexes = [unit for unit in world.units if unit.kind == "COMPLEX" and unit.is_named]
    calls = [
        (
            world.lead,
            world.organisation(tenant),
            {"axis": Affiliation.Axis.HOST, "target": world.organisation(host), "since": SINCE},
        )
        for host in complexes
        for tenant in [one for one in world.units if one.place == host.place and one.kind == "PRIVATE_FIRM"][:TENANTS]
    ]
    affiliate.each(calls, at=hour(25))


def _add_others(world: World) -> None:
    """Add who takes part without being a resident unit: merchants, owners, mass organisations, builders."""
    rows: list[tuple[Area, dict[str, Any]]] = [
        (world.district, {"name": name, "kind": Organisation.Kind.MASS}) for name in MASS_ORGANISATIONS
    ]
    rows += [
        (world.district, {"name": name, "kind": Organisation.Kind.BUILDER, "is_outside": True}) for name in BUILDERS
    ]
    _made(world, 25, rows)
    told = report()["communities"]
    if told["road"] in world.areas:
        rows = [
            (world.areas[told["road"]], {"name": f"协作路第{number}商户", "kind": Organisation.Kind.MERCHANT})
            for number in range(1, 7)
        ]
        world.merchants = _made(world, 25, rows)
    for code in sorted(code for code in told.values() if code in world.areas):
        area = world.areas[code]
        rows = [
            (area, {"name": f"{area.short_name}第1业主委员会", "kind": Organisation.Kind.OWNERS}),
            (area, {"name": f"{area.short_name}第1物业服务站", "kind": Organisation.Kind.PROPERTY}),
        ]
        world.main_bodies[code] = _made(world, 26, rows)


def _add_officers(world: World) -> None:
    """Give streets, communities, departments and signing units somebody with an account: posts only, no names."""
    streets = [
        (f"street-{street.code[-2:]}", Role.STREET_OFFICE, world.areas[street.code], None, "街道党建办工作人员")
        for street in world.streets
    ]
    communities = [
        (f"community-{place.code[-6:]}", Role.COMMUNITY_WORKER, world.areas[place.code], None, "社区党务工作者")
        for place in world.plan.places
        if place.level == "COMMUNITY"
    ]
    areas = [*world.streets, *(place for place in world.plan.places if place.level == "COMMUNITY")]
    for place, user in zip(areas, _people(world.security, world.district, streets + communities, 27), strict=True):
        world.officers[place.code] = user
        world.let_act(world.bodies[place.code], user)
    departments = [
        (f"department-{number:02}", Role.SECTOR_DEPARTMENT, world.district, organisation, "联络员")
        for number, organisation in enumerate(world.departments, 1)
    ]
    for department, user in zip(
        world.departments, _people(world.security, world.district, departments, 28), strict=True
    ):
        world.let_act(department, user)
    liaisons = [(unit, f"unit-{unit.number:04}", Role.UNIT_LIAISON, "联络员") for unit in world.signers]
    secretaries = [
        (unit, f"unit-{unit.number:04}-secretary", Role.UNIT_SECRETARY, "党组织书记")
        for unit in world.signers[:: max(1, len(world.signers) // SECRETARIES)]
    ]
    posts = [
        (username, role, world.areas[unit.place.code], world.organisation(unit), title)
        for unit, username, role, title in liaisons + secretaries
    ]
    users = _people(world.security, world.district, posts, 29)
    for unit, user in zip(world.signers, users, strict=False):
        world.liaisons[unit.key] = user
        world.let_act(world.organisation(unit), user)


def _people(
    actor: User, district: Area, posts: Iterable[tuple[str, str, Area, Organisation | None, str]], number: int
) -> list[User]:
    """Enrol and appoint one person for each post: username, role, scope, organisation, title."""
    posts = list(posts)
    persons = enrol_person.each(
        [(actor, district, {"username": post[0], "phone": _phone(post[0])}) for post in posts], at=hour(number)
    )
    offices = [
        (
            actor,
            scope,
            {
                "person": person,
                "role": role,
                "organisation": organisation,
                "title": title,
                "since": SINCE,
                "term_to": _term(role, position),
            },
        )
        for position, (person, (_username, role, scope, organisation, title)) in enumerate(
            zip(persons, posts, strict=True)
        )
    ]
    appoint.each(offices, at=hour(number))
    return [person.user for person in persons if person.user]


def _phone(username: str) -> str:
    """Return a number that nobody can have: no exchange begins with 0."""
    return f"0371-0{zlib.crc32(username.encode()) % 10**7:07}"


def _term(role: str, position: int) -> date | None:
    if role != Role.UNIT_SECRETARY:
        return None
    return TERM_ENDING if position % 8 == 0 else TERM
