"""Places are added and renamed by the district, in forms that say what is wrong beside the field."""

import pytest
from django.urls import reverse

from gongjian.civic.registry.models import Area, Participation
from gongjian.ledger.models import Event
from tests.factories import (
    CommunityFactory,
    DistrictFactory,
    StreetFactory,
    district_office,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_district_adds_a_street(client):
    district = DistrictFactory()
    client.force_login(district_office())

    answer = client.post(
        reverse("registry:add_area", args=[district.pk]),
        {"level": "STREET", "name": "新街道", "code": "410102099", "since": "2026-01-05"},
    )

    assert answer.url == district.get_absolute_url()
    assert Area.objects.get(name="新街道").namings.get().code == "410102099"


def test_a_code_of_another_place_is_refused_and_what_was_typed_is_kept(client):
    district = DistrictFactory()
    client.force_login(district_office())

    answer = client.post(
        reverse("registry:add_area", args=[district.pk]),
        {"level": "STREET", "name": "新街道", "code": "110102099", "since": "2026-01-05"},
    )

    assert "应当以 410102 开头" in answer.content.decode()
    assert "新街道" in answer.content.decode()
    assert not Event.objects.exists()


@pytest.mark.parametrize("said", [{"level": "CITY"}, {"since": "去年"}, {"name": " "}, {"code": "1" * 13}])
def test_nonsense_stays_in_the_form(client, said):
    district = DistrictFactory()
    client.force_login(district_office())

    answer = client.post(
        reverse("registry:add_area", args=[district.pk]),
        {"level": "STREET", "name": "新街道", "code": "", "since": "2026-01-05"} | said,
    )

    assert answer.status_code == 200
    assert not Event.objects.exists()


def test_another_name_holds_from_its_day(client):
    street = StreetFactory(name="旧街道")
    client.force_login(district_office())

    client.post(
        reverse("registry:rename_area", args=[street.pk]), {"name": "新名街道", "code": "", "since": "2026-02-01"}
    )

    street.refresh_from_db()
    assert street.name == "新名街道"


def test_a_community_takes_part(client):
    community = CommunityFactory()
    client.force_login(district_office())

    client.post(reverse("registry:take_part", args=[community.pk]), {"since": "2026-01-05"})

    assert Participation.objects.get().area == community


@pytest.mark.parametrize("name", ["add_area", "rename_area", "take_part"])
def test_street_and_community_may_not(client, name):
    community = CommunityFactory()
    for user in (street_office_of(community), worker_of(community)):
        client.force_login(user)

        answer = client.post(reverse(f"registry:{name}", args=[community.pk]), {"name": "别的", "since": "2026-01-05"})

        assert answer.status_code == 403
    assert not Event.objects.exists()
