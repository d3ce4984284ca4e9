from datetime import date

import pytest

from gongjian.civic.platforms.actions import admit, set_criterion
from gongjian.civic.platforms.models import Criterion
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    CriterionFactory,
    OrganisationFactory,
    PlatformFactory,
    SeatFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
SAID = {"year": 2026, "text": "愿意参加联席会议的驻区单位", "adopted": NEW_YEAR, "decision": "第一次会议"}


@pytest.mark.parametrize("who", [worker_of, street_office_of])
def test_the_committee_says_whom_it_takes_in_and_the_ledger_says_so(who):
    platform = PlatformFactory()
    actor = who(platform.area)

    criterion = set_criterion(actor, platform, **SAID, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.set_criterion", actor, criterion)
    assert event.changes == {
        "adopted_date": [None, "2026-01-01"],
        "decision": [None, "第一次会议"],
        "platform_id": [None, platform.pk],
        "text": [None, "愿意参加联席会议的驻区单位"],
        "year": [None, 2026],
    }


def test_a_stranger_may_not_and_nothing_is_written():
    seat = SeatFactory()

    for who in (UserFactory(), liaison_of(seat.organisation)):
        with pytest.raises(NotAllowed):
            set_criterion(who, seat.platform, **SAID, at=NOON)

    assert not Criterion.objects.exists()
    assert not Event.objects.exists()


def test_a_text_that_nobody_was_admitted_under_may_be_mended():
    criterion = CriterionFactory(text="旧的")

    set_criterion(worker_of(criterion.platform.area), criterion.platform, **SAID, at=NOON)

    assert list(Criterion.objects.values_list("year", "text")) == [(2026, "愿意参加联席会议的驻区单位")]


def test_once_a_seat_cites_it_the_text_stays_and_a_new_one_is_the_next_years():
    criterion = CriterionFactory(text="旧的")
    platform, worker = criterion.platform, worker_of(criterion.platform.area)
    unit = OrganisationFactory(area=platform.area)
    admit(worker, platform, organisation=unit, since=NEW_YEAR, until=None, decision="第二次会议", at=NOON)

    with pytest.raises(Refused, match="请写下一年的"):
        set_criterion(worker, platform, **SAID, at=NOON)
    set_criterion(worker, platform, **SAID | {"year": 2027, "adopted": date(2026, 12, 20)}, at=NOON)

    assert list(platform.criteria.order_by("year").values_list("year", "text")) == [
        (2026, "旧的"),
        (2027, "愿意参加联席会议的驻区单位"),
    ]


@pytest.mark.parametrize("missing", ["text", "decision"])
def test_text_and_decision_are_written_down(missing):
    platform = PlatformFactory()

    with pytest.raises(Refused, match="请写明纳入标准"):
        set_criterion(worker_of(platform.area), platform, **SAID | {missing: " "}, at=NOON)

    assert not Criterion.objects.exists()
