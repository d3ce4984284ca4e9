#!/usr/bin/env python3
"""Check the results of a year without the programme that made them.

    python verifier.py BUNDLE.zip [--code "7K3F 9QDM 2XWA R58C"] [--lang zh|en]

One file, standard library only (Python 3.8 or later); it reads that file and nothing else. It hashes all rows again
and works out all results again. Exit status: 0 all holds, 1 something is wrong (a sentence each, after a fixed marker),
2 not readable. Give the code of the posted notice: whoever changes the file can also change the code inside it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

Row = Any  # a dict of texts, whole numbers and None; tables are lists of rows by name

# ---- what it says: each phrase "Chinese | English" stands in the frame above it
WORDS = """
NOT_A_ZIP 打不开 {text}，请检查路径或重新下载 | {text} cannot be opened, check the path or download it again
MISSING 文件里缺少 {text}，请重新下载 | {text} is missing from the file, download it again
UNSAFE 成员 {text} 重名、出格或大得反常，请勿解压 | the member {text} is double, misplaced or huge, do not unpack
JSON {text} 第 {row} 行读不懂（{why}），请重新下载 | {text} row {row} cannot be read ({why}), download the file again
BROKE_OFF 校验中断（{text}），未能核对，请告知发布单位 | the check broke off ({text}), so tell the publisher
NOTE 文件自带的 verifier.py 与本程序不同，用可靠的一份 | the verifier.py in the file differs, use the one you trust
HOLDS {rows} 行与封存一致，{units} 个单位重算无误，评定 {GRADED} 个，无协议 {NO_AGREEMENT}，时间不足 {TOO_SHORT}，\
有效票不足 {FEW_MARKS}，校验码 {code}，请与公示核对 | {rows} rows are as sealed, {units} units add up, {GRADED} graded,\
 no agreement {NO_AGREEMENT}, too short {TOO_SHORT}, few marks {FEW_MARKS}, code {code}, compare it with the notice
> {table} 第 {row} 行%s：{text}；请重新索取文件核对 | {table} row {row} %s: {text}; get the file again and compare
ALTERED 与封存时不同 | is not the row sealed there
REMOVED 之前被抽走一行 | has lost the sealed row before it
DROPPED 之后少了末尾 {many} 行 | is now the last, {many} at the end are gone
ADDED 是封存后添加的 | was added after sealing
REORDERED 起次序被调换，{many} 行不在原位 | and on stand in another order, {many} out of place
> %s；请以张贴的公示为准，重新索取文件 | %s; trust the posted notice and get the file again
LEAVES_CUT leaves.txt 应有 {right} 行，只剩 {many} 行 | leaves.txt was cut, {many} lines are left of {right}
LEAVES_ALTERED leaves.txt 第 {row} 行被改动，各表未动 | leaves.txt was changed in line {row}, the tables were not
SEAL 各表和 leaves.txt 都得不出封存的根 | neither the tables nor leaves.txt give the root in manifest.json
REBUILT 校验树被重建，根是 {text}，封存的是 {right} | the tree was rebuilt, with the root {text} instead of {right}
CODE {table} 的校验码是 {text}，封存的根对应 {right} | the code in {table} is {text}, but the sealed root gives {right}
EXTRA 文件里多出 {text}，它不在封存之内 | {text} does not belong into the file and is not sealed
> %s；请把这句话转给发布单位更正 | %s; send this sentence to the publisher for correction
MANIFEST manifest.json 的 {table} 是 {text}，应为 {right} | manifest.json says {table} {text}, it should be {right}
POLICY 办法中的 {table} 不合规定：{text} | the policy does not keep to {table}: {text}
FORM {table} 第 {row} 行写法、单位或次序不对：{text} | {table} row {row} is not written, filed or sorted right: {text}
DECISION decisions 第 {row} 行无效，不在并列段或超出名额 | decisions row {row} is void, no tie there or no seat left
RESULT results 第 {row} 行 {unit} {column} {text} 应为 {right} | results row {row}, {unit}: {column} {text}, not {right}
"""
SAYS = {">": ["%s", "%s"]}
for word, zh, en in re.findall(r"(?m)^(\S+) (.*) \| (.*)$", WORDS):
    SAYS[word] = [zh, en] if word == ">" else [SAYS[">"][0] % zh, SAYS[">"][1] % en]
STOPS = {"NOT_A_ZIP", "MISSING", "UNSAFE", "JSON", "BROKE_OFF", "NOTE"}
canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def show(value: object) -> str:
    """Return the value as one short line that cannot steer the terminal."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in canonical(value)[:300])


