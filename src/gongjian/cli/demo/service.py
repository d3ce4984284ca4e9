"""Volunteer posts: opened each month by communities, claimed by units, confirmed at the month's end."""

from datetime import date, timedelta

from gongjian.civic.registry.models import Organisation
from gongjian.civic.service.actions import claim_post, confirm_claim, open_post
from gongjian.civic.service.models import Claim, Post
from gongjian.cli.demo.diary import Diary
from gongjian.cli.demo.district import Place, Unit
from gongjian.cli.demo.reading import table
from gongjian.cli.demo.work import odds
from gongjian.cli.demo.world import World

CLAIMS = 0.65  # chance of a unit to claim places in a month
LAST = 28
JANUARY = 6  # days later, when the year has been opened


class Service:
    """Notes the posts of a year."""

    def __init__(self, world: World, diary: Diary) -> None:
        self.world, self.diary = world, diary

    def note_year(self, year: int) -> None:
        """Note a post of every community for every month."""
        for month in range(1, 13):
            for place in self.world.communities:
                self._open(place, year, month)

    def _open(self, place: Place, year: int, month: int) -> None:
        chance = self.world.chance("post", place.code, year, month)
        row = chance.choice(table("posts"))
        day = self.diary.workday(date(year, month, chance.randint(1, 6) + (JANUARY if month == 1 else 0)))
        begins = self.diary.workday(day, 5)
        places = chance.randint(int(row["least"]), int(row["most"]))
        self.diary.note(
            self.diary.moment(day, 2),
            open_post,
            self.world.officers[place.code],
            self.world.bodies[place.code],
            after=lambda post: self._claim(post, place, begins),
            title=row["title"],
            places=places,
            from_date=begins,
            to_date=date(year, month, LAST),
        )

    def _claim(self, post: Post, place: Place, begins: date) -> None:
        """Let units of the community, and now and then of its street, take places while there are any."""
        world, chance = self.world, self.world.chance("claims", place.code, begins)
        near = [unit for unit in world.signers if unit.place.code == place.code]
        chance.shuffle(near)
        left = post.places
        for unit in near:
            if left and chance.random() < CLAIMS + 0.1 * unit.diligence:
                taken = min(left, chance.randint(1, 3))
                left -= taken
                self._take(post, place, unit, taken, begins)

    def _take(self, post: Post, place: Place, unit: Unit, places: int, begins: date) -> None:
        chance = self.world.chance("claim", place.code, unit.key, begins)
        day = self.diary.workday(self.diary.now.date(), chance.randint(1, 4))
        kept = places if chance.random() > odds(0.09, -0.06, unit.diligence) else chance.randrange(places)
        self.diary.note(
            self.diary.moment(day, chance.choice((3, 6))),
            claim_post,
            self.world.officers[place.code],
            post,
            after=lambda claim: self._confirm(claim, self.world.bodies[place.code], kept, chance.randint(0, 3)),
            organisation=self.world.organisation(unit),
            places=places,
        )

    def _confirm(self, claim: Claim, host: Organisation, kept: int, later: int) -> None:
        day = self.diary.workday(claim.post.to_date + timedelta(days=1), later)
        self.diary.note(self.diary.moment(day, 3), confirm_claim, self.world.officer_of(host), claim, kept=kept)
