"""How page tests open a page: as somebody, with what it costs."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongjian.accounts.models import User

MOST_QUERIES = 25


def as_(user: User | None) -> Client:
    """Return a browser in which this user is signed in; nobody if None."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def text(user: User | None, url: str) -> str:
    """Return what the page says to this user."""
    response = as_(user).get(url)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def status(user: User | None, url: str, **data: Any) -> int:
    """Return the answer's code; with data, of a form that is sent."""
    client = as_(user)
    return (client.post(url, data) if data else client.get(url)).status_code


def cost(user: User | None, url: str) -> int:
    """Return how many questions the page asks of the database; never more than allowed.

    It is opened once before, so that what Django remembers for good is not counted.
    """
    client = as_(user)
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    assert len(caught) <= MOST_QUERIES, "\n".join(query["sql"] for query in caught)
    return len(caught)