class Unreadable(Exception): ...  # carries a marker and the values for its sentence


# ---- opening the zip
INPUTS = ["units", "lines", "ballots", "inspections", "defects", "marks", "caps", "decisions"]
SEALED = ["policy", *INPUTS, "results"]  # in the order of the leaves
FILES = {"policy": "policy.json", **{table: f"inputs/{table}.jsonl" for table in INPUTS}, "results": "results.jsonl"}
MEMBERS = ["README.txt", "verifier.py", "manifest.json", *FILES.values(), "leaves.txt", "notice.txt"]
COUNTS = ",".join(rf'"{table}":\d+' for table in sorted(SEALED[1:]))
HEAD = r'.*"counts":{' + COUNTS + r'},.*"gongjian-bundle-1","programme":{.*},"root":"[0-9a-f]{64}","size":\d+}'
KEYS_OF = {"ballots": ["unit", "street"], "marks": ["unit", "panellist", "part"]}  # else its own number, or the unit


def read_members(path: str, found: Callable[..., None]) -> dict[str, bytes]:
    """Return what the members hold; trust nothing the zip says about itself."""
    members, name, total = {}, path, 0
    try:
        with zipfile.ZipFile(path) as bundle:
            infos = {info.filename: info for info in bundle.infolist()}
            for info in bundle.infolist():
                name, is_link, total = info.filename, info.external_attr >> 28 == 0o12, total + info.file_size
                misplaced = is_link or info.orig_filename != name or re.search(r"^/|\\|:|\.\.", name)
                swollen = total > 1 << 30 or info.file_size > max(1 << 26, 200 * info.compress_size)
                if misplaced or swollen or info is not infos[name]:
                    raise Unreadable("UNSAFE", {"text": show(info.orig_filename)})
                if name not in MEMBERS:
                    found("EXTRA", text=show(name))
            for name in MEMBERS:
                if name not in infos:
                    raise Unreadable("MISSING", {"text": name})
                with bundle.open(name) as stream:  # reading no further than declared stops a bomb that lies
                    members[name] = stream.read(infos[name].file_size + 1)
    except Exception as error:  # damaged zips break the library in many ways
        raise error if isinstance(error, Unreadable) else Unreadable("NOT_A_ZIP", {"text": show(name)}) from error
    return members


def read_rows(name: str, data: bytes) -> list[Row]:
    """Return the rows of a member, each a JSON object on a line of its own; int() refuses fractions and NaN."""
    rows: list[Row] = []
    try:
        for line in data.split(b"\n")[:-1]:
            rows.append({**json.loads(line.decode(), parse_float=int, parse_constant=int)})
        if data[-1:] not in (b"", b"\n"):
            raise ValueError("cut off")
    except (ValueError, TypeError, RecursionError) as error:
        raise Unreadable("JSON", {"text": name, "row": len(rows) + 1, "why": show(str(error))}) from error
    return rows


# ---- the seal
def root_of(leaves: list[str]) -> str:
    """Return the root as RFC 6962 has it: pairing level by level splits at the same powers of two."""
    level = [bytes.fromhex(leaf) for leaf in leaves if re.fullmatch("[0-9a-f]{64}", leaf)]
    while len(level) > 1:
        pairs = range(0, len(level) - 1, 2)
        level = [sha256(b"\1" + level[at] + level[at + 1]).digest() for at in pairs] + level[2 * len(pairs) :]
    return level[0].hex() if level else ""


