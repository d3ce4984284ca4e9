"""What a workbook of units would do to the register."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gongjian.civic.registry.models import GROUPINGS, Affiliation, Area, Batch, Organisation
from gongjian.civic.registry.models.organisations import is_credit_code
from gongjian.civic.registry.queries.plans import EVERY, Change, Plan, Tell, silent
from gongjian.civic.registry.queries.standing import Standing, Unit
from gongjian.civic.registry.workbook import (
    COMMUNITY,
    CREDIT,
    FOUNDED,
    GRID,
    HOST,
    KEY,
    KIND,
    MEMBERS,
    NAME,
    PARTY,
    RESIDENT,
    SECTOR,
    STREET,
    SUPERIOR,
    Fault,
    Line,
    labels,
    lines,
    shown,
)
from gongjian.web.documents import Sheet

DESCRIBED = {
    NAME: "name",
    KIND: "kind",
    PARTY: "party_type",
    MEMBERS: "member_count",
    RESIDENT: "is_resident_unit",
}
LINKS = {
    SUPERIOR: ("superior", Affiliation.Axis.SUPERIOR),
    SECTOR: ("sector", Affiliation.Axis.SECTOR),
    HOST: ("host", Affiliation.Axis.HOST),
}
MUST_BE = {SECTOR: Organisation.Kind.DISTRICT, HOST: Organisation.Kind.COMPLEX}
GOVERNING = (Organisation.Kind.DISTRICT, Organisation.Kind.STREET, Organisation.Kind.COMMUNITY)
MOST_LEVELS = 50  # of superiors above one another
NEW = "new"  # (NEW, row): the organisation that a row adds, before it has a key

Node = Any  # a key, or (NEW, row)


def plan_units(sheet: Sheet, root: Area, *, since: date, today: date, tell: Tell = silent) -> Plan:
    """Return what the rows would do from a day on, in the territory of an area; nothing is written."""
    planner = _Planner(sheet, root, since, today)
    for done, line in enumerate(lines(sheet, Batch.Kind.UNITS)):
        planner.read(line)
        if done % EVERY == 0:
            tell(done)
    planner.finish()
    return planner.plan


class _Planner:
    def __init__(self, sheet: Sheet, root: Area, since: date, today: date) -> None:
        self.sheet, self.root, self.since, self.today = sheet, root, since, today
        self.standing = Standing(root, since)
        self.plan = Plan()
        self.words: dict[int, str] = {}  # what happens to each row
        self.rows: dict[int, int] = {}  # unit -> the row that speaks of it
        self.named: dict[
            str, tuple[int, Node, str, date]
        ] = {}  # name that is new -> row, who bears it, kind, since when
        self.coded: dict[str, int] = {}
        self.waiting: list[tuple[Line, str, str, Node, date]] = []  # links to names that the register does not know
        self.adding: dict[int, dict[str, Any]] = {}  # row -> what the new organisation is made with
        self.changed: dict[int, list[tuple[Line, str, Node, Node]]] = {axis: [] for _name, axis in LINKS.values()}

    def read(self, line: Line) -> None:
        """Take in one row."""
        faults = list(line.faults)
        unit = self._matched(line, faults)
        if unit is not None and not unit.path.startswith(self.root.scope_path):
            self.plan.blame([self._outside(line, unit)])  # whatever else it says is none of their business
            return
        self._check(line, unit, faults)
        if unit is None:
            self._add(line, faults)
        else:
            self._compare(line, unit, faults)
        self.plan.blame(faults)

    def finish(self) -> None:
        """Link what could not be linked before all rows were read, look for circles, and count."""
        for line, column, name, node, since in self.waiting:
            row, target, kind, founded = self.named.get(name, (0, None, "", since))
            if not row or target == node:
                self.plan.blame([self._fault(line, column, _("没有叫这个名称的单位或组织，这张表里也没有。"))])
            elif column in MUST_BE and kind != MUST_BE[column]:
                self.plan.blame([self._wrong_kind(line, column)])
            elif founded > since:
                self.plan.blame([self._fault(line, column, _("它%(day)s才登记。") % {"day": founded})])
            elif isinstance(node, tuple):
                self.adding[line.row][LINKS[column][0]] = target
                self.changed[LINKS[column][1]].append((line, column, node, target))
            else:
                self._link(line, column, node, target, since)
        for column, (field, axis) in LINKS.items():
            self._check_circles(column, field, axis)
        for row, word in self.words.items():
            if row not in self.plan.faulty:
                self.plan.counts[word] += 1

    def _fault(self, line: Line, column: str, reason: str) -> Fault:
        cell = self.sheet.address(column, line.row) if column in self.sheet.columns else str(line.row)
        value = line.said.get(column)
        if column == KIND and value:
            value = labels(Organisation.Kind)[value]
        return Fault(line.row, cell, column, shown(value) if value is not None else "", reason)

    def _wrong_kind(self, line: Line, column: str) -> Fault:
        word = labels(Organisation.Kind)[MUST_BE[column]]
        return self._fault(line, column, _("这里要填种类是“%(kind)s”的那一家。") % {"kind": word})

    def _matched(self, line: Line, faults: list[Fault]) -> Unit | None:
        """Return the unit of which a row speaks: by our number, else by credit code, else by exact name."""
        key, by, column = line.said.get(KEY), None, KEY
        if key:
            by = key
            if key not in self.standing.units:
                faults.append(self._fault(line, KEY, _("没有这个编号的单位，或者已经注销。新单位请把编号留空。")))
        elif line.said.get(CREDIT) in self.standing.by_code:
            by, column = self.standing.by_code[line.said[CREDIT]], CREDIT
            if by not in self.standing.units:
                faults.append(self._fault(line, CREDIT, _("这个信用代码已经登记给一家注销了的单位。")))
        elif line.said.get(NAME) in self.standing.by_name:
            by, column = self.standing.by_name[line.said[NAME]], NAME
        unit = self.standing.units.get(by) if by is not None else None
        if unit is None:
            return None
        if unit.key in self.rows:
            faults.append(self._fault(line, column, _("和第 %(row)s 行是同一家单位。") % {"row": self.rows[unit.key]}))
        self.rows.setdefault(unit.key, line.row)
        return unit

    def _outside(self, line: Line, unit: Unit) -> Fault:
        place = self.root.short_name  # the unit's name is not said: numbers tried one by one would list all there are
        return self._fault(line, NAME, _("这一行的单位不在%(place)s，您这里不能改。") % {"place": place})

    def _check(self, line: Line, unit: Unit | None, faults: list[Fault]) -> None:
        """Find what is wrong with name, credit code and kind, whether the unit is new or known."""
        said, own = line.said, unit.key if unit else None
        node = own if own is not None else (NEW, line.row)
        name, code = said.get(NAME), said.get(CREDIT)
        if NAME in said and not name:
            faults.append(self._fault(line, NAME, _("请填单位名称。")))
        elif name and (unit is None or name != unit.name):
            if self.standing.by_name.get(name, own) != own:
                faults.append(self._fault(line, NAME, _("这个名称已经登记给另一家了。")))
            elif name in self.named:
                faults.append(self._fault(line, NAME, _("和第 %(row)s 行重名。") % {"row": self.named[name][0]}))
            else:
                since = unit.founded if unit and unit.founded else said.get(FOUNDED) or self.since
                self.named[name] = (line.row, node, said.get(KIND, unit.kind if unit else ""), since)
        if code and (unit is None or code != unit.credit_code):
            if not is_credit_code(code):
                faults.append(self._fault(line, CREDIT, _("应为 18 位，末位是校验码。请对照营业执照或登记证书。")))
            elif self.standing.by_code.get(code, own) != own:
                twin = self.standing.name_of(self.standing.by_code[code])
                faults.append(self._fault(line, CREDIT, _("已经登记给“%(twin)s”了。") % {"twin": twin}))
            elif code in self.coded:
                faults.append(self._fault(line, CREDIT, _("和第 %(row)s 行的代码相同。") % {"row": self.coded[code]}))
            self.coded.setdefault(code, line.row)
        kind = said.get(KIND, unit.kind if unit else "")
        is_resident = said.get(RESIDENT, unit.is_resident_unit if unit else RESIDENT not in self.sheet.columns)
        if kind and is_resident and kind not in GROUPINGS and not (unit is None and kind in GOVERNING):
            faults.append(self._fault(line, KIND, _("这个种类不能作驻区单位。请改种类，或把“是否驻区单位”填成“否”。")))

    def _place(self, line: Line, unit: Unit | None, faults: list[Fault]) -> int | None:
        """Return the area that street and community name, None where they are at fault."""
        if STREET not in line.said or COMMUNITY not in line.said:
            return None
        street, community = line.said[STREET], line.said[COMMUNITY]
        if unit is not None and (street, community) == self.standing.words_of(unit.area):
            return unit.area
        if not street and self.root.level == Area.Level.STREET:
            street = self.root.name
        if not street:
            faults.append(self._fault(line, STREET, _("请填所在街道。")))
            return None
        if street not in self.standing.streets:
            sentence = (
                _("%(place)s没有这个街道。")
                if self.root.level != Area.Level.STREET
                else _("不在%(place)s，您这里不能登记。")
            )
            faults.append(self._fault(line, STREET, sentence % {"place": self.root.short_name}))
            return None
        found = self.standing.streets[street]
        if community:
            if (found, community) not in self.standing.places:
                faults.append(self._fault(line, COMMUNITY, _("%(street)s没有这个社区或村。") % {"street": street}))
                return None
            found = self.standing.places[found, community]
            if not found:
                faults.append(self._fault(line, COMMUNITY, _("这个街道有两处同名，请写全称。")))
                return None
        return found

    def _since(self, line: Line, unit: Unit | None) -> date:
        """Return the day from which a row holds: a new unit's own, if it says one."""
        return self.since if unit is not None else line.said.get(FOUNDED) or self.since

    def _add(self, line: Line, faults: list[Fault]) -> None:
        said, area = line.said, self._place(line, None, faults)
        founded = self._since(line, None)
        if founded > self.today:
            faults.append(self._fault(line, FOUNDED, _("登记的日子不能在今天以后。")))
        if said.get(KIND) in GOVERNING:
            faults.append(self._fault(line, KIND, _("区级部门、街道和社区的组织不从名册登记。")))
        self.words[line.row] = NEW
        links = dict(self._links(line, None, faults))
        if faults or area is None:
            return
        arguments = {field: said[column] for column, field in DESCRIBED.items() if column in said}
        arguments.setdefault("is_resident_unit", True)
        arguments |= {"grid_code": said.get(GRID, ""), "credit_code": said.get(CREDIT), "since": founded}
        arguments |= {LINKS[column][0]: target for column, target in links.items() if isinstance(target, int)}
        self.plan.do("add_organisation", line.row, area, **arguments)
        self.adding[line.row] = self.plan.steps["add_organisation"][-1][2]
        for column, target in links.items():
            if isinstance(target, str):
                self.waiting.append((line, column, target, (NEW, line.row), founded))

    def _compare(self, line: Line, unit: Unit, faults: list[Fault]) -> None:
        said, area = line.said, self._place(line, unit, faults)
        described = {
            field: said[column]
            for column, field in DESCRIBED.items()
            if column in said and said[column] != getattr(unit, field)
        }
        links = dict(self._links(line, unit, faults))
        is_moved = area is not None and area != unit.area
        grid = said.get(GRID, "" if is_moved else unit.grid_code)
        is_dated = bool(described or links or is_moved or grid != unit.grid_code)
        is_changed = is_dated or (CREDIT in said and said[CREDIT] != unit.credit_code)
        if said.get(FOUNDED) and said[FOUNDED] != unit.founded:
            faults.append(
                self._fault(line, FOUNDED, _("登记日期是%(day)s，不从名册改。") % {"day": unit.founded or "—"})
            )
        if is_dated and unit.founded and self.since < unit.founded:
            faults.append(self._fault(line, NAME, _("%(day)s才登记，变动不能早于这一天。") % {"day": unit.founded}))
        elif described and not unit.has_profile:
            faults.append(self._fault(line, NAME, _("在%(day)s还没有登记资料。") % {"day": self.since}))
        if is_moved and area is not None and self.since < self.standing.areas[area][0]:
            faults.append(
                self._fault(line, COMMUNITY, _("这里%(day)s才设立。") % {"day": self.standing.areas[area][0]})
            )
        self.words[line.row] = "moved" if is_moved else "changed" if is_changed else "same"
        if faults or not is_changed:
            return
        if described:
            self.plan.do("revise_profile", line.row, unit.key, changes=described, since=self.since)
        if CREDIT in said and said[CREDIT] != unit.credit_code:
            self.plan.do("correct_credit_code", line.row, unit.key, credit_code=said[CREDIT])
        if area is not None and (is_moved or grid != unit.grid_code):
            self.plan.do("move_organisation", line.row, unit.key, area=area, grid_code=grid, since=self.since)
        for column, target in links.items():
            if isinstance(target, str):
                self.waiting.append((line, column, target, unit.key, self.since))
            else:
                self._link(line, column, unit.key, target, self.since)
        for change in self._differences(line, unit, links, grid):
            self.plan.change(change)

    def _links(self, line: Line, unit: Unit | None, faults: list[Fault]) -> Iterator[tuple[str, int | str | None]]:
        """Yield the columns that name another organisation than now: its key, a name still unknown, or None."""
        for column, (field, _axis) in LINKS.items():
            if column not in line.said:
                continue
            name, now = line.said[column], getattr(unit, field) if unit else None
            if name == self.standing.name_of(now):
                continue
            key = self.standing.by_name.get(name)
            if not name:
                yield column, None
            elif unit is not None and key == unit.key:
                faults.append(self._fault(line, column, _("不能填它自己。")))
            elif key is None:
                yield column, name
            elif column in MUST_BE and self.standing.units[key].kind != MUST_BE[column]:
                faults.append(self._wrong_kind(line, column))
            elif (founded := self.standing.units[key].founded) and self._since(line, unit) < founded:
                faults.append(self._fault(line, column, _("它%(day)s才登记。") % {"day": founded}))
            else:
                if unit is None:
                    self.changed[LINKS[column][1]].append((line, column, (NEW, line.row), key))
                yield column, key

    def _link(self, line: Line, column: str, node: Node, target: Node, since: date) -> None:
        axis = LINKS[column][1]
        self.changed[axis].append((line, column, node, target))
        self.plan.do("affiliate", line.row, node, axis=int(axis), target=target, since=since)

    def _check_circles(self, column: str, field: str, axis: int) -> None:
        above: dict[Node, Node] = {unit.key: getattr(unit, field) for unit in self.standing.units.values()}
        above |= {node: target for _line, _column, node, target in self.changed[axis]}
        for line, _column, node, target in self.changed[axis]:
            for _level in range(MOST_LEVELS):
                if target is None:
                    break
                if target == node:
                    self.plan.blame([self._fault(line, column, _("绕了一圈又回到这一家，上下级对不上。"))])
                    break
                target = above.get(target)

    def _differences(self, line: Line, unit: Unit, links: dict[str, int | str | None], grid: str) -> Iterator[Change]:
        """Yield the cells that differ, as a preview shows them."""
        for column, field in DESCRIBED.items():
            if column in line.said and line.said[column] != getattr(unit, field):
                yield Change(
                    line.row, unit.name, column, _word(column, getattr(unit, field)), _word(column, line.said[column])
                )
        if CREDIT in line.said and line.said[CREDIT] != unit.credit_code:
            yield Change(line.row, unit.name, CREDIT, unit.credit_code or "", line.said[CREDIT] or "")
        for column, old in zip((STREET, COMMUNITY), self.standing.words_of(unit.area), strict=True):
            if line.said[column] != old:
                yield Change(line.row, unit.name, column, old, line.said[column])
        if grid != unit.grid_code:
            yield Change(line.row, unit.name, GRID, unit.grid_code, grid)
        for column in links:
            old = self.standing.name_of(getattr(unit, LINKS[column][0]))
            yield Change(line.row, unit.name, column, old, line.said[column])


def _word(column: str, value: Any) -> str:
    if column == KIND:
        return labels(Organisation.Kind).get(value, "")
    if column == PARTY:
        return labels(Organisation.PartyType).get(value, "")
    return shown(value)
