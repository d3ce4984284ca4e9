"""Districts of any number, made by DuckDB from a range and its hashes: the same rows wherever its version is the same.

The columns are the engine's own, checked when they are read. A unit has LINES_PER_UNIT lines, the same number in each
month, so the districts of a country arrive one after another, each month by month, as records are kept.
"""

from pathlib import Path

import duckdb

UNITS = 837  # of a district: the size of the one that the product is shaped after
PANELLISTS = 5
STREETS = 12

KINDS = (  # each as often as it stands here; the rare kinds see below
    *("ATTENDANCE",) * 4,
    *("LIST",) * 3,
    *("ANSWER",) * 2,
    *("PROMISE",) * 3,
    *("TASK",) * 6,
    "CLAIM",
    "SUGGESTION",
    "PREMISES",
)
RARE = ("HELP", "DROPPED", "FALSE_EVIDENCE")  # one line in 64 is one of these
PARTS = ("COMPLETION", "CONTINUITY", "SATISFACTION", "USEFULNESS")
CLASSES = ("ORGAN", "INSTITUTION", "STATE_FIRM", "PRIVATE_FIRM", "SOCIAL")

_UNITS = """
SELECT i + 1 AS unit, 'unit ' || (i + 1) AS name, {classes}[1 + draw(i, 1) % 5] AS class,
       (110101000 + i % {streets})::VARCHAR AS street,
       CASE draw(i, 2) % 50 WHEN 0 THEN NULL WHEN 1 THEN 20250902 ELSE 20230401 END AS agreed_on,
       i // {units} + 1 AS district
FROM range({units} * {districts}) AS numbers(i) ORDER BY unit
"""
_LINES = """
SELECT i + 1 AS line, 1 + i // ({units} * {per_unit}) * {units} + i % {units} AS unit,
       202501 + i // {units} % {per_unit} * 12 // {per_unit} AS month, kind, 'line ' || chance % 200 AS text,
       CASE kind WHEN 'PROMISE' THEN 1 + chance % 3 ELSE 1 END AS weight,
       CASE WHEN kind = 'CLAIM' THEN 1 + chance % 5 WHEN kind = 'PREMISES' THEN 1 + chance % 24
            WHEN kind IN ('SUGGESTION', 'HELP', 'DROPPED', 'FALSE_EVIDENCE') THEN 1 END AS quantity,
       CASE WHEN kind = 'CLAIM' THEN (1 + chance % 5) * (chance // 8 % 8 > 0)::BIGINT END AS achieved,
       CASE WHEN kind IN ('ATTENDANCE', 'LIST') THEN 10000 * (chance // 16 % 12 > 0)::BIGINT
            WHEN kind = 'PROMISE' THEN 5000 * least(2, chance // 16 % 9) END AS outcome_bp,
       CASE WHEN kind IN ('ANSWER', 'TASK') THEN (chance // 32 % 10 > 0)::BIGINT END AS on_time,
       CASE WHEN kind = 'TASK' AND chance % 3 > 0 THEN greatest(1, chance // 64 % 8 - 3) END AS "level",
       CASE WHEN chance % 50 = 0 THEN 'REJECTED' WHEN chance % 50 < 4 THEN 'AMENDED' WHEN chance % 50 < 9 THEN 'DEEMED'
            ELSE 'ACCEPTED' END AS state,
       CASE WHEN chance % 4 > 0 THEN 3 * i END AS source
FROM (SELECT i, draw(i, 3) % 1000003 AS chance,
             CASE WHEN draw(i, 4) % 64 > 0 THEN {kinds}[1 + draw(i, 5) % len({kinds})]
                  ELSE {rare}[1 + draw(i, 6) % 3] END AS kind
      FROM range({units} * {districts} * {per_unit}) AS numbers(i))
"""
_BALLOTS = """
SELECT i + 1 AS unit, (110101000 + (i + extra) % {streets})::VARCHAR AS street,
       20 + draw(i, extra, 7) % 25 AS good, draw(i, extra, 8) % 10 AS fairly_good,
       draw(i, extra, 9) % 4 AS fair, draw(i, extra, 10) % 2 AS poor,
       draw(i, extra, 11) % 6 AS abstained
FROM range({units} * {districts}) AS numbers(i), range(2) AS streets(extra)
WHERE extra = 0 OR draw(i, 12) % 10 = 0 ORDER BY unit, street
"""
_INSPECTIONS = """
SELECT i + 1 AS inspection, i + 1 AS unit, 20250601 + draw(i, 13) % 28 AS visited_on
FROM range({units} * {districts}) AS numbers(i) WHERE draw(i, 14) % 5 > 0 ORDER BY inspection
"""
_DEFECTS = """
SELECT 8 * i + number + 1 AS defect, i + 1 AS inspection, i + 1 AS unit,
       CASE WHEN draw(i, number, 15) % 6 = 0 THEN 'MAJOR' ELSE 'MINOR' END AS severity,
       (draw(i, number, 16) % 10 = 0)::BIGINT AS late
FROM range({units} * {districts}) AS numbers(i), range(3) AS defects(number)
WHERE draw(i, 14) % 5 > 0 AND draw(i, 17) % 4 > number ORDER BY defect
"""
_MARKS = """
SELECT i + 1 AS unit, panellist, part, 7000 + draw(i, panellist, part) % 3001 AS mark_bp
FROM range({units} * {districts}) AS numbers(i), range(1, {panellists} + 1) AS panel(panellist),
     unnest({parts}) AS parts(part)
WHERE draw(i, 18) % 10 > 0 ORDER BY unit, panellist, part
"""
_CAPS = """
SELECT i + 1 AS unit, 'FAIR' AS at_most, 'document ' || i AS document
FROM range({units} * {districts}) AS numbers(i) WHERE draw(i, 19) % 200 = 0 ORDER BY unit
"""
_DECISIONS = "SELECT 0::BIGINT AS unit, '' AS grade, '' AS document LIMIT 0"

_DRAW = "CREATE MACRO draw(a, b) AS (hash(a, b) >> 1)::BIGINT, (a, b, c) AS (hash(a, b, c) >> 1)::BIGINT"

TABLES = {
    "units": _UNITS,
    "lines": _LINES,
    "ballots": _BALLOTS,
    "inspections": _INSPECTIONS,
    "defects": _DEFECTS,
    "marks": _MARKS,
    "caps": _CAPS,
    "decisions": _DECISIONS,
}


def write_districts(folder: Path, districts: int, lines_per_unit: int) -> int:
    """Write the eight tables of so many districts as Parquet into a new folder; return the number of lines."""
    folder.mkdir(parents=True)
    numbers = {"units": UNITS, "districts": districts, "per_unit": lines_per_unit, "panellists": PANELLISTS}
    words = {"kinds": list(KINDS), "rare": list(RARE), "parts": list(PARTS), "classes": list(CLASSES)}
    with duckdb.connect() as connection:
        connection.execute(_DRAW)
        for name, select in TABLES.items():
            rows = select.format(**numbers, **words, streets=STREETS)
            connection.execute(f"COPY ({rows}) TO '{folder}/{name}.parquet' (FORMAT parquet, COMPRESSION zstd)")
    return UNITS * districts * lines_per_unit
