"""The pages of groups, bulletins and roads: who sees what, what they cost, what they keep."""

import pytest
from django.core.signing import Signer
from django.urls import reverse

from gongjian.civic.matters.actions import (
    log_concern,
    name_road_chief,
    publish_bulletin,
    raise_matter,
    withdraw_bulletin,
)
from gongjian.civic.matters.models import (
    Bulletin,
    Concern,
    Group,
    GroupMember,
    Matter,
    RoadChief,
    Segment,
)
from gongjian.civic.matters.views.bulletins import address_of
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    BodyFactory,
    CommunityFactory,
    GroupFactory,
    GroupMemberFactory,
    OrganisationFactory,
    SegmentFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>{{ 7 }}“&"


def page(name, *args):
    return reverse(f"matters:{name}", args=args)


def works(community, **more) -> Matter:
    said = {"title": "地基渗水", "category": "PUBLIC_SERVICE", "kind": "WORKS"} | more
    return raise_matter(worker_of(community), BodyFactory(governs=community), area=community, at=NOON, **said)


# --- groups


def test_the_street_forms_a_group_by_form_and_lends_people_to_it():
    community, builder = CommunityFactory(), OrganisationFactory(kind="BUILDER", is_outside=True, name="建设集团")
    client = as_(street_office_of(community))
    said = {"area": community.pk, "kind": "TASK", "title": HOSTILE, "purpose": "会商", "since": "2026-01-01"}

    client.post(page("form_group"), said)
    group = Group.objects.get()
    client.post(page("lend_people", group.pk), {"organisation": builder.pk, "headcount": 3, "since": "2026-01-01"})
    member = GroupMember.objects.get()

    told = client.get(group.get_absolute_url()).content.decode()
    assert "建设集团" in told
    assert "<script>alert" not in told
    client.post(page("release_people", member.pk), {"on": "2026-02-01", "reason": "完成"})
    member.refresh_from_db()
    assert member.valid_to.isoformat() == "2026-02-01"


def test_a_stranger_gets_none_of_the_forms_about_groups():
    group = GroupFactory()
    member = GroupMemberFactory(group=group)

    for url in (
        page("form_group"),
        page("lend_people", group.pk),
        page("publish_bulletin", group.pk),
        page("log_concern", group.pk),
        page("release_people", member.pk),
    ):
        assert status(UserFactory(), url) == 403
        assert status(None, url) == 302


def test_the_groups_are_listed_for_everybody_and_cost_the_same_with_1_and_with_20():
    assert "还没有工作组" in text(None, page("list_groups"))
    GroupFactory(title="会商组")
    before = cost(None, page("list_groups"))
    GroupFactory.create_batch(19)

    assert "会商组" in text(None, page("list_groups"))
    assert cost(None, page("list_groups")) == before


def test_a_group_shows_its_matters_to_all_and_what_people_told_to_its_own_territory():
    group = GroupFactory()
    worker = worker_of(group.area)
    works(group.area, group=group, title="地基渗水")
    log_concern(worker, group, day=TODAY, text="过渡费没到账", at=NOON)

    inside, outside = text(worker, group.get_absolute_url()), text(None, group.get_absolute_url())

    assert ("地基渗水" in inside, "过渡费没到账" in inside) == (True, True)
    assert ("地基渗水" in outside, "过渡费没到账" in outside) == (True, False)


def test_a_group_costs_the_same_with_1_and_with_15_of_everything():
    group = GroupFactory()
    worker = worker_of(group.area)

    def more(number):
        for one in range(number):
            works(group.area, group=group, title=f"渗水{one}{number}")
            Concern.objects.create(group=group, day=TODAY, text="停水")
            Bulletin.objects.create(group=group, title="t", text="x", audience="a", published_at=NOON)
            GroupMemberFactory(group=group, source=f"来源{one}{number}", organisation=OrganisationFactory())

    more(1)
    before = cost(worker, group.get_absolute_url())
    more(14)

    assert cost(worker, group.get_absolute_url()) == before


def test_a_concern_is_written_answered_and_becomes_a_matter_by_forms():
    group = GroupFactory()
    client = as_(worker_of(group.area))

    client.post(page("log_concern", group.pk), {"day": "2026-01-05", "text": "停水三天", "households": 4})
    concern = Concern.objects.get()
    client.post(page("answer_concern", concern.pk), {"answer": "明天修"})

    concern.refresh_from_db()
    assert (concern.text, concern.households, concern.answer) == ("停水三天", 4, "明天修")
    assert f"?concern={concern.pk}" in client.get(group.get_absolute_url()).content.decode()
    assert status(worker_of(CommunityFactory()), page("answer_concern", concern.pk)) == 404


# --- bulletins


def told_by(group) -> Bulletin:
    return publish_bulletin(
        worker_of(group.area), group, title="3 号楼封顶", text=HOSTILE, audience="三官庙村过渡群众", at=NOON
    )


def test_whoever_has_the_address_reads_it_without_an_account_and_no_search_engine_does():
    bulletin = told_by(GroupFactory(is_public=False))

    answer = as_(None).get(address_of(bulletin))

    said = answer.content.decode()
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "3 号楼封顶" in said
    assert "<script>alert" not in said


def test_an_address_cannot_be_guessed_nor_taken_from_another_bulletin():
    group = GroupFactory()
    one, other = told_by(group), told_by(group)
    borrowed = address_of(one).split("/")[-2]

    for signature in ("x", borrowed, Signer(salt="another").signature(str(other.pk))):
        assert status(None, page("read_bulletin", other.pk, signature)) == 404


