"""Journeys are walked on a day after the year: the clock of the pages stands in January 2027."""

from datetime import date

import pytest


@pytest.fixture(autouse=True)
def the_day(settings) -> None:
    """Let the middleware's clock stand after the year that is told."""
    settings.DEMO_TODAY = date(2027, 1, 28)
