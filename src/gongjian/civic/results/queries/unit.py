"""A unit's published result: its grade, where every point came from, and the code that proves the row."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongjian.civic.evaluations.models import Outcome
from gongjian.civic.evaluations.queries import Account, account_of
from gongjian.civic.records.models import Record
from gongjian.civic.registry.models import Programme
from gongjian.civic.results.models import Result
from gongjian.methods.seals import check_code


@dataclass(frozen=True)
class UnitPage:
    """What a unit's page shows: its account, and the months it rests on that are open to everybody."""

    result: Result
    account: Account
    records: list[Record]

    @property
    def outcome(self) -> Outcome:
        return self.result.outcome

    @property
    def programme(self) -> Programme:
        return self.result.release.grading.scheme.programme

    @property
    def last_day(self) -> date:
        return self.programme.until_day - timedelta(days=1)

    @property
    def code(self) -> str:
        return code_of(self.result)


def code_of(result: Result) -> str:
    """Return the check code of one row: the first 80 bits of its hash."""
    return check_code(bytes.fromhex(result.hash))


def unit_page(result: Result) -> UnitPage:
    """Return the page of one result, fetched with its outcome, release, grading, scheme and programme."""
    result.outcome.grading = result.release.grading
    programme = result.release.grading.scheme.programme_id
    months = Record.objects.filter(unit=result.unit_id, period__programme=programme, period__disclosed_at__isnull=False)
    return UnitPage(result, account_of(result.outcome), list(months.order_by("month")))
