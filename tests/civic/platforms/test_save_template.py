import pytest

from gongjian.civic.platforms.actions import save_template
from gongjian.civic.platforms.models import MeetingTemplate
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    CommunityFactory,
    MeetingTemplateFactory,
    StreetFactory,
    UserFactory,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
SAID = {
    "kind": "JOINT",
    "title": "季度联席会议",
    "length_minutes": 90,
    "items": ["上次的事办得怎么样", " "],
    "at": NOON,
}


def test_a_street_keeps_what_its_meetings_look_like_and_the_ledger_says_so():
    street = StreetFactory()
    office = street_office_of(street)

    template = save_template(office, street, **SAID)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.save_template", office, template)
    assert event.changes == {
        "area_id": [None, street.pk],
        "items": [None, ["上次的事办得怎么样"]],
        "kind": [None, "JOINT"],
        "length_minutes": [None, 90],
        "title": [None, "季度联席会议"],
    }


def test_a_stranger_may_not_and_nothing_is_written():
    street = StreetFactory()

    for who in (UserFactory(), street_office_of(StreetFactory()), worker_of(CommunityFactory(parent=street))):
        with pytest.raises(NotAllowed):
            save_template(who, street, **SAID)

    assert not MeetingTemplate.objects.exists()
    assert not Event.objects.exists()


def test_a_template_is_mended_in_its_place():
    template = MeetingTemplateFactory(area=StreetFactory())

    save_template(street_office_of(template.area), template.area, **SAID, template=template)

    kept = MeetingTemplate.objects.get()
    assert (kept.pk, kept.length_minutes) == (template.pk, 90)


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"title": " "}, "会议名称"),
        ({"items": ["题"] * 21}, "最多 20 项"),
        ({"items": ["题" * 201]}, "最多 200 个字"),
    ],
)
def test_what_no_meeting_can_follow_is_refused(said, because):
    street = StreetFactory()

    with pytest.raises(Refused, match=because):
        save_template(street_office_of(street), street, **SAID | said)

    assert not MeetingTemplate.objects.exists()


def test_neither_a_retired_one_nor_another_streets_is_mended():
    street = StreetFactory()
    office = street_office_of(street)

    for template in (MeetingTemplateFactory(area=street, retired_at=NOON), MeetingTemplateFactory()):
        with pytest.raises(Refused, match="已经停用"):
            save_template(office, street, **SAID, template=template)

    assert not Event.objects.exists()
