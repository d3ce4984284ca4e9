"""Templates of meetings that a platform may use: of its own area and of those above it."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, F, QuerySet, Value

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import MeetingTemplate, Platform
from gongjian.civic.registry.models import Area, Role, offices_of

KEEPERS = (Role.DISTRICT_OFFICE, Role.STREET_OFFICE)


def offered(platform: Platform) -> "QuerySet[MeetingTemplate]":
    """Return the templates in use that a platform may plan its meetings from."""
    path = platform.scope_path
    found = MeetingTemplate.objects.annotate(here=Value(path, CharField())).filter(here__startswith=F("area__path"))
    return found.filter(retired_at=None).select_related("area").order_by("area__path", "title", "pk")


def kept_areas(user: User | AnonymousUser, *, on: date) -> "QuerySet[Area]":
    """Return the areas for which this user may keep templates: the district or street of the own office."""
    kept = [office.area_id for office in offices_of(user, on) if office.area_id and office.role in KEEPERS]
    return Area.objects.filter(pk__in=kept).order_by("path")
