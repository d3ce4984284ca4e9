"""The duty to meet: shown calmly, counted nowhere; the rule behind it; templates of meetings."""

from datetime import date

import pytest
from django.urls import reverse

from gongjian.civic.platforms.models import MeetingRule, MeetingTemplate, Platform
from gongjian.civic.platforms.queries.duties import share_words, standings
from gongjian.civic.registry.models import Area
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    DAY,
    NEW_YEAR,
    NOON,
    TODAY,
    CommunityFactory,
    MeetingFactory,
    MeetingRuleFactory,
    MeetingTemplateFactory,
    OfficeFactory,
    OrganisationFactory,
    PlatformFactory,
    ResolutionFactory,
    SeatFactory,
    StreetFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
DUTIES, TEMPLATES = reverse("platforms:list_duties"), reverse("platforms:list_templates")
IN_MAY = date(2026, 5, 4)


def standing(platform, on=TODAY):
    return standings([platform], on=on)[0]


def states(platform, on=TODAY):
    return [duty.state for duty in standing(platform, on).periods]


def test_a_period_is_done_once_the_platform_met_and_overdue_when_it_is_over():
    rule = MeetingRuleFactory()
    assert states(rule.platform) == ["DUE", "NEXT", "NEXT", "NEXT"]
    assert states(rule.platform, IN_MAY) == ["OVERDUE", "DUE", "NEXT", "NEXT"]

    MeetingFactory.create_batch(2, platform=rule.platform, held_at=NOON)
    MeetingFactory(platform=PlatformFactory(), held_at=NOON)

    assert states(rule.platform) == ["DONE", "NEXT", "NEXT", "NEXT"]


def test_neither_a_planned_nor_a_cancelled_meeting_fulfils_the_duty():
    rule = MeetingRuleFactory()
    MeetingFactory(platform=rule.platform)
    MeetingFactory(platform=rule.platform, cancelled_at=NOON)

    assert states(rule.platform)[0] == "DUE"


@pytest.mark.parametrize(
    ("held", "on", "state"),
    [
        ([], TODAY, "DUE"),
        ([], IN_MAY, "OVERDUE"),
        ([date(2026, 4, 9)], IN_MAY, "DONE"),
        ([date(2026, 2, 9)], IN_MAY, "DUE"),
    ],
)
def test_a_missed_period_is_spoken_of_until_the_platform_meets_again(held, on, state):
    rule = MeetingRuleFactory()
    for day in held:
        MeetingFactory(platform=rule.platform, held_at=NOON, starts_at=NOON + (day - TODAY))

    assert standing(rule.platform, on).state == state


def test_what_was_missed_last_year_is_still_spoken_of_in_january():
    rule = MeetingRuleFactory(valid_from=date(2025, 7, 1))

    assert standing(rule.platform, date(2026, 1, 8)).state == "OVERDUE"


def test_a_new_rule_asks_for_its_own_periods():
    before = MeetingRuleFactory(every_months=3, valid_to=date(2026, 7, 1))
    MeetingRuleFactory(platform=before.platform, every_months=6, valid_from=date(2026, 7, 1))

    assert [(duty.first_day.month, duty.last_day.month) for duty in standing(before.platform, IN_MAY).periods] == [
        (1, 3),
        (4, 6),
    ]
    assert standing(before.platform, date(2026, 8, 1)).rule.every_months == 6
    assert [duty.last_day.month for duty in standing(before.platform, date(2026, 8, 1)).periods] == [3, 6, 12]


def test_a_platform_without_a_rule_owes_nothing():
    assert standing(PlatformFactory()).state == "NONE"


def test_what_is_to_be_looked_at_again_waits_for_a_meeting_and_says_so():
    resolution = ResolutionFactory(review_date=TODAY)
    platform = resolution.item.meeting.platform
    platform.meetings.update(held_at=NOON)
    assert standing(platform).waiting == 1

    MeetingFactory(platform=platform, starts_at=NOON + DAY)

    assert standing(platform).waiting == 0


def test_shares_are_said_in_words():
    assert [share_words(bp) for bp in (5000, 6666, 5500)] == ["过半数", "三分之二以上", "超过 55.0%"]


def test_the_overview_counts_platforms_by_state_and_each_count_is_a_link():
    office = street_office_of(StreetFactory())
    street = Area.objects.get(level="STREET")
    with_rule = PlatformFactory(area=CommunityFactory(parent=street))
    MeetingRuleFactory(platform=with_rule)
    without = PlatformFactory(area=CommunityFactory(parent=street))
    elsewhere = PlatformFactory()

    page, narrowed = text(office, DUTIES), text(office, f"{DUTIES}?state=NONE")

    assert [one.title in page for one in (with_rule, without, elsewhere)] == [True, True, False]
    assert [one.title in narrowed for one in (with_rule, without)] == [False, True]
    assert 'href="?state=NONE"' in page


