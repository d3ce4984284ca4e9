"""What every register needs: a filter that shrugs at nonsense, an order, and one page of rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.utils.functional import cached_property

from gongjian.web.components.lists import SIZES, with_query
from gongjian.web.requests import Request

M = TypeVar("M", bound=Model)
MOST_DIGITS = 9  # of a page number or a key in an address
BIGGEST_KEY = 2**31  # what a key in an address may be at most


@dataclass(frozen=True)
class Condition:
    """A filter in force: its word, and the address of the page without it."""

    word: str
    url: str


class Filter(forms.Form):
    """What narrows a register. Every field is optional; what makes no sense counts as not said."""

    def __init__(self, request: Request) -> None:
        super().__init__(request.GET)
        self.query = request.GET
        for field in self.fields.values():
            field.required = False

    @property
    def values(self) -> dict[str, Any]:
        """What was said, by field; "" or None where nothing was, or nothing that makes sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

    @property
    def conditions(self) -> list[Condition]:
        """The filters in force, in the order of the fields; hidden ones are left to the page."""
        found = []
        for bound in self.visible_fields():
            value = self.values[bound.name]
            if value not in ("", None, False):
                words = dict(getattr(bound.field, "choices", ()))
                url = with_query(self.query, **{bound.name: None, "page": None})
                found.append(Condition(str(words.get(value, value)), url))
        return found


class Counted(Paginator[M]):
    """Counts so many rows and no more: of millions nobody turns the pages. `is_capped` says that there are more."""

    def __init__(self, rows: QuerySet[M, Any], size: int, *, most: int) -> None:
        super().__init__(rows, size)
        self.most = most

    @cached_property
    def found(self) -> int:
        """Return how many rows there are, or one more than are counted."""
        return cast("QuerySet[M, Any]", self.object_list).order_by()[: self.most + 1].count()

    @property
    def is_capped(self) -> bool:
        return self.found > self.most

    @cached_property
    def count(self) -> int:
        return min(self.found, self.most)


def page_of(request: Request, rows: QuerySet[M, Any], *, most: int = 0) -> Page[M]:
    """Return the page of rows that the address asks for; the nearest one there is. `most` rows are counted."""
    said = request.GET.get("size", "")
    size = int(said) if said in {str(size) for size in SIZES} else SIZES[0]
    number = request.GET.get("page", "1")
    paginator = Counted(rows, size, most=most) if most else Paginator(rows, size)
    return paginator.get_page(number if len(number) <= MOST_DIGITS else 1)


def order_of(request: Request, orders: Mapping[str, str], otherwise: str) -> tuple[str, ...]:
    """Return the fields to order by: the address says `sort=name` or `sort=-name`, orders what that means.

    orders     word in the address -> field
    otherwise  the word when the address says none of them
    """
    said = request.GET.get("sort", "")
    if said.removeprefix("-") not in orders:
        said = otherwise
    field = orders[said.removeprefix("-")]
    return (f"-{field}" if said.startswith("-") else field, "pk")


def choose(form: forms.Form, name: str, pairs: list[tuple[Any, Any]]) -> None:
    """Say what may be chosen in one field of a form."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = pairs
