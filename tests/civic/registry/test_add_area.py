import pytest

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import add_area
from gongjian.civic.registry.models import Area
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    CommunityFactory,
    DistrictFactory,
    StreetFactory,
    UserFactory,
    district_office,
    street_office_of,
)

pytestmark = pytest.mark.django_db


def test_the_district_adds_a_street_and_the_ledger_says_so():
    district, office = DistrictFactory(), district_office()

    street = add_area(office, district, level="STREET", name="林山寨街道", code="410102001", since=NEW_YEAR, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.add_area", office, street)
    assert event.path == street.path == f"{district.path}{street.pk}/"
    assert event.changes == {
        "code": [None, "410102001"],
        "level": [None, "STREET"],
        "name": [None, "林山寨街道"],
        "parent_id": [None, district.pk],
        "path": [None, street.path],
        "valid_from": [None, "2026-01-01"],
    }


def test_the_clock_may_too_and_a_code_need_not_be_known():
    street = StreetFactory()

    village = add_area(
        User.objects.clock(), street, level="VILLAGE", name="赵村村委会", code="", since=NEW_YEAR, at=NOON
    )

    assert (village.parent, village.short_name) == (street, "赵村村")


@pytest.mark.parametrize("who", [lambda street: UserFactory(), street_office_of])
def test_nobody_else_may_and_nothing_is_written(who):
    street = StreetFactory()
    actor = who(street)

    with pytest.raises(NotAllowed):
        add_area(actor, street, level="COMMUNITY", name="百花社区", code="", since=NEW_YEAR, at=NOON)

    assert not street.children.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("parent", "level"),
    [
        (DistrictFactory, "COMMUNITY"),
        (DistrictFactory, "VILLAGE"),
        (StreetFactory, "STREET"),
        (CommunityFactory, "COMMUNITY"),
        (CommunityFactory, "DISTRICT"),
    ],
)
def test_streets_stand_in_the_district_and_communities_in_streets(parent, level):
    place = parent()

    with pytest.raises(Refused, match=f"“百花”不能放在“{place.name}”下面"):
        add_area(district_office(), place, level=level, name="百花", code="", since=NEW_YEAR, at=NOON)

    assert not place.children.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("4101020", "街道的代码是 9 位数字"),
        ("41010200X", "街道的代码是 9 位数字"),
        ("410102００1", "街道的代码是 9 位数字"),
        ("410103001", "应当以 410102 开头"),
    ],
)
def test_a_code_has_its_length_and_begins_with_that_of_the_place_above(code, sentence):
    district = DistrictFactory()

    with pytest.raises(Refused, match=sentence):
        add_area(district_office(), district, level="STREET", name="桐柏路街道", code=code, since=NEW_YEAR, at=NOON)

    assert not district.children.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("name", "code"), [("林山寨街道", "410102002"), ("林山寨街道", ""), ("桐柏路街道", "410102001")]
)
def test_the_same_name_or_code_stands_once(name, code):
    street = StreetFactory(name="林山寨街道", code="410102001")

    with pytest.raises(Refused, match="已经有了：林山寨街道"):
        add_area(district_office(), street.parent, level="STREET", name=name, code=code, since=NEW_YEAR, at=NOON)

    assert list(Area.objects.filter(level="STREET")) == [street]
    assert not Event.objects.exists()
