"""Who there is: the places of the list, and 837 units of which only a few have real names. Nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from gongjian.cli.demo.reading import document, report, table

COMMITTEE, GENERAL_BRANCH, BRANCH = "COMMITTEE", "GENERAL_BRANCH", "BRANCH"
# How many party organisations of each type communities and villages have; units have the rest of the report's figures.
OF_COMMUNITIES = {COMMITTEE: 22, GENERAL_BRANCH: 30}
OF_VILLAGES = {COMMITTEE: 2, GENERAL_BRANCH: 6}
WITHOUT = 76
LEAST_BELOW = 2  # branches under a committee or general branch
HEADS = {COMMITTEE: (100, 420), GENERAL_BRANCH: (50, 99), BRANCH: (3, 49), "": (0, 2)}

KINDS = {
    "ORGAN": 11, "INSTITUTION": 9, "SCHOOL": 12, "HOSPITAL": 4, "STATE_FIRM": 10, "BANK": 5, "PRIVATE_FIRM": 33,
    "COMPLEX": 2, "SOCIAL": 14,
}  # fmt: skip
# How readily units of a kind sign, and how big they usually are.
SIGNING = {
    "ORGAN": 5,
    "SCHOOL": 4,
    "HOSPITAL": 4,
    "INSTITUTION": 4,
    "STATE_FIRM": 3,
    "BANK": 3,
    "SOCIAL": 2,
    "COMPLEX": 1,
}
SIZE = {"ORGAN": 1.6, "INSTITUTION": 1.3, "SCHOOL": 1.5, "HOSPITAL": 2.0, "STATE_FIRM": 1.8, "BANK": 1.2}
TEMPER = {
    "ORGAN": 0.55,
    "SCHOOL": 0.25,
    "HOSPITAL": 0.2,
    "STATE_FIRM": 0.2,
    "SOCIAL": 0.45,
    "PRIVATE_FIRM": -0.6,
    "COMPLEX": -0.3,
}
ELSEWHERE = 0.04  # share of units in a village or a community that takes no part
SPREAD = 0.85
KNOWN = 0.7  # the diligence of units with real names: nobody real is shown in a bad light
TOO_SHORT, FEW_MARKS, POLARISED = 14, 9, 5


@dataclass(frozen=True)
class Place:
    """A row of the list of divisions."""

    code: str
    name: str
    level: str
    street: str
    takes_part: bool


@dataclass
class Unit:
    """A resident unit as planned: `diligence` drives whatever it will do, from about -2 to 2."""

    name: str
    kind: str
    place: Place
    diligence: float
    is_named: bool = False
    is_city_body: bool = False
    party_type: str = BRANCH
    members: int = 0
    branches: int = 0
    has_seat: bool = False
    has_agreement: bool = False
    is_late: bool = False
    has_few_marks: bool = False
    is_polarised: bool = False
    number: int = 0
    key: str = ""


@dataclass
class District:
    """The whole plan, streets in the order of their codes."""

    seed: int
    streets: list[Place]
    places: list[Place]
    units: list[Unit]
    party_types: dict[str, str] = field(default_factory=dict)

    def chance(self, *purpose: object) -> Random:
        """Return chance of its own for a purpose, so that nothing depends on what else was drawn before."""
        return Random("/".join(map(str, (self.seed, *purpose))))  # noqa: S311 — a demonstration, no secret


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Return whole shares that add up to the total, by largest remainder."""
    exact = [total * weight / sum(weights) for weight in weights]
    shares = [int(one) for one in exact]
    by_rest = sorted(range(len(exact)), key=lambda at: (shares[at] - exact[at], at))
    for at in by_rest[: total - sum(shares)]:
        shares[at] += 1
    return shares


def plan_district(seed: int, most_streets: int | None = None) -> District:
    """Return the plan; with fewer streets than all, the same streets and units as in the whole."""
    streets, places = _places()
    whole = District(seed, streets, places, [])
    whole.units = _units(whole)
    whole.party_types = _community_types(whole)
    _choose(whole)
    _set_party(whole)
    if most_streets is None or most_streets >= len(streets):
        return whole
    kept = {street.code for street in streets[:most_streets]}
    return District(
        seed,
        streets[:most_streets],
        [place for place in places if place.street in kept],
        [unit for unit in whole.units if unit.place.street in kept],
        whole.party_types,
    )


