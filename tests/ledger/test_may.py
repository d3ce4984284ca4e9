import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise

from gongjian.civic.tasks.models import Task
from gongjian.ledger.may import Ask, UnknownVerb, decide, may
from tests.factories import NOON, TODAY, TaskFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_who_holds_the_office_may():
    task = TaskFactory()

    assert may(liaison_of(task.owner), "tasks.accept_task", task, at=NOON) is True


def test_a_stranger_and_a_visitor_may_not():
    task = TaskFactory()

    assert may(UserFactory(), "tasks.accept_task", task, at=NOON) is False
    assert may(AnonymousUser(), "tasks.accept_task", task, at=NOON) is False
    assert may(None, "tasks.accept_task", task, at=NOON) is False


def test_a_closed_account_may_not():
    task = TaskFactory()
    liaison = liaison_of(task.owner)
    liaison.is_active = False

    assert may(liaison, "tasks.accept_task", task, at=NOON) is False


def test_nobody_stands_above_the_rules():
    user = UserFactory()
    user.is_superuser = user.is_staff = True

    assert may(user, "tasks.accept_task", TaskFactory(), at=NOON) is False


def test_a_verb_without_a_rule_is_a_mistake_and_not_a_no():
    with pytest.raises(UnknownVerb, match=r"tasks\.praise_task"):
        may(UserFactory(), "tasks.praise_task", TaskFactory(), at=NOON)


def test_the_first_no_says_why():
    task = TaskFactory(delivered_at=NOON)
    stranger, liaison = Ask(task, NOON), Ask(task, NOON)

    decide(UserFactory(), "tasks.accept_task", stranger)
    decide(liaison_of(task.owner), "tasks.accept_task", liaison)

    assert str(stranger.because) == "这件事要由这家单位自己的联络员或书记来做。"
    assert str(liaison.because) == "已经报告完成，正等接收方确认。"
    assert (stranger.is_post, liaison.is_post) == (True, False)


def test_why_is_said_in_the_language_of_the_reader():
    ask = Ask(TaskFactory(), NOON)

    decide(UserFactory(), "tasks.accept_task", ask)

    assert isinstance(ask.because, Promise)


def test_the_state_counts_as_well_as_the_office():
    task = TaskFactory()
    worker = worker_of(task.receiver.area)

    assert not may(worker, "tasks.confirm_task", task, at=NOON)
    task.delivered_at = NOON
    assert may(worker, "tasks.confirm_task", task, at=NOON)
    task.kind = Task.Kind.CONSULTATION
    assert not may(worker, "tasks.confirm_task", task, at=NOON)


def test_today_is_the_day_of_the_office():
    assert Ask(None, NOON).today == TODAY
    assert Ask(None, NOON.replace(hour=15, minute=59)).today == TODAY
    assert Ask(None, NOON.replace(hour=16)).today > TODAY
