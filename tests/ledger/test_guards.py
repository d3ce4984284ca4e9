"""What the database itself refuses, whoever asks and however."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from gongjian.civic.registry.models import Area
from gongjian.ledger.guards import AppendOnly, NoOverlap, Refuse
from gongjian.ledger.models import Event, Seal
from tests.factories import (
    AffiliationFactory,
    CommunityFactory,
    DistrictFactory,
    EventFactory,
    ParticipationFactory,
    ProfileFactory,
    SealFactory,
    SeatFactory,
    StreetFactory,
)

pytestmark = pytest.mark.django_db

SPRING, SUMMER, AUTUMN = date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)
DATED = [
    (ProfileFactory, ["organisation"]),
    (AffiliationFactory, ["organisation", "target"]),
    (ParticipationFactory, ["area"]),
    (SeatFactory, ["platform", "organisation"]),
]


class Editor:
    """As much of a schema editor as a guard needs; unlike Django's it works within a transaction."""

    connection = connection

    def execute(self, statement, params=None):
        sql(statement)


def sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params or None)


def refused(statement, *params, by):
    """The database refuses the statement, and says the guard's name."""
    with pytest.raises(IntegrityError, match=by), transaction.atomic():
        sql(statement, *params)


def guards_of_the_migrations():
    """Return every guard of every migration."""
    found = MigrationLoader(connection).disk_migrations
    return [one for migration in found.values() for one in migration.operations if isinstance(one, Refuse)]


def names_in_the_database():
    """Return what stands in the database under a guard's name."""
    asked = (
        ["SELECT name FROM sqlite_master WHERE type = 'trigger'"]
        if connection.vendor == "sqlite"
        else ["SELECT tgname FROM pg_trigger WHERE NOT tgisinternal", "SELECT conname FROM pg_constraint"]
    )
    with connection.cursor() as cursor:
        names = [row[0] for question in asked for row in cursor.execute(question) or cursor.fetchall()]
    return sorted(name for name in names if name.startswith("guard_"))


def names_of(guard):
    """Return the names under which a guard stands in this database."""
    is_constraint = isinstance(guard, NoOverlap) and connection.vendor != "sqlite"
    return [guard.name] if is_constraint else guard.triggers


def test_every_guard_that_a_migration_declares_stands_in_the_database():
    declared = guards_of_the_migrations()

    assert declared
    assert names_in_the_database() == sorted(name for guard in declared for name in names_of(guard))


def test_a_guard_can_be_written_into_a_migration_again():
    for guard in guards_of_the_migrations():
        name, args, kwargs = guard.deconstruct()
        again = {"AppendOnly": AppendOnly, "NoOverlap": NoOverlap, "Refuse": Refuse}[name](*args, **kwargs)
        assert (again.triggers, again.table, again.when) == (guard.triggers, guard.table, guard.when)


@pytest.mark.parametrize(
    "guard",
    [
        AppendOnly("scratch"),
        NoOverlap("scratch", ["area_id"]),
        Refuse("guard_scratch_small", "scratch", ["INSERT", "UPDATE", "DELETE"], "1 = 0"),
    ],
    ids=lambda guard: guard.name,
)
def test_a_guard_goes_as_it_came(guard):
    before = names_in_the_database()
    sql("CREATE TABLE scratch (id bigint, area_id bigint, valid_from date, valid_to date)")

    guard.database_forwards("ledger", Editor(), None, None)
    assert names_in_the_database() == sorted(before + names_of(guard))
    guard.database_backwards("ledger", Editor(), None, None)

    assert names_in_the_database() == before


def test_a_guard_refuses_only_what_it_is_told_to():
    sql("CREATE TABLE scratch (id bigint, amount bigint)")
    Refuse("guard_scratch_less", "scratch", ["UPDATE"], "NEW.amount < OLD.amount").database_forwards(
        "ledger", Editor(), None, None
    )
    sql("INSERT INTO scratch VALUES (1, 10)")

    sql("UPDATE scratch SET amount = 11")
    refused("UPDATE scratch SET amount = 10", by="guard_scratch_less")

    sql("DELETE FROM scratch")


# ---- nothing of the ledger is changed or taken away


@pytest.mark.parametrize("factory", [EventFactory, SealFactory])
def test_what_is_written_down_stays_as_it_is(factory):
    row = factory()
    table = row._meta.db_table
    by = f"guard_{table}_append_only"

    for statement in ("UPDATE {} SET path = '/9/'", "UPDATE {} SET path = path", "DELETE FROM {}"):
        refused(statement.format(table), by=by)

    assert list(type(row).objects.values_list("path", flat=True)) == [row.path]


