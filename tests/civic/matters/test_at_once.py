"""Two people move one matter at the very same moment: only PostgreSQL lets them."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from gongjian.civic.matters.actions import decline_leg
from gongjian.civic.matters.models import Leg
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.civic.matters.hands import department, given_to, lead_of
from tests.factories import NOON, liaison_of


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_eight_who_decline_one_leg_at_once_one_is_heard_and_the_others_read_why():
    leg, nexts = given_to(department("区住建局")), [department(f"区{number}局") for number in range(8)]
    liaison, start = liaison_of(leg.owner), Barrier(8)
    said: list[str] = []

    def decline(to):
        try:
            mine = Leg.objects.get(pk=leg.pk)
            start.wait()
            decline_leg(liaison, mine, reason="不归这里", next_owner=to, at=NOON)
            said.append("done")
        except NotAllowed as fault:
            said.append(str(fault))
        finally:
            connection.close()

    people = [Thread(target=decline, args=(to,)) for to in nexts]
    for one in people:
        one.start()
    for one in people:
        one.join()

    assert sorted(said) == sorted(["done", *["这件事已经不在这家单位手里了，请看最新的经过。"] * 7])
    assert lead_of(leg.matter).owner in nexts
    assert Event.objects.filter(verb="matters.decline_leg").count() == 1
