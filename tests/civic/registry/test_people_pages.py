"""People and posts: what the security administrator sees and does, and that nobody else gets in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.accounts.models import Invitation, User
from gongjian.civic.registry.models import Office, Organisation, Person, Role
from gongjian.ledger.models import Access, Event
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    CommunityFactory,
    DistrictFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    StreetFactory,
    UserFactory,
    district_office,
    security_administrator,
)

pytestmark = pytest.mark.django_db
LIST, OPEN = reverse("registry:list_people"), reverse("registry:open_account")


def page_of(person):
    return reverse("registry:show_person", args=[person.pk])


def found(query, *persons):
    page = text(security_administrator(), f"{LIST}?{query}")
    return [person.user.username for person in persons if f">{person.user.username}</span></a>" in page]


def holder(**said):
    """Return somebody with a name, a telephone and the post of a street's office."""
    return OfficeFactory(person__name="张小明", person__phone="13812345678", **said).person


def administrator_of(role):
    return OfficeFactory(role=role, area=DistrictFactory()).person.user


@pytest.mark.parametrize(
    "who",
    [
        UserFactory,
        district_office,
        lambda: administrator_of(Role.SYSTEM_ADMINISTRATOR),
        lambda: administrator_of(Role.AUDIT_ADMINISTRATOR),
    ],
)
def test_nobody_else_sees_people(who):
    person, user = holder(), who()

    assert status(user, LIST) == 403
    assert status(user, OPEN) == 403
    for name in ("show_person", "read_person", "appoint", "show_slip"):
        assert status(user, reverse(f"registry:{name}", args=[person.pk])) == 404
    for name in ("invite_user", "lock_user", "unlock_user", "revoke_sessions", "reset_factors"):
        assert status(user, reverse(f"registry:{name}", args=[person.pk]), reason="为什么") == 404
    for name in ("renew_term", "dismiss"):
        url = reverse(f"registry:{name}", args=[person.offices.get().pk])
        assert status(user, url, until="2027-01-01", term_to="2027-01-01") == 404
    assert not Event.objects.exists()
    assert as_(None).get(LIST).status_code == 302


def test_the_security_administrator_sees_no_business():
    unit = OrganisationFactory()

    assert status(security_administrator(), unit.get_absolute_url()) == 404


def test_people_are_found_by_username_place_organisation_and_title_but_not_by_name():
    street = StreetFactory(name="林山寨街道")
    clerk = holder(area=street, title="党建办主任")
    unit = OrganisationFactory(name="知行中学", area=CommunityFactory(parent=street))
    liaison = holder(role=Role.UNIT_LIAISON, area=None, organisation=unit)
    other = holder()
    everybody = (clerk, liaison, other)

    assert found("", *everybody) == [person.user.username for person in everybody]
    assert found(f"q={clerk.user.username}", *everybody) == [clerk.user.username]
    assert found("q=林山寨", *everybody) == [clerk.user.username]
    assert found("q=知行", *everybody) == [liaison.user.username]
    assert found("q=zxzx", *everybody) == [liaison.user.username]
    assert found("q=党建办主任", *everybody) == [clerk.user.username]
    assert found("q=张小明", *everybody) == []
    assert found("role=UNIT_LIAISON", *everybody) == [liaison.user.username]
    assert found(f"place={street.path}", *everybody) == [clerk.user.username, liaison.user.username]
    assert found("role=nobody&place=/x/&state=never", *everybody) == [person.user.username for person in everybody]


def test_people_are_found_by_the_state_of_account_and_posts():
    plain, gone, ending = holder(), holder(valid_to=TODAY), holder(term_to=TODAY + timedelta(days=60))
    invited, expired, locked = holder(), holder(), holder()
    Invitation.objects.create(user=invited.user, token_hash="a", expires_at=NOON + DAY)
    Invitation.objects.create(user=expired.user, token_hash="b", expires_at=NOON - DAY)
    User.objects.filter(pk=locked.user_id).update(locked_at=NOON)
    everybody = (plain, gone, ending, invited, expired, locked)

    assert found("state=invited", *everybody) == [invited.user.username]
    assert found("state=expired", *everybody) == [expired.user.username]
    assert found("state=locked", *everybody) == [locked.user.username]
    assert found("state=idle", *everybody) == [gone.user.username]
    assert found("state=term", *everybody) == [ending.user.username]
    assert found("state=open", *everybody) == [one.user.username for one in (plain, gone, ending)]
    assert found("state=none", *everybody) == []


def test_the_list_shows_no_name_and_the_page_a_masked_one():
    person = holder()
    user = security_administrator()

    assert "张" not in text(user, LIST)
    page = text(user, page_of(person))
    assert "张＊＊" in page
    assert "138＊＊＊＊5678" in page
    assert "张小明" not in page