def test_django_cannot_do_it_either():
    event, seal = EventFactory(), SealFactory()
    event.verb = "tasks.accept_task"

    for attempt in (event.save, event.delete, seal.save, Event.objects.all().delete):
        with pytest.raises(IntegrityError, match="append_only"), transaction.atomic():
            attempt()

    assert Event.objects.get().verb == "tasks.assign_task"
    assert Seal.objects.get() == seal


def test_several_rows_at_once_are_refused_as_one_is():
    EventFactory.create_batch(3)

    refused("DELETE FROM ledger_event WHERE id > %s", 0, by="guard_ledger_event_append_only")

    assert Event.objects.count() == 3


# ---- dated rows of one thing never overlap


@pytest.mark.parametrize(("factory", "keys"), DATED)
@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (SPRING, AUTUMN),  # the same
        (SPRING, None),
        (date(2026, 4, 1), date(2026, 5, 1)),  # within it
        (date(2026, 1, 1), date(2026, 3, 2)),  # its first day
        (date(2026, 8, 31), None),  # its last day
        (date(2025, 1, 1), None),
    ],
)
def test_no_second_row_over_a_day_that_has_one(factory, keys, begins, ends):
    row = factory(valid_from=SPRING, valid_to=AUTUMN)
    same = {key: getattr(row, key) for key in keys}

    with pytest.raises(IntegrityError, match=f"guard_{row._meta.db_table}_overlap"), transaction.atomic():
        factory(**same, valid_from=begins, valid_to=ends)

    assert type(row).objects.count() == 1


@pytest.mark.parametrize(("factory", "keys"), DATED)
def test_one_row_follows_on_another_and_others_do_not_mind(factory, keys):
    row = factory(valid_from=SPRING, valid_to=SUMMER)
    same = {key: getattr(row, key) for key in keys}

    factory(**same, valid_from=SUMMER, valid_to=None)
    factory(**same, valid_from=date(2026, 1, 1), valid_to=SPRING)
    factory(valid_from=SPRING, valid_to=None)

    assert type(row).objects.count() == 4


@pytest.mark.parametrize(("factory", "keys"), DATED)
def test_no_row_is_stretched_over_the_next_one(factory, keys):
    row = factory(valid_from=SPRING, valid_to=SUMMER)
    factory(**{key: getattr(row, key) for key in keys}, valid_from=SUMMER, valid_to=AUTUMN)
    table = row._meta.db_table
    stretched = f"UPDATE {table} SET valid_to = %s WHERE id = %s"  # noqa: S608 — the table is one of four

    refused(stretched, AUTUMN, row.pk, by=f"guard_{table}_overlap")
    refused(stretched, None, row.pk, by=f"guard_{table}_overlap")

    sql(stretched, date(2026, 5, 1), row.pk)


def test_raw_sql_does_not_get_round_it():
    row = ParticipationFactory()

    refused(
        "INSERT INTO registry_participation (area_id, valid_from) VALUES (%s, %s)",
        row.area_id,
        SPRING,
        by="guard_registry_participation_overlap",
    )


def test_two_of_one_statement_may_not_overlap_either():
    community = CommunityFactory()

    refused(
        "INSERT INTO registry_participation (area_id, valid_from) VALUES (%s, %s), (%s, %s)",
        community.pk,
        SPRING,
        community.pk,
        SUMMER,
        by="guard_registry_participation_overlap",
    )


# ---- an area stays where it is


@pytest.mark.parametrize("column", ["path = '/9/'", "path = NULL", "parent_id = NULL", "parent_id = id"])
def test_an_area_never_moves(column):
    community = CommunityFactory()

    refused(f"UPDATE registry_area SET {column}", by="guard_registry_area_stays")  # noqa: S608 — one of four

    assert Area.objects.get(pk=community.pk).path == community.path


def test_the_district_is_put_under_nothing():
    street = StreetFactory()

    refused(
        "UPDATE registry_area SET parent_id = %s WHERE id = %s",
        street.pk,
        street.parent_id,
        by="guard_registry_area_stays",
    )


def test_an_area_may_be_renamed_and_ended():
    district = DistrictFactory()

    sql("UPDATE registry_area SET name = '中原', valid_to = %s WHERE id = %s", AUTUMN, district.pk)

    district.refresh_from_db()
    assert (district.name, district.valid_to) == ("中原", AUTUMN)
