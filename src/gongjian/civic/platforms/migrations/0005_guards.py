"""One rule of meeting at a time; what confirmed minutes say does not change any more."""

from django.db import migrations

from gongjian.ledger.guards import Keep, NoOverlap, Refuse

CONFIRMED = "EXISTS (SELECT 1 FROM platforms_meeting m WHERE m.id = {row}.meeting_id AND m.confirmed_at IS NOT NULL)"
OF_ITEM = (
    "EXISTS (SELECT 1 FROM platforms_agendaitem i JOIN platforms_meeting m ON m.id = i.meeting_id"
    " WHERE i.id = {row}.item_id AND m.confirmed_at IS NOT NULL)"
)
DECIDED = (
    " AND (OLD.text <> NEW.text OR OLD.kind <> NEW.kind OR OLD.votes_for <> NEW.votes_for"
    " OR OLD.votes_against <> NEW.votes_against OR OLD.votes_abstained <> NEW.votes_abstained)"
)


def _frozen(table: str, on: str, row: str) -> Refuse:
    when = CONFIRMED.format(row=row)
    return Refuse(f"guard_{table}_confirmed_{on.lower()}", table, (on,), when)


class Migration(migrations.Migration):
    dependencies = [("platforms", "0004_meetings_and_threads")]
    operations = [
        Keep(NoOverlap("platforms_seat", ["platform_id", "organisation_id"])),
        NoOverlap("platforms_meetingrule", ["platform_id"]),
        *(
            _frozen(table, on, row)
            for table in ("platforms_agendaitem", "platforms_attendance")
            for on, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
        ),
        Refuse(
            "guard_platforms_resolution_confirmed",
            "platforms_resolution",
            ("UPDATE",),
            OF_ITEM.format(row="OLD") + DECIDED,
        ),
        Refuse("guard_platforms_resolution_late", "platforms_resolution", ("INSERT",), OF_ITEM.format(row="NEW")),
        Refuse("guard_platforms_resolution_gone", "platforms_resolution", ("DELETE",), OF_ITEM.format(row="OLD")),
    ]
