"""Dated rows never overlap; an area never moves."""

from django.db import migrations

from gongjian.ledger.guards import NoOverlap, Refuse


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [
        NoOverlap("registry_profile", ["organisation_id"]),
        NoOverlap("registry_affiliation", ["organisation_id", "axis"]),
        NoOverlap("registry_participation", ["area_id"]),
        Refuse(
            "guard_registry_area_stays",
            "registry_area",
            ["UPDATE"],
            "OLD.path IS NOT NULL AND (COALESCE(NEW.path, '') <> OLD.path"
            " OR COALESCE(NEW.parent_id, 0) <> COALESCE(OLD.parent_id, 0))",
        ),
    ]
