"""Platforms of all three levels: whom they take in by year, who sits on them for which term."""

from datetime import date
from typing import Any

from gongjian.civic.platforms.actions import (
    admit,
    establish_platform,
    save_template,
    set_criterion,
    set_meeting_rule,
)
from gongjian.civic.platforms.models import Meeting, Platform, Seat
from gongjian.civic.registry.models import Organisation
from gongjian.cli.demo.diary import Diary
from gongjian.cli.demo.district import Place
from gongjian.cli.demo.ground import hour
from gongjian.cli.demo.reading import document
from gongjian.cli.demo.world import World

FOUNDED = date(2024, 12, 20)
DECISION = "2024年12月区委党建工作领导小组专题会议"
SEATS_FROM = date(2025, 1, 1)
ONE_YEAR, THREE_YEARS = date(2026, 1, 1), date(2028, 1, 1)
BY_THE_YEAR = 6  # every sixth unit sits for a year, the others for three
RENEWED, RENEWED_UNTIL = date(2026, 3, 15), date(2029, 3, 15)  # the first unit of each street, on a new decision
MEETS, NOTED = date(2026, 1, 14), date(2026, 3, 10)

RULE = {"every_months": 3, "notice_days": 3, "quorum_bp": 5000, "majority_bp": 5000}
MINUTES = 90
PART_TIME = slice(1, 3)  # of the units of a street that have somebody with an account

CRITERIA = {
    (2025, "STREET"): (
        "在本街道有固定办公场所、愿意参加联席会议的驻区单位。先纳入较大的单位；还没有党组织的，由所在社区党组织联系。"
    ),
    (2025, "COMMUNITY"): "在本社区有固定场所、愿意和社区签共建协议的驻区单位。",
    (2026, "STREET"): (
        "在本街道有固定办公场所、愿意参加联席会议，并且每年列一份资源清单的驻区单位。"
        "先纳入较大的单位；还没有党组织的，由所在社区党组织联系。"
    ),
    (2026, "COMMUNITY"): "在本社区有固定场所、愿意和社区签共建协议，并且有人固定联系的驻区单位。",
}


def establish(world: World) -> None:
    """Establish the platforms of all three levels, say whom they take in, and admit their first members."""
    if world.lead_office is None:
        raise LookupError("the lead office is missing")
    district = {
        "kind": Platform.Kind.LEADING_GROUP,
        "title": "中原区委党建工作领导小组",
        "secretary": world.lead_office,
        "since": FOUNDED,
    }
    calls = [(world.lead, world.district, district)]
    places = [*world.streets, *world.communities]
    for place in places:
        area = world.areas[place.code]
        said = {
            "kind": Platform.Kind.COMMITTEE,
            "title": f"{area.short_name}区域党委",
            "secretary": world.bodies[place.code],
            "since": FOUNDED,
        }
        calls.append((world.lead, area, said))
    rows = establish_platform.each(calls, at=hour(36))
    world.platforms = dict(zip(["district", *(place.code for place in places)], rows, strict=True))
    said_first = {"year": SEATS_FROM.year, "adopted": FOUNDED, "decision": DECISION}
    set_criterion.each(
        [
            (world.lead, world.platforms[place.code], said_first | {"text": CRITERIA[SEATS_FROM.year, place.level]})
            for place in places
        ],
        at=hour(36),
    )
    _admit(world, places)
    said_rule = RULE | {"since": SEATS_FROM}
    set_meeting_rule.each([(world.lead, platform, dict(said_rule)) for platform in rows], at=hour(38))
    save_template.each([(world.lead, world.district, _template())], at=hour(38))


def _template() -> dict[str, Any]:
    told = document("agendas")
    said = {"title": told["template_title"], "items": told["template_items"]}
    return said | {"kind": Meeting.Kind.JOINT, "length_minutes": MINUTES}


def _admit(world: World, places: list[Place]) -> None:
    seats: list[tuple[str, Organisation, str, date | None]] = [
        ("district", body, Seat.Role.MAIN, None)
        for body in [*world.departments, *(world.bodies[s.code] for s in world.streets)]
    ]
    if world.lead_office is not None:
        seats.append(("district", world.lead_office, Seat.Role.CORE, None))
    for place in places:
        seats += _members(world, place)
    part_time = {(street.code, body.pk) for street in world.streets for body in part_time_members(world, street)}
    admit.each(
        [
            (
                world.lead,
                world.platforms[code],
                {
                    "organisation": body,
                    "since": SEATS_FROM,
                    "until": until,
                    "decision": DECISION,
                    "role": str(role),
                    "is_part_time": (code, body.pk) in part_time,
                },
            )
            for code, body, role, until in seats
        ],
        at=hour(37),
    )


def _members(world: World, place: Place) -> list[tuple[str, Organisation, str, date | None]]:
    """Return the members of a platform with the end of their terms: the core body, the main ones, the units."""
    found: list[tuple[str, Organisation, str, date | None]] = [
        (place.code, world.bodies[place.code], Seat.Role.CORE, None)
    ]
    found += [(place.code, body, Seat.Role.MAIN, THREE_YEARS) for body in world.main_bodies.get(place.code, ())]
    is_street = place.level == "STREET"
    for number, organisation in enumerate(_units(world, place)):
        until = ONE_YEAR if number % BY_THE_YEAR == BY_THE_YEAR - 1 else THREE_YEARS
        found.append((place.code, organisation, Seat.Role.PARTICIPANT, RENEWED if is_street and not number else until))
    return found


def _units(world: World, place: Place) -> list[Organisation]:
    """Return the units of a platform: those with a seat in a street, those with an agreement in a community."""
    if place.level == "STREET":
        kept = [unit for unit in world.units if unit.has_seat and unit.place.street == place.code]
    else:
        kept = [unit for unit in world.units if unit.has_agreement and unit.place == place]
    return [world.organisation(unit) for unit in kept]


def part_time_members(world: World, street: Place) -> list[Organisation]:
    """Return the units of a street that sit part-time in its committee."""
    units = [unit for unit in world.signers if unit.has_seat and unit.place.street == street.code]
    return [world.organisation(unit) for unit in units[PART_TIME]]


def note_second_year(world: World, diary: Diary) -> None:
    """Note what committees say for the second year, and who is admitted anew under it."""
    year, said = MEETS.year, diary.workday(MEETS)
    for place in [*world.streets, *world.communities]:
        diary.note(
            diary.moment(said, 5),
            set_criterion,
            world.officers[place.code],
            world.platforms[place.code],
            year=year,
            text=CRITERIA[year, place.level],
            adopted=said,
            decision=f"{year}年第一次会议第一项",
        )
    for place in world.streets:
        for organisation in _units(world, place)[:1]:
            diary.note(
                diary.moment(diary.workday(NOTED), 5),
                admit,
                world.officers[place.code],
                world.platforms[place.code],
                organisation=organisation,
                since=RENEWED,
                until=RENEWED_UNTIL,
                decision=f"{year}年第一次会议第二项",
            )
