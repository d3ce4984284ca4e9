"""The need list."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0004_minutes_seal"),
        ("lists", "0001_initial"),
        ("registry", "0006_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="需要什么")),
                ("added_at", models.DateTimeField(verbose_name="提出")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="撤下")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="撤下的理由")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="registry.area",
                        verbose_name="在哪里",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="registry.organisation",
                        verbose_name="提出方",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="ledger.event",
                        verbose_name="来源",
                    ),
                ),
            ],
        ),
    ]
