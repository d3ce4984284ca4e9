"""The first pages: what a visitor and each role see, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjian.civic.platforms.models import Seat
from gongjian.civic.registry.models import Role
from gongjian.civic.tasks.models import Task
from tests.factories import (
    NOON,
    TODAY,
    BodyFactory,
    DistrictFactory,
    OfficeFactory,
    OrganisationFactory,
    ParticipationFactory,
    PlatformFactory,
    ProgrammeFactory,
    ResourceFactory,
    SeatFactory,
    SessionFactory,
    TaskFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


@pytest.fixture(autouse=True)
def the_day(settings):
    """Pages ask what time it is: it is noon of the factories' day."""
    settings.DEMO_TODAY = TODAY


def queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        response = client.get(url)
    assert response.status_code == 200
    return len(caught)


def test_before_anything_is_there_the_home_says_what_to_do(client):
    page = client.get("/").content.decode()

    assert "请系统管理员先建区、街道和社区" in page


def test_the_public_home_counts_promises_to_the_chosen_community(client):
    ProgrammeFactory()
    community = ParticipationFactory().area
    ParticipationFactory()
    body = BodyFactory(governs=community)
    TaskFactory(receiver=body, kind=Task.Kind.PROMISE, title="操场周末开放", confirmed_at=NOON, outcome_bp=10_000)
    TaskFactory(receiver=body, kind=Task.Kind.PROMISE, title="楼院坡道", confirmed_at=NOON, outcome_bp=5_000)
    TaskFactory(receiver=body, kind=Task.Kind.PROMISE, title="暑期图书室", due_date=TODAY - timedelta(days=3))

    page = client.get(f"/?community={community.pk}").content.decode()

    assert "答应了 3 件事：做到 <b>1</b> 件，做到一半 <b>1</b> 件，没做到 <b>1</b> 件。" in page


def test_an_unknown_community_shows_another_instead_of_an_error(client):
    ProgrammeFactory()
    ParticipationFactory.create_batch(2)

    assert client.get("/?community=999999").status_code == 200
    assert client.get("/?community=什么").status_code == 200


def test_the_public_home_costs_the_same_with_1_and_with_200_promises(client):
    ProgrammeFactory()
    community = ParticipationFactory().area
    body = BodyFactory(governs=community)
    unit = OrganisationFactory()
    ResourceFactory(kind="PREMISES", size_m2=3800, floors=5, unit="处", owner=unit, area=community)
    TaskFactory(receiver=body, owner=unit, kind=Task.Kind.PROMISE, due_date=TODAY)
    few = queries(client, f"/?community={community.pk}")

    for _ in range(199):
        TaskFactory(receiver=body, owner=unit, kind=Task.Kind.PROMISE, due_date=TODAY)

    assert queries(client, f"/?community={community.pk}") == few <= MOST_QUERIES


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get("/home").headers["Location"] == f"{reverse('registry:sign_in')}?next=/home"


def test_somebody_without_an_office_is_told_whom_to_ask(client):
    client.force_login(UserFactory())

    assert "请联系区里的安全管理员" in client.get("/home").content.decode()


@pytest.mark.parametrize("who", ["district", "street", "community", "liaison"])
def test_each_role_sees_its_home_within_25_queries(client, who):
    ProgrammeFactory()
    unit = OrganisationFactory()
    body = BodyFactory(governs=unit.area)
    for _ in range(30):
        TaskFactory(owner=unit, receiver=body, due_date=TODAY)
        TaskFactory(owner=unit, receiver=body, delivered_at=NOON)
    user = {
        "district": lambda: district_office(),
        "street": lambda: street_office_of(unit.area),
        "community": lambda: worker_of(unit.area),
        "liaison": lambda: liaison_of(unit),
    }[who]()
    client.force_login(user)

    assert queries(client, "/home") <= MOST_QUERIES


def test_a_liaison_sees_own_duties_and_nobody_elses(client):
    ProgrammeFactory()
    task = TaskFactory(title="我们的事", due_date=TODAY)
    TaskFactory(title="别人的事", due_date=TODAY)
    client.force_login(liaison_of(task.owner))

    page = client.get("/home").content.decode()

    assert "我们的事" in page
    assert "别人的事" not in page


def test_the_report_lists_all_98_sentences_and_says_which_have_no_page(client):
    DistrictFactory()
    OfficeFactory(role=Role.STREET_OFFICE)

    page = client.get("/report").content.decode()

    assert all(f'id="S{number}"' in page for number in range(1, 99))
    assert "还没有页" in page


def test_the_report_leads_to_the_committees_the_gaps_and_the_network(client):
    community = SeatFactory(role=Seat.Role.MAIN).platform
    street = PlatformFactory(area=community.area.parent)

    page = client.get("/report").content.decode()

    for url in (
        street.get_absolute_url(),
        community.get_absolute_url(),
        reverse("overview:show_gaps", args=[street.area.parent_id]),
        reverse("overview:show_network", args=[street.area_id]),
        street.area.parent.get_absolute_url(),
    ):
        assert f'href="{url}"' in page


def test_the_home_of_a_department_counts_its_units_in_all_streets_what_they_offer_and_its_own_tasks(client):
    ProgrammeFactory()
    sector = OrganisationFactory(kind="DISTRICT", is_resident_unit=False, grouping="")
    for unit in OrganisationFactory.create_batch(2, sector=sector):
        ResourceFactory(owner=unit)
    OrganisationFactory()
    TaskFactory(owner=sector, receiver=BodyFactory())
    office = OfficeFactory(role=Role.SECTOR_DEPARTMENT, area=None, organisation=sector)
    client.force_login(office.person.user)

    response = client.get(reverse("overview:home"))

    assert [figure.number for figure in response.context["figures"]] == [2, 2, 0]
    assert "分在2个街道" in response.content.decode()
    assert queries(client, reverse("overview:home")) <= MOST_QUERIES


def test_the_home_of_a_scrutineer_tells_of_the_ballots_alone(client):
    ProgrammeFactory()
    session = SessionFactory()
    TaskFactory(owner=OrganisationFactory(area__parent=session.area))
    office = OfficeFactory(role=Role.SCRUTINEER, area=session.area)
    client.force_login(office.person.user)

    response = client.get(reverse("overview:home"))

    assert [(figure.label, figure.url) for figure in response.context["figures"]] == [
        ("民主评议", session.get_absolute_url())
    ]
    assert queries(client, reverse("overview:home")) <= MOST_QUERIES
