"""A locked month takes no line, loses none and changes none, but for an amendment that is written beside it."""

from django.db import migrations

from gongjian.ledger.guards import AppendOnly, Refuse

LOCKED = (
    "EXISTS (SELECT 1 FROM records_record r JOIN records_period p ON p.id = r.period_id"
    " WHERE r.id = {row}.record_id AND p.locked_at IS NOT NULL)"
)
# An amendment changes the state and nothing else.
KEPT = (
    "record_id", "kind", "text", "weight", "quantity", "achieved", "outcome_bp", "is_on_time", "level", "source_id",
    "reason", "by_id", "objection", "decision",
)  # fmt: skip
SAME = " AND ".join(f"COALESCE(CAST(NEW.{name} AS text), '') = COALESCE(CAST(OLD.{name} AS text), '')" for name in KEPT)
WRITTEN = "EXISTS (SELECT 1 FROM records_amendment a WHERE a.line_id = OLD.id AND a.new_state = NEW.state)"
AMENDED = f"({SAME} AND {WRITTEN})"


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [
        Refuse("guard_records_line_added", "records_line", ["INSERT"], LOCKED.format(row="NEW")),
        Refuse("guard_records_line_removed", "records_line", ["DELETE"], LOCKED.format(row="OLD")),
        Refuse("guard_records_line_changed", "records_line", ["UPDATE"], f"{LOCKED.format(row='OLD')} AND NOT {AMENDED}"),
        Refuse("guard_records_period_unlocked", "records_period", ["UPDATE"],
               "OLD.locked_at IS NOT NULL AND (NEW.locked_at IS NULL OR NEW.locked_at <> OLD.locked_at)"),
        AppendOnly("records_amendment"),
    ]  # fmt: skip
