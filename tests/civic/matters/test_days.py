"""Where the days of a matter go: lived through the real verbs at random, every working day is accounted for."""

from datetime import date, timedelta
from random import Random

import pytest

from gongjian.civic.matters.actions import (
    accept_leg,
    ask_raiser,
    confirm_matter,
    decline_leg,
    hand_on,
    pause_leg,
    reopen_matter,
    resume_leg,
)
from gongjian.civic.matters.models import Leg, Matter
from gongjian.civic.matters.queries import calendar, day_of, load_of, overdue, story_of, with_legs
from gongjian.civic.registry.queries import day_sets
from gongjian.ledger.may import may
from gongjian.methods.clocks import workdays_between
from tests.civic.matters.hands import department, given_to, lead_of
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    BodyFactory,
    HolidayFactory,
    LegFactory,
    MatterFactory,
    PauseFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
HISTORIES, STEPS = 60, 9


@pytest.fixture
def holidays():
    for day in (date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 4), date(2026, 5, 5)):
        HolidayFactory(date=day)
    HolidayFactory(date=date(2026, 5, 9), is_workday=True)


def test_of_sixty_random_histories_the_days_by_level_add_up_to_the_age(holidays):
    bodies = [department(f"区{name}局") for name in ("住建", "城管", "民政")]
    bodies.append(BodyFactory())
    actors = {body.pk: liaison_of(body) for body in bodies[:3]} | {bodies[3].pk: worker_of(bodies[3].governs)}
    raiser = BodyFactory()
    by = worker_of(raiser.governs)

    for seed in range(HISTORIES):
        chance = Random(seed)
        matter = MatterFactory(raiser=raiser, lead__owner=bodies[seed % 4], lead__accepted_at=None, raised_at=NOON)
        open_for = [[NOON, None]]
        at = NOON
        for _step in range(STEPS):
            at += timedelta(days=chance.choice([0, 1, 2, 3, 5, 9]), hours=1)
            live(matter, actors, by, bodies, chance, at)
            matter.refresh_from_db()
            if matter.closed_at is not None and open_for[-1][1] is None:
                open_for[-1][1] = matter.closed_at
            if matter.closed_at is None and open_for[-1][1] is not None:
                open_for.append([at, None])
            assert matter.legs.filter(is_lead=True, ended_at=None).count() == (matter.closed_at is None)

        today = day_of(at) + 4 * DAY
        days = sum(workdays_between(day_of(a), day_of(b) if b else today, *day_sets()) for a, b in open_for)
        story = story_of(with_legs(Matter.objects.filter(pk=matter.pk)).get(), on=today)
        assert (story.sums.total, story.age, sum(row.total for row in story.spent)) == (days, days, days), seed


def live(matter, actors, by, bodies, chance, at):
    """Let one of those things happen that may happen now."""
    lead = matter.legs.filter(is_lead=True, ended_at=None).first()
    if lead is None:
        if chance.random() < 0.6:
            reopen_matter(by, matter, reason="又来了", at=at)
        return
    actor = actors[lead.owner_id]
    other = chance.choice([body for body in bodies if body.pk != lead.owner_id])
    steps = [
        ("matters.accept_leg", lead, lambda: accept_leg(actor, lead, at=at)),
        ("matters.decline_leg", lead, lambda: decline_leg(actor, lead, reason="不归", next_owner=other, at=at)),
        ("matters.hand_on", lead, lambda: hand_on(actor, lead, to=other, reason="移交", at=at)),
        ("matters.pause_leg", lead, lambda: pause_leg(actor, lead, reason="WEATHER", note="雨", at=at)),
        ("matters.resume_leg", lead, lambda: resume_leg(actor, lead, at=at)),
        ("matters.ask_raiser", lead, lambda: ask_raiser(actor, lead, closing="DONE", result="好了", at=at)),
    ]
    allowed = [do for verb, subject, do in steps if may(actor, verb, subject, at=at)]
    if may(by, "matters.confirm_matter", matter, at=at):
        allowed += [lambda: confirm_matter(by, matter, at=at), lambda: reopen_matter(by, matter, reason="没有", at=at)]
    chance.choice(allowed)()


def test_days_are_told_by_level_and_kind_as_counted_by_hand():
    matter = MatterFactory(raised_at=NOON)  # Monday, 2 March
    worker, city = worker_of(matter.area), department("区城管局")
    hand_on(worker, lead_of(matter), to=city, reason="没有设备", at=NOON + 2 * DAY)  # Wednesday
    accept_leg(liaison_of(city), lead_of(matter), at=NOON + 4 * DAY)  # Friday
    pause_leg(liaison_of(city), lead_of(matter), reason="WEATHER", note="雨", at=NOON + 8 * DAY)  # Tuesday

    story = story_of(with_legs(Matter.objects.all()).get(), on=TODAY + 10 * DAY)  # Thursday, 12 March

    assert [(row.level, row.wait, row.work, row.pause, row.ask) for row in story.spent] == [
        ("COMMUNITY", 0, 2, 0, 0),
        ("DISTRICT", 2, 2, 2, 0),
    ]
    assert (story.age, story.moves, story.declined) == (8, 1, 0)
    assert story.last_lead.due == date(2026, 3, 17)  # seven working days and the two of the pause


def test_overdue_in_the_database_is_overdue_by_the_count():
    on_time = given_to(department("a"), raised_at=NOON - 9 * DAY)
    late = given_to(department("b"), raised_at=NOON - 12 * DAY)
    paused = given_to(department("c"), raised_at=NOON - 12 * DAY)
    PauseFactory(leg=paused, from_at=NOON - 11 * DAY)

    found = set(Leg.objects.filter(overdue(calendar(TODAY))))

    assert found == {late}
    counted = {leg for leg in (on_time, late, paused) if story_of(held(leg), on=TODAY).last_lead.overdue}
    assert counted == found


def held(leg):
    return with_legs(Matter.objects.filter(pk=leg.matter_id)).get()


def test_the_load_of_a_body_says_what_it_has_open_overdue_and_was_whistled_for():
    city, idle = department("区城管局"), department("区住建局")
    given_to(city, raised_at=NOON - 14 * DAY)
    given_to(city, raised_at=NOON)
    whistle = MatterFactory(kind="WHISTLE")
    LegFactory(matter=whistle, owner=city, opened_at=NOON)

    loads = load_of([city, idle], on=TODAY)

    assert (loads[city.pk].open, loads[city.pk].late, loads[city.pk].whistles) == (3, 1, 1)
    assert (loads[idle.pk].open, loads[idle.pk].late, loads[idle.pk].whistles) == (0, 0, 0)


def test_the_load_of_twenty_bodies_is_asked_with_three_questions(django_assert_num_queries):
    bodies = [given_to(department(f"局{number}")).owner for number in range(20)]
    days = calendar(TODAY)

    with django_assert_num_queries(3):
        load_of(bodies, on=TODAY, days=days)
