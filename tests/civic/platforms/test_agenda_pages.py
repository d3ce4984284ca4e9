"""The agenda on the page of a meeting, the forms about its items, and the register of what was decided."""

from datetime import date

import pytest
from django.urls import reverse

from gongjian.civic.platforms.actions import put_on_agenda
from gongjian.civic.platforms.models import AgendaItem, Meeting, Resolution
from gongjian.civic.tasks.models import Task
from tests.civic.pages import as_, cost, status, text
from tests.civic.platforms.rooms import circulated_meeting, held_item, held_meeting
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    YESTERDAY,
    AgendaItemFactory,
    EventFactory,
    MatterFactory,
    MeetingFactory,
    OrganisationFactory,
    PlatformFactory,
    ResolutionFactory,
    SeatFactory,
    TaskFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
PUT, REGISTER = reverse("platforms:put_on_agenda"), reverse("platforms:list_resolutions")
HOSTILE = "<script>alert('议')</script>"


def at(name, row):
    return reverse(f"platforms:{name}", args=[row.pk])


def send(user, url, **data):
    return as_(user).post(url, data, follow=True)


def said(response):
    assert response.status_code == 200
    return response.content.decode()


def agenda_in(response):
    return said(response).split('<ol class="agenda">')[1]


def ahead(**more):
    return MeetingFactory(starts_at=NOON + 4000 * DAY, **more)


def test_the_secretary_writes_the_agenda_from_the_page_of_the_meeting():
    meeting = ahead()
    worker = worker_of(meeting.platform.area)

    send(worker, PUT, meeting=meeting.pk, title="北门乱停车", is_public="on")
    page = agenda_in(send(worker, PUT, meeting=meeting.pk, title="冬季值守", is_public="on"))

    assert page.index("一、") < page.index("北门乱停车") < page.index("二、") < page.index("冬季值守")
    second = meeting.items.get(title="冬季值守")
    page = agenda_in(send(worker, at("move_item", second), where="up"))
    assert page.index("冬季值守") < page.index("北门乱停车")
    page = said(send(worker, at("withdraw_item", second)))
    assert list(meeting.items.filter(withdrawn_at=None).values_list("title", flat=True)) == ["北门乱停车"]
    assert "“冬季值守”从议程撤下了" in page


def test_what_is_wrong_is_said_and_what_was_typed_is_kept():
    meeting = ahead()
    worker = worker_of(meeting.platform.area)
    event = EventFactory(subject=TaskFactory(is_public=True))
    AgendaItemFactory(meeting=meeting, title="值守", source=event)

    page = said(send(worker, f"{PUT}?source={event.pk}", meeting=meeting.pk, title="再议值守"))

    assert "已经在议程上了，是第 1 项“值守”" in page
    assert 'value="再议值守"' in page


def test_anything_with_a_page_is_put_on_an_agenda_by_who_may_see_it():
    meeting = ahead()
    worker, task = worker_of(meeting.platform.area), TaskFactory(is_public=True, title="校园值守")
    hidden = EventFactory(subject=TaskFactory(is_public=False))
    event = EventFactory(subject=task)

    page = text(worker, f"{PUT}?source={event.pk}")

    assert 'value="校园值守"' in page
    assert status(worker, f"{PUT}?source={hidden.pk}") == 404
    assert [status(worker, f"{PUT}?source={wrong}") for wrong in ("x", "٣", "9" * 40, "0")] == [404] * 4
    send(worker, f"{PUT}?source={event.pk}", meeting=meeting.pk, title="校园值守", is_public="on")
    assert meeting.items.get().source == event
    assert task.get_absolute_url() in text(worker, meeting.get_absolute_url())


def test_what_not_everybody_may_see_is_not_made_public_by_the_way():
    meeting = ahead()
    worker = worker_of(meeting.platform.area)
    matter = MatterFactory(area=meeting.platform.area, hidden_because="PRIVACY")

    page = text(worker, f"{PUT}?source={EventFactory(subject=matter).pk}")

    assert 'name="is_public"' not in page
    assert "这件事不公开" in page


def test_what_is_hidden_stays_so_whatever_the_form_says_and_from_the_day_it_is_hidden():
    meeting, matter = ahead(), MatterFactory(hidden_because="PRIVACY")
    worker = worker_of(meeting.platform.area)
    source = EventFactory(subject=matter)
    item = put_on_agenda(worker, meeting, title="一件难办的事", source=source, is_public=True, at=NOON)
    known = MatterFactory()
    held = held_item(title="后来不公开的事", source=EventFactory(subject=known))
    assert not item.is_public
    assert "后来不公开的事" in text(None, held.meeting.get_absolute_url())

    known.hidden_because = "DISPUTE"
    known.save()

    assert "后来不公开的事" not in text(None, held.meeting.get_absolute_url())
    assert "后来不公开的事" in text(worker_of(held.meeting.platform.area), held.meeting.get_absolute_url())