def test_names_are_read_with_a_reason_and_that_is_noted():
    person, user = holder(), security_administrator()
    url = reverse("registry:read_person", args=[person.pk])

    assert "张小明" not in text(user, url)
    assert "请写明事由" in as_(user).post(url, {"reason": ""}).content.decode()
    assert not Access.objects.exists()
    page = as_(user).post(url, {"reason": "核对交接名单"}).content.decode()

    assert "张小明" in page
    assert "13812345678" in page
    access = Access.objects.get()
    assert (access.user, access.kind, access.subject, access.reason, access.at.date()) == (
        user,
        "READ_PERSONAL",
        person.user.username,
        "核对交接名单",
        TODAY,
    )


def test_the_pages_cost_the_same_with_1_and_with_50_people():
    user, person = security_administrator(), holder()
    before = cost(user, LIST), cost(user, page_of(person))

    for _number in range(50):
        unit = OrganisationFactory()
        more = holder(role=Role.UNIT_LIAISON, area=None, organisation=unit, term_to=TODAY)
        Invitation.objects.create(user=more.user, token_hash=f"{more.pk}", expires_at=NOON)
        OfficeFactory(person=person)

    assert (cost(user, LIST), cost(user, page_of(person))) == before


def test_an_account_is_opened_in_steps_and_its_slip_is_shown_once():
    unit = OrganisationFactory(name="知行中学")
    OrganisationFactory(name="知行街道党工委", kind=Organisation.Kind.STREET)
    browser = as_(security_administrator())

    assert "什么岗位" in browser.get(OPEN).content.decode()
    searched = browser.get(OPEN, {"role": "UNIT_LIAISON", "q": "知行"}).content.decode()
    assert "知行中学" in searched
    assert "知行街道党工委" not in searched
    url = f"{OPEN}?role=UNIT_LIAISON&organisation={unit.pk}"
    assert 'value="2026-03-02"' in browser.get(url).content.decode()
    answer = browser.post(
        url,
        {
            "username": "zhixing-01",
            "title": "办公室主任",
            "since": "2026-03-02",
            "name": "张小明",
            "term_to": "2028-12-31",
        },
    )

    office = Office.objects.get(organisation=unit)
    assert (office.role, office.title, office.person.name) == ("UNIT_LIAISON", "办公室主任", "张小明")
    slip = browser.get(answer.headers["Location"]).content.decode()
    token = slip.split("/join/")[1].split("<")[0]
    invitation = Invitation.objects.get(user=office.person.user)
    assert invitation.token_hash == Invitation.hash_of(token)
    assert browser.get(answer.headers["Location"]).status_code == 404
    assert token not in str(list(Event.objects.values_list("changes", flat=True)))
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["registry.enrol_person", "registry.appoint", "registry.invite_user"]
    assert as_(None).get(f"/join/{token}").status_code == 200


