"""A country's places in a new database, and how long it takes to find one of them. Needs Django to be set up."""

import json
from collections.abc import Callable
from datetime import date
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from django.core.management import call_command
from django.db import connection

from gongjian.civic.registry.models import Area
from gongjian.civic.registry.models.search import tokens
from gongjian.civic.registry.models.spelling import initials
from gongjian.civic.registry.queries.search import SHOWN, best_first

PLACES = 662_000  # streets and communities of the whole country
QUESTIONS = 40
BLOCK = 5_000
STEMS = (
    "建设中原林山寨棉纺桐柏路百花重庆汝河秦岭绿东村西流湖石佛沟赵须水航海三官庙柳苑碧沙岗互助伊颍洛工人新华民主和平解放"
    "胜利东风红旗光明团结友谊幸福长青文化教育科技交通铁道电业纺织煤炭钢铁机械大学花园公园广场桥头河湾高坡李王张刘陈杨"
)
ENDINGS = ("社区居委会", "社区居民委员会", "村民委员会", "村委会", "街道", "镇")


def measure() -> dict[str, Any]:
    """Fill an empty database, then ask."""
    call_command("migrate", verbosity=0)
    start = perf_counter()
    names, codes = fill()
    filled = perf_counter() - start
    chance = Random(2)
    asked = {
        "two_characters": [_part(chance, name[:3], 2) for name in chance.sample(names, QUESTIONS)],
        "two_common_characters": [_part(chance, ending, 2) for ending in chance.choices(ENDINGS[:-2], k=QUESTIONS)],
        "initials": [_part(chance, initials(name), 4) for name in chance.sample(names, QUESTIONS)],
        "code": [code[: chance.choice((6, 9, 12))] for code in chance.sample(codes, QUESTIONS)],
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT SUM(LENGTH(block)) FROM registry_area_search_data")
        index = cursor.fetchone()[0]
        cursor.execute("SELECT SUM(LENGTH(CAST(search AS BLOB))) FROM registry_area")
        column = cursor.fetchone()[0]
    answers = {kind: _times(kind, questions) for kind, questions in asked.items()}
    return {
        "places": PLACES,
        "questions_each": QUESTIONS,
        "seconds_to_fill": round(filled, 1),
        "bytes_index": index,
        "bytes_column": column,
        **{f"{name}_{kind}": value for kind, found in answers.items() for name, value in found.items()},
    }


def fill() -> tuple[list[str], list[str]]:
    """Write the places and return their names and codes."""
    chance, names, codes = Random(1), [], []
    since = date(2023, 6, 30)
    letters = {one: initials(one) for one in {*STEMS, *"".join(ENDINGS)}}
    for begin in range(0, PLACES, BLOCK):
        block = []
        for number in range(begin + 1, min(begin + BLOCK, PLACES) + 1):
            name = "".join(chance.choices(STEMS, k=chance.randint(3, 4))) + chance.choice(ENDINGS)
            code = f"{110101000000 + number * 1_000:012d}"
            row = Area(pk=number, level="COMMUNITY", name=name, code=code, path=f"/{number}/", valid_from=since)
            row.search = tokens(name, "".join(letters[one] for one in name), code)
            block.append(row)
            names.append(name)
            codes.append(code)
        Area.objects.bulk_create(block)
    return names, codes


def _part(chance: Random, whole: str, length: int) -> str:
    start = chance.randint(0, max(0, len(whole) - length))
    return whole[start : start + length]


def _times(kind: str, questions: list[str]) -> dict[str, float]:
    """Return the median time of an answer by the index and by a scan, asked in turns."""
    scanned = {"initials": "search__contains", "code": "code__startswith"}.get(kind, "name__contains")
    times: dict[str, list[float]] = {"index": [], "scan": []}
    found = []
    for said in questions:
        for way, condition in (("index", {"search__says": said}), ("scan", {scanned: said})):
            rows = best_first(Area.objects.filter(**condition), said)[: SHOWN + 1]
            times[way].append(_milliseconds(lambda rows=rows: len(rows)))
        found.append(Area.objects.filter(search__says=said).count())
    index, scan = median(times["index"]), median(times["scan"])
    return {
        "median_ms": round(index, 2),
        "slowest_ms": round(max(times["index"]), 2),
        "median_ms_scan": round(scan, 2),
        "ratio_to_scan": round(index / scan, 3),
        "median_found": median(found),
    }


def _milliseconds(ask: Callable[[], Any]) -> float:
    start = perf_counter()
    ask()
    return (perf_counter() - start) * 1000


def main() -> None:
    """Print the figures."""
    print(json.dumps(measure()))