def test_the_public_reads_what_was_decided_once_the_minutes_are_confirmed():
    item = held_item(present=1, absent=2, title="北门乱停车")
    meeting = item.meeting
    ResolutionFactory(item=item, text="开放操场")
    Meeting.objects.filter(pk=meeting.pk).update(override_reason="防汛在即")

    before = text(None, meeting.get_absolute_url())
    Meeting.objects.filter(pk=meeting.pk).update(circulated_at=NOON, object_by_date=TODAY, confirmed_at=NOON)
    after = text(None, meeting.get_absolute_url())

    assert ("北门乱停车" in before, "开放操场" in before, "防汛在即" in before) == (True, False, False)
    assert ("开放操场" in after, "防汛在即" in after) == (True, True)


def test_members_read_the_kept_words_of_what_they_may_not_open():
    seat = SeatFactory()
    meeting, secret = ahead(platform=seat.platform), TaskFactory(is_public=False)
    AgendaItemFactory(meeting=meeting, title="一件难办的事", source=EventFactory(subject=secret))

    page = text(liaison_of(seat.organisation), meeting.get_absolute_url())

    assert ("一件难办的事" in page, secret.get_absolute_url() in page) == (True, False)


def test_a_stranger_finds_no_form_and_no_page():
    item, resolution = AgendaItemFactory(meeting=ahead()), ResolutionFactory(item__meeting=ahead())
    stranger = UserFactory()

    for name in ("write_discussion", "adopt_resolution"):
        assert status(stranger, at(name, item)) == 404
    for name in ("move_item", "withdraw_item"):
        assert status(stranger, at(name, item), where="up") == 404
    assert status(stranger, at("override_quorum", item.meeting)) == 404
    assert status(stranger, at("return_to_agenda", resolution), x="x") == 404
    assert (
        status(stranger, PUT, meeting=item.meeting_id, title="我的事") == 200
    )  # the form says that this is not theirs
    assert AgendaItem.objects.count() == 2
    assert status(None, PUT) == status(None, REGISTER) == 302


def test_a_member_sees_no_buttons_and_may_not_write():
    item = held_item()
    member = liaison_of(item.meeting.attendances.first().organisation)

    page = text(member, item.meeting.get_absolute_url())

    assert (at("write_discussion", item) in page, PUT in page) == (False, False)
    assert [status(member, at(name, item)) for name in ("write_discussion", "adopt_resolution")] == [403, 403]


def test_a_discussion_is_written_shown_to_members_later_and_never_run():
    item = held_item()
    worker = worker_of(item.meeting.platform.area)

    page = said(send(worker, at("write_discussion", item), text=HOSTILE + "长" * 2000))

    assert (HOSTILE in page, "&lt;script&gt;" in page) == (False, True)
    assert HOSTILE not in text(worker, at("write_discussion", item))
    member = liaison_of(item.meeting.attendances.first().organisation)
    assert "长长长" not in text(member, item.meeting.get_absolute_url())


def test_decisions_are_locked_until_the_quorum_is_met_or_a_reason_stands_there():
    item = held_item(present=1, absent=2)
    meeting, worker = item.meeting, worker_of(item.meeting.platform.area)
    note = {"text": "开放操场", "kind": "NOTE", "review_date": "2030-01-01", "votes_for": 1}
    note |= {"votes_against": 0, "votes_abstained": 0}

    locked = text(worker, meeting.get_absolute_url())
    refused = said(send(worker, at("adopt_resolution", item), **note))
    opened = said(send(worker, at("override_quorum", meeting), reason="防汛在即"))
    page = said(send(worker, at("adopt_resolution", item), **note))

    assert "应到 3 家，到会 1 家，至少要 2 家才能议定" in locked
    assert (at("adopt_resolution", item) in locked, at("adopt_resolution", item) in opened) == (False, True)
    assert "先写明人数不够仍然议事的理由" in refused
    assert "开放操场" in page
    assert Resolution.objects.get().votes_for == 1


