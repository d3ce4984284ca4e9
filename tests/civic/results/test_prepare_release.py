import zipfile

import pytest

from gongjian.civic.evaluations.models import Outcome
from gongjian.civic.results.actions import prepare_release
from gongjian.civic.results.models import Release, Result
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.files import path_of
from gongjian.ledger.models import Event
from gongjian.methods.seals import canonical, leaf_hash
from tests.civic.results.made import adopted
from tests.factories import NOON, CountFactory, GradingFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db


def test_rows_are_frozen_sealed_and_put_into_one_file():
    grading, units = adopted()
    office = district_office()

    release = prepare_release(office, grading, at=NOON)

    event = Event.objects.get(verb="results.prepare_release")
    result = Result.objects.get(unit=units[0])
    assert (event.actor, event.subject, event.changes["results"][0]) == (office, release, 2)
    assert (result.name, result.row["grade"]) == (units[0].name, "GOOD")
    assert result.hash == leaf_hash(b"results\n" + canonical(result.row)[:-1]).hex()
    with zipfile.ZipFile(path_of(release.bundle)) as bundle:
        assert f"{result.hash}\n" in bundle.read("leaves.txt").decode()
        assert f"校验码 {release.code}\n" in bundle.read("notice.txt").decode()


def test_a_stranger_may_not_and_nothing_is_written():
    grading, _units = adopted()

    with pytest.raises(NotAllowed):
        prepare_release(UserFactory(), grading, at=NOON)

    assert not Release.objects.exists()


def test_only_what_was_adopted_is_sealed():
    with pytest.raises(NotAllowed, match="还没有审定"):
        prepare_release(district_office(), GradingFactory(sent_at=NOON), at=NOON)


def test_it_is_sealed_once():
    grading, _units = adopted()
    prepare_release(district_office(), grading, at=NOON)

    with pytest.raises(Refused, match="已经封存过"):
        prepare_release(district_office(), grading, at=NOON)


def test_outcomes_that_the_facts_no_longer_give_are_refused():
    grading, units = adopted()
    CountFactory._meta.model.objects.filter(organisation=units[0]).update(good=10, poor=30)

    with pytest.raises(Refused, match="请重新计算再审定"):
        prepare_release(district_office(), grading, at=NOON)

    assert (Release.objects.count(), Outcome.objects.count()) == (0, 2)
