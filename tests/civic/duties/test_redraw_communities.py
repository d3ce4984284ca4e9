"""Communities are merged and split: who is there, what lies there and what the body holds goes along."""

import pytest

from gongjian.civic.duties.actions import communities as communities_module
from gongjian.civic.duties.actions import redraw_communities
from gongjian.civic.duties.queries.communities import belongings_of, new_communities
from gongjian.civic.duties.queries.holdings import likeliest
from gongjian.civic.duties.queries.moves import OF_AREA, OF_ORGANISATION, Ending, Moves, left_behind
from gongjian.civic.platforms.models import Meeting
from gongjian.civic.registry.models import Area, Naming, Organisation
from gongjian.civic.registry.queries.history import as_of
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.duties.worlds import SOON, unit_in
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    ActivityFactory,
    AgreementFactory,
    CommunityFactory,
    GroupFactory,
    MatterFactory,
    MeetingFactory,
    NeedFactory,
    OfficeFactory,
    ParticipationFactory,
    PartyFactory,
    PlatformFactory,
    PostFactory,
    ProjectFactory,
    ResourceFactory,
    RoadChiefFactory,
    SeatFactory,
    SegmentFactory,
    ShowcaseFactory,
    StreetFactory,
    TaskFactory,
    UserFactory,
    district_office,
    street_office_of,
)

pytestmark = pytest.mark.django_db


def community(street: Area, name: str) -> tuple[Area, Organisation, Organisation]:
    """Return a community, its body and a unit, with a row behind every key that names the community."""
    area = CommunityFactory(parent=street, name=name, valid_from=NEW_YEAR.replace(year=2025))
    Naming.objects.create(area=area, name=name, valid_from=area.valid_from)
    ParticipationFactory(area=area)
    body = unit_in(area, f"{name}党组织", kind="COMMUNITY", is_resident_unit=False, governs=area)
    unit = unit_in(area, f"{name}小学")
    OfficeFactory(role="COMMUNITY_WORKER", area=area)
    platform = PlatformFactory(area=area, secretary=body)
    for one in (unit, body):
        SeatFactory(platform=platform, organisation=one)
    MeetingFactory(platform=platform)
    PartyFactory(agreement=AgreementFactory(area=area), organisation=body)
    ResourceFactory(area=area, owner=unit)
    ProjectFactory(area=area, lead=body)
    ShowcaseFactory(area=area)
    GroupFactory(area=area)
    SegmentFactory(area=area, taker=unit)
    ActivityFactory(area=area)
    TaskFactory(owner=unit, receiver=body, due_date=SOON)
    PostFactory(host=body)
    MatterFactory(area=area, raiser=unit, lead__owner=body, title=f"{name}的路灯")
    NeedFactory(area=area, owner=body)
    RoadChiefFactory(area=area, chief=body)
    return area, body, unit


def redraw(street, areas, *names, actor=None, choices=None, **more):
    offered = likeliest(belongings_of(areas, new_communities(names), on=TODAY, today=TODAY))
    said = {"areas": areas, "successors": [(name, "") for name in names], "on": TODAY, "at": NOON, **more}
    return redraw_communities(actor or district_office(), street, choices=offered | (choices or {}), **said)


def test_two_become_one_under_the_name_of_the_first_and_nothing_alive_stays_behind():
    street = StreetFactory()
    (first, body, _unit), (second, _other, _unit2) = community(street, "百花社区"), community(street, "桃源社区")
    SeatFactory(platform=first.platforms.get(), organisation=unit_in(CommunityFactory(), "区供电公司"))
    keys, had = [first.pk, second.pk], left_behind(OF_AREA, Ending([first.pk], [], TODAY, TODAY))

    redraw(street, [first, second], "百花社区")

    new = Area.objects.get(name="百花社区", valid_to=None)
    assert sorted(had) == sorted(key for key, move in OF_AREA.items() if isinstance(move, Moves))
    assert left_behind(OF_AREA, Ending(keys, [new.pk], TODAY, TODAY)) == {}
    assert left_behind(OF_ORGANISATION, Ending([body.pk], [new.body.pk], TODAY, TODAY)) == {}
    assert sorted(area.pk for area in new.replaces.all()) == keys
    assert new.platforms.get().seats.on(TODAY).count() == 4


