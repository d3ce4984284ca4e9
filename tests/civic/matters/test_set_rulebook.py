import pytest

from gongjian.civic.matters.actions import set_rulebook
from gongjian.civic.matters.models import Rulebook
from gongjian.civic.matters.queries import limit_days, rulebook, rungs
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, DistrictFactory, StreetFactory, UserFactory, district_office, street_office_of

pytestmark = pytest.mark.django_db
RULES = {
    "answer_days": 1,
    "urgent_days": 3,
    "ordinary_days": 8,
    "hard_days": 20,
    "silence_days": 6,
    "callers": ["STREET_OFFICE", "COMMUNITY_WORKER"],
    "sign_hours": 2,
    "contact_hours": 12,
    "attend_days": 2,
    "hard_attend_days": 4,
    "rungs": [(1, "STREET"), (4, "DISTRICT")],
}


def test_the_district_writes_its_rules_and_they_hold_from_then_on():
    set_rulebook(district_office(), DistrictFactory(), **RULES, at=NOON)

    rules = rulebook()
    assert (rules.callers, rules.sign_hours) == (["COMMUNITY_WORKER", "STREET_OFFICE"], 2)
    assert limit_days(rules, "HARD") == 20
    assert [(rung.step, rung.after_days, rung.to_level) for rung in rungs(rules)] == [
        (1, 1, "STREET"),
        (2, 4, "DISTRICT"),
    ]
    assert Event.objects.get().changes["ladder"] == [[1, "STREET"], [4, "DISTRICT"]]


def test_writing_them_again_replaces_the_ladder_and_says_what_changed():
    set_rulebook(district_office(), DistrictFactory(), **RULES, at=NOON)

    set_rulebook(district_office(), DistrictFactory(), **{**RULES, "hard_days": 30, "rungs": []}, at=NOON)

    assert (Rulebook.objects.get().hard_days, rungs(rulebook())) == (30, [])
    assert Event.objects.order_by("-pk").first().changes["said"] == {"hard_days": [20, 30]}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"hard_days": 0}, "在 1 到"),
        ({"hard_days": 201}, "在 1 到"),
        ({"callers": []}, "谁可以吹哨"),
        ({"callers": ["UNIT_LIAISON"]}, "谁可以吹哨"),
        ({"rungs": [(0, "STREET")]}, "至少 1 天"),
        ({"rungs": [(1, "MOON")]}, "至少 1 天"),
        ({"rungs": [(3, "STREET"), (3, "DISTRICT")]}, "一级比一级晚"),
        ({"rungs": [(1, "DISTRICT"), (3, "STREET")]}, "一级比一级晚"),
    ],
)
def test_a_ladder_that_does_not_climb_and_days_below_one_are_refused_and_nothing_is_written(wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        set_rulebook(district_office(), DistrictFactory(), **{**RULES, **wrong}, at=NOON)

    assert not Rulebook.objects.exists()
    assert not Event.objects.exists()


def test_a_street_has_no_rules_of_its_own():
    with pytest.raises(Refused, match="区里统一定"):
        set_rulebook(district_office(), StreetFactory(), **RULES, at=NOON)

    assert not Rulebook.objects.exists()


def test_a_stranger_may_not_and_nothing_is_written():
    for who in (UserFactory(), street_office_of(StreetFactory())):
        with pytest.raises(NotAllowed):
            set_rulebook(who, DistrictFactory(), **RULES, at=NOON)

    assert not Rulebook.objects.exists()
    assert not Event.objects.exists()
