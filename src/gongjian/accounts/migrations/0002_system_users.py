"""The two users that are no person: the clock acts for the schedule, the public for forms without sign-in."""

from django.apps.registry import Apps
from django.contrib.auth.hashers import make_password
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def add(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    user = apps.get_model("accounts", "User")
    for username in ("clock", "public"):
        user.objects.create(username=username, password=make_password(None))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