def compare_rows(table: str, rows: list[Row], own: list[str], sealed: list[str], found: Callable[..., None]) -> None:
    """Name what was done to a table, walking down its rows and the sealed leaves together."""
    new, gone, moved = Counter(own) - Counter(sealed), Counter(sealed) - Counter(own), []
    at = place = 0
    while at < len(own):
        same = own[at : at + 1] == sealed[place : place + 1]
        is_new = not same and new[own[at]] > 0
        is_gone = not same and place < len(sealed) and gone[sealed[place]] > 0
        if is_new or is_gone:
            marker = "REMOVED" if not is_new else "ALTERED" if is_gone else "ADDED"
            found(marker, table=table, row=at + 1, text=show(rows[at]))
        elif not same:
            moved.append(at)
        new[own[at]] -= is_new
        gone.subtract(sealed[place : place + is_gone])
        at, place = at + (is_new or not is_gone), place + (is_gone or not is_new)
    if place < len(sealed):
        found("DROPPED", table=table, row=len(own), many=len(sealed) - place, text=show(rows[-1:]))
    if moved:
        found("REORDERED", table=table, row=moved[0] + 1, many=len(moved), text=show(rows[moved[0]]))


def check_seal(manifest: Row, tables: Any, own: Any, leaves: list[str], found: Callable[..., None]) -> set[str]:
    """Compare rows, leaves.txt and root; return the tables whose rows are not the sealed ones."""
    flat, counts, sealed = [leaf for table in SEALED for leaf in own[table]], {"policy": 1, **manifest["counts"]}, own
    if root_of(flat) == manifest["root"] and leaves != flat:  # then the rows are the sealed ones
        same = next((at for at, leaf in enumerate(flat) if leaves[at : at + 1] != [leaf]), len(flat))
        found("LEAVES_CUT" if same == len(leaves) else "LEAVES_ALTERED", row=same + 1, many=same, right=len(flat))
    elif root_of(flat) != manifest["root"] and leaves == flat:
        found("REBUILT", text=root_of(flat), right=manifest["root"])
    elif leaves != flat and root_of(leaves) != manifest["root"]:  # then nobody can say which row was touched
        found("LEAVES_CUT" if len(leaves) < manifest["size"] else "SEAL", many=len(leaves), right=manifest["size"])
        return {*SEALED}
    elif leaves != flat:  # the counts give each leaf to its table, or if they do not add up, the rows still there do
        owner = {leaf: table for table in SEALED for leaf in own[table]}
        homes = [table for table in SEALED for _ in range(counts[table])] if sum(counts.values()) == len(leaves) else []
        for leaf in leaves[len(homes) :]:
            homes.append(owner.get(leaf, homes[-1] if homes else "policy"))
        sealed = {table: [leaf for at, leaf in enumerate(leaves) if homes[at] == table] for table in SEALED}
    for table in SEALED:
        if own[table] != sealed[table]:
            compare_rows(table, tables[table], own[table], sealed[table], found)
    policy, rows = tables["policy"][0], {table: len(sealed[table]) for table in SEALED}
    stated = {"year": manifest["programme"].get("year"), "edition": manifest.get("edition"), "size": manifest["size"]}
    actual = {"year": policy.get("year"), "edition": policy.get("edition"), "size": sum(rows.values()), **rows}
    for key, value in {**counts, **stated}.items():
        if value != actual.get(key):
            found("MANIFEST", table=key, text=show(value), right=show(actual.get(key)))
    return {table for table in SEALED if own[table] != sealed[table]}


# ---- the policy: its keys with the keys inside each, then the rules with theirs
KEYS = """edition year classes counted_states bonus_most_cp deductions_most_cp period(from until) weights_bp(A B C D)
indicators(code kind points_cp rule) bonus(code each_cp kind least_quantity most_cp) deductions(code each_cp kind)
ballot(options_bp satisfied) inspection(late_times major_cp minor_cp) panel(drop_extremes_from points_cp) quota(at_least
grade most_bp then tie_cp) grades(from_cp grade) gates(at_most satisfied_below_bp) eligible(months_in_force valid_marks)
LOSE_PER_MISS(per_miss_cp) MEAN_LEVEL(levels_bp) MEAN_OUTCOME SHARE_ON_TIME WEIGHTED_OUTCOME SHARE_ACHIEVED"""
INNER = {key: inner.split() for key, inner in re.findall(r"(\w+)(?:\(([^)]*)\))?", KEYS)}
FULL = 10_000


