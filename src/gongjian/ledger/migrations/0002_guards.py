"""Events and seals are written once: the database itself refuses to change or delete them."""

from django.db import migrations

from gongjian.ledger.guards import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [AppendOnly("ledger_event"), AppendOnly("ledger_seal")]
