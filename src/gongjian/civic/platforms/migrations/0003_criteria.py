"""Whom a platform takes in, by year; seats cite it, and say why they ended early."""

import django.db.models.deletion
from django.db import migrations, models

from gongjian.ledger.guards import Keep, NoOverlap


class Migration(migrations.Migration):
    dependencies = [("platforms", "0002_guards")]

    operations = [
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("text", models.CharField(max_length=500, verbose_name="纳入标准")),
                ("adopted_date", models.DateField(verbose_name="通过")),
                ("decision", models.CharField(max_length=200, verbose_name="依据")),
                (
                    "platform",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="platforms.platform",
                        verbose_name="平台",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("platform", "year"), name="criterion_once_a_year"),
                ],
            },
        ),
        migrations.AddField(
            model_name="seat",
            name="criterion",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seats",
                to="platforms.criterion",
                verbose_name="纳入标准",
            ),
        ),
        migrations.AddField(
            model_name="seat",
            name="end_reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="退出原因"),
        ),
        Keep(NoOverlap("platforms_seat", ["platform_id", "organisation_id"])),
    ]