def test_the_overview_costs_the_same_with_1_and_with_60_platforms():
    street = StreetFactory()
    office = street_office_of(street)
    MeetingRuleFactory(platform=PlatformFactory(area=CommunityFactory(parent=street)))
    before = cost(office, f"{DUTIES}?size=100")

    for _ in range(59):
        platform = PlatformFactory(area=CommunityFactory(parent=street))
        MeetingRuleFactory(platform=platform)
        MeetingFactory(platform=platform, held_at=NOON)

    assert cost(office, f"{DUTIES}?size=100") == before


def test_the_committees_page_says_its_rule_its_periods_and_who_speaks_for_whom():
    seat = SeatFactory(is_part_time=True, valid_to=None)
    SeatFactory(platform=seat.platform, valid_to=None)
    OfficeFactory(role="UNIT_LIAISON", area=None, organisation=seat.organisation)
    MeetingRuleFactory(platform=seat.platform, quorum_bp=6666)

    page = text(worker_of(seat.platform.area), seat.platform.get_absolute_url())

    assert "每季度至少一次，提前 3 天通知。到会三分之二以上才能议决" in page
    assert (page.count("已明确"), page.count("还没有</span>"), page.count(">兼职<")) == (1, 1, 1)


def test_a_committees_page_costs_the_same_with_1_and_with_60_members():
    seat = SeatFactory(valid_to=None)
    MeetingRuleFactory(platform=seat.platform)
    office = street_office_of(seat.platform.area)
    before = cost(office, seat.platform.get_absolute_url())

    for other in SeatFactory.create_batch(59, platform=seat.platform, valid_to=None):
        OfficeFactory(role="UNIT_LIAISON", area=None, organisation=other.organisation)

    assert cost(office, seat.platform.get_absolute_url()) == before


def test_the_street_sets_a_rule_and_a_refusal_keeps_what_was_typed():
    platform = PlatformFactory()
    url = reverse("platforms:set_meeting_rule", args=[platform.pk])
    said = {"every_months": 6, "notice_days": 5, "quorum_bp": 6666, "majority_bp": 5000}
    office = street_office_of(platform.area)

    refused = as_(office).post(url, said | {"since": "2025-12-31"}).content.decode()
    as_(office).post(url, said | {"since": "2026-01-01"})

    assert "规则不能早于这一天" in refused
    assert 'value="2025-12-31"' in refused
    rule = MeetingRule.objects.get()
    assert (rule.every_months, rule.quorum_bp, rule.valid_from) == (6, 6666, NEW_YEAR)
    assert status(liaison_of(OrganisationFactory(area=platform.area)), url) == 404


def test_a_template_is_saved_used_below_and_retired():
    community = CommunityFactory()
    platform, office = PlatformFactory(area=community), street_office_of(community)
    url = reverse("platforms:save_template", kwargs={"area": community.parent_id})
    said = {"kind": "JOINT", "title": "季度联席会议", "length_minutes": 90, "items": "通报进展\n\n商量下一步"}

    as_(office).post(url, said)

    template = MeetingTemplate.objects.get()
    assert template.items == ["通报进展", "商量下一步"]
    assert template.title in text(worker_of(community), reverse("platforms:plan_meeting", args=[platform.pk]))
    mend = reverse("platforms:save_template", kwargs={"pk": template.pk})
    as_(office).post(mend, said | {"length_minutes": 60})
    template.refresh_from_db()
    assert template.length_minutes == 60
    as_(office).post(reverse("platforms:retire_template", args=[template.pk]))
    assert template.title not in text(worker_of(community), TEMPLATES)
    assert Platform.objects.count() == 1


def test_strangers_and_those_who_only_use_templates_change_none():
    template = MeetingTemplateFactory(area=StreetFactory())
    worker = worker_of(CommunityFactory(parent=template.area))
    mend = reverse("platforms:save_template", kwargs={"pk": template.pk})
    new = reverse("platforms:save_template", kwargs={"area": template.area_id})
    retire = reverse("platforms:retire_template", args=[template.pk])

    assert template.title in text(worker, TEMPLATES)
    assert template.title not in text(UserFactory(), TEMPLATES)
    assert [status(worker, mend), status(worker, new), status(worker, retire, x=1)] == [403, 404, 403]
    assert [status(UserFactory(), one) for one in (mend, new)] == [404, 404]
    template.refresh_from_db()
    assert template.retired_at is None


def test_the_templates_cost_the_same_with_1_and_with_60():
    template = MeetingTemplateFactory(area=StreetFactory())
    office = street_office_of(template.area)
    before = cost(office, f"{TEMPLATES}?size=100")

    MeetingTemplateFactory.create_batch(59, area=template.area)

    assert cost(office, f"{TEMPLATES}?size=100") == before
