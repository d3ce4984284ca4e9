"""Places and organisations are found by parts of their names, by initials and by codes."""

from django.db import migrations

from gongjian.civic.registry.models.search import Findable, SearchField, tokens
from gongjian.civic.registry.models.spelling import initials
from gongjian.ledger.guards import Keep, Refuse

BLOCK = 500


def fill(apps, schema_editor):
    area, organisation = apps.get_model("registry", "Area"), apps.get_model("registry", "Organisation")
    _fill(area, lambda one: tokens(one.name, initials(one.name), one.code))
    _fill(organisation, lambda one: tokens(one.name, one.initials, one.credit_code))


def _fill(model, said):
    block = []
    for one in model.objects.order_by("pk").iterator(BLOCK):
        one.search = said(one)
        block.append(one)
        if len(block) == BLOCK:
            model.objects.bulk_update(block, ["search"])
            block = []
    model.objects.bulk_update(block, ["search"])


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_today")]
    operations = [
        migrations.AddField("area", "search", SearchField("查找用", default="", editable=False)),
        migrations.AddField("organisation", "search", SearchField("查找用", default="", editable=False)),
        Keep(
            Refuse(
                "guard_registry_area_stays",
                "registry_area",
                ["UPDATE"],
                "OLD.path IS NOT NULL AND (COALESCE(NEW.path, '') <> OLD.path"
                " OR COALESCE(NEW.parent_id, 0) <> COALESCE(OLD.parent_id, 0))",
            )
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        Findable("registry_area"),
        Findable("registry_organisation"),
    ]
