"""What happened and who came in: for the audit administrator alone, without content, fast, and complete in words."""

import pkgutil
from datetime import timedelta
from importlib import import_module

import pytest
from django.urls import reverse

import gongjian.civic
from gongjian.accounts.models import User
from gongjian.civic.registry.models import Role
from gongjian.civic.registry.queries.verbs import ROOMS, VERBS
from gongjian.ledger import action
from gongjian.ledger.models import Access, Event
from gongjian.web import listing
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    DAY,
    NOON,
    CommunityFactory,
    DistrictFactory,
    EventFactory,
    OfficeFactory,
    PersonFactory,
    StreetFactory,
    TaskFactory,
    UserFactory,
    district_office,
    security_administrator,
)

pytestmark = pytest.mark.django_db
EVENTS, ACCESSES, SYSTEM = (reverse(f"registry:{name}") for name in ("list_events", "list_accesses", "show_system"))


def administrator(role=Role.AUDIT_ADMINISTRATOR):
    return OfficeFactory(role=role, area=DistrictFactory()).person.user


def numbers(query, *events):
    page = text(administrator(), f"{EVENTS}?{query}")
    return [event.pk for event in events if f">{event.pk}</td>" in page]


@pytest.mark.parametrize("page", [EVENTS, ACCESSES])
@pytest.mark.parametrize(
    "who", [UserFactory, district_office, security_administrator, lambda: administrator(Role.SYSTEM_ADMINISTRATOR)]
)
def test_nobody_else_sees_what_happened(who, page):
    assert status(who(), page) == 403
    assert as_(None).get(page).status_code == 302


def test_the_pages_only_read():
    user = administrator()

    assert as_(user).post(EVENTS).status_code == 405
    assert as_(user).post(ACCESSES).status_code == 405


def test_an_event_says_who_what_when_and_where_but_not_the_content():
    community = CommunityFactory(name="百花社区", parent=StreetFactory(name="林山寨街道"))
    task = TaskFactory(title="给张三送药")
    event = EventFactory(
        actor=UserFactory(username="unit-0001"),
        verb="tasks.confirm_task",
        subject=task,
        path=community.path,
        changes={"title": [None, "给张三送药"]},
    )

    page = text(administrator(), EVENTS)

    for word in ("unit-0001", "确认结果", f"任务 {task.pk}", "林山寨街道 百花社区", f">{event.pk}</td>"):
        assert word in page
    assert "张三" not in page


def test_events_are_narrowed_by_day_actor_verb_room_and_place():
    street = StreetFactory(name="林山寨街道")
    anna, boris = UserFactory(username="anna"), UserFactory(username="boris")
    first = EventFactory(actor=anna, verb="tasks.confirm_task", path=street.path, at=NOON - DAY)
    second = EventFactory(actor=boris, verb="tasks.return_task", path="/1/", at=NOON)
    third = EventFactory(actor=boris, verb="records.file_record", path=street.path, at=NOON + DAY)
    found = (first, second, third)
    day = NOON.date().isoformat()

    assert numbers("", *found) == [first.pk, second.pk, third.pk]
    assert numbers(f"since={day}", *found) == [second.pk, third.pk]
    assert numbers(f"until={day}", *found) == [first.pk, second.pk]
    assert numbers("actor=ann", *found) == [first.pk]
    assert numbers("what=tasks.", *found) == [first.pk, second.pk]
    assert numbers("what=tasks.return_task", *found) == [second.pk]
    assert numbers("place=林山寨", *found) == [first.pk, third.pk]
    assert numbers("place=nowhere", *found) == []
    assert numbers("since=yesterday&what=tasks.explode&until=9999-12-31", *found) == [first.pk, second.pk, third.pk]


def test_an_event_taken_back_and_one_of_a_batch_are_marked():
    event = EventFactory()
    EventFactory(voids=event)

    assert text(administrator(), EVENTS).count("已撤回") == 1


def test_a_bound_on_what_is_counted_is_said(monkeypatch):
    for _number in range(4):
        EventFactory()
    monkeypatch.setattr("gongjian.civic.registry.views.audit.COUNTED", 3)

    assert "共 3+ 条" in text(administrator(), EVENTS)


