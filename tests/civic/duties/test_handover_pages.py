"""The pages on which posts are handed over, and homes that speak of one post at a time."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.civic.duties.actions import hand_over, prepare_handover
from gongjian.civic.duties.models import Handover
from gongjian.civic.duties.queries import duties_of
from gongjian.civic.duties.queries.terms import ending_terms
from gongjian.civic.registry.models import Role
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    BodyFactory,
    DistrictFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    ProgrammeFactory,
    TaskFactory,
    UserFactory,
    district_office,
    security_administrator,
)

pytestmark = pytest.mark.django_db
LIST = "/duties/handovers/"


def liaison_post(**said):
    return OfficeFactory(role=Role.UNIT_LIAISON, area=None, organisation=OrganisationFactory(), **said)


def prepared(office):
    return prepare_handover(office.person.user, office, at=NOON)


def page_of_post(office) -> str:
    return reverse("duties:prepare_handover", args=[office.pk])


def test_the_holder_sees_what_is_open_lists_it_and_signs():
    office = liaison_post()
    task = TaskFactory(owner=office.organisation, receiver=BodyFactory(), title="开放会议室")
    user = office.person.user

    assert task.get_absolute_url() in text(user, page_of_post(office))
    answer = as_(user).post(page_of_post(office))
    handover = Handover.objects.get()

    assert answer.headers["Location"] == handover.get_absolute_url()
    assert "开放会议室" in text(user, handover.get_absolute_url())
    as_(user).post(reverse("duties:sign_handover", args=[handover.pk]))
    handover.refresh_from_db()
    assert handover.given_at is not None


def test_the_security_administrator_sees_counts_and_no_titles():
    office = liaison_post()
    TaskFactory(owner=office.organisation, receiver=BodyFactory(), title="开放会议室")
    handover, administrator = prepared(office), security_administrator()

    pages = [text(administrator, page) for page in (handover.get_absolute_url(), page_of_post(office))]

    assert [("开放会议室" in page, "1 件" in page) for page in pages] == [(False, True), (False, True)]


def test_the_successor_is_chosen_by_the_name_that_signs_in():
    office, person = liaison_post(), PersonFactory()
    handover = prepared(office)
    page = reverse("duties:hand_over", args=[handover.pk])

    as_(security_administrator()).post(page, {"person": person.user.username, "since": "2026-03-03", "title": "联络员"})

    handover.refresh_from_db()
    assert handover.successor.person == person
    assert (handover.successor.valid_from, handover.successor.title) == (TOMORROW, "联络员")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"person": "", "since": "2026-03-03"}, "请填接任人的登录名"),
        ({"person": "nobody-of-that-name", "since": "2026-03-03"}, "这个登录名，请核对"),
        ({"person": "clock", "since": "2026-02-30"}, "日期认不出来"),
        ({"person": "clock", "since": "2026-03-03", "term_to": "2026-03-03"}, "要晚于接任的日子"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_the_field(said, why):
    handover = prepared(liaison_post())

    answer = as_(security_administrator()).post(reverse("duties:hand_over", args=[handover.pk]), said)

    assert why in answer.content.decode()
    handover.refresh_from_db()
    assert handover.successor is None


def test_a_day_in_the_past_is_refused_with_a_sentence():
    handover, person = prepared(liaison_post()), PersonFactory()

    answer = as_(security_administrator()).post(
        reverse("duties:hand_over", args=[handover.pk]), {"person": person.user.username, "since": "2026-03-01"}
    )

    page = answer.content.decode()
    typed = f'value="{person.user.username}"'
    assert (answer.status_code, "不能早于今天" in page, typed in page) == (200, True, True)


def test_what_is_refused_last_leaves_the_page_without_a_successor():
    office, person = liaison_post(valid_from=TODAY), PersonFactory()
    handover = prepared(office)

    answer = as_(security_administrator()).post(
        reverse("duties:hand_over", args=[handover.pk]), {"person": person.user.username, "since": "2026-03-02"}
    )

    page = answer.content.decode()
    assert ("离任的日子要晚于到任的日子" in page, "定接任的人" in page, person.offices.exists()) == (True, True, False)


def test_a_second_signature_and_a_wrong_day_on_paper_are_said_on_the_page():
    office, administrator = liaison_post(), security_administrator()
    handover = prepared(office)
    sign = reverse("duties:sign_handover", args=[handover.pk])
    as_(office.person.user).post(sign)
    again = as_(office.person.user).post(sign).content.decode()
    hand_over(administrator, handover, person=PersonFactory(), since=TODAY, at=NOON)

    paper = as_(administrator).post(reverse("duties:note_paper", args=[handover.pk]), {"signed_date": "2026-03-01"})

    assert ("您已经签过了" in again, "签字的日子要在" in paper.content.decode()) == (True, True)
    assert 'value="2026-03-01"' in paper.content.decode()


def test_whoever_has_nothing_to_do_with_it_finds_no_page():
    office = liaison_post()
    handover = prepared(office)
    addresses = [reverse(f"duties:{name}", args=[handover.pk]) for name in ("hand_over", "sign_handover", "note_paper")]

    for stranger in (UserFactory(), district_office(), liaison_post().person.user):
        assert status(stranger, handover.get_absolute_url()) == 404
        assert status(stranger, page_of_post(office)) == 404
        assert [status(stranger, address, person="x") for address in addresses] == [404, 404, 404]
    assert status(None, handover.get_absolute_url()) == 302


def test_a_former_holder_finds_the_list_but_not_the_post():
    office = liaison_post()
    handover = prepared(office)
    hand_over(security_administrator(), handover, person=PersonFactory(), since=TODAY, at=NOON)

    assert status(office.person.user, handover.get_absolute_url()) == 200
    assert status(office.person.user, page_of_post(office)) == 404


def test_paper_is_noted_by_form():
    handover = prepared(liaison_post())
    administrator = security_administrator()
    hand_over(administrator, handover, person=PersonFactory(), since=TODAY, at=NOON)

    as_(administrator).post(reverse("duties:note_paper", args=[handover.pk]), {"signed_date": "2026-03-02"})

    handover.refresh_from_db()
    assert handover.signed_date == TODAY


def test_the_pages_ask_the_same_for_few_and_many():
    office = liaison_post(term_to=TODAY)
    administrator, handover = security_administrator(), prepared(office)
    TaskFactory(owner=office.organisation, receiver=BodyFactory())
    pages = [(administrator, LIST), (office.person.user, page_of_post(office))]
    pages += [(who, handover.get_absolute_url()) for who in (administrator, office.person.user)]
    few = [cost(*page) for page in pages]

    for _number in range(8):
        prepared(liaison_post(term_to=TODAY))
        TaskFactory(owner=office.organisation, receiver=BodyFactory())

    assert [cost(*page) for page in pages] == few


@pytest.mark.parametrize(
    ("days", "title", "has_day"), [(60, "任期到 2026-05-01", True), (-1, "任期已于 2026-03-01 到期", False)]
)
def test_a_term_is_pointed_out_sixty_days_ahead_and_calmly_when_over(days, title, has_day):
    office = liaison_post(term_to=TODAY + timedelta(days=days))

    duty = next(duty for duty in duties_of(office, TODAY) if duty.title.startswith("任期"))

    assert (duty.title, duty.due is not None) == (title, has_day)
    assert duty.state(TODAY) == "open"


def test_no_term_no_hint_and_none_earlier_than_sixty_days():
    offices = [
        liaison_post(),
        liaison_post(term_to=TODAY + timedelta(days=61)),
        liaison_post(term_to=TODAY, valid_to=TOMORROW),
    ]

    assert [duties_of(office, TODAY) for office in offices] == [[], [], []]


def test_the_security_administrator_is_told_of_terms_and_of_posts_without_successor():
    user = security_administrator()
    late = liaison_post(term_to=YESTERDAY)
    prepared(liaison_post())
    liaison_post(term_to=TODAY + timedelta(days=90))

    titles = [duty.title for duty in duties_of(user.person.offices.get(), TODAY)]

    assert titles == ["1 个岗位的任期快到或已到", "1 个岗位等着定接任的人"]
    assert list(ending_terms(user, TODAY)) == [late]
    assert late.organisation.name in text(user, LIST)


def test_a_successor_is_asked_to_sign():
    handover, person = prepared(liaison_post()), PersonFactory()
    hand_over(security_administrator(), handover, person=person, since=TODAY, at=NOON)

    duties = duties_of(person.offices.get(), TODAY)

    assert [(duty.button, duty.url) for duty in duties] == [("去签字", handover.get_absolute_url())]


def test_a_home_speaks_of_one_post_at_a_time_and_leads_to_the_others():
    ProgrammeFactory(area=DistrictFactory())
    person, first, second = PersonFactory(), BodyFactory(), BodyFactory()
    one, two = (OfficeFactory(person=person, role=Role.COMMUNITY_WORKER, area=area.governs) for area in (first, second))
    TaskFactory(owner=first, receiver=second, title="第一件事")
    TaskFactory(owner=second, receiver=first, title="第二件事")

    home = reverse("overview:home")
    pages = [text(person.user, f"{home}?post={office.pk}") for office in (one, two)]

    assert [("第一件事" in page, "第二件事" in page) for page in pages] == [(True, False), (False, True)]
    assert all(f"?post={office.pk}" in page for page in pages for office in (one, two))
    assert "第一件事" in text(person.user, home)
    assert "第一件事" in text(person.user, f"{home}?post=999")


def test_a_home_of_a_single_post_has_no_switch():
    ProgrammeFactory(area=DistrictFactory())

    assert "?post=" not in text(liaison_post().person.user, reverse("overview:home"))
