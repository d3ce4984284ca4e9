"""What runs: facts about the installation for the system administrator, and nothing of its business."""

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.models import DBTaskResult

from gongjian import __version__
from gongjian.accounts.providers import PROVIDERS, Provider, lacking
from gongjian.civic.registry.models import Holiday, Programme

LITTLE = 10  # per cent of the disk
KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Installation:
    """What runs here. Sizes are bytes."""

    version: str
    database: str
    database_size: int
    missing_migrations: list[str]
    waiting_jobs: int
    failed_jobs: int
    disk_free: int
    disk_total: int
    programmes: list[Programme]
    holiday_years: list[int]
    next_year: int
    providers: list[tuple[Provider, list[str]]] = field(default_factory=list)

    @property
    def has_little_disk(self) -> bool:
        return self.disk_free * 100 < self.disk_total * LITTLE

    @property
    def lacks_holidays(self) -> bool:
        return self.next_year not in self.holiday_years

    @property
    def troubles(self) -> int:
        """How many things want somebody to look at them."""
        return sum(map(bool, (self.missing_migrations, self.failed_jobs, self.has_little_disk, self.lacks_holidays)))


def installation(on: date) -> Installation:
    """Return the facts on a day."""
    disk = shutil.disk_usage(_existing(Path(settings.DATA_DIR)))
    jobs = DBTaskResult.objects.all()
    return Installation(
        version=__version__,
        database=f"{KINDS.get(connection.vendor, connection.vendor)} {_version()}",
        database_size=_size(),
        missing_migrations=_missing(),
        waiting_jobs=jobs.ready().count(),
        failed_jobs=jobs.failed().count(),
        disk_free=disk.free,
        disk_total=disk.total,
        programmes=list(Programme.objects.order_by("-year")),
        holiday_years=sorted(day.year for day in Holiday.objects.dates("date", "year")),
        next_year=on.year + 1,
        providers=[(provider, lacking(provider)) for provider in PROVIDERS.values()],
    )


def _existing(folder: Path) -> Path:
    return next(one for one in (folder, *folder.parents) if one.exists())


def _missing() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _version() -> str:
    return ".".join(str(part) for part in connection.get_database_version())


def _size() -> int:
    asked = (
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        if connection.vendor == "sqlite"
        else "SELECT pg_database_size(current_database())"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return int(cursor.fetchone()[0])
