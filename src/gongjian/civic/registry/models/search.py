"""Finding a place or an organisation by its name, its initials or its code: what is kept, and how it is asked.

What may be found of a row stands in one column, `search`: the name in overlapping pairs of characters and its last
character alone (重庆路 → 重庆 庆路 路), every ending of its initials (cql ql l), and its codes. A word then is found
by a phrase of its own pairs, or as the beginning of one of these tokens; both databases have an index for just that.
"""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

MOST_LETTERS = 60  # of what somebody types
MOST_WORDS = 8


def plain(text: str) -> str:
    """Return only letters and digits, in one width and one case: Ａ座（东） → a座东."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(letter for letter in folded if letter.isalnum())


def words(said: str) -> list[str]:
    """Return the words that somebody typed; whatever is no letter and no digit stands between two words."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", said[:MOST_LETTERS]).casefold())
    apart = "".join(letter if letter.isalnum() else " " for letter in folded)
    return apart.split()[:MOST_WORDS]


def tokens(name: str, initials: str, *codes: str | None) -> str:
    """Return what a row is found by, as its column `search` keeps it."""
    letters = plain(initials)
    endings = [letters[start:] for start in range(len(letters))]
    return " ".join([*_pairs(plain(name), tail=True), *endings, *filter(None, (plain(code or "") for code in codes))])


def _pairs(word: str, *, tail: bool = False) -> list[str]:
    pairs = [word[start : start + 2] for start in range(len(word) - 1)]
    return [*pairs, word[-1:]] if tail and word else pairs


class SearchField(models.TextField[str, str]):
    """What a row is found by. It follows from other fields, so that events say nothing of it."""

    is_derived = True


@SearchField.register_lookup
class Says(Lookup[Any]):
    """`search__says="重庆 cql"`: every word is part of the name or of the initials, or a code begins with it."""

    lookup_name = "says"

    def get_prep_lookup(self) -> list[str]:
        return words(str(self.rhs))

    def as_sqlite(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[str]]:
        lhs: Any = self.lhs
        index = index_name(lhs.target.model._meta.db_table)
        key = f"{connection.ops.quote_name(lhs.alias)}.{connection.ops.quote_name(lhs.target.model._meta.pk.column)}"
        return f"{key} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)", [self._query(_for_sqlite)]  # noqa: S608

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        lhs, params = self.process_lhs(compiler, connection)
        return f"registry_tokens({lhs}) @@ %s::tsquery", [*params, self._query(_for_postgresql)]

    def _query(self, said: Any) -> str:
        asked: Any = self.rhs
        if not asked:
            raise EmptyResultSet
        return str(said(asked))


# A word holds letters and digits alone, so that nothing of either language can be said with it.
def _for_sqlite(asked: Iterable[str]) -> str:
    phrases = {word: " ".join(_pairs(word)) for word in asked}
    return " AND ".join(
        f'("{pairs}" OR "{word}"*)' if len(word) > 2 else f'"{word}"*' for word, pairs in phrases.items()
    )


def _for_postgresql(asked: Iterable[str]) -> str:
    phrases = {word: " <-> ".join(f"'{pair}'" for pair in _pairs(word)) for word in asked}
    return " & ".join(f"({pairs} | '{word}':*)" if len(word) > 2 else f"'{word}':*" for word, pairs in phrases.items())


def index_name(table: str) -> str:
    """Return the name of the index over a table's column `search`."""
    return f"{table}_search"


class Findable(Operation):
    """Keep an index over the column `search` of a table: FTS5 with three triggers on SQLite, GIN on PostgreSQL.

    SQLite writes a table anew when a column is added and forgets its triggers: that migration says
    `Keep(Findable(table))`, as with every guard.
    """

    reversible = True
    elidable = False

    def __init__(self, table: str) -> None:
        self.table = table

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table], {})

    def describe(self) -> str:
        return f"Search in {self.table}"

    @property
    def name(self) -> str:
        return index_name(self.table)

    @property
    def triggers(self) -> list[str]:
        """The names under which the triggers stand in SQLite."""
        return [f"{self.name}_{event}" for event in ("insert", "update", "delete")]

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """An index of this kind changes no model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        statements = self._sqlite() if schema_editor.connection.vendor == "sqlite" else self._postgresql()
        for statement in statements:
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "sqlite":
            for trigger in self.triggers:
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger}", params=None)
            schema_editor.execute(f"DROP TABLE IF EXISTS {self.name}", params=None)
        else:
            schema_editor.execute(f"DROP INDEX IF EXISTS {self.name}", params=None)

    def _sqlite(self) -> list[str]:
        table, index = self.table, self.name
        insert, update, delete = self.triggers
        add = f"INSERT INTO {index}(rowid, search) VALUES (NEW.id, NEW.search);"  # noqa: S608 — names from a migration
        drop = f"INSERT INTO {index}({index}, rowid, search) VALUES ('delete', OLD.id, OLD.search);"  # noqa: S608
        return [
            # "ascii" parts tokens at blanks only; "unicode61" would part those with characters newer than itself
            (
                f"CREATE VIRTUAL TABLE {index} USING fts5(search, content='{table}', content_rowid='id',"
                " tokenize='ascii')"
            ),
            f"INSERT INTO {index}({index}) VALUES ('rebuild')",  # noqa: S608
            f"CREATE TRIGGER {insert} AFTER INSERT ON {table} BEGIN {add} END",
            f"CREATE TRIGGER {update} AFTER UPDATE OF search ON {table} BEGIN {drop} {add} END",
            f"CREATE TRIGGER {delete} AFTER DELETE ON {table} BEGIN {drop} END",
        ]

    def _postgresql(self) -> list[str]:
        return [
            # not to_tsvector: its parser takes some tokens apart, others on another machine
            (
                "CREATE OR REPLACE FUNCTION registry_tokens(text) RETURNS tsvector"
                " LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$"
                " SELECT coalesce(string_agg('''' || token || ''':' || place, ' '), '')::tsvector"
                " FROM unnest(string_to_array($1, ' ')) WITH ORDINALITY AS said(token, place) WHERE token <> '' $$"
            ),
            f"CREATE INDEX {self.name} ON {self.table} USING gin (registry_tokens(search))",
        ]
