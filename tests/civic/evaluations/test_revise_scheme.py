import pytest
from django.urls import reverse

from gongjian.civic.evaluations.actions import revise_scheme
from gongjian.civic.evaluations.models import Scheme
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.pages import as_
from tests.factories import NOON, SchemeFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db
HEAVIER = {"A": 4500, "B": 2500, "C": 1000, "D": 2000}


def test_the_district_office_changes_a_weight_before_the_freeze():
    scheme, office = SchemeFactory(), district_office()

    revise_scheme(office, scheme, policy={**scheme.policy, "weights_bp": HEAVIER}, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("evaluations.revise_scheme", office, scheme)
    assert Scheme.objects.get().policy["weights_bp"] == HEAVIER


def test_weights_that_do_not_make_a_whole_are_refused_in_words():
    scheme = SchemeFactory()

    with pytest.raises(Refused) as refused:
        revise_scheme(
            district_office(), scheme, policy={**scheme.policy, "weights_bp": {**HEAVIER, "A": 4400}}, at=NOON
        )

    assert str(refused.value) == "四项权重合计必须是 10000（即 100%），现在是 9900。请改好再存。"
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"bonus_most_cp": 20_000}, "bonus_most_cp"),
        ({"indicators": []}, "各项分值合计必须是 10000"),
        ({"grades": [{"grade": "GOOD", "from_cp": 9000}]}, "从高到低"),
        ({"year": 2025}, "年度是 2026 年"),
    ],
)
def test_a_policy_that_does_not_hold_together_is_refused(change, sentence):
    scheme = SchemeFactory()

    with pytest.raises(Refused, match=sentence):
        revise_scheme(district_office(), scheme, policy={**scheme.policy, **change}, at=NOON)


def test_a_stranger_may_not_and_nothing_is_written():
    scheme = SchemeFactory()

    with pytest.raises(NotAllowed):
        revise_scheme(UserFactory(), scheme, policy=scheme.policy, at=NOON)

    assert not Event.objects.exists()


def test_a_frozen_policy_stays():
    scheme = SchemeFactory(frozen_at=NOON)

    with pytest.raises(NotAllowed, match="已经冻结"):
        revise_scheme(district_office(), scheme, policy=scheme.policy, at=NOON)


def test_the_form_takes_percentages_and_says_beside_the_field_what_is_wrong():
    scheme, browser = SchemeFactory(), as_(district_office())
    url = reverse("evaluations:revise_scheme", args=[2026])

    wrong = browser.post(url, {"A": "45.50", "B": "25", "C": "10", "D": "20"})
    right = browser.post(url, {"A": "45.50", "B": "24.50", "C": "10", "D": "20"})

    assert "四项权重加起来要正好是 100%，现在是 100.50%。" in wrong.content.decode()
    assert right.status_code == 302
    scheme.refresh_from_db()
    assert scheme.policy["weights_bp"] == {"A": 4550, "B": 2450, "C": 1000, "D": 2000}
