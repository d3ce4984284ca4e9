"""The day on which tests happen: a Monday in March, noon at the office."""

from datetime import UTC, date, datetime, timedelta

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
TOMORROW = date(2026, 3, 3)
YESTERDAY = date(2026, 3, 1)
NEW_YEAR = date(2026, 1, 1)
DAY = timedelta(days=1)
WRITTEN_NOON = "2026-03-02T04:00:00Z"  # NOON as an event holds it