def test_one_becomes_two_and_everybody_goes_where_they_were_sent():
    street = StreetFactory()
    area, _body, unit = community(street, "百花社区")
    other = unit_in(area, "百花医院")
    task = unit.tasks.get()

    choices = {f"ORGANISATION-{other.pk}": "N1", f"TASK-{task.pk}": "N1"}
    redraw(street, [area], "北百花社区", "南百花社区", choices=choices)

    north, south = (Area.objects.get(name=name) for name in ("北百花社区", "南百花社区"))
    unit.refresh_from_db()
    other.refresh_from_db()
    task.refresh_from_db()
    assert (unit.area, other.area, task.receiver) == (north, south, south.body)
    assert north.platforms.get().seats.filter(organisation=unit).exists()


def test_the_past_still_says_where_everybody_was():
    street = StreetFactory()
    area, _body, unit = community(street, "百花社区")
    held = MeetingFactory(platform=area.platforms.get(), held_at=NOON)

    redraw(street, [area], "北百花社区", "南百花社区")

    held.refresh_from_db()
    assert held.platform.area == area
    assert (as_of([unit], YESTERDAY)[unit.pk].area, as_of([unit], TODAY)[unit.pk].area.name) == (area, "北百花社区")


def test_meetings_still_to_come_are_held_by_the_new_committee():
    street = StreetFactory()
    area, _body, _unit = community(street, "百花社区")

    redraw(street, [area], "北百花社区", "南百花社区")

    assert Meeting.objects.get(held_at=None).platform.area.name == "北百花社区"


@pytest.mark.parametrize("who", ["a stranger", "the street"])
def test_nobody_else_may_and_nothing_is_written(who):
    street = StreetFactory()
    area, _body, _unit = community(street, "百花社区")
    actor = UserFactory() if who == "a stranger" else street_office_of(street)
    before = Event.objects.count()

    with pytest.raises(NotAllowed):
        redraw(street, [area], "北百花社区", "南百花社区", actor=actor)

    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("names", "more", "why"),
    [
        (["一个社区"], {}, "那是改名"),
        (["同名社区", "同名社区"], {}, "名称相同"),
        (["北社区", " "], {}, "请写新社区的名称"),
        (["北社区", "南社区"], {"on": TOMORROW}, "不能在今天以后"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(names, more, why):
    street = StreetFactory()
    area, _body, _unit = community(street, "百花社区")

    with pytest.raises(Refused, match=why):
        redraw(street, [area], *names, **more)


def test_communities_of_two_streets_are_not_merged_and_none_twice():
    street = StreetFactory()
    (first, _body, _unit), (far, _other, _unit2) = community(street, "百花社区"), community(StreetFactory(), "桃源社区")

    with pytest.raises(Refused, match="同一个街道"):
        redraw(street, [first, far], "新社区")

    redraw(street, [first], "北百花社区", "南百花社区")
    with pytest.raises(Refused, match="已经撤销"):
        redraw(street, [first], "东百花社区", "西百花社区")


def test_what_breaks_halfway_leaves_everything_as_it_was(monkeypatch):
    street = StreetFactory()
    area, _body, _unit = community(street, "百花社区")
    events = Event.objects.count()

    def breaks(*_arguments, **_named):
        raise KeyboardInterrupt

    monkeypatch.setattr(communities_module, "merge_organisations", breaks)
    monkeypatch.setattr(communities_module, "split_organisation", breaks)
    with pytest.raises(KeyboardInterrupt):
        redraw(street, [area], "北百花社区", "南百花社区")

    area.refresh_from_db()
    assert (area.valid_to, Event.objects.count(), Area.objects.filter(parent=street).count()) == (None, events, 1)