def policy_faults(policy: Row) -> Iterator[str]:
    """Yield what a policy must keep to and this one does not; each begins with the key it stands under."""
    for key in sorted({*policy, *(key for key in INNER if key.islower())}):
        for each in policy[key] if isinstance(policy.get(key), list) else [policy.get(key)]:
            inner = {*each} if isinstance(each, dict) else set()
            right = INNER.get(key, ["—"]) + (INNER.get(each["rule"], ["—"]) if "rule" in inner else [])
            if inner != {*right} or each is None:
                yield f"{key}: {' '.join(right)}"
    floor = {each["grade"]: each["from_cp"] for each in policy["grades"]}
    quota, rules, parts = policy["quota"], policy["indicators"], policy["panel"]["points_cp"].values()
    points = [rule["points_cp"] for rule in rules]
    shares = re.findall(r'_bp":(-?\d+|{[^}]*}|\[[^]]*])', canonical(policy))
    demands = {
        "weights_bp: Σ = 10000, B > 0": sum(policy["weights_bp"].values()) == FULL and policy["weights_bp"]["B"] > 0,
        "indicators: points_cp > 0, Σ = 10000": sum(points) == FULL and min(points) > 0,
        "panel: points_cp > 0, Σ = 10000": sum(parts) == FULL and min(parts) > 0,
        "panel: drop_extremes_from > 2": policy["panel"]["drop_extremes_from"] > 2,
        "_bp: 0…10000": all(0 <= int(share) <= FULL for share in re.findall(r"(?<![\w\"])-?\d+", " ".join(shares))),
        "grades: from_cp ↓ 0": [each["from_cp"] for each in policy["grades"]] == sorted({*floor.values(), 0})[::-1],
        "gates: at_most": {gate["at_most"] for gate in policy["gates"]} <= {*floor},
        "quota: then, tie_cp": floor.get(quota["then"], FULL) < floor.get(quota["grade"], 0) and quota["tie_cp"] > 0,
        "eligible: valid_marks > 0": policy["eligible"]["valid_marks"] > 0,
        "period: from < until": policy["period"]["from"] < policy["period"]["until"],
    }
    yield from (demand for demand, holds in demands.items() if not holds)


# ---- the results, worked out again step by step: points are × 100, shares × 10 000, days YYYYMMDD
RESULT = "unit class reason a_cp b_cp c_cp d_cp bonus_cp deduct_cp composite_cp satisfied_bp rank grade held_by missing"


def half_up(top: int, bottom: int) -> int | None:
    return (2 * top + bottom) // (2 * bottom) if bottom else None


def earned(rule: Row, lines: list[Row]) -> int | None:
    """Return the points of one indicator; null if nobody asked."""
    name, points = rule["rule"], rule["points_cp"]
    column = {"SHARE_ON_TIME": "on_time", "MEAN_LEVEL": "level", "SHARE_ACHIEVED": "achieved"}.get(name, "outcome_bp")
    lines = [line for line in lines if line["kind"] == rule["kind"] and line[column] is not None]
    if name == "LOSE_PER_MISS":
        return max(0, points - rule["per_miss_cp"] * sum(line["outcome_bp"] == 0 for line in lines)) if lines else None
    pairs: dict[str, Any] = {  # what a line reached, of what it could have
        "MEAN_OUTCOME": lambda line: (line["outcome_bp"], FULL),
        "SHARE_ON_TIME": lambda line: (line["on_time"], 1),
        "WEIGHTED_OUTCOME": lambda line: (line["weight"] * line["outcome_bp"], line["weight"] * FULL),
        "MEAN_LEVEL": lambda line: (dict(enumerate(rule["levels_bp"], 1))[line["level"]], FULL),
        "SHARE_ACHIEVED": lambda line: (line["achieved"], line["quantity"]),
    }
    tops, bottoms = ([pairs[name](line)[side] for line in lines] for side in (0, 1))
    return half_up(points * sum(tops), sum(bottoms))


