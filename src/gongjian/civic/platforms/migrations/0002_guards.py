"""An organisation has one seat on a platform at a time."""

from django.db import migrations

from gongjian.ledger.guards import NoOverlap


class Migration(migrations.Migration):
    dependencies = [("platforms", "0001_initial")]
    operations = [NoOverlap("platforms_seat", ["platform_id", "organisation_id"])]