def test_a_bulletin_taken_back_says_why_and_no_longer_what():
    bulletin = told_by(GroupFactory())
    withdraw_bulletin(worker_of(bulletin.group.area), bulletin, reason="楼号写错了", at=NOON)

    said = text(None, address_of(bulletin))

    assert ("楼号写错了" in said, "3 号楼封顶" in said) == (True, False)


def test_the_office_gets_the_address_and_a_notice_with_its_picture():
    bulletin = told_by(GroupFactory())

    told = text(worker_of(bulletin.group.area), page("show_bulletin", bulletin.pk))

    assert address_of(bulletin) in told
    assert "<svg" in told
    assert "三官庙村过渡群众" in told
    assert status(UserFactory(), page("show_bulletin", bulletin.pk)) == 404
    assert status(None, page("show_bulletin", bulletin.pk)) == 302


def test_a_bulletin_is_published_and_taken_back_by_forms():
    group = GroupFactory()
    client = as_(worker_of(group.area))

    client.post(page("publish_bulletin", group.pk), {"title": "封顶", "text": "完工", "audience": "过渡群众"})
    bulletin = Bulletin.objects.get()
    client.post(page("withdraw_bulletin", bulletin.pk), {"reason": "写错了"})

    bulletin.refresh_from_db()
    assert bulletin.reason == "写错了"


# --- roads


def road(segment):
    return page("show_road", segment.area_id, segment.road)


def test_a_segment_is_given_and_ended_by_forms():
    unit = OrganisationFactory()
    client = as_(worker_of(unit.area))

    client.post(
        page("take_segment", unit.area_id), {"road": "协作路", "position": 2, "taker": unit.pk, "since": "2026-01-01"}
    )
    segment = Segment.objects.get()
    client.post(page("end_segment", segment.pk), {"on": "2026-02-01", "reason": "搬走"})

    segment.refresh_from_db()
    assert (segment.taker, segment.valid_to.isoformat()) == (unit, "2026-02-01")


def test_a_road_with_a_slash_is_refused_in_words():
    unit = OrganisationFactory()
    said = {"road": "协作/路", "position": 2, "taker": unit.pk, "since": "2026-01-01"}

    answer = as_(worker_of(unit.area)).post(page("take_segment", unit.area_id), said)

    assert "不能有斜线" in answer.content.decode()
    assert not Segment.objects.exists()


def test_a_chief_is_named_and_ended_by_forms_and_stands_on_the_road():
    segment = SegmentFactory()
    street = BodyFactory(governs=segment.area.parent)
    client = as_(street_office_of(segment.area))
    said = {"rank": 1, "chief": street.pk, "post": HOSTILE, "every_days": 7, "since": "2026-01-01"}

    client.post(page("name_road_chief", segment.area_id, segment.road), said)

    chief = RoadChief.objects.get()
    told = text(None, road(segment))
    assert (chief.road, chief.chief) == (segment.road, street)
    assert street.name in told
    assert "<script>alert" not in told
    client.post(page("end_road_chief", chief.pk), {"on": "2026-02-01", "reason": "分工调整"})
    chief.refresh_from_db()
    assert chief.valid_to.isoformat() == "2026-02-01"


def test_a_stranger_gets_none_of_the_forms_about_roads():
    segment = SegmentFactory()
    street = BodyFactory(governs=segment.area.parent)
    chief = name_road_chief(
        street_office_of(segment.area), segment.area, road=segment.road, rank=1, chief=street, post="书记",
        every_days=7, since=NEW_YEAR, at=NOON,
    )  # fmt: skip

    for url in (
        page("take_segment", segment.area_id),
        page("end_segment", segment.pk),
        page("name_road_chief", segment.area_id, segment.road),
        page("end_road_chief", chief.pk),
    ):
        assert status(liaison_of(segment.taker), url) == 403
        assert status(None, url) == 302


def test_what_is_found_on_a_segment_is_first_in_the_hands_of_who_looks_after_it():
    segment = SegmentFactory()
    BodyFactory(governs=segment.area)
    client = as_(worker_of(segment.area))
    url = f"{page('raise_matter')}?segment={segment.pk}"
    raiser = BodyFactory(governs=segment.area)
    said = {"raiser": raiser.pk, "area": segment.area_id, "title": "花箱破了", "category": "HARMONY"}

    client.post(url, said | {"urgency": "ORDINARY", "text": "第 2 段西侧"})

    matter = Matter.objects.get()
    assert (matter.kind, matter.segment) == ("FINDING", segment)
    assert matter.legs.get().owner == segment.taker
    assert "花箱破了" in text(liaison_of(segment.taker), road(segment))


def test_the_roads_are_listed_for_everybody_and_cost_the_same_with_1_and_with_30():
    assert "还没有路有人照看" in text(None, page("list_roads"))
    SegmentFactory(road="协作路")
    before = cost(None, page("list_roads"))
    for number in range(29):
        SegmentFactory(road=f"路{number}")

    assert "协作路" in text(None, page("list_roads"))
    assert cost(None, page("list_roads")) == before


def test_a_road_costs_the_same_with_1_and_with_20_findings():
    segment = SegmentFactory()
    worker = worker_of(segment.area)
    works(segment.area, kind="FINDING", segment=segment)
    before = cost(worker, road(segment))
    for number in range(19):
        works(segment.area, kind="FINDING", segment=segment, title=f"渗水{number}")

    assert cost(worker, road(segment)) == before
