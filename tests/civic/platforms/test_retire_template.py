import pytest

from gongjian.civic.platforms.actions import retire_template
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    WRITTEN_NOON,
    MeetingTemplateFactory,
    StreetFactory,
    UserFactory,
    street_office_of,
)

pytestmark = pytest.mark.django_db


def test_a_template_is_offered_no_more_and_the_ledger_says_so():
    template = MeetingTemplateFactory(area=StreetFactory())
    office = street_office_of(template.area)

    retire_template(office, template, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.retire_template", office, template)
    assert event.changes == {"retired_at": [None, WRITTEN_NOON]}
    with pytest.raises(NotAllowed, match="已经停用"):
        retire_template(office, template, at=NOON)


def test_a_stranger_may_not_and_nothing_is_written():
    template = MeetingTemplateFactory(area=StreetFactory())

    for who in (UserFactory(), street_office_of(StreetFactory())):
        with pytest.raises(NotAllowed):
            retire_template(who, template, at=NOON)

    assert not Event.objects.exists()
