"""Bulletins to a named public, and what people told a group."""

import pytest

from gongjian.civic.matters.actions import (
    answer_concern,
    log_concern,
    publish_bulletin,
    raise_matter,
    withdraw_bulletin,
)
from gongjian.civic.matters.models import Bulletin, Concern
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    TODAY,
    TOMORROW,
    BodyFactory,
    GroupFactory,
    OrganisationFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
TOLD = {"title": "3 号楼封顶", "text": "主体完工，四月开始装修。", "audience": "三官庙村过渡群众"}


def test_a_bulletin_names_its_public_and_is_taken_back_with_a_reason():
    group = GroupFactory()
    worker = worker_of(group.area)

    bulletin = publish_bulletin(worker, group, **TOLD, at=NOON)
    withdraw_bulletin(worker, bulletin, reason="楼号写错了", at=NOON)

    bulletin.refresh_from_db()
    assert (bulletin.audience, bulletin.withdrawn_at, bulletin.reason) == ("三官庙村过渡群众", NOON, "楼号写错了")
    verbs = ["matters.publish_bulletin", "matters.withdraw_bulletin"]
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == verbs
    with pytest.raises(NotAllowed, match="已经撤下"):
        withdraw_bulletin(worker, bulletin, reason="再撤一次", at=NOON)


@pytest.mark.parametrize(("field", "sentence"), [("title", "标题"), ("text", "进展"), ("audience", "告诉谁")])
def test_a_bulletin_without_words_or_public_is_refused(field, sentence):
    group = GroupFactory()

    with pytest.raises(Refused, match=sentence):
        publish_bulletin(worker_of(group.area), group, **{**TOLD, field: " "}, at=NOON)

    assert not Bulletin.objects.exists()


def test_what_people_told_is_private_and_gets_an_answer():
    group = GroupFactory()
    worker = worker_of(group.area)

    concern = log_concern(worker, group, day=TODAY, text="过渡费没到账", households=12, at=NOON)
    answer_concern(worker, concern, answer="本月 20 日发放", at=NOON)

    concern.refresh_from_db()
    assert (concern.text, concern.households, concern.answer) == ("过渡费没到账", 12, "本月 20 日发放")
    assert "过渡费" not in str([event.changes for event in Event.objects.all()])


def test_a_hard_concern_becomes_a_matter_that_points_back():
    group = GroupFactory()
    worker = worker_of(group.area)
    concern = log_concern(worker, group, day=TODAY, text="过渡费没到账", at=NOON)

    matter = raise_matter(
        worker, BodyFactory(governs=group.area), area=group.area, title="过渡费", category="HARMONY", concern=concern,
        group=group, at=NOON,
    )  # fmt: skip

    assert matter.source.subject == concern


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"text": " "}, "反映了什么"), ({"households": 0}, "至少是 1"), ({"day": TOMORROW}, "还没到")],
)
def test_a_concern_without_words_households_or_of_tomorrow_is_refused(wrong, sentence):
    group = GroupFactory()

    with pytest.raises(Refused, match=sentence):
        log_concern(worker_of(group.area), group, **({"day": TODAY, "text": "停水"} | wrong), at=NOON)

    assert not Concern.objects.exists()


def test_a_stranger_may_none_of_it_and_nothing_is_written():
    group, unit = GroupFactory(), OrganisationFactory()
    bulletin = Bulletin.objects.create(group=group, **TOLD, published_at=NOON)
    concern = Concern.objects.create(group=group, day=TODAY, text="停水")

    for who in (UserFactory(), liaison_of(unit), worker_of(unit.area)):
        for verb, subject, said in (
            (publish_bulletin, group, TOLD),
            (withdraw_bulletin, bulletin, {"reason": "错了"}),
            (log_concern, group, {"day": TODAY, "text": "停水"}),
            (answer_concern, concern, {"answer": "已修"}),
        ):
            with pytest.raises(NotAllowed):
                verb(who, subject, **said, at=NOON)

    assert not Event.objects.exists()


def test_an_answer_and_a_withdrawal_need_words():
    group = GroupFactory()
    bulletin = Bulletin.objects.create(group=group, **TOLD, published_at=NOON)
    concern = Concern.objects.create(group=group, day=TODAY, text="停水")

    with pytest.raises(Refused, match="写明理由"):
        withdraw_bulletin(worker_of(group.area), bulletin, reason=" ", at=NOON)
    with pytest.raises(Refused, match="答复了什么"):
        answer_concern(worker_of(group.area), concern, answer="", at=NOON)
