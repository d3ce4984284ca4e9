"""What changes in the registers while the years go by: one unit takes another name, one moves to another street."""

from datetime import date

from gongjian.civic.registry.actions import move_organisation, revise_profile
from gongjian.cli.demo.diary import Diary
from gongjian.cli.demo.district import Place, Unit
from gongjian.cli.demo.world import World

RENAMED, MOVED = date(2026, 3, 2), date(2026, 7, 1)


class Changes:
    """Notes the days on which units change."""

    def __init__(self, world: World, diary: Diary) -> None:
        self.world, self.diary = world, diary

    def note_all(self) -> None:
        """Choose who changes among the units that sign and have no real name."""
        plain = [unit for unit in self.world.signers if not (unit.is_named or unit.is_late or unit.is_city_body)]
        if len(self.world.streets) < 2 or len(plain) < 2:
            return
        renamed, moved = self.world.chance("changes").sample(plain, 2)
        self.diary.note(
            self.diary.moment(RENAMED, 3),
            revise_profile,
            self.world.lead,
            self.world.organisation(renamed),
            changes={"name": f"{self.world.organisation(renamed).name}（总部）"},
            since=RENAMED,
        )
        place = self._elsewhere(moved)
        self.diary.note(
            self.diary.moment(MOVED, 0),
            move_organisation,
            self.world.lead,
            self.world.organisation(moved),
            after=lambda _row: setattr(moved, "place", place),
            area=self.world.areas[place.code],
            since=MOVED,
        )

    def _elsewhere(self, unit: Unit) -> Place:
        others = [place for place in self.world.communities if place.street != unit.place.street]
        return self.world.chance("move", unit.key).choice(others)
