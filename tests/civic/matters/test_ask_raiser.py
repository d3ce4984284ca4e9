import pytest

from gongjian.civic.matters.actions import ask_raiser
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.matters.hands import department, given_to, lead_of
from tests.factories import (
    NOON,
    MatterFactory,
    OpinionFactory,
    PauseFactory,
    SiteCheckFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_lead_says_how_it_ends_and_its_clock_stands_still():
    matter = MatterFactory()
    pause = PauseFactory(leg=lead_of(matter))

    ask_raiser(worker_of(matter.area), lead_of(matter), closing="DONE", result=" 疏通 120 米 ", at=NOON)

    matter.refresh_from_db()
    pause.refresh_from_db()
    assert (matter.closing, matter.result, matter.asked_at, matter.closed_at) == ("DONE", "疏通 120 米", NOON, None)
    assert (pause.to_at, matter.askings.get().from_at, lead_of(matter).result) == (NOON, NOON, "疏通 120 米")
    assert matter.phases.filter(phase="IMPLEMENT").exists()


@pytest.mark.parametrize(
    ("closing", "more", "kept"),
    [
        ("REFUSED", {}, ("", None)),
        ("PASSED_ON", {"passed_to": "市水务集团"}, ("市水务集团", None)),
        ("DUPLICATE", {"duplicate_of": "other"}, ("", "other")),
    ],
)
def test_the_other_ways_of_ending_are_kept_apart(closing, more, kept):
    matter, other = MatterFactory(), MatterFactory()
    more = {name: other if value == "other" else value for name, value in more.items()}

    ask_raiser(worker_of(matter.area), lead_of(matter), closing=closing, result="见上", **more, at=NOON)

    matter.refresh_from_db()
    assert (matter.passed_to, "other" if matter.duplicate_of == other else None) == kept
    assert not matter.phases.exists()


@pytest.mark.parametrize(
    ("closing", "result", "said"),
    [
        ("ENDED", "x", "只有四种"),
        ("DONE", " ", "办了什么"),
        ("PASSED_ON", "x", "哪一家"),
        ("DUPLICATE", "x", "哪一件重复"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(closing, result, said):
    matter = MatterFactory()

    with pytest.raises(Refused, match=said):
        ask_raiser(worker_of(matter.area), lead_of(matter), closing=closing, result=result, at=NOON)

    assert not Event.objects.exists()


def test_a_works_problem_is_done_only_after_two_opinions_and_a_passed_check():
    matter = MatterFactory(kind="WORKS")
    worker, leg = worker_of(matter.area), lead_of(matter)
    said = {"closing": "DONE", "result": "改了管", "at": NOON}

    with pytest.raises(Refused, match="至少记下两家"):
        ask_raiser(worker, leg, **said)
    OpinionFactory.create_batch(2, matter=matter)
    SiteCheckFactory(matter=matter, is_passed=False)
    with pytest.raises(Refused, match="现场核查"):
        ask_raiser(worker, leg, **said)
    SiteCheckFactory(matter=matter)
    ask_raiser(worker, leg, **said)

    matter.refresh_from_db()
    assert matter.asked_at == NOON


def test_who_has_not_accepted_or_asked_already_may_not_ask():
    leg, matter = given_to(department("区城管局")), MatterFactory()
    said = {"closing": "DONE", "result": "通了", "at": NOON}
    ask_raiser(worker_of(matter.area), lead_of(matter), **said)

    with pytest.raises(NotAllowed, match="还没有接手"):
        ask_raiser(liaison_of(leg.owner), leg, **said)
    with pytest.raises(NotAllowed, match="正等报事方确认"):
        ask_raiser(worker_of(matter.area), lead_of(matter), **said)


def test_a_stranger_may_not_and_nothing_is_written():
    matter = MatterFactory()

    with pytest.raises(NotAllowed):
        ask_raiser(UserFactory(), lead_of(matter), closing="DONE", result="x", at=NOON)

    assert not Event.objects.exists()
