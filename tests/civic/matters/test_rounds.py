"""Each round of asking stays readable, and whoever confirms what it did itself is called so."""

import pytest

from gongjian.civic.matters.actions import ask_raiser, confirm_matter, deem_matter, raise_matter, reopen_matter
from gongjian.civic.matters.models import Matter
from gongjian.civic.matters.queries import story_of, with_legs
from gongjian.civic.matters.queries.steps import steps_of
from tests.civic.matters.hands import lead_of, the_clock
from tests.civic.pages import text
from tests.factories import DAY, NOON, BodyFactory, MatterFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def words(matter: Matter) -> list[str]:
    """Return what everybody reads, oldest first."""
    found = with_legs(Matter.objects.select_related("area", "raiser")).get(pk=matter.pk)
    return [step.word for step in steps_of(story_of(found, on=(NOON + 9 * DAY).date()))][::-1]


def two_rounds() -> Matter:
    matter = MatterFactory()
    worker, raiser = worker_of(matter.area), liaison_of(matter.raiser)
    ask_raiser(worker, lead_of(matter), closing="DONE", result="通了", at=NOON)
    reopen_matter(raiser, matter, reason="又堵了", at=NOON + DAY)
    ask_raiser(worker, lead_of(matter), closing="DONE", result="通了", at=NOON + 2 * DAY)
    confirm_matter(raiser, matter, at=NOON + 3 * DAY)
    return matter


def test_everybody_reads_both_rounds():
    matter = two_rounds()
    lead, raiser = matter.legs.get().owner.name, matter.raiser.name

    assert words(matter)[-4:] == [
        f"{lead}报告结果，请报事方确认",
        f"{raiser}说还没有解决，重开",
        f"{lead}报告结果，请报事方确认",
        "报事方确认，这件事结束",
    ]


def test_whom_it_concerns_reads_what_was_reported_each_time():
    matter = two_rounds()

    page = text(worker_of(matter.area), matter.get_absolute_url())

    assert page.count("报告结果，请报事方确认：通了") == 2
    assert "说还没有解决，重开：又堵了" in page


def test_a_close_by_silence_that_was_reopened_is_still_called_silence():
    matter = MatterFactory()
    ask_raiser(worker_of(matter.area), lead_of(matter), closing="DONE", result="通了", at=NOON)
    deem_matter(the_clock(), matter, at=NOON + DAY)
    reopen_matter(liaison_of(matter.raiser), matter, reason="又堵了", at=NOON + 2 * DAY)

    assert "到期没有答复，视为确认，这件事结束" in words(matter)


def test_who_confirms_what_it_did_itself_is_called_so_everywhere():
    body = BodyFactory()
    worker = worker_of(body.governs)
    matter = raise_matter(worker, body, area=body.governs, title="路灯不亮", category="HARMONY", at=NOON)
    ask_raiser(worker, lead_of(matter), closing="DONE", result="换了灯", at=NOON)
    assert "等本单位自己确认" in text(None, matter.get_absolute_url())
    confirm_matter(worker, matter, at=NOON + DAY)

    public, told = text(None, matter.get_absolute_url()), text(worker, matter.get_absolute_url())

    assert words(matter)[-2:] == [f"{body.name}报告结果，等自己确认", "本单位自报、自己确认，这件事结束"]
    assert f"{body.name}自报、自己确认" in told
    for page in (public, told):
        assert "已办结，本单位自报、自己确认" in page
        assert "请报事方确认" not in page
        assert "报事方确认，这件事结束" not in page
