"""The name of an organisation links where its page opens: the tag and `visible_to` agree."""

import pytest

from gongjian.civic.registry.models import Organisation, reach
from gongjian.civic.registry.templatetags.registry import may_open
from tests.factories import (
    TODAY,
    BodyFactory,
    OrganisationFactory,
    UserFactory,
    district_office,
    liaison_of,
    security_administrator,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_what_the_tag_links_is_what_the_page_opens():
    unit, other = OrganisationFactory(), OrganisationFactory()
    BodyFactory(governs=unit.area)
    users = [
        UserFactory(),
        liaison_of(unit),
        worker_of(unit.area),
        street_office_of(other.area),
        district_office(),
        security_administrator(),
    ]

    for user in users:
        visible = set(Organisation.objects.visible_to(user, on=TODAY))
        linked = {one for one in Organisation.objects.all() if may_open(reach(user, TODAY), one)}
        assert linked == visible