def test_a_task_is_given_to_a_member_and_the_register_follows_it():
    meeting = held_meeting()
    unit, worker = meeting.attendances.first().organisation, worker_of(meeting.platform.area)
    item = AgendaItemFactory(meeting=meeting)
    form = {"text": "腾出车位", "kind": "TASK", "votes_for": 3, "votes_against": 0, "votes_abstained": 0}

    wrong = said(send(worker, at("adopt_resolution", item), **form))
    page = said(send(worker, at("adopt_resolution", item), owner=unit.pk, due_date="2030-01-01", **form))

    assert "请选由哪家负责" in wrong
    assert "交办要写办结期限" in wrong
    assert Task.objects.get().get_absolute_url() in page
    assert "腾出车位" in text(liaison_of(unit), REGISTER + "?side=owner&state=open")
    assert "腾出车位" not in text(liaison_of(unit), REGISTER + "?side=owner&state=late")


def test_only_what_came_from_a_matter_offers_to_be_handed_over():
    meeting = held_meeting()
    worker = worker_of(meeting.platform.area)
    matter = AgendaItemFactory(meeting=meeting, source=EventFactory(subject=MatterFactory(area=meeting.platform.area)))
    other = AgendaItemFactory(meeting=meeting)

    assert 'value="HAND_OVER"' in text(worker, at("adopt_resolution", matter))
    assert 'value="HAND_OVER"' not in text(worker, at("adopt_resolution", other))


def test_the_register_says_what_became_of_each():
    item = held_item()
    words = {
        "late": ("逾期的", {"task": TaskFactory(due_date=date(2020, 1, 31))}),
        "done": ("做完的", {"task": TaskFactory(confirmed_at=NOON, delivered_at=NOON, outcome_bp=10_000)}),
        "cancelled": ("取消的", {"task": TaskFactory(cancelled_at=NOON)}),
        "rejected": ("没过的", {"is_carried": False}),
        "review": ("等看的", {"review_date": YESTERDAY}),
        "open": ("在办的", {"review_date": date(2040, 1, 1)}),
    }
    for title, more in words.values():
        ResolutionFactory(item=item, text=title, **more)
    worker = worker_of(item.meeting.platform.area)

    for state, (title, _more) in words.items():
        page = text(worker, f"{REGISTER}?state={state}&platform={item.meeting.platform_id}")
        assert [one for one, _rest in words.values() if one in page] == [title]
    assert all(title in text(worker, REGISTER) for title, _more in words.values())


def test_the_register_counts_and_finds():
    resolution = ResolutionFactory(item=held_item(), text="夜间开放操场")
    worker = worker_of(resolution.item.meeting.platform.area)

    assert "夜间开放操场" in text(worker, REGISTER + "?q=操场")
    assert "没有这样的议定事项" in text(worker, REGISTER + "?q=食堂")
    assert status(worker, REGISTER + "?state=x&platform=abc&page=99&sort=-owner") == 200


def test_a_review_that_is_due_waits_on_the_page_of_the_next_meeting():
    resolution = ResolutionFactory(item=held_item(), review_date=TODAY)
    platform = resolution.item.meeting.platform
    meeting, worker = ahead(platform=platform), worker_of(platform.area)

    assert resolution.text in text(worker, meeting.get_absolute_url())
    page = said(send(worker, at("return_to_agenda", resolution), x="x"))

    assert "排上下一次会议的议程了" in page
    assert meeting.items.get().title == f"回头看：{resolution.text}"


def test_under_circulated_minutes_there_is_nothing_to_press():
    meeting = circulated_meeting()
    worker = worker_of(meeting.platform.area)

    page = text(worker, meeting.get_absolute_url())

    assert (PUT in page, at("write_discussion", meeting.items.get()) in page) == (False, False)


def test_an_agenda_of_sixty_items_asks_no_more_than_one_of_one():
    small, big = held_meeting(), held_meeting()
    for meeting, count in ((small, 1), (big, 60)):
        for number in range(count):
            task = TaskFactory(is_public=True)
            item = AgendaItemFactory(
                meeting=meeting, position=number, discussion="说了。", source=EventFactory(subject=task)
            )
            ResolutionFactory(item=item, owner=task.owner, task=TaskFactory())

    few = cost(worker_of(small.platform.area), small.get_absolute_url())
    assert few == cost(worker_of(big.platform.area), big.get_absolute_url())


def test_the_register_asks_no_more_for_sixty_than_for_one():
    small, big = PlatformFactory(), PlatformFactory()
    for platform, count in ((small, 1), (big, 60)):
        item = AgendaItemFactory(meeting=held_meeting(platform=platform))
        for number in range(count):
            ResolutionFactory(item=item, text=f"第{number}件", owner=OrganisationFactory())

    assert cost(worker_of(small.area), REGISTER) == cost(worker_of(big.area), REGISTER)
