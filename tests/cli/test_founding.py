"""An empty system is founded once: a district, three administrators, three links."""

import pytest
from django.urls import reverse

from gongjian.accounts.models import Invitation, User
from gongjian.civic.registry.models import Area, Office
from gongjian.cli.main import main
from gongjian.ledger.models import Event

pytestmark = pytest.mark.django_db
FOUND = ["found", "--name", "中原区", "--code", "410102"]


def test_three_administrators_get_a_link_each(capsys, client):
    assert main(FOUND) == 0

    said = capsys.readouterr().out
    links = [word for word in said.split() if word.startswith("/join/")]
    assert Area.objects.get().name == "中原区"
    assert sorted(Office.objects.values_list("person__user__username", "role")) == [
        ("audit", "AUDIT_ADMINISTRATOR"),
        ("security", "SECURITY_ADMINISTRATOR"),
        ("system", "SYSTEM_ADMINISTRATOR"),
    ]
    assert len(set(links)) == Invitation.objects.count() == 3
    assert all(client.get(link).status_code == 200 for link in links)
    assert "token" not in str(list(Event.objects.values_list("changes", flat=True)))


def test_a_second_time_it_is_refused(capsys):
    main(FOUND)

    assert main(FOUND) == 2

    assert "已经有一个区" in capsys.readouterr().err
    assert Area.objects.count() == 1


@pytest.mark.parametrize("code", ["", "41010", "41010x", "４１０１０２"])
def test_a_code_that_is_none_is_refused_and_nothing_is_written(code, capsys):
    assert main(["found", "--name", "中原区", "--code", code]) == 2

    assert "6 位区划代码" in capsys.readouterr().err
    assert not Area.objects.exists()
    assert not User.objects.filter(username="security").exists()


def test_nobody_can_sign_in_before_a_password_was_chosen(client):
    main(FOUND)

    client.post(reverse("registry:sign_in"), {"username": "security", "password": ""})

    assert "_auth_user_id" not in client.session
