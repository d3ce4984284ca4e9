import pytest

from gongjian.civic.platforms.actions import establish_platform
from gongjian.civic.platforms.models import Platform
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    BodyFactory,
    CommunityFactory,
    PlatformFactory,
    UserFactory,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_street_establishes_a_platform_and_the_ledger_says_so():
    community = CommunityFactory()
    office, body = street_office_of(community), BodyFactory(governs=community)

    platform = establish_platform(
        office,
        community,
        kind=Platform.Kind.COMMITTEE,
        title="和顺社区区域党委",
        secretary=body,
        since=NEW_YEAR,
        at=NOON,
    )

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.establish_platform", office, platform)
    assert event.changes == {
        "area_id": [None, community.pk],
        "established_date": [None, "2026-01-01"],
        "kind": [None, "COMMITTEE"],
        "secretary_id": [None, body.pk],
        "title": [None, "和顺社区区域党委"],
    }


def test_a_stranger_may_not_and_nothing_is_written():
    community = CommunityFactory()

    for who in (UserFactory(), worker_of(community)):
        with pytest.raises(NotAllowed):
            establish_platform(
                who,
                community,
                kind=Platform.Kind.COMMITTEE,
                title="区域党委",
                secretary=BodyFactory(governs=community),
                since=NEW_YEAR,
                at=NOON,
            )

    assert not Platform.objects.exists()
    assert not Event.objects.exists()


def test_an_area_has_one_of_a_kind():
    platform = PlatformFactory()

    with pytest.raises(Refused, match="已经有这样的平台了"):
        establish_platform(
            street_office_of(platform.area),
            platform.area,
            kind=platform.kind,
            title="又一个",
            secretary=platform.secretary,
            since=NEW_YEAR,
            at=NOON,
        )

    assert not Event.objects.exists()
