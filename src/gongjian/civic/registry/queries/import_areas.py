"""What a workbook of areas would do to the tree. Only what the workbook mentions is read, so that a nation fits in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gongjian.civic.registry.models import CODE_LENGTH, UNDER, Area, Batch
from gongjian.civic.registry.queries.plans import EVERY, Change, Plan, Tell, silent
from gongjian.civic.registry.workbook import (
    ABOVE,
    ABOVE_CODE,
    KEY,
    LEVEL,
    PLACE,
    PLACE_CODE,
    Fault,
    Line,
    labels,
    lines,
    shown,
)
from gongjian.web.documents import Sheet

BLOCK = 500
NEW = "new"  # (NEW, row): the area that a row adds, before it has a key
ORDER = [level for level in Area.Level if level != Area.Level.COUNTRY]  # from above to below, as areas are added

Node = Any  # a key, or (NEW, row)


@dataclass(slots=True)
class Known:
    """An area of the tree, or of the workbook."""

    node: Node
    level: str
    name: str
    code: str
    parent: int | None
    path: str
    since: date | None


FIELDS = ("pk", "level", "name", "code", "parent", "path", "valid_from")


def plan_areas(sheet: Sheet, root: Area, *, since: date, today: date, tell: Tell = silent) -> Plan:
    """Return what the rows would do from a day on, below an area; nothing is written."""
    planner = _Planner(sheet, root, since, today)
    read = list(lines(sheet, Batch.Kind.AREAS))
    planner.prepare(read)
    for done, line in enumerate(sorted(read, key=lambda line: _rank(line.said.get(LEVEL)))):
        planner.read(line)
        if done % EVERY == 0:
            tell(done)
    planner.finish()
    return planner.plan


def _rank(level: Any) -> int:
    return ORDER.index(level) if level in ORDER else -1


class _Planner:
    def __init__(self, sheet: Sheet, root: Area, since: date, today: date) -> None:
        self.sheet, self.root, self.since, self.today = sheet, root, since, today
        self.plan = Plan()
        self.words: dict[int, str] = {}
        self.by_key: dict[int, Known] = {}
        self.by_code: dict[str, Known] = {}
        self.by_name: dict[tuple[Node, str], Known] = {}
        self.by_name_alone: dict[str, Known | None] = {}  # None: two bear it
        self.rows: dict[Node, int] = {}  # area -> the row that speaks of it
        self.coded: dict[str, int] = {}

    def prepare(self, read: Collection[Line]) -> None:
        """Read from the tree what the rows mention, and what lies right below the areas that they name as parents."""
        self._look_up("pk", {self.root.pk, *(line.said[KEY] for line in read if line.said.get(KEY))})
        codes = {line.said[name] for line in read for name in (PLACE_CODE, ABOVE_CODE) if line.said.get(name)}
        self._look_up("code", codes)
        self._look_up(
            "name", {line.said[ABOVE] for line in read if line.said.get(ABOVE) and not line.said.get(ABOVE_CODE)}
        )
        above = {line.said.get(ABOVE_CODE) for line in read} | {line.said.get(ABOVE) for line in read}
        parents = {known.node for known in self.by_key.values() if known.code in above or known.name in above}
        self._look_up("parent", parents | {self.root.pk})

    def _look_up(self, field: str, values: set[Any]) -> None:
        wanted = sorted(values)
        for start in range(0, len(wanted), BLOCK):
            found = Area.objects.filter(**{f"{field}__in": wanted[start : start + BLOCK]}, valid_to=None)
            for row in found.values_list(*FIELDS).iterator():
                if row[0] not in self.by_key:
                    self._keep(Known(*row))

    def _keep(self, known: Known) -> None:
        if isinstance(known.node, int):
            self.by_key[known.node] = known
        if known.code:
            self.by_code.setdefault(known.code, known)
        self.by_name.setdefault((known.parent, known.name), known)
        alone = self.by_name_alone.setdefault(known.name, known)
        if alone is not known:
            self.by_name_alone[known.name] = None

    def read(self, line: Line) -> None:
        """Take in one row; those of higher levels come first, so that a parent is known before its children."""
        faults = list(line.faults)
        if not line.said.get(PLACE, "?"):
            faults.append(self._fault(line, PLACE, _("请填名称。")))
        known = self._matched(line, faults)
        parent = self._parent(line, known, faults)
        if not faults:
            self._check_code(line, known, parent, faults)
        if known is None:
            self._add(line, parent, faults)
        else:
            self._compare(line, known, parent, faults)
        self.plan.blame(faults)

    def finish(self) -> None:
        """Count what happens to the rows."""
        for row, word in self.words.items():
            if row not in self.plan.faulty:
                self.plan.counts[word] += 1

    def _fault(self, line: Line, column: str, reason: str) -> Fault:
        cell = self.sheet.address(column, line.row) if column in self.sheet.columns else str(line.row)
        value = line.said.get(column)
        word = labels(Area.Level)[value] if column == LEVEL and value else shown(value) if value is not None else ""
        return Fault(line.row, cell, column, word, reason)

    def _matched(self, line: Line, faults: list[Fault]) -> Known | None:
        """Return the area of the tree of which a row speaks: by our number, else by code, else by name and parent."""
        key, code, column = line.said.get(KEY), line.said.get(PLACE_CODE), KEY
        if key:
            known = self.by_key.get(key)
            if known is None:
                faults.append(self._fault(line, KEY, _("没有这个编号的区域，或者已经撤销。新区域请把编号留空。")))
        else:
            column = PLACE_CODE if code in self.by_code else PLACE
            known = self.by_code.get(code or "") or self._named(line)
        if known is None:
            return None
        if isinstance(known.node, int) and not known.path.startswith(self.root.scope_path):
            faults.append(
                self._fault(line, column, _("不在%(place)s，您这里不能改。") % {"place": self.root.short_name})
            )
        if known.node in self.rows:
            faults.append(self._fault(line, column, _("和第 %(row)s 行是同一处。") % {"row": self.rows[known.node]}))
        self.rows.setdefault(known.node, line.row)
        return known

    def _named(self, line: Line) -> Known | None:
        """Return the area of that name below the parent that the row names; one with another code is another."""
        parent = self._said_parent(line)
        known = self.by_name.get((parent.node, line.said.get(PLACE, ""))) if parent else None
        return known if known and not (known.code and line.said.get(PLACE_CODE)) else None

    def _said_parent(self, line: Line) -> Known | None:
        code, name = line.said.get(ABOVE_CODE), line.said.get(ABOVE)
        if code:
            return self.by_code.get(code)
        if name:
            return self.by_name_alone.get(name)
        return self.by_key[self.root.pk]

    def _parent(self, line: Line, known: Known | None, faults: list[Fault]) -> Known | None:
        parent, level = self._said_parent(line), line.said.get(LEVEL)
        column = ABOVE_CODE if line.said.get(ABOVE_CODE) or not line.said.get(ABOVE) else ABOVE
        if known is not None and not line.said.get(ABOVE_CODE) and not line.said.get(ABOVE):
            parent = self.by_key.get(known.parent or 0)
        if parent is None:
            faults.append(self._fault(line, column, _("找不到这个上级，表里和登记册里都没有。")))
        elif isinstance(parent.node, int) and not parent.path.startswith(self.root.scope_path):
            faults.append(
                self._fault(line, column, _("不在%(place)s，您这里不能登记。") % {"place": self.root.short_name})
            )
        elif known is not None and known.parent != parent.node:
            faults.append(self._fault(line, column, _("区域不能换上级。请撤销旧的，另立新的。")))
        elif level and UNDER.get(Area.Level(level)) != parent.level:
            words = {"level": labels(Area.Level)[level], "parent": parent.name}
            faults.append(self._fault(line, LEVEL, _("%(level)s不能直接放在“%(parent)s”下面。") % words))
        return parent

    def _check_code(self, line: Line, known: Known | None, parent: Known | None, faults: list[Fault]) -> None:
        code, length = line.said[PLACE_CODE], CODE_LENGTH.get(Area.Level(line.said[LEVEL]), 0)
        if code and not (code.isascii() and code.isdigit() and len(code) == length):
            faults.append(self._fault(line, PLACE_CODE, _("应为 %(length)s 位数字。") % {"length": length}))
        elif code and parent is not None and not code.startswith(parent.code):
            faults.append(
                self._fault(line, PLACE_CODE, _("应当以上级的代码 %(start)s 开头。") % {"start": parent.code})
            )
        elif code and self.by_code.get(code, known) is not known:
            faults.append(
                self._fault(line, PLACE_CODE, _("已经登记给“%(twin)s”了。") % {"twin": self.by_code[code].name})
            )

    def _add(self, line: Line, parent: Known | None, faults: list[Fault]) -> None:
        self.words[line.row] = NEW
        if faults or parent is None:
            return
        level, name, code = line.said[LEVEL], line.said[PLACE], line.said[PLACE_CODE]
        if (parent.node, name) in self.by_name:
            faults.append(self._fault(line, PLACE, _("“%(parent)s”下面已经有同名的了。") % {"parent": parent.name}))
            return
        node = (NEW, line.row)
        self._keep(Known(node, level, name, code, parent.node, "", None))
        self.rows[node] = line.row
        self.plan.do("add_area", line.row, parent.node, level=level, name=name, code=code, since=self.since)

    def _compare(self, line: Line, known: Known, parent: Known | None, faults: list[Fault]) -> None:
        said = line.said
        if said.get(LEVEL) and said[LEVEL] != known.level:
            faults.append(self._fault(line, LEVEL, _("层级不能从表里改。")))
        differs = {
            column: (old, said[column])
            for column, old in ((PLACE, known.name), (PLACE_CODE, known.code))
            if column in said and said[column] != old
        }
        if differs and known.since is not None and self.since < known.since:
            faults.append(self._fault(line, PLACE, _("%(day)s才设立，变动不能早于这一天。") % {"day": known.since}))
        twin = self.by_name.get((known.parent, said.get(PLACE, "")))
        if PLACE in differs and twin is not None and twin is not known:
            faults.append(self._fault(line, PLACE, _("同一个上级下面已经有同名的了。")))
        self.words[line.row] = "changed" if differs else "same"
        if faults or not differs:
            return
        self._keep(Known(known.node, known.level, said[PLACE], said[PLACE_CODE], known.parent, known.path, known.since))
        self.plan.do("rename_area", line.row, known.node, name=said[PLACE], code=said[PLACE_CODE], since=self.since)
        for column, (old, new) in differs.items():
            self.plan.change(Change(line.row, known.name, column, old, new))
