"""Pages ask what time it is: the morning of the factories' day."""

import pytest

from tests.factories import TODAY


@pytest.fixture(autouse=True)
def the_day(settings) -> None:
    """Let the middleware's clock stand on the factories' day."""
    settings.DEMO_TODAY = TODAY
