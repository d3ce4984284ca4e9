"""On which day of a quarter a platform meets."""

from datetime import date, timedelta
from random import Random

from gongjian.cli.demo.diary import Diary
from gongjian.cli.demo.world import World

QUARTERS = {1: "一", 4: "二", 7: "三", 10: "四"}
AHEAD = 5  # working days between the plan of a meeting and the meeting


def meeting_day(world: World, diary: Diary, code: str, year: int, first_month: int) -> tuple[date, Random]:
    """Return the day on which a platform meets, and the chance that decides the rest of that meeting."""
    chance = world.chance("meeting", code, year, first_month)
    return diary.workday(date(year, first_month, 14) + timedelta(days=chance.randrange(30))), chance
