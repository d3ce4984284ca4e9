import pytest
from django.contrib.auth.models import AnonymousUser

from gongjian.civic.records.models import Period
from gongjian.civic.results.actions import publish
from gongjian.civic.results.models import Result
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import NOON, TODAY, PeriodFactory, ReleaseFactory, ResultFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db


def test_results_and_the_months_they_rest_on_are_open_to_everybody():
    release, office = ReleaseFactory(notice_from_date=TODAY), district_office()
    result = ResultFactory(outcome__grading=release.grading)
    PeriodFactory(programme=release.grading.scheme.programme, drafted_at=NOON, locked_at=NOON)
    before = list(Result.objects.visible_to(AnonymousUser(), on=TODAY))

    publish(office, release, at=NOON)

    assert (before, list(Result.objects.visible_to(AnonymousUser(), on=TODAY))) == ([], [result])
    assert Period.objects.get().disclosed_at == NOON
    assert sorted(event.verb for event in Event.objects.all()) == ["records.disclose_period", "results.publish"]


def test_a_stranger_may_not_and_nothing_is_written():
    with pytest.raises(NotAllowed):
        publish(UserFactory(), ReleaseFactory(notice_from_date=TODAY), at=NOON)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [({}, "先公示，再公布"), ({"notice_from_date": TODAY, "published_at": NOON}, "已经公布")],
)
def test_only_once_and_after_the_notice(more, sentence):
    with pytest.raises(NotAllowed, match=sentence):
        publish(district_office(), ReleaseFactory(**more), at=NOON)