def _places() -> tuple[list[Place], list[Place]]:
    outside = {row["code"] for row in table("outside")}
    rows = [row for row in table("zhongyuan_divisions") if row["level"] != "district"]
    made = [
        Place(
            row["code"],
            row["name"],
            row["level"].upper(),
            row["code"][:9],
            row["level"] == "community" and row["code"] not in outside,
        )
        for row in rows
    ]
    return [one for one in made if one.level == "STREET"], [one for one in made if one.level != "STREET"]


def _units(whole: District) -> list[Unit]:
    weights = []
    for street in whole.streets:
        inside = [place for place in whole.places if place.street == street.code]
        weights.append(sum(1.0 if place.takes_part else 0.2 for place in inside))
    numbers = apportion(report()["figures"]["resident_units"], weights)
    units: list[Unit] = []
    for street, number in zip(whole.streets, numbers, strict=True):
        named = _named_units(whole, street)
        units += named + _invented_units(whole, street, number - len(named))
    for position, unit in enumerate(units, 1):
        unit.key = f"{position:04}"
        unit.name = unit.name.replace("#", str(position))
    return units


def _named_units(whole: District, street: Place) -> list[Unit]:
    by_code = {place.code: place for place in whole.places}
    units = [
        Unit(
            row["name"],
            row["kind"],
            by_code[row["community"]],
            KNOWN,
            is_named=True,
            party_type=row["party_type"],
            has_agreement=row["agreement"],
        )
        for row in report()["units"]
        if row["community"].startswith(street.code)
    ]
    corridor = by_code[report()["communities"]["corridor"]]
    if corridor.street == street.code:
        chance = whole.chance("city bodies")
        units += [
            Unit(f"市直机关第{number}单位", "ORGAN", corridor, chance.gauss(0.2, SPREAD), is_city_body=True)
            for number in range(1, report()["corridor"]["city_bodies"] + 1)
        ]
    return units


def _invented_units(whole: District, street: Place, number: int) -> list[Unit]:
    chance, words = whole.chance("units", street.code), document("names")
    inside = [place for place in whole.places if place.street == street.code and place.takes_part]
    rest = [place for place in whole.places if place.street == street.code and not place.takes_part]
    units = []
    for _ in range(number):
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        first, second = chance.sample(words["syllables"], 2)
        name = f"{first}{second}第#{chance.choice(words['words'][kind])}"
        place = chance.choice(rest if rest and chance.random() < ELSEWHERE else inside)
        units.append(Unit(name, kind, place, chance.gauss(TEMPER.get(kind, 0.0), SPREAD)))
    return units


def _choose(whole: District) -> None:
    """Choose who signs and who sits on a street's committee; then number those who sign."""
    told, figures = report()["agreements_of"], report()["figures"]
    chance = whole.chance("choice")
    sizes = [sum(unit.place.street == street.code for unit in whole.units) for street in whole.streets]
    others = [0 if street.code in told else size for street, size in zip(whole.streets, sizes, strict=True)]
    shared = apportion(figures["agreements"] - sum(told.values()), others)
    signing = [told.get(street.code, share) for street, share in zip(whole.streets, shared, strict=True)]
    open_seats = [size - signs for size, signs in zip(sizes, signing, strict=True)]
    seats = apportion(figures["in_regional_committees"] - figures["agreements"], open_seats)
    for street, signs, more in zip(whole.streets, signing, seats, strict=True):
        mine = [unit for unit in whole.units if unit.place.street == street.code]
        free = [unit for unit in mine if not unit.is_named and unit.place.takes_part]
        fixed = sum(unit.has_agreement for unit in mine)
        for unit in _drawn(chance, free, [SIGNING.get(unit.kind, 1) for unit in free], signs - fixed):
            unit.has_agreement = True
        rest = [unit for unit in mine if not unit.has_agreement]
        for unit in [unit for unit in mine if unit.has_agreement] + chance.sample(rest, more):
            unit.has_seat = True
    signed = [unit for unit in whole.units if unit.has_agreement]
    for number, unit in enumerate(signed, 1):
        unit.number = number
    _set_fates(chance, [unit for unit in signed if not unit.is_named])


