"""A count is declared only if every ballot is accounted for."""

import pytest

from gongjian.methods import tallying
from gongjian.methods.scoring import ballot_score, satisfied_share
from gongjian.methods.tallying import Attendance, TargetCount, agreed_entry, is_shown, reconcile
from tests.methods.cases import POLICY

COUNT = TargetCount(7, {"GOOD": 30, "FAIRLY_GOOD": 10, "FAIR": 4, "POOR": 1}, abstained=2)
USUAL = {"due": 52, "present": 50, "issued": 50, "returned": 48, "spoiled": 1}


def test_the_worked_session_adds_up_to_90_67_with_88_9_percent_satisfied():
    tally = reconcile(Attendance(**USUAL, printed=55, unused=5), [COUNT])

    assert (tally.attendance.valid, tally.present_bp, tally.returned_bp) == (47, 9615, 9600)
    assert [(count.target, count.valid) for count in tally.targets] == [(7, 45)]
    assert ballot_score(POLICY.ballot, tally.targets[0].options) == 9067
    assert satisfied_share(POLICY.ballot, tally.targets[0].options) == 8889


def test_an_unreadable_line_spoils_only_itself_and_a_form_without_a_target_has_fewer_ballots():
    counts = [
        TargetCount(1, {"GOOD": 45}, abstained=1, spoiled_lines=1),
        TargetCount(2, {"GOOD": 40}, ballots=40),
    ]

    assert [count.valid for count in reconcile(Attendance(**USUAL), counts).targets] == [45, 40]


def test_nothing_issued_is_a_session_of_nothing():
    assert reconcile(Attendance(10, 6, 0, 0), []).returned_bp == 0


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"spoiled": -1}, tallying.CountBelowZero),
        ({"present": 53}, tallying.MorePresentThanDue),
        ({"issued": 51}, tallying.MoreIssuedThanPresent),
        ({"returned": 51}, tallying.MoreReturnedThanIssued),
        ({"spoiled": 49}, tallying.MoreSpoiledThanReturned),
        ({"printed": 55, "unused": 4}, tallying.PaperDoesNotAddUp),
        ({"printed": 55}, tallying.PaperDoesNotAddUp),
        ({"due": 100}, tallying.TooFewPresent),
        ({"returned": 47}, tallying.MarksDoNotAddUp),
    ],
)
def test_a_session_that_does_not_add_up_is_refused(changes, refusal):
    with pytest.raises(tallying.TallyRefused) as refused:
        reconcile(Attendance(**USUAL | changes), [COUNT])

    assert type(refused.value) is refusal
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("counts", "refusal"),
    [
        ([TargetCount(1, {"GOOD": 48, "POOR": -1})], tallying.CountBelowZero),
        ([TargetCount(1, {"GOOD": 46})], tallying.MarksDoNotAddUp),
        ([TargetCount(1, {"GOOD": 48}, ballots=48)], tallying.MarksDoNotAddUp),
        ([COUNT, COUNT], tallying.TargetCountedTwice),
    ],
)
def test_a_target_that_does_not_add_up_is_refused(counts, refusal):
    with pytest.raises(refusal):
        reconcile(Attendance(**USUAL), counts)


@pytest.mark.parametrize(("present", "quorum_bp", "is_enough"), [(50, 5000, False), (51, 5000, True), (67, 6667, True)])
def test_more_than_the_quorum_must_be_present(present, quorum_bp, is_enough):
    attendance = Attendance(due=100, present=present, issued=0, returned=0)

    if is_enough:
        assert reconcile(attendance, [], quorum_bp=quorum_bp).present_bp == present * 100
    else:
        with pytest.raises(tallying.TooFewPresent) as refused:
            reconcile(attendance, [], quorum_bp=quorum_bp)
        assert (refused.value.found, refused.value.expected) == (present, 50)


def test_two_people_must_come_to_the_same_count():
    other = TargetCount(8, {"GOOD": 1})

    assert agreed_entry([COUNT, other], [other, COUNT]) == (COUNT, other)
    with pytest.raises(tallying.EntriesDiffer) as refused:
        agreed_entry([COUNT], [TargetCount(7, dict(COUNT.options), abstained=1)])
    assert refused.value.field == "7"
    with pytest.raises(tallying.EntriesDiffer):
        agreed_entry([COUNT], [other])


def test_a_breakdown_of_few_ballots_is_not_shown():
    assert [is_shown(ballots) for ballots in (0, 4, 5)] == [False, False, True]


def test_every_refusal_is_tried_here():
    kinds = [kind for kind in vars(tallying).values() if isinstance(kind, type)]

    assert len([kind for kind in kinds if issubclass(kind, tallying.TallyRefused)]) - 1 == 10
