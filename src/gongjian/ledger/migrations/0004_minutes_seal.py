"""Minutes are sealed, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0003_access_and_batches"),
    ]

    operations = [
        migrations.AlterField(
            model_name="seal",
            name="kind",
            field=models.CharField(
                choices=[("MONTH", "月度档案"), ("MINUTES", "会议纪要"), ("RELEASE", "评价结果")],
                max_length=16,
                verbose_name="种类",
            ),
        ),
    ]
