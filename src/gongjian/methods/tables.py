"""The eight input tables: their columns, their order, what each value may be, and the rows of one unit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from gongjian.methods.policy import FULL, Policy
from gongjian.methods.refusals import Refused

Value: TypeAlias = int | str | None
Row: TypeAlias = Mapping[str, Value]
Inputs: TypeAlias = Mapping[str, Sequence[Row]]

MOST = 1_000_000  # of a count: sums of products stay far below 2 to the 53rd, the limit of some databases
LAST = 2**53 - 1  # of an identifier: every reader of JSON keeps it whole


class TableRefused(Refused):
    """Input tables that no result is made from."""


class UnknownTable(TableRefused):
    """A table that is not one of the eight, or one of the eight that is not there."""

    sentence = "The tables are {found}, not {expected}."


class UnknownColumns(TableRefused):
    """A row whose columns are not those of its table."""

    sentence = "{field} has the columns {found}, not {expected}."


class ValueRefused(TableRefused):
    """A value that its column cannot hold; `expected` says what it can."""

    sentence = "{field} is {found!r}, but must be {expected}."


class RowsNotInOrder(TableRefused):
    """Rows that are not sorted by the first columns of their table, or two under one key; `found` is the key."""

    sentence = "{field} comes after a row that it should precede, or repeats its key {found}."


@dataclass(frozen=True, slots=True)
class Column:
    """What one column may hold: text, or whole numbers from `least` to `most`; and null where `is_nullable`."""

    name: str
    least: int = 0
    most: int = MOST
    is_text: bool = False
    is_day: bool = False
    is_nullable: bool = False

    def holds(self, value: object) -> bool:
        """Return whether this value may stand in the column."""
        if value is None:
            return self.is_nullable
        if self.is_text:
            return isinstance(value, str)
        if not isinstance(value, int) or isinstance(value, bool) or not self.least <= value <= self.most:
            return False
        return not self.is_day or _is_day(value)

    def meaning(self) -> str:
        """Return in words what the column may hold."""
        kind = "a day YYYYMMDD" if self.is_day else f"a whole number from {self.least} to {self.most}"
        return ("text" if self.is_text else kind) + (" or null" if self.is_nullable else "")


def _is_day(number: int) -> bool:
    try:
        date(number // 10000, number // 100 % 100, number % 100)
    except ValueError:
        return False
    return True


def _number(name: str) -> Column:
    return Column(name, least=0, most=LAST)


def _text(name: str) -> Column:
    return Column(name, is_text=True)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in order, of which the first `key_length` sort it and are never the same twice."""

    name: str
    columns: tuple[Column, ...]
    key_length: int = 1

    def names(self) -> tuple[str, ...]:
        """Return the names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def key_names(self) -> tuple[str, ...]:
        """Return the names of the columns that sort the table."""
        return self.names()[: self.key_length]


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "units",
            (
                *(_number("unit"), _text("name"), _text("class"), _text("street")),
                Column("agreed_on", most=99_991_231, is_day=True, is_nullable=True),
            ),
        ),
        Table(
            "lines",
            (
                *(_number("line"), _number("unit"), Column("month", least=100_001, most=999_912)),
                *(_text("kind"), _text("text"), Column("weight", least=1)),
                *(Column(name, is_nullable=True) for name in ("quantity", "achieved")),
                Column("outcome_bp", most=FULL, is_nullable=True),
                Column("on_time", most=1, is_nullable=True),
                Column("level", least=1, most=4, is_nullable=True),
                _text("state"),
                Column("source", most=LAST, is_nullable=True),
            ),
        ),
        Table(
            "ballots",
            (
                *(_number("unit"), _text("street")),
                *(Column(name) for name in ("good", "fairly_good", "fair", "poor", "abstained")),
            ),
            key_length=2,
        ),
        Table(
            "inspections",
            (_number("inspection"), _number("unit"), Column("visited_on", most=99_991_231, is_day=True)),
        ),
        Table(
            "defects",
            (
                *(_number("defect"), _number("inspection"), _number("unit"), _text("severity")),
                Column("late", most=1),
            ),
        ),
        Table(
            "marks",
            (_number("unit"), _number("panellist"), _text("part"), Column("mark_bp", most=FULL)),
            key_length=3,
        ),
        Table("caps", (_number("unit"), _text("at_most"), _text("document"))),
        Table("decisions", (_number("unit"), _text("grade"), _text("document"))),
    )
}


def check_tables(inputs: Inputs, policy: Policy | None = None) -> None:
    """Refuse tables that docs/tables.md does not allow; return nothing.

    inputs  the eight tables, each its rows in order
    policy  with it, classes, parts and grades must be the policy's own
    raises  a subclass of TableRefused, for the first fault met
    source  docs/tables.md, Inputs

    >>> check_tables({name: [] for name in TABLES})
    """
    if set(inputs) != set(TABLES):
        raise UnknownTable("tables", tuple(inputs), tuple(TABLES))
    for name, table in TABLES.items():
        check_rows(table, inputs[name])
    severities = ("MINOR", "MAJOR")
    _check_words(inputs["defects"], "defects", "severity", severities)
    if policy is not None:
        grades = tuple(step.grade for step in policy.grades)
        _check_words(inputs["units"], "units", "class", policy.classes)
        _check_words(inputs["marks"], "marks", "part", tuple(policy.panel.points_cp))
        _check_words(inputs["caps"], "caps", "at_most", grades)
        _check_words(inputs["decisions"], "decisions", "grade", (policy.quota.grade, policy.quota.then))
    for name in TABLES:
        _check_owners(inputs, name)
    _check_visits(inputs)
    _check_claims(inputs["lines"])


def check_rows(table: Table, rows: Iterable[Row]) -> None:
    """Refuse rows with other columns, values or another order than their table has; return nothing.

    raises  UnknownColumns, ValueRefused, RowsNotInOrder

    >>> check_rows(TABLES["caps"], [{"unit": 7, "at_most": "FAIR", "document": ""}])
    """
    names, keys = set(table.names()), table.key_names()
    last: tuple[Value, ...] | None = None
    for number, row in enumerate(rows):
        if row.keys() != names:
            raise UnknownColumns(f"{table.name}.{number}", tuple(row), table.names())
        for column in table.columns:
            if not column.holds(row[column.name]):
                field = f"{table.name}.{number}.{column.name}"
                raise ValueRefused(field, row[column.name], column.meaning())
        key = tuple(row[name] for name in keys)
        if last is not None and not last < key:
            raise RowsNotInOrder(f"{table.name}.{number}", key)
        last = key


def _check_words(rows: Sequence[Row], name: str, column: str, words: Sequence[str]) -> None:
    for number, row in enumerate(rows):
        if row[column] not in words:
            raise ValueRefused(f"{name}.{number}.{column}", row[column], f"one of {', '.join(words)}")


def _check_owners(inputs: Inputs, name: str) -> None:
    """Refuse a row about a unit that is not in `units`: it would be lost without a word."""
    units = {row["unit"] for row in inputs["units"]}
    for number, row in enumerate(inputs[name]):
        if row["unit"] not in units:
            raise ValueRefused(f"{name}.{number}.unit", row["unit"], "a unit of the table units")


def _check_visits(inputs: Inputs) -> None:
    visits = {(row["inspection"], row["unit"]) for row in inputs["inspections"]}
    for number, row in enumerate(inputs["defects"]):
        if (row["inspection"], row["unit"]) not in visits:
            raise ValueRefused(f"defects.{number}.inspection", row["inspection"], "an inspection of the same unit")


def _check_claims(lines: Sequence[Row]) -> None:
    """Refuse a line that achieves more than it counts: its share would exceed the whole."""
    for number, row in enumerate(lines):
        if row["achieved"] is not None and (
            row["quantity"] is None or whole_of(row, "achieved") > whole_of(row, "quantity")
        ):
            raise ValueRefused(f"lines.{number}.achieved", row["achieved"], f"at most the quantity {row['quantity']}")


@dataclass(frozen=True, slots=True)
class UnitRows:
    """All rows about one unit; `decisions` stay outside, they are about a class.

    unit  the row of `units`; the others in the order of their tables
    """

    unit: Row
    lines: tuple[Row, ...] = ()
    ballots: tuple[Row, ...] = ()
    inspections: tuple[Row, ...] = ()
    defects: tuple[Row, ...] = ()
    marks: tuple[Row, ...] = ()
    caps: tuple[Row, ...] = ()

    @property
    def number(self) -> int:
        """The identifier of the unit."""
        return whole_of(self.unit, "unit")


def rows_by_unit(inputs: Inputs) -> dict[int, UnitRows]:
    """Return the rows of each unit, by identifier, in rising order.

    inputs  as in check_tables; rows about a unit that is not in `units` are left out

    >>> tables = {name: [] for name in TABLES} | {"units": [{"unit": 7, "name": "七号"}]}
    >>> rows_by_unit(tables)[7].lines
    ()
    """
    kept: dict[str, dict[Value, list[Row]]] = {}
    for name in ("lines", "ballots", "inspections", "defects", "marks", "caps"):
        groups = kept[name] = {}
        for row in inputs[name]:
            groups.setdefault(row["unit"], []).append(row)
    found = {}
    for unit in sorted(inputs["units"], key=lambda row: whole_of(row, "unit")):
        number = whole_of(unit, "unit")
        found[number] = UnitRows(unit, **{name: tuple(groups.get(number, ())) for name, groups in kept.items()})
    return found


def whole_of(row: Row, column: str) -> int:
    """Return the whole number in a column; raise ValueRefused for null or text.

    >>> whole_of({"weight": 3}, "weight")
    3
    """
    value = row[column]
    if not isinstance(value, int):
        raise ValueRefused(column, value, "a whole number")
    return value


def text_of(row: Row, column: str) -> str:
    """Return the text in a column; raise ValueRefused for null or a number.

    >>> text_of({"class": "ORGAN"}, "class")
    'ORGAN'
    """
    value = row[column]
    if not isinstance(value, str):
        raise ValueRefused(column, value, "text")
    return value
