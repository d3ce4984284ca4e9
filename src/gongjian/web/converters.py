"""What may stand in an address: a number that a database can hold, a year. Anything else is simply no page."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class Number(IntConverter):
    """A row's number: up to fifteen digits, far below what a database holds."""

    regex = "[0-9]{1,15}"


class Year(IntConverter):
    """A year of this age."""

    regex = "[12][0-9]{3}"


register_converter(Number, "number")
register_converter(Year, "year")
