"""What goes out comes in again and changes nothing, also after LibreOffice has written it anew."""

import os
import shutil
from pathlib import Path
from subprocess import run

import pytest

from gongjian.civic.registry.actions import add_organisation
from gongjian.civic.registry.models import Area, Organisation
from gongjian.civic.registry.queries.exports import area_rows, unit_rows
from gongjian.civic.registry.workbook import columns
from gongjian.web.documents import write_sheet
from tests.civic.registry.books import checked
from tests.factories import NEW_YEAR, NOON, CommunityFactory, DistrictFactory, StreetFactory, district_office

pytestmark = pytest.mark.django_db
UNITS = 837
FIXTURE = Path(__file__).with_name("written_by_libreoffice.xlsx")
KINDS = ["ORGAN", "INSTITUTION", "SCHOOL", "HOSPITAL", "STATE_FIRM", "BANK", "PRIVATE_FIRM", "COMPLEX", "SOCIAL"]
PARTY = ["", "COMMITTEE", "GENERAL_BRANCH", "BRANCH"]
STRANGE = [
    "=1+1 工作室",
    "+好邻居",
    "-1 号店",
    "@共建",
    "0012",
    "1.50",
    "（甲）公司·分部",
    "A&B <商行>",
    "'引号",
    "２０２５",
]


def given(count: int) -> list[Organisation]:
    """Make units of every kind, in three streets, with superiors, sectors, hosts and strange names."""
    office = district_office()
    streets = [StreetFactory(name=f"第{n}街道", code=f"41010200{n}") for n in range(3)]
    places = [*streets, *(CommunityFactory(name=f"第{n}居委会", parent=streets[n % 3]) for n in range(9))]
    bureau = add_organisation(office, DistrictFactory(), name="教育局", kind="DISTRICT", since=NEW_YEAR, at=NOON)
    tower = add_organisation(office, places[3], name="万达广场", kind="COMPLEX", since=NEW_YEAR, at=NOON)
    calls = []
    for n in range(count):
        said = {
            "name": STRANGE[n] if n < len(STRANGE) else f"第{n}单位",
            "kind": KINDS[n % len(KINDS)],
            "since": NEW_YEAR.replace(day=1 + n % 28),
            "party_type": PARTY[n % 4],
            "member_count": n % 50,
            "is_resident_unit": True,
            "grid_code": f"00{n}" if n % 3 else "",
            "sector": bureau if n % 5 == 0 else None,
            "host": tower if n % 7 == 0 else None,
            "superior": bureau if n % 2 else None,
        }
        calls.append((office, places[n % len(places)], said))
    return add_organisation.each(calls, at=NOON)


def exported() -> bytes:
    """Return the workbook of all units."""
    return write_sheet(columns("UNITS"), unit_rows(Organisation.objects.units().order_by("pk")), title="单位（演示）")


def rewritten(content: bytes, folder: Path) -> bytes:
    """Return what LibreOffice makes of a workbook."""
    office = shutil.which("soffice")
    if office is None and os.environ.get("CI", "").lower() not in ("1", "true"):
        pytest.skip("no soffice on PATH; on Debian: apt-get install libreoffice-calc-nogui")
    if office is None:
        pytest.skip("no soffice here; the fixture that LibreOffice wrote is tested instead")
    (folder / "book.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", folder / "new", folder / "book.xlsx"]
    run(command, check=True, capture_output=True, timeout=120)
    return (folder / "new" / "book.xlsx").read_bytes()


def test_837_units_rewritten_by_libreoffice_are_the_very_same_rows(tmp_path):
    given(UNITS)

    batch = checked(district_office(), DistrictFactory(), rewritten(exported(), tmp_path))

    assert batch.counts == {"new": 0, "changed": 0, "moved": 0, "same": UNITS, "faulty": 0}, batch.summary["faults"][:3]
    assert not batch.has_work


def test_an_exported_workbook_changes_nothing():
    given(60)

    batch = checked(district_office(), DistrictFactory(), exported())

    assert batch.counts == {"new": 0, "changed": 0, "moved": 0, "same": 60, "faulty": 0}, batch.summary["faults"][:3]


def test_a_workbook_that_libreoffice_once_wrote_is_understood():
    """It holds these very units, without our numbers: names and codes have to do."""
    given(60)

    batch = checked(district_office(), DistrictFactory(), FIXTURE.read_bytes())

    assert batch.counts == {"new": 0, "changed": 0, "moved": 0, "same": 60, "faulty": 0}, batch.summary["faults"][:3]


def test_exported_areas_change_nothing():
    given(1)
    areas = Area.objects.exclude(parent=None).order_by("path")

    content = write_sheet(columns("AREAS"), area_rows(areas), title="区划")
    batch = checked(district_office(), DistrictFactory(), content, kind="AREAS")

    assert batch.counts == {"new": 0, "changed": 0, "moved": 0, "same": 12, "faulty": 0}, batch.summary["faults"][:3]
