"""Fill what is new from what is known: the names of areas, and whom an organisation belongs to today."""

from django.db import migrations
from django.utils import timezone

SECTOR, SUPERIOR = 2, 3


def fill(apps, schema_editor):
    area, naming = apps.get_model("registry", "Area"), apps.get_model("registry", "Naming")
    naming.objects.bulk_create(
        (
            naming(area=one, valid_from=one.valid_from, valid_to=one.valid_to, name=one.name, code=one.code)
            for one in area.objects.all()
        ),
        batch_size=500,
    )
    organisation, affiliation = apps.get_model("registry", "Organisation"), apps.get_model("registry", "Affiliation")
    today = timezone.localdate()
    for row in affiliation.objects.filter(axis__in=(SECTOR, SUPERIOR), valid_from__lte=today):
        if row.valid_to is None or row.valid_to > today:
            name = "sector" if row.axis == SECTOR else "superior"
            organisation.objects.filter(pk=row.organisation_id).update(**{name: row.target_id})


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_axes_and_batches")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