def score(policy: Row, unit: Row, mine: Any) -> Row:
    """Return the result of one unit from its own rows, before rank and quota."""
    row = {**dict.fromkeys(RESULT.split()), "unit": unit["unit"], "class": unit["class"]}
    end, start = policy["period"]["until"], unit["agreed_on"] or policy["period"]["until"]
    months = 12 * (end // 10000 - start // 10000) + end // 100 % 100 - start // 100 % 100 - (end % 100 < start % 100)
    votes = {name: sum(each[name.lower()] for each in mine["ballots"]) for name in policy["ballot"]["options_bp"]}
    valid, satisfied = sum(votes.values()), sum(votes[name] for name in policy["ballot"]["satisfied"])
    short, few = months < policy["eligible"]["months_in_force"], valid < policy["eligible"]["valid_marks"]
    if start >= end or short or few:
        return {**row, "reason": "NO_AGREEMENT" if start >= end else "TOO_SHORT" if short else "FEW_MARKS"}
    counted = [line for line in mine["lines"] if line["state"] in policy["counted_states"]]
    options, prices, effects, lost, bonus = policy["ballot"]["options_bp"], policy["inspection"], [], 0, 0
    asked = [(earned(rule, counted), rule["points_cp"]) for rule in policy["indicators"]]
    for each in mine["defects"]:
        lost += prices[each["severity"].lower() + "_cp"] * (prices["late_times"] if each["late"] else 1)
    for part, points in policy["panel"]["points_cp"].items():
        given = sorted(mark["mark_bp"] for mark in mine["marks"] if mark["part"] == part)
        given = given[1:-1] if len(given) >= policy["panel"]["drop_extremes_from"] else given
        effects.append(half_up(points * sum(given), FULL * len(given)))
    parts = {
        "a_cp": half_up(FULL * sum(got or 0 for got, _ in asked), sum(most for got, most in asked if got is not None)),
        "b_cp": half_up(sum(votes[name] * options[name] for name in options), valid),
        "c_cp": max(0, FULL - lost) if mine["inspections"] else None,
        "d_cp": None if None in effects else sum(effect or 0 for effect in effects),
    }
    weights = {name: policy["weights_bp"][name[0].upper()] for name in parts if parts[name] is not None}
    base = half_up(sum(weights[name] * parts[name] for name in weights), sum(weights.values()))
    for one in policy["bonus"]:
        met = sum(line["kind"] == one["kind"] and (line["quantity"] or 0) >= one["least_quantity"] for line in counted)
        bonus += min(one["most_cp"], one["each_cp"] * met)
    deduct = sum(each["each_cp"] for each in policy["deductions"] for line in counted if line["kind"] == each["kind"])
    bonus, deduct = min(bonus, policy["bonus_most_cp"]), min(deduct, policy["deductions_most_cp"])
    missing = "".join(name[0].upper() for name in parts if name not in weights) or None
    composite = max(0, min(FULL, base + bonus - deduct))
    row.update(parts, bonus_cp=bonus, deduct_cp=deduct, composite_cp=composite, missing=missing)
    ladder = {each["grade"]: each["from_cp"] for each in policy["grades"]}
    row["satisfied_bp"] = half_up(FULL * satisfied, valid)
    row["grade"] = next(grade for grade in ladder if composite >= ladder[grade])
    limits = [("GATE", gate) for gate in policy["gates"] if satisfied * FULL < gate["satisfied_below_bp"] * valid]
    for why, limit in limits + [("CAP", cap) for cap in mine["caps"]]:
        if ladder[limit["at_most"]] < ladder[row["grade"]]:
            row.update(grade=limit["at_most"], held_by=why)
    return row


def hold_quota(quota: Row, graded: list[Row], chosen: dict[int, str]) -> set[int]:
    """Rank a class and hold its best grade within the quota; return the units on which the committee may decide."""
    for row in graded:
        row["rank"] = 1 + sum(other["composite_cp"] > row["composite_cp"] for other in graded)
    best = sorted((row for row in graded if row["grade"] == quota["grade"]), key=lambda row: -row["composite_cp"])
    seats, tie = max(len(graded) * quota["most_bp"] // FULL, quota["at_least"]), quota["tie_cp"]
    line = min((row["composite_cp"] for row in best[:seats]), default=FULL + tie)
    is_tie = any(line - row["composite_cp"] < tie for row in best[seats : seats + 1])
    sure = [row for row in best if row["composite_cp"] >= line + tie] if is_tie else best[:seats]
    band = [row for row in best if is_tie and abs(row["composite_cp"] - line) < tie]
    for row in best[len(sure) :]:
        if row not in band or chosen.get(row["unit"]) != quota["grade"]:
            row.update(grade=quota["then"], held_by="TIE" if row in band else "QUOTA")
    return {row["unit"] for row in band if sum(each["grade"] == quota["grade"] for each in band) <= seats - len(sure)}


def check_results(policy: Row, tables: Any, found: Callable[..., None]) -> Counter[str]:
    """Compare the results with those worked out again; return how many were graded, and why the others were not."""
    mine: dict[int, Any] = defaultdict(lambda: defaultdict(list))
    for table in INPUTS:
        for row in tables[table]:
            mine[row["unit"]][table].append(row)
    right = {canonical(unit["unit"]): score(policy, unit, mine[unit["unit"]]) for unit in tables["units"]}
    chosen, open_ties = {row["unit"]: row["grade"] for row in tables["decisions"]}, set()
    for name in policy["classes"]:
        graded = [row for row in right.values() if row["class"] == name and row["grade"]]
        open_ties |= hold_quota(policy["quota"], graded, chosen)
    for at, row in enumerate(tables["decisions"], 1):
        if row["unit"] not in open_ties or row["grade"] not in (policy["quota"]["grade"], policy["quota"]["then"]):
            found("DECISION", row=at)
    names = {canonical(unit["unit"]): unit["name"] for unit in tables["units"]}
    rows = {canonical(row.get("unit")): (at, row) for at, row in enumerate(tables["results"], 1)}
    for unit in {**right, **rows}:
        (at, row), should = rows.get(unit, (0, {})), right.get(unit, {})
        for column in sorted({*row, *should}) if row and should else ["unit"]:
            text, better = show(row.get(column, "—")), show(should.get(column, "—"))
            if text != better:
                found("RESULT", row=at, unit=f"{unit} {names.get(unit)}", column=column, text=text, right=better)
    return Counter(row["reason"] or "GRADED" for row in right.values())


# ---- the whole check
def check(path: str, code: str | None, found: Callable[..., None]) -> dict[str, object]:
    """Check everything; return the figures to be said if nothing was found."""
    members = read_members(path, found)
    if Path(__file__).read_bytes() != members["verifier.py"]:
        found("NOTE")
    tables = {table: read_rows(FILES[table], members[FILES[table]] or b"\n" * (table == "policy")) for table in SEALED}
    lines = {table: members[FILES[table]].split(b"\n")[:-1] for table in SEALED}
    manifest = read_rows("manifest.json", members["manifest.json"].rstrip() + b"\n")[0]
    for name, row, form in ("manifest.json", manifest, HEAD), ("policy.json", tables["policy"][0], ".*"):
        text = members[name].decode("utf-8", "replace").rstrip()
        if canonical(row) != text or not re.fullmatch(form, text):
            raise Unreadable("JSON", {"text": name, "row": 1, "why": "not canonical, or another format"})
    own = {name: [sha256(b"\0%b\n%b" % (name.encode(), line)).hexdigest() for line in lines[name]] for name in SEALED}
    text = re.sub(r"(^|\n)[^\n]{0,63}\Z", "", members["leaves.txt"].decode("ascii", "replace"))  # half a line is none
    broken = check_seal(manifest, tables, own, text.split("\n"), found)
    digits = ["0123456789ABCDEFGHJKMNPQRSTVWXYZ"[int(manifest["root"][:20], 16) >> at & 31] for at in range(75, -5, -5)]
    right = " ".join("".join(digits[at : at + 4]) for at in range(0, 16, 4))  # 80 bits in Crockford's base 32
    notice = re.findall("(?m)^校验码 (.*)", members["notice.txt"].decode("utf-8", "replace"))
    codes = {"manifest.json": manifest["code"], "notice.txt": "/".join(notice), "--code": code or right}
    for place, typed in codes.items():  # however it was typed: O is read as 0, I and L as 1
        if re.sub(r"[\s-]", "", typed).upper().translate(str.maketrans("OIL", "011")) != right.replace(" ", ""):
            found("CODE", table=place, text=show(typed), right=right)
    if broken - {"results"}:
        return {}  # what follows from rows that are not the sealed ones says nothing
    for fault in policy_faults(tables["policy"][0]):
        found("POLICY", table=fault, text=show(tables["policy"][0].get(fault.split(":")[0], tables["policy"][0])))
    policy, units = tables["policy"][0], {row.get("unit") for row in tables["units"]}
    only = {"unit": units, "class": policy["classes"], "part": policy["panel"]["points_cp"], "mark_bp": range(FULL + 1)}
    only.update(outcome_bp=(None, 0, 5000, FULL), on_time=(None, 0, 1), late=(0, 1), level=(None, 1, 2, 3, 4))
    for table in [table for table in SEALED[1:] if table not in broken]:
        last: list[Any] = []
        for at, row in enumerate(tables[table], 1):
            key = [row.get(name) for name in KEYS_OF.get(table, [table[:-1] if table[:-1] in row else "unit"])]
            as_written = canonical(row).encode("utf-8", "replace") == lines[table][at - 1]
            sane = all(isinstance(value, str) or value is None or 0 <= value < 1 << 53 for value in row.values())
            odd = [name for name, value in row.items() if value not in only.get(name, (value,))]
            if not as_written or not sane or odd or not last < key:
                found("FORM", table=table, row=at, text=show(row))
            last = key
    many = check_results(policy, tables, found)
    return {"rows": sum(map(len, own.values())) - 1, "units": len(units), "code": right, **many}


def main(arguments: list[str] | None = None) -> int:
    """Check the file named on the command line, and say what holds or what does not."""
    parser = argparse.ArgumentParser(description="校验一份结果文件 / check a file of results")
    parser.add_argument("bundle")
    parser.add_argument("--code", help="公示上的校验码 / the code on the notice")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh")
    asked = parser.parse_args(arguments)
    findings: list[tuple[str, dict[str, object]]] = []
    try:
        holds = check(asked.bundle, asked.code, lambda marker, **values: findings.append((marker, values)))
        findings += [] if any(marker != "NOTE" for marker, _ in findings) else [("HOLDS", holds)]
    except Unreadable as error:
        findings = [error.args]
    except Exception as error:  # whoever runs this gets a sentence, never a traceback
        findings += [("BROKE_OFF", {"text": show(f"{type(error).__name__} {error}")})]
    said: Counter[str] = Counter()
    for marker, values in findings:
        said[marker] += 1
        if said[marker] <= 21:  # a column changed throughout would bury everything else
            text = SAYS[marker][asked.lang == "en"].format_map(defaultdict(int, values)) if said[marker] < 21 else "…"
            out = sys.stderr if marker in STOPS else sys.stdout
            print(f"{marker} {text}".encode(out.encoding, "backslashreplace").decode(out.encoding), file=out)
    return 2 if said.keys() <= STOPS else int("HOLDS" not in said)


if __name__ == "__main__":
    sys.exit(main())