def _set_fates(chance: Random, signed: list[Unit]) -> None:
    chosen = chance.sample(signed, TOO_SHORT + FEW_MARKS)
    for position, unit in enumerate(chosen):
        unit.is_late, unit.has_few_marks = position < TOO_SHORT, position >= TOO_SHORT
    rest = sorted((unit for unit in signed if unit not in chosen), key=lambda unit: -unit.diligence)
    for unit in chance.sample(rest[:60], POLARISED):
        unit.is_polarised = True


def _drawn(chance: Random, among: list[Unit], weights: list[int], number: int) -> list[Unit]:
    """Return so many different units, the heavier the likelier."""
    lots = [(chance.random() ** (1 / weight), unit) for unit, weight in zip(among, weights, strict=True)]
    return [unit for _lot, unit in sorted(lots, key=lambda lot: lot[0], reverse=True)[:number]]


def _set_party(whole: District) -> None:
    """Give each unit its type of party organisation and heads, so that both add up to the report's figures."""
    figures, chance = report()["figures"], whole.chance("party")
    below = OF_COMMUNITIES, OF_VILLAGES
    committees = figures["committees"] - sum(one[COMMITTEE] for one in below)
    general = figures["general_branches"] - sum(one[GENERAL_BRANCH] for one in below)
    others = len(whole.places) - sum(sum(one.values()) for one in below)
    fixed = [unit for unit in whole.units if unit.is_named]
    committees -= sum(unit.party_type == COMMITTEE for unit in fixed)
    general -= sum(unit.party_type == GENERAL_BRANCH for unit in fixed)
    size = {unit.key: chance.lognormvariate(0, 0.6) * SIZE.get(unit.kind, 0.7) for unit in whole.units}
    free = sorted((unit for unit in whole.units if not unit.is_named), key=lambda unit: -size[unit.key])
    for position, unit in enumerate(free):
        is_small = position >= len(free) - WITHOUT and not unit.has_agreement
        unit.party_type = (
            COMMITTEE if position < committees else GENERAL_BRANCH if position < committees + general else BRANCH
        )
        unit.party_type = "" if is_small else unit.party_type
    lacking = WITHOUT - sum(unit.party_type == "" for unit in whole.units)
    for unit in [unit for unit in reversed(free) if unit.party_type == BRANCH and not unit.has_agreement][:lacking]:
        unit.party_type = ""
    branches = sum(unit.party_type == BRANCH for unit in whole.units)
    _set_branches(whole, figures["branches"] - others - branches)
    _set_members(whole, chance, figures["members"])


def _set_branches(whole: District, total: int) -> None:
    bigger = [unit for unit in whole.units if unit.party_type in (COMMITTEE, GENERAL_BRANCH)]
    for unit in bigger:
        unit.branches = LEAST_BELOW
    committees = [unit for unit in bigger if unit.party_type == COMMITTEE]
    for at in range(total - LEAST_BELOW * len(bigger)):
        committees[at % len(committees)].branches += 1


def _set_members(whole: District, chance: Random, total: int) -> None:
    usual = {COMMITTEE: 145, GENERAL_BRANCH: 70, BRANCH: 13, "": 1}
    for unit in whole.units:
        least, most = HEADS[unit.party_type]
        unit.members = min(most, max(least, round(usual[unit.party_type] * chance.lognormvariate(0, 0.4))))
    missing = total - sum(unit.members for unit in whole.units)
    step = 1 if missing > 0 else -1
    while missing:
        unit = chance.choice(whole.units)
        least, most = HEADS[unit.party_type]
        if unit.party_type and least <= unit.members + step <= most:
            unit.members += step
            missing -= step


def _community_types(whole: District) -> dict[str, str]:
    """Return the type of party organisation of each community and village by code."""
    chance = whole.chance("communities")
    types: dict[str, str] = {}
    told = {report()["communities"]["joint"]: GENERAL_BRANCH}
    for level, numbers in (("COMMUNITY", OF_COMMUNITIES), ("VILLAGE", OF_VILLAGES)):
        codes = [place.code for place in whole.places if place.level == level and place.code not in told]
        fixed = [told[place.code] for place in whole.places if place.level == level and place.code in told]
        drawn = [kind for kind, number in numbers.items() for _ in range(number - fixed.count(kind))]
        drawn += [BRANCH] * (len(codes) - len(drawn))
        chance.shuffle(drawn)
        types |= dict(zip(codes, drawn, strict=True))
    return types | told