def test_an_account_over_an_area_is_opened_where_the_role_fits():
    street, community = StreetFactory(), CommunityFactory()
    user = security_administrator()

    page = text(user, f"{OPEN}?role=STREET_OFFICE")
    assert street.name in page
    assert community.name not in page
    assert "请选一个区域" in text(user, f"{OPEN}?role=STREET_OFFICE&place=")
    assert "有 1 处要改" in text(user, f"{OPEN}?role=STREET_OFFICE&place={community.pk}")
    url = f"{OPEN}?role=STREET_OFFICE&place={street.pk}"
    as_(user).post(url, {"username": "street-9", "since": "2026-03-02"})

    assert Office.objects.get(area=street).person.user.username == "street-9"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"username": "张三"}, "登录名只能用小写字母"),
        ({"username": "ab"}, "登录名只能用小写字母"),
        ({"username": "taken"}, "已经有人用了"),
        ({"since": ""}, "请填日期"),
        ({"since": "明天"}, "日期认不出来"),
        ({"term_to": "2026-03-02"}, "任期结束的日子要晚于到任的日子"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_stored(said, why):
    UserFactory(username="taken")
    user, street, before = security_administrator(), StreetFactory(), Person.objects.count()
    url = f"{OPEN}?role=STREET_OFFICE&place={street.pk}"

    answer = as_(user).post(url, {"username": "street-9", "since": "2026-03-02", **said})

    assert why in answer.content.decode()
    assert Person.objects.count() == before
    assert not Event.objects.exists()


def test_a_refused_post_leaves_no_account_behind():
    user, street = security_administrator(), StreetFactory(valid_from=TODAY)

    answer = as_(user).post(
        f"{OPEN}?role=STREET_OFFICE&place={street.pk}", {"username": "street-9", "since": "2026-03-01"}
    )

    assert "还没有设立" in answer.content.decode()
    assert 'value="street-9"' in answer.content.decode()
    assert not User.objects.filter(username="street-9").exists()


@pytest.mark.parametrize(
    "query", ["role=x", "role=UNIT_LIAISON&organisation=x", "role=UNIT_LIAISON&organisation=9" * 3]
)
def test_nonsense_in_the_address_starts_over(query):
    assert status(security_administrator(), f"{OPEN}?{query}") == 200


def test_somebody_is_appointed_to_a_further_post():
    person, street = holder(), StreetFactory()
    url = f"{reverse('registry:appoint', args=[person.pk])}?role=INSPECTOR&place={street.pk}"

    answer = as_(security_administrator()).post(url, {"title": "督查组长", "since": "2026-03-02"})

    assert answer.headers["Location"] == page_of(person)
    assert person.offices.get(role=Role.INSPECTOR).area == street


def test_a_term_is_renewed_and_an_office_ended_from_the_page():
    office = OfficeFactory()
    browser = as_(security_administrator())

    wrong = browser.post(reverse("registry:renew_term", args=[office.pk]), {"term_to": "x"}).content.decode()
    browser.post(reverse("registry:renew_term", args=[office.pk]), {"term_to": "2028-12-31"})
    browser.post(reverse("registry:dismiss", args=[office.pk]), {"until": "2026-03-02"})

    office.refresh_from_db()
    assert "日期认不出来" in wrong
    assert (office.term_to.isoformat(), office.valid_to) == ("2028-12-31", TODAY)


def test_what_is_refused_is_said_in_the_form_with_what_was_typed():
    office = OfficeFactory(term_to=TODAY, area=StreetFactory())
    browser, post = as_(security_administrator()), f"?role={office.role}&place={office.area_id}"

    answers = [
        browser.post(reverse("registry:renew_term", args=[office.pk]), {"term_to": "2026-03-01"}),
        browser.post(reverse("registry:dismiss", args=[office.pk]), {"until": "1990-03-01"}),
        browser.post(
            reverse("registry:appoint", args=[office.person_id]) + post, {"title": "主任", "since": "2026-03-01"}
        ),
    ]

    pages = [answer.content.decode() for answer in answers]
    assert ["续任的日子要晚于" in pages[0], "离任的日子要晚于" in pages[1], "已经在任这个岗位" in pages[2]] == [
        True
    ] * 3
    typed = ['value="2026-03-01"', 'value="1990-03-01"', 'value="主任"']
    assert [value in page for value, page in zip(typed, pages, strict=True)] == [True] * 3
    assert not Event.objects.exists()


def test_an_account_is_stopped_with_a_reason_and_opened_again():
    person = PersonFactory()
    browser = as_(security_administrator())

    wrong = browser.post(reverse("registry:lock_user", args=[person.pk]), {"reason": ""}).content.decode()
    browser.post(reverse("registry:lock_user", args=[person.pk]), {"reason": "调走了"})

    assert "请写明事由" in wrong
    assert User.objects.get(pk=person.user_id).locked_at is not None
    assert "恢复账号" in browser.get(page_of(person)).content.decode()
    browser.post(reverse("registry:unlock_user", args=[person.pk]))
    assert User.objects.get(pk=person.user_id).locked_at is None


def test_a_new_invitation_is_printed_and_the_old_link_is_good_no_more():
    person = PersonFactory()
    browser = as_(security_administrator())
    links = []
    for _time in range(2):
        answer = browser.post(reverse("registry:invite_user", args=[person.pk]))
        slip = browser.get(answer.headers["Location"]).content.decode()
        links.append(f"/join/{slip.split('/join/')[1].split('<')[0]}")

    assert [as_(None).get(link).status_code for link in links] == [404, 200]


def test_a_slip_is_shown_for_its_own_person_only():
    person, other = PersonFactory(), PersonFactory()
    browser = as_(security_administrator())
    browser.post(reverse("registry:invite_user", args=[person.pk]))

    assert browser.get(reverse("registry:show_slip", args=[other.pk])).status_code == 404


def test_the_own_page_offers_no_change():
    user = security_administrator()
    page = text(user, page_of(user.person))

    assert "自己的岗位和账号不能自己改" in page
    assert "停用账号" not in page
    assert status(user, reverse("registry:lock_user", args=[user.person.pk]), reason="试试") == 403


def test_somebody_without_account_has_a_page_but_nothing_to_invite():
    person, user = PersonFactory(user=None, name="李四"), security_administrator()

    assert "没有账号" in text(user, page_of(person))
    assert status(user, reverse("registry:invite_user", args=[person.pk]), x="") == 404
