import pytest

from gongjian.civic.matters.actions import ask_raiser, confirm_matter, reopen_matter
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.matters.hands import department, lead_of
from tests.factories import DAY, NOON, TODAY, MatterFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def closed(**more):
    matter = MatterFactory(**more)
    lead = lead_of(matter)
    actor = worker_of(matter.area) if lead.owner.governs_id else liaison_of(lead.owner)
    ask_raiser(actor, lead, closing="DONE", result="通了", at=NOON)
    confirm_matter(liaison_of(matter.raiser), matter, at=NOON)
    return matter


def test_who_was_asked_says_no_and_the_same_leg_goes_on():
    matter = MatterFactory()
    leg = lead_of(matter)
    ask_raiser(worker_of(matter.area), leg, closing="DONE", result="通了", at=NOON)

    reopen_matter(liaison_of(matter.raiser), matter, reason="又堵了", at=NOON + DAY)

    matter.refresh_from_db()
    assert (matter.closing, matter.asked_at, matter.reopened, lead_of(matter)) == ("", None, 1, leg)
    assert matter.askings.get().to_at == NOON + DAY


def test_after_the_end_whoever_led_last_goes_on_in_a_new_leg():
    matter = closed()
    last = matter.legs.get()

    reopen_matter(liaison_of(matter.raiser), matter, reason="又堵了", at=NOON + DAY)

    matter.refresh_from_db()
    assert (matter.closed_at, matter.reopened) == (None, 1)
    assert (lead_of(matter).owner, lead_of(matter).opened_at) == (last.owner, NOON + DAY)
    assert Event.objects.get(verb="matters.reopen_matter").changes["reason"] == [None, "又堵了"]


def test_if_that_body_is_no_more_its_successor_goes_on():
    matter = closed(lead__owner=department("区旧局"))
    gone, heir = matter.legs.get().owner, department("区新局")
    gone.founded_date, gone.closed_date = TODAY, TODAY
    gone.save()
    heir.replaces.add(gone)

    reopen_matter(liaison_of(matter.raiser), matter, reason="又堵了", at=NOON + DAY)

    assert lead_of(matter).owner == heir


def test_without_a_reason_it_is_refused():
    matter = closed()

    with pytest.raises(Refused, match="哪里还没有解决"):
        reopen_matter(liaison_of(matter.raiser), matter, reason=" ", at=NOON)


def test_a_stranger_and_the_lead_may_not_and_nothing_is_written():
    matter = closed()
    before = Event.objects.count()

    for stranger in (UserFactory(), worker_of(matter.area)):
        with pytest.raises(NotAllowed):
            reopen_matter(stranger, matter, reason="x", at=NOON)

    assert Event.objects.count() == before
