import pytest
from django.db import IntegrityError, transaction

from gongjian.civic.platforms.actions import adopt_resolution, confirm_minutes, write_discussion
from gongjian.civic.platforms.models import AgendaItem, Meeting, Stage
from gongjian.civic.platforms.queries.minutes import minutes_of
from gongjian.civic.platforms.queries.seals import fits_seal
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event, Seal
from tests.civic.platforms.rooms import AFTER, OBJECT_BY, circulated_meeting, held_meeting
from tests.factories import (
    NOON,
    FindingFactory,
    ObjectionFactory,
    OrganisationFactory,
    ProfileFactory,
    ResolutionFactory,
    StageOutputFactory,
    UserFactory,
    worker_of,
)

pytestmark = pytest.mark.django_db


def confirmed_meeting():
    meeting = circulated_meeting()
    ResolutionFactory(item=meeting.items.get(), owner=OrganisationFactory())
    return confirm_minutes(worker_of(meeting.platform.area), meeting, at=AFTER)


def test_once_nobody_can_object_they_are_sealed_and_the_ledger_says_so():
    meeting = confirmed_meeting()

    event, seal = Event.objects.get(), Seal.objects.get()
    assert (event.verb, event.subject) == ("platforms.confirm_minutes", meeting)
    assert (meeting.seal, seal.kind, seal.path, seal.size) == (seal, "MINUTES", meeting.scope_path, 6)
    assert fits_seal(Meeting.objects.get())
    assert len(minutes_of(meeting).check_code) == len("XXXX XXXX XXXX XXXX")


def test_a_stranger_may_not_and_nothing_is_written():
    meeting = circulated_meeting()

    with pytest.raises(NotAllowed):
        confirm_minutes(UserFactory(), meeting, at=AFTER)

    assert (Event.objects.count(), Seal.objects.count()) == (0, 0)


def test_a_name_that_changes_later_leaves_the_seal_and_the_old_name_in_place():
    meeting = confirmed_meeting()
    unit = meeting.attendances.first().organisation
    ProfileFactory(organisation=unit, name=unit.name, valid_to=AFTER.date())
    old = unit.name
    unit.name = "换了名字的单位"
    unit.save()

    assert fits_seal(Meeting.objects.get())
    assert (old in minutes_of(meeting).present, unit.name in minutes_of(meeting).present) == (True, False)


def test_a_changed_word_breaks_the_seal_where_the_database_did_not_stop_it():
    confirmed_meeting()
    Meeting.objects.update(place="别的地方")

    assert not fits_seal(Meeting.objects.get())


def test_verbs_and_database_alike_refuse_to_change_what_is_sealed():
    meeting = confirmed_meeting()
    item, worker = meeting.items.get(), worker_of(meeting.platform.area)

    with pytest.raises(NotAllowed):
        write_discussion(worker, item, text="另一种说法", at=AFTER)
    with pytest.raises(NotAllowed):
        adopt_resolution(worker, item, kind="NOTE", text="补记", votes_for=1, review_date=OBJECT_BY, at=AFTER)
    with pytest.raises(IntegrityError, match="guard_platforms_agendaitem_confirmed"), transaction.atomic():
        AgendaItem.objects.update(discussion="另一种说法")

    item.refresh_from_db()
    assert item.discussion == "会议听取了社区的汇报。"


def test_not_while_members_may_object_nor_while_an_objection_is_open():
    meeting = circulated_meeting()
    worker = worker_of(meeting.platform.area)
    ObjectionFactory(meeting=meeting)

    with pytest.raises(Refused, match="还可以提意见"):
        confirm_minutes(worker, meeting, at=NOON)
    with pytest.raises(Refused, match="还有 1 条意见没有答复"):
        confirm_minutes(worker, meeting, at=AFTER)


def test_not_without_quorum_unless_a_reason_stands_there():
    meeting = circulated_meeting(present=1, absent=1)
    worker = worker_of(meeting.platform.area)

    with pytest.raises(Refused, match="到会没有达到规定"):
        confirm_minutes(worker, meeting, at=AFTER)
    Meeting.objects.update(override_reason="防汛在即")

    assert confirm_minutes(worker, meeting, at=AFTER).seal is not None


def test_neither_a_draft_nor_twice():
    draft, sealed = held_meeting(), confirmed_meeting()

    with pytest.raises(NotAllowed, match="还没有送成员看"):
        confirm_minutes(worker_of(draft.platform.area), draft, at=AFTER)
    with pytest.raises(NotAllowed, match="已经确认、封存"):
        confirm_minutes(worker_of(sealed.platform.area), sealed, at=AFTER)


def test_an_open_talk_has_an_output_for_each_stage_and_no_finding_left_open():
    meeting = circulated_meeting(kind=Meeting.Kind.TALK)
    worker = worker_of(meeting.platform.area)
    StageOutputFactory(meeting=meeting, stage=Stage.LOOK)

    with pytest.raises(Refused, match="谈、评、议"):
        confirm_minutes(worker, meeting, at=AFTER)
    for stage in (Stage.TALK, Stage.RATE, Stage.DELIBERATE):
        StageOutputFactory(meeting=meeting, stage=stage)
    finding = FindingFactory(meeting=meeting)
    with pytest.raises(Refused, match="还有 1 条反映没有定怎么办"):
        confirm_minutes(worker, meeting, at=AFTER)
    finding.outcome, finding.reason, finding.settled_at = "NO_ACTION", "不归我们管", NOON
    finding.save()
    confirm_minutes(worker, meeting, at=AFTER)

    titles = [section.title for section in minutes_of(meeting).sections]
    assert titles == ["看", "谈", "评", "议", "小区北门夜间乱停车"]
