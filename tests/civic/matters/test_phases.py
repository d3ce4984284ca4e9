"""When a matter was studied, deployed and implemented, and by whom: as it happened."""

import pytest
from django.conf import settings

from gongjian.civic.matters.actions import (
    accept_leg,
    ask_raiser,
    call_help,
    confirm_matter,
    finish_leg,
    hand_on,
    raise_matter,
)
from gongjian.civic.matters.models import Matter
from gongjian.civic.registry.models import Organisation
from tests.civic.matters.called import helping, whistled
from tests.civic.matters.hands import department, lead_of
from tests.civic.pages import text
from tests.factories import (
    DAY,
    NOON,
    BodyFactory,
    CommunityFactory,
    MeetingFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
SAID = {"title": "路灯不亮", "category": "HARMONY"}


def phases(matter: Matter) -> dict[str, tuple[int, str]]:
    """Return of each phase how many days after noon it was passed, and by which body."""
    return {row.phase: ((row.at - NOON).days, row.post.partition("（")[0]) for row in matter.phases.all()}


def own_matter() -> tuple[Matter, Organisation]:
    body = BodyFactory()
    return raise_matter(worker_of(body.governs), body, area=body.governs, **SAID, at=NOON), body


def test_raising_and_handing_up_pass_nothing_and_who_receives_it_studies_it():
    matter, body = own_matter()
    worker, street = worker_of(body.governs), BodyFactory(governs=body.governs.parent)

    hand_on(worker, lead_of(matter), to=street, reason="没有设备", at=NOON + DAY)
    assert phases(matter) == {}
    accept_leg(street_office_of(body.governs), lead_of(matter), at=NOON + 2 * DAY)

    assert phases(matter) == {"STUDY": (2, street.name)}


def test_calling_for_help_deploys_and_the_first_helper_implements():
    matter, body = own_matter()
    city = department("区城管局")

    call_help(worker_of(body.governs), matter, owner=city, wish="换灯", at=NOON + DAY)
    assert phases(matter) == {"STUDY": (1, body.name), "DEPLOY": (1, body.name)}
    accept_leg(liaison_of(city), helping(matter), at=NOON + 2 * DAY)

    assert phases(matter)["IMPLEMENT"] == (2, city.name)


def test_a_helper_that_reports_without_having_signed_implemented_that_day():
    matter = whistled(None, department("区城管局"))
    leg = helping(matter)
    assert {name: day for name, (day, _by) in phases(matter).items()} == {"STUDY": 0, "DEPLOY": 0}

    finish_leg(liaison_of(leg.owner), leg, result="换了", at=NOON + 3 * DAY)

    assert phases(matter)["IMPLEMENT"] == (3, leg.owner.name)


def test_who_did_it_alone_passed_all_phases_when_it_took_it_on():
    matter, body = own_matter()

    ask_raiser(worker_of(body.governs), lead_of(matter), closing="DONE", result="换了灯", at=NOON + 4 * DAY)

    assert phases(matter) == dict.fromkeys(("STUDY", "DEPLOY", "IMPLEMENT"), (0, body.name))


def test_where_others_took_part_what_nobody_noted_is_over_only_now():
    matter, body = own_matter()
    worker, street = worker_of(body.governs), BodyFactory(governs=body.governs.parent)
    office = street_office_of(body.governs)
    hand_on(worker, lead_of(matter), to=street, reason="没有设备", at=NOON + DAY)
    accept_leg(office, lead_of(matter), at=NOON + 2 * DAY)

    ask_raiser(office, lead_of(matter), closing="DONE", result="换了灯", at=NOON + 5 * DAY)

    assert phases(matter) == {"STUDY": (2, street.name), "DEPLOY": (5, street.name), "IMPLEMENT": (5, street.name)}


def test_everybody_reads_the_body_without_its_post_and_a_meeting_by_its_title_only_if_it_is_public():
    matter, body = own_matter()
    worker = worker_of(body.governs)
    ask_raiser(worker, lead_of(matter), closing="DONE", result="换了灯", at=NOON)
    confirm_matter(worker, matter, at=NOON)
    for phase, is_public in (("STUDY", True), ("DEPLOY", False)):
        meeting = MeetingFactory(title=f"会议{phase}", is_public=is_public, held_at=NOON)
        matter.phases.filter(phase=phase).update(meeting=meeting, post="")

    page = text(UserFactory(), matter.get_absolute_url())

    day = NOON.astimezone(settings.OFFICE_ZONE)
    assert f"{day.month}月{day.day}日，{body.name}" in page
    assert "（社区" not in page
    assert "会议STUDY" in page
    assert "会议DEPLOY" not in page
    assert "会议议定" in page


def test_the_meeting_of_another_place_is_not_named_to_the_community():
    matter = raise_matter(
        worker_of(place := CommunityFactory()), BodyFactory(governs=place), area=place, **SAID, at=NOON
    )
    meeting = MeetingFactory(title="闭门会", is_public=False)
    matter.phases.create(phase="DEPLOY", at=NOON, meeting=meeting)

    assert "闭门会" not in text(worker_of(place), matter.get_absolute_url())
