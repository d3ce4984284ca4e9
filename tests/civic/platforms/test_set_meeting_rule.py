from datetime import date

import pytest

from gongjian.civic.platforms.actions import set_meeting_rule
from gongjian.civic.platforms.models import MeetingRule
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    MeetingFactory,
    MeetingRuleFactory,
    OrganisationFactory,
    PlatformFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
RULE = {"every_months": 3, "notice_days": 3, "quorum_bp": 5000, "majority_bp": 5000, "since": TODAY, "at": NOON}


@pytest.mark.parametrize("who", [worker_of, street_office_of])
def test_whoever_presides_says_how_often_and_how_many_and_the_ledger_says_so(who):
    platform = PlatformFactory()
    actor = who(platform.area)

    rule = set_meeting_rule(actor, platform, **RULE)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.set_meeting_rule", actor, rule)
    assert event.changes == {
        "every_months": [None, 3],
        "majority_bp": [None, 5000],
        "notice_days": [None, 3],
        "platform_id": [None, platform.pk],
        "quorum_bp": [None, 5000],
        "valid_from": [None, "2026-03-02"],
    }


def test_a_stranger_may_not_and_nothing_is_written():
    platform = PlatformFactory()

    for who in (UserFactory(), liaison_of(OrganisationFactory(area=platform.area))):
        with pytest.raises(NotAllowed):
            set_meeting_rule(who, platform, **RULE)

    assert not MeetingRule.objects.exists()
    assert not Event.objects.exists()


def test_the_rule_before_ends_on_the_day_the_new_one_begins():
    before = MeetingRuleFactory()

    after = set_meeting_rule(worker_of(before.platform.area), before.platform, **RULE | {"every_months": 1})

    before.refresh_from_db()
    assert (before.valid_to, after.valid_from, after.valid_to) == (TODAY, TODAY, None)


def test_said_again_for_the_same_day_it_mends_the_rule():
    rule = MeetingRuleFactory(valid_from=TODAY)

    mended = set_meeting_rule(worker_of(rule.platform.area), rule.platform, **RULE | {"every_months": 6})

    assert (mended.pk, MeetingRule.objects.get().every_months) == (rule.pk, 6)


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"since": YESTERDAY}, "不能比它早"),
        ({"since": date(2025, 12, 31)}, "才成立"),
        ({"every_months": 4}, "会期"),
        ({"notice_days": 61}, "最多 60 天"),
        ({"quorum_bp": 10_000}, "小于全部"),
        ({"majority_bp": -1}, "小于全部"),
    ],
)
def test_a_rule_that_cannot_hold_is_refused_in_words(said, because):
    rule = MeetingRuleFactory(valid_from=TODAY)

    with pytest.raises(Refused, match=because):
        set_meeting_rule(worker_of(rule.platform.area), rule.platform, **RULE | said)

    assert not Event.objects.exists()


def test_what_was_decided_already_is_not_counted_anew():
    meeting = MeetingFactory(held_at=NOON)
    worker = worker_of(meeting.platform.area)

    with pytest.raises(Refused, match="当时的比例"):
        set_meeting_rule(worker, meeting.platform, **RULE | {"quorum_bp": 6666})

    same_shares = set_meeting_rule(worker, meeting.platform, **RULE | {"since": NEW_YEAR})
    from_tomorrow = set_meeting_rule(worker, meeting.platform, **RULE | {"quorum_bp": 6666, "since": TOMORROW})
    assert (same_shares.valid_from, from_tomorrow.quorum_bp) == (NEW_YEAR, 6666)


def test_a_rule_does_not_begin_in_a_year_nobody_can_have_meant():
    platform = PlatformFactory()

    with pytest.raises(Refused, match="核对年份"):
        set_meeting_rule(worker_of(platform.area), platform, **RULE | {"since": date(9999, 12, 31)})
