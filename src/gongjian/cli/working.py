"""`gongjian work`: the queued tasks, and what falls due by the calendar."""

import argparse
import logging
from importlib import import_module
from importlib.util import find_spec
from threading import Event, Thread
from typing import Any

from django.core.management import call_command
from django.db import close_old_connections

from gongjian.web.middleware import moment_of_asking

SCHEDULE = "gongjian.civic.duties.schedule"
SECONDS = 30
POLL_SECONDS = 2

logger = logging.getLogger(__name__)


def work(chosen: argparse.Namespace) -> int:
    """Run until told to stop: tasks in the foreground, the calendar beside them."""
    del chosen
    stop = Event()
    if find_spec(SCHEDULE):
        Thread(target=_tick, args=(import_module(SCHEDULE), stop), daemon=True).start()
    try:
        call_command("db_worker", interval=POLL_SECONDS, reload=False, verbosity=0)
    finally:
        stop.set()
    return 0


def _tick(schedule: Any, stop: Event) -> None:
    """Let the schedule do what is due, again and again; a failure is written down and tried again next time."""
    while not stop.is_set():
        close_old_connections()
        try:
            schedule.tick(moment_of_asking())
        except Exception:
            logger.exception("What was due could not be done; it is tried again in %s seconds.", SECONDS)
        close_old_connections()
        stop.wait(SECONDS)
