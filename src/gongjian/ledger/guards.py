"""Promises that the database keeps by itself, on SQLite and PostgreSQL alike. Used in migrations only.

Each guard is a migration operation that makes triggers named `guard_<table>_<what>`; a write that breaks one is refused
with that name, whoever wrote it.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Refuse(Operation):
    """Refuse an INSERT, UPDATE or DELETE of a row for which the condition holds.

    name   the guard's name, unique in the database
    table  the table's name
    on     "INSERT", "UPDATE" and/or "DELETE"
    when   SQL that both databases understand, over OLD and/or NEW
    """

    reversible = True
    elidable = False

    def __init__(self, name: str, table: str, on: Sequence[str], when: str = "1 = 1") -> None:
        self.name, self.table, self.on, self.when = name, table, tuple(on), when

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.name, self.table, self.on, self.when], {})

    def describe(self) -> str:
        return f"Guard {self.name}"

    @property
    def triggers(self) -> list[str]:
        """The names under which the triggers stand in the database."""
        return [f"{self.name}_{event.lower()}" for event in self.on]

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """A guard changes no model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for event, trigger in zip(self.on, self.triggers, strict=True):
            for statement in self._make(schema_editor.connection.vendor, event, trigger):
                schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for trigger in self.triggers:
            if schema_editor.connection.vendor == "sqlite":
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger}", params=None)
            else:
                schema_editor.execute(f"DROP FUNCTION IF EXISTS {trigger}() CASCADE", params=None)

    def _make(self, vendor: str, event: str, trigger: str) -> list[str]:
        if vendor == "sqlite":
            return [
                (
                    f"CREATE TRIGGER {trigger} BEFORE {event} ON {self.table} FOR EACH ROW WHEN {self.when}"
                    f" BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
                )
            ]
        back = "OLD" if event == "DELETE" else "NEW"
        return [
            (
                f"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" IF {self.when} THEN RAISE EXCEPTION '{self.name}'"
                " USING ERRCODE = 'integrity_constraint_violation'; END IF;"
                f" RETURN {back}; END $$"
            ),
            f"CREATE TRIGGER {trigger} BEFORE {event} ON {self.table} FOR EACH ROW EXECUTE FUNCTION {trigger}()",
        ]


class AppendOnly(Refuse):
    """Refuse every update and delete of a table."""

    def __init__(self, table: str) -> None:
        super().__init__(f"guard_{table}_append_only", table, ("UPDATE", "DELETE"))

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table], {})


class NoOverlap(Refuse):
    """Refuse a dated row (valid_from ≤ day < valid_to, open end null) that overlaps another with the same keys.

    On SQLite one writer at a time makes the trigger race-free; PostgreSQL gets an exclusion constraint besides.
    """

    def __init__(self, table: str, keys: Sequence[str]) -> None:
        self.keys = tuple(keys)
        same = " AND ".join(f"o.{key} = NEW.{key}" for key in self.keys)
        when = (
            f"EXISTS (SELECT 1 FROM {table} o WHERE {same} AND o.id <> NEW.id"  # noqa: S608 — names from a migration
            " AND (o.valid_to IS NULL OR NEW.valid_from < o.valid_to)"
            " AND (NEW.valid_to IS NULL OR o.valid_from < NEW.valid_to))"
        )
        super().__init__(f"guard_{table}_overlap", table, ("INSERT", "UPDATE"), when)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table, self.keys], {})

    def _make(self, vendor: str, event: str, trigger: str) -> list[str]:
        if vendor == "sqlite":  # before an insert NEW.id is -1 there, after it the row itself: both differ from others
            return super()._make(vendor, event, trigger)
        if event == "UPDATE":
            return []
        keys = ", ".join(f"int8range({key}, {key}, '[]') WITH &&" for key in self.keys)
        return [
            (
                f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} EXCLUDE USING gist"
                f" ({keys}, daterange(valid_from, valid_to) WITH &&)"
            )
        ]

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "sqlite":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
        else:
            schema_editor.execute(f"ALTER TABLE {self.table} DROP CONSTRAINT {self.name}", params=None)


class Keep(Operation):
    """Put a guard back on a table that SQLite wrote anew because a column was added; PostgreSQL never lost it."""

    reversible = True
    elidable = False

    def __init__(self, guard: Operation) -> None:
        self.guard = guard

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.guard], {})

    def describe(self) -> str:
        return f"Keep: {self.guard.describe()}"

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """A guard changes no model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "sqlite":
            self.guard.database_backwards(app_label, schema_editor, from_state, to_state)
            self.guard.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """The table without the column had the guard, too, and SQLite writes it anew on the way back as well."""
