"""The page of a task and the register of tasks: who sees what, what one may press, what it costs."""

import pytest
from django.urls import reverse

from gongjian.civic.tasks.models import Task
from gongjian.ledger.models import Event
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    BodyFactory,
    EventFactory,
    OrganisationFactory,
    TaskFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
LIST = reverse("tasks:list_tasks")


def test_the_public_reads_a_public_task_and_finds_nothing_to_press():
    task = TaskFactory()

    page = text(None, task.get_absolute_url())

    assert task.title in page
    assert 'name="achieved"' not in page


def test_a_stranger_does_not_find_a_task_that_is_not_public():
    task = TaskFactory(is_public=False)

    assert status(UserFactory(), task.get_absolute_url()) == 404


def test_the_owner_is_offered_to_report_and_the_receiver_to_confirm():
    task = TaskFactory()
    delivered = TaskFactory(owner=task.owner, receiver=task.receiver, delivered_at=NOON, achieved=4)
    liaison, worker = liaison_of(task.owner), worker_of(task.receiver.area)

    assert "报告完成，请对方确认" in text(liaison, task.get_absolute_url())
    assert "确认这个结果" not in text(liaison, delivered.get_absolute_url())
    assert "确认这个结果" in text(worker, delivered.get_absolute_url())
    assert "取消这件事" in text(street_office_of(task.owner.area), task.get_absolute_url())


def test_reporting_goes_through_the_form():
    task = TaskFactory()

    response = as_(liaison_of(task.owner)).post(
        reverse("tasks:deliver_task", args=[task.pk]), {"achieved": "3", "note": ""}
    )

    task.refresh_from_db()
    assert response.headers["Location"] == task.get_absolute_url()
    assert task.achieved == 3


def test_what_is_wrong_stands_beside_the_field_and_nothing_is_written():
    task = TaskFactory(delivered_at=NOON, achieved=4)
    worker = worker_of(task.receiver.area)

    page = as_(worker).post(reverse("tasks:confirm_task", args=[task.pk]), {}).content.decode()

    assert "请选一项结果：做到、做到一半，还是没做到。" in page
    assert not Event.objects.exists()


def test_a_later_day_must_be_later():
    task = TaskFactory()
    worker = worker_of(task.receiver.area)

    page = (
        as_(worker)
        .post(
            reverse("tasks:extend_task", args=[task.pk]), {"until": task.due_date.isoformat(), "reason": "等管线迁改"}
        )
        .content.decode()
    )

    assert f"新的期限要晚于现在的期限 {task.due_date.isoformat()}。" in page
    assert not Event.objects.exists()


def test_who_may_not_is_told_so():
    task = TaskFactory()

    assert status(UserFactory(), reverse("tasks:cancel_task", args=[task.pk]), reason="不办了") == 403


def test_a_mere_visit_to_a_verb_shows_the_task():
    task = TaskFactory()

    response = as_(liaison_of(task.owner)).get(reverse("tasks:deliver_task", args=[task.pk]))

    assert response.headers["Location"] == task.get_absolute_url()


def test_an_answer_to_a_consultation_needs_words_and_no_number():
    task = TaskFactory(kind=Task.Kind.CONSULTATION)
    client, url = as_(liaison_of(task.owner)), reverse("tasks:deliver_task", args=[task.pk])

    assert "请写下答复，一两句话就够。" in client.post(url, {"note": ""}).content.decode()
    assert client.post(url, {"note": "同意"}).status_code == 302


def test_the_register_asks_who_one_is():
    assert as_(None).get(LIST).headers["Location"] == f"{reverse('registry:sign_in')}?next={LIST}"


def test_the_register_shows_ones_own_tasks_only():
    task, other = TaskFactory(title="校门口值守"), TaskFactory(title="别处的事")

    for user in (liaison_of(task.owner), worker_of(task.receiver.area), street_office_of(task.owner.area)):
        page = text(user, LIST)
        assert task.title in page
        assert other.title not in page


def test_the_register_finds_by_progress_and_side():
    body = BodyFactory()
    unit = OrganisationFactory(area=body.governs)
    late = TaskFactory(owner=unit, receiver=body, title="晚了的", due_date=TODAY - DAY)
    waiting = TaskFactory(owner=unit, receiver=body, title="等着的", delivered_at=NOON, achieved=4)
    got = TaskFactory(owner=body, receiver=unit, title="给单位办的")
    liaison = liaison_of(unit)

    def found(query):
        page = text(liaison, f"{LIST}?{query}")
        return [task.title for task in (late, waiting, got) if f">{task.title}</a>" in page]

    assert found("") == ["晚了的", "等着的", "给单位办的"]
    assert found("state=late") == ["晚了的"]
    assert found("state=waiting") == ["等着的"]
    assert found("side=receiver") == ["给单位办的"]
    assert found("q=晚了") == ["晚了的"]
    assert found("state=nonsense&page=99999999999&size=7&organisation=99999999999999999999") == [
        "晚了的",
        "等着的",
        "给单位办的",
    ]


def test_the_page_of_a_task_costs_little_whatever_happened():
    task = TaskFactory(delivered_at=NOON, achieved=4, source=EventFactory())
    worker = worker_of(task.receiver.area)
    before = cost(worker, task.get_absolute_url())

    EventFactory.create_batch(10, subject=task)

    assert cost(worker, task.get_absolute_url()) == before


def test_the_register_costs_the_same_with_1_and_with_200_rows():
    task = TaskFactory()
    street = street_office_of(task.owner.area)
    before = cost(street, f"{LIST}?size=100")

    TaskFactory.create_batch(199, owner=task.owner, receiver=task.receiver)

    assert cost(street, f"{LIST}?size=100") == before