def test_a_bounded_pager_turns_the_pages_it_counted():
    EventFactory.create_batch(6)

    page = listing.Counted(Event.objects.order_by("pk"), 2, most=5)

    assert (page.count, page.num_pages, page.is_capped) == (5, 3, True)
    assert listing.Counted(Event.objects.order_by("pk"), 2, most=6).is_capped is False


def test_the_pages_cost_the_same_with_1_and_with_100_rows():
    user = administrator()
    EventFactory(path=CommunityFactory().path)
    Access.objects.create(at=NOON, user=user, kind=Access.Kind.SIGN_IN)
    before = cost(user, f"{EVENTS}?size=100"), cost(user, f"{ACCESSES}?size=100")

    for _number in range(99):
        EventFactory(path=CommunityFactory().path)
        Access.objects.create(at=NOON, user=UserFactory(), kind=Access.Kind.FAILED)

    assert (cost(user, f"{EVENTS}?size=100"), cost(user, f"{ACCESSES}?size=100")) == before


def test_accesses_are_told_and_narrowed():
    user = UserFactory(username="anna")
    Access.objects.create(at=NOON, user=user, kind=Access.Kind.READ_PERSONAL, subject="boris", reason="核对交接名单")
    Access.objects.create(at=NOON - timedelta(days=3), user=None, kind=Access.Kind.FAILED, reason="密码")
    auditor = administrator()

    whole = text(auditor, ACCESSES)
    assert "核对交接名单" in whole
    assert "登录没有成功</span>" in whole
    for query in ("kind=FAILED", "actor=anna", f"since={NOON.date()}", "q=交接"):
        page = text(auditor, f"{ACCESSES}?{query}")
        assert ("核对交接名单" in page, "登录没有成功</span>" in page) == (
            (query != "kind=FAILED"),
            query == "kind=FAILED",
        )


def test_every_verb_has_a_word():
    for app in pkgutil.iter_modules(gongjian.civic.__path__, "gongjian.civic."):
        for part in pkgutil.walk_packages(import_module(app.name).__path__, f"{app.name}."):
            if part.name.removeprefix(f"{app.name}.").split(".")[0] == "actions":
                import_module(part.name)
    verbs = {name for name, verb in action.VERBS.items() if verb.__module__.startswith("gongjian.civic.")}

    assert sorted(verbs - VERBS.keys()) == [], "say it in registry/queries/verbs.py"
    assert {verb.split(".")[0] for verb in VERBS} == ROOMS.keys()


def test_the_system_page_is_for_the_system_administrator():
    assert status(administrator(Role.SYSTEM_ADMINISTRATOR), SYSTEM) == 200
    for who in (UserFactory, district_office, security_administrator, administrator):
        assert status(who(), SYSTEM) == 403


def test_the_system_page_says_what_runs_and_what_is_missing():
    page = text(administrator(Role.SYSTEM_ADMINISTRATOR), SYSTEM)

    for words in ("0.1.0", "是最新的", "等着 0 件，没有做成 0 件", "2027 年的节假日还没有", "没有用真的服务试过"):
        assert words in page
    assert cost(administrator(Role.SYSTEM_ADMINISTRATOR), SYSTEM) > 0


@pytest.mark.parametrize(
    ("role", "sections"),
    [
        (Role.SECURITY_ADMINISTRATOR, ["首页", "人员和岗位", "开账号"]),
        (Role.AUDIT_ADMINISTRATOR, ["首页", "做过什么", "进出和查看"]),
        (Role.SYSTEM_ADMINISTRATOR, ["首页", "运行情况"]),
    ],
)
def test_administrators_have_sections_and_a_home_of_their_own(role, sections):
    user = administrator(role)
    page = text(user, reverse("overview:home"))

    masthead = page.split('<nav class="nav"')[1].split("</nav>")[0]
    assert [part.split("<")[0] for part in masthead.split(">")[2::2] if part.split("<")[0]] == sections
    assert "您管的是系统，看不到业务内容" in page
    cost(user, reverse("overview:home"))


def test_the_security_home_counts_what_waits():
    User.objects.filter(pk=PersonFactory().user_id).update(locked_at=NOON)
    OfficeFactory(term_to=NOON.date())

    page = text(administrator(Role.SECURITY_ADMINISTRATOR), reverse("overview:home"))

    assert "有 1 件要看一看" in page
    assert "state=term" in page
