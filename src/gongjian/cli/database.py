"""`gongjian migrate`."""

import argparse

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def migrate(chosen: argparse.Namespace) -> int:
    """Bring the database up to date, and say how much there was to do."""
    del chosen
    number = migrate_all()
    print(
        ngettext("数据库已更新，应用了 %(number)s 项变更。", "数据库已更新，应用了 %(number)s 项变更。", number)
        % {"number": number}
        if number
        else _("数据库已是最新。")
    )
    return 0


def migrate_all() -> int:
    """Apply all migrations and return how many there were."""
    executor = MigrationExecutor(connection)
    number = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    call_command("migrate", interactive=False, verbosity=0)
    return number
