"""What the seal of minutes covers, and whether they still say it."""

from collections.abc import Iterator
from datetime import UTC, date
from typing import Any

from gongjian.civic.platforms.models import Meeting
from gongjian.civic.platforms.queries.minutes import Rows, office_day
from gongjian.methods.seals import canonical, merkle_root


def leaves_of(meeting: Meeting) -> list[bytes]:
    """Return what the seal of the minutes covers: who came, what was said, decided and objected to.

    Organisations stand in it by key: an organisation that takes another name later does not break a seal.
    """
    rows = Rows(meeting)
    return [table.encode() + b"\n" + canonical(row).rstrip(b"\n") for table, row in _plain(meeting, rows)]


def fits_seal(meeting: Meeting) -> bool:
    """Return whether confirmed minutes still say what was sealed."""
    if meeting.seal is None:
        return False
    leaves = leaves_of(meeting)
    return len(leaves) == meeting.seal.size and merkle_root(leaves).hex() == meeting.seal.root


def _plain(meeting: Meeting, rows: Rows) -> Iterator[tuple[str, dict[str, Any]]]:
    yield (
        "minutes",
        {
            "meeting": meeting.pk,
            "platform": meeting.platform_id,
            "kind": meeting.kind,
            "title": meeting.title,
            "starts_at": meeting.starts_at.astimezone(UTC).isoformat(),
            "place": meeting.place,
            "chair_post": meeting.chair_post,
            "override_reason": meeting.override_reason,
            "number": meeting.minutes_number,
            "issued_date": _iso(office_day(meeting.circulated_at)),
            "issuer": rows.issuer,
            "object_by_date": _iso(meeting.object_by_date),
        },
    )
    for came in sorted(rows.attendances, key=lambda row: row.organisation_id):
        yield "attendance", {"organisation": came.organisation_id, "state": came.state}
    for stage in rows.stages:
        yield "stage", {"stage": stage.stage, "text": stage.text, "headcount": stage.headcount}
    for number, item in enumerate(rows.items, start=1):
        yield "item", {"number": number, "title": item.title, "discussion": item.discussion}
        for row in rows.resolutions[item.pk]:
            yield (
                "resolution",
                {
                    "item": number,
                    "kind": row.kind,
                    "text": row.text,
                    "owner": row.owner_id,
                    "due_date": _iso(row.due_date),
                    "review_date": _iso(row.review_date),
                    "votes": [row.votes_for, row.votes_against, row.votes_abstained],
                    "is_carried": int(row.is_carried),
                },
            )
    for one in rows.objections:
        yield "objection", {"organisation": one.organisation_id, "text": one.text, "answer": one.answer}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
