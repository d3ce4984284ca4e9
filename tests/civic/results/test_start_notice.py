import pytest

from gongjian.civic.results.actions import start_notice
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import NOON, TODAY, ReleaseFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db


def test_the_notice_begins_today():
    release, office = ReleaseFactory(), district_office()

    start_notice(office, release, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("results.start_notice", office, release)
    assert release.notice_from_date == TODAY


def test_a_stranger_may_not_and_nothing_is_written():
    with pytest.raises(NotAllowed):
        start_notice(UserFactory(), ReleaseFactory(), at=NOON)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("more", "sentence"), [({"notice_from_date": TODAY}, "已经开始公示"), ({"published_at": NOON}, "已经公布")]
)
def test_it_begins_once(more, sentence):
    with pytest.raises(NotAllowed, match=sentence):
        start_notice(district_office(), ReleaseFactory(**more), at=NOON)
