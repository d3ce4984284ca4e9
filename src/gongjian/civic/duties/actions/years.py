"""A programme year, opened in one go."""

from datetime import date, datetime

from gongjian.accounts.models import User
from gongjian.civic.evaluations.actions import draft_scheme
from gongjian.civic.lists.actions import ask_for_lists, carry_lists
from gongjian.civic.platforms.actions import carry_seats
from gongjian.civic.platforms.models import Seat
from gongjian.civic.records.actions import plan_period
from gongjian.civic.registry.actions import open_programme
from gongjian.civic.registry.models import Area, Organisation, Programme
from gongjian.ledger.action import action

MONTHS = range(1, 13)
LIST_DAYS = ((3, 31), (6, 30))


@action
def open_year(
    actor: User, district: Area, /, *, year: int, lead_office: Organisation | None = None, at: datetime
) -> Programme:
    """Open a programme year in one go: seats, lists and policy carried forward, months planned, list checks asked."""
    programme = open_programme(actor, district, year=year, lead_office=lead_office, at=at)
    carry_seats(actor, programme, at=at)
    carry_lists(actor, programme, at=at)
    members = list(
        Seat.objects.on(programme.first_day)
        .filter(platform__area__path__startswith=district.scope_path, organisation__is_resident_unit=True)
        .values_list("organisation", flat=True)
    )
    for month, day in LIST_DAYS:
        ask_for_lists(actor, programme, organisations=members, due_date=date(year, month, day), at=at)
    draft_scheme(actor, programme, at=at)
    streets = Area.objects.filter(parent=district, level=Area.Level.STREET, valid_to=None).order_by("pk")
    plan_period.each(
        [(actor, street, {"programme": programme, "month": month}) for month in MONTHS for street in streets], at=at
    )
    return programme
