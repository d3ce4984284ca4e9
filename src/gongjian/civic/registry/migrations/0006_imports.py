"""What imports need: when a batch was being taken back, a preview that events leave out, names and codes found fast."""

from django.db import migrations, models

import gongjian.civic.registry.models.imports


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_words")]
    operations = [
        migrations.AddField(
            model_name="batch",
            name="undo_started_at",
            field=models.DateTimeField(null=True, verbose_name="开始撤回"),
        ),
        migrations.AlterField(
            model_name="batch",
            name="summary",
            field=gongjian.civic.registry.models.imports.Preview(default=dict, verbose_name="预览"),
        ),
        migrations.AlterField(
            model_name="batch",
            name="done",
            field=models.PositiveIntegerField(default=0, verbose_name="已写"),
        ),
        migrations.AddIndex(model_name="area", index=models.Index(fields=["code"], name="area_code")),
        migrations.AddIndex(model_name="organisation", index=models.Index(fields=["name"], name="organisation_name")),
    ]
