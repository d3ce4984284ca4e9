"""The need list, one need, and the forms about it."""

import pytest
from django.urls import reverse

from gongjian.civic.lists.models import Need
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    NOON,
    BodyFactory,
    CommunityFactory,
    EventFactory,
    FindingFactory,
    NeedFactory,
    OrganisationFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("lists:list_needs"), reverse("lists:add_need")


def test_the_place_the_offices_above_and_the_owner_see_a_need_and_nobody_else():
    unit = OrganisationFactory()
    need = NeedFactory(owner=unit, area=unit.area)

    for user in (liaison_of(unit), worker_of(unit.area), street_office_of(unit.area)):
        assert need.title in text(user, LIST)
        assert need.title in text(user, need.get_absolute_url())
    for user in (UserFactory(), liaison_of(OrganisationFactory(area=unit.area)), worker_of(CommunityFactory())):
        assert need.title not in text(user, LIST)
        assert status(user, need.get_absolute_url()) == 404
        assert status(user, reverse("lists:close_need", args=[need.pk]), reason="不要了") == 404
    assert status(None, LIST) == 302


def test_the_list_is_narrowed_and_says_when_nothing_fits():
    need = NeedFactory()
    NeedFactory(area=need.area, title="防汛挡板", closed_at=NOON, reason="装好了")
    worker = worker_of(need.area)

    assert "防汛挡板" not in text(worker, f"{LIST}?state=open")
    assert need.title not in text(worker, f"{LIST}?state=closed")
    assert need.title not in text(worker, f"{LIST}?q=防汛")
    assert "没有这样的需求" in text(worker, f"{LIST}?q=没有")


def test_a_need_is_listed_by_form_by_a_unit():
    unit = OrganisationFactory()
    liaison = liaison_of(unit)

    answer = as_(liaison).post(ADD, {"title": "借一间教室", "owner": unit.pk, "area": unit.area_id})

    need = Need.objects.get()
    assert (answer.headers["Location"], need.owner, need.area) == (need.get_absolute_url(), unit, unit.area)
    assert f"{unit.name}自己提出的" in text(liaison, need.get_absolute_url())


def test_nobody_asks_in_the_name_of_another_or_for_another_place():
    unit, other = OrganisationFactory(), OrganisationFactory()

    page = as_(liaison_of(unit)).post(ADD, {"title": "借教室", "owner": other.pk, "area": other.area_id})

    words = page.content.decode()
    assert ("您不能替这一家提出" in words, "不在您的范围里" in words, "借教室" in words) == (True, True, True)
    assert not Need.objects.exists()


def test_who_acts_for_nobody_is_told_so():
    assert status(UserFactory(), ADD) == 403
    assert "列一条需求" not in text(UserFactory(), LIST)


def test_a_finding_becomes_a_need_by_form_and_both_pages_point_at_each_other():
    finding = FindingFactory()
    EventFactory(subject=finding, verb="platforms.note_finding")
    area = finding.meeting.platform.area
    worker, url = worker_of(area), f"{ADD}?finding={finding.pk}"

    assert finding.text in text(worker, url)
    said = {"title": "防汛挡板", "owner": BodyFactory(governs=area).pk, "area": area.pk}
    as_(worker).post(url, said)

    need = Need.objects.get()
    assert f'href="{finding.get_absolute_url()}"' in text(worker, need.get_absolute_url())
    assert f'href="{need.get_absolute_url()}"' in text(worker, finding.meeting.get_absolute_url())
    assert status(worker, url) == 403


def test_who_may_not_open_the_finding_reads_where_the_need_came_from_without_a_link():
    finding, unit = FindingFactory(), OrganisationFactory()
    event = EventFactory(subject=finding, verb="platforms.note_finding")
    need = NeedFactory(owner=unit, area=unit.area, source=event)

    page = text(liaison_of(unit), need.get_absolute_url())

    assert ("记下一条反映" in page, "看原来的一条" in page, finding.text in page) == (True, False, False)


@pytest.mark.parametrize("said", ["0", "abc", "²", "9" * 30, "-1"])
def test_a_finding_that_is_none_is_not_found(said):
    unit = OrganisationFactory()

    assert status(liaison_of(unit), f"{ADD}?finding={said}") == 404


def test_a_need_is_closed_by_form_with_its_reason():
    need = NeedFactory(title="<b>停车位</b>")
    worker, url = worker_of(need.area), reverse("lists:close_need", args=[need.pk])

    assert "请写明为什么撤下" in as_(worker).post(url, {"reason": " "}).content.decode()
    as_(worker).post(url, {"reason": "操场夜间开放"})

    page = text(worker, need.get_absolute_url())
    assert ("已撤下" in page, "操场夜间开放" in page, "<b>停车位" in page) == (True, True, False)
    assert status(worker, url) == 403


def test_pages_cost_the_same_with_1_and_with_60_needs():
    need = NeedFactory()
    worker = worker_of(need.area)
    few = cost(worker, f"{LIST}?size=100"), cost(worker, need.get_absolute_url())

    NeedFactory.create_batch(59, area=need.area)

    assert (cost(worker, f"{LIST}?size=100"), cost(worker, need.get_absolute_url())) == few
