"""A record keeps its own place: where its unit was on the month's last day."""

from calendar import monthrange

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

TERRITORY = 1


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the place of every record there is; a unit without a dated place is taken where it is today."""
    record_model, affiliation = apps.get_model("records", "Record"), apps.get_model("registry", "Affiliation")
    today = dict(apps.get_model("registry", "Organisation").objects.values_list("pk", "path"))
    for month in record_model.objects.order_by("month").values_list("month", flat=True).distinct():
        day = month.replace(day=monthrange(month.year, month.month)[1])
        rows = affiliation.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), axis=TERRITORY, valid_from__lte=day)
        then = dict(rows.values_list("organisation", "area__path"))
        records = list(record_model.objects.filter(month=month))
        for record in records:
            record.path = then.get(record.unit_id) or today[record.unit_id]
        record_model.objects.bulk_update(records, ["path"], batch_size=200)


def keep(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Going back, the column goes, and nothing has to be undone."""


class Migration(migrations.Migration):
    dependencies = [("records", "0002_guards"), ("registry", "0004_today")]
    operations = [
        # Written by hand: SQLite would write the table anew, and the guards of the lines name this table.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE records_record ADD COLUMN path varchar(120) NOT NULL DEFAULT ''",
                    "ALTER TABLE records_record DROP COLUMN path",
                )
            ],
            state_operations=[
                migrations.AddField("record", "path", models.CharField(
                    verbose_name="属地", max_length=120, editable=False, default=""), preserve_default=False),
            ],
        ),
        migrations.RunPython(fill, keep),
        migrations.AddIndex("record", models.Index(fields=["path"], name="record_path")),
    ]  # fmt: skip
