import pytest

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import found_district
from gongjian.civic.registry.models import Area
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NEW_YEAR, NOON, DistrictFactory, UserFactory, district_office, security_administrator

pytestmark = pytest.mark.django_db


def test_the_clock_founds_the_district_and_the_ledger_says_so():
    clock = User.objects.clock()

    district = found_district(clock, clock, name="中原区", code="410102", since=NEW_YEAR, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.found_district", clock, district)
    assert event.path == district.path == f"/{district.pk}/"
    assert event.changes == {
        "code": [None, "410102"],
        "level": [None, "DISTRICT"],
        "name": [None, "中原区"],
        "path": [None, f"/{district.pk}/"],
        "valid_from": [None, "2026-01-01"],
    }


@pytest.mark.parametrize("who", [UserFactory, User.objects.public])
def test_a_stranger_may_not_and_nothing_is_written(who):
    with pytest.raises(NotAllowed, match="由系统按日程自动办"):
        found_district(who(), User.objects.clock(), name="中原区", code="410102", since=NEW_YEAR, at=NOON)

    assert not Area.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("who", [district_office, security_administrator])
def test_no_office_may_either(who):
    with pytest.raises(NotAllowed):
        found_district(who(), User.objects.clock(), name="二七区", code="410103", since=NEW_YEAR, at=NOON)

    assert not Event.objects.exists()


def test_there_is_one_district():
    DistrictFactory()
    clock = User.objects.clock()

    with pytest.raises(Refused, match="已经有一个区了"):
        found_district(clock, clock, name="二七区", code="410103", since=NEW_YEAR, at=NOON)

    assert Area.objects.count() == 1
    assert not Event.objects.exists()
