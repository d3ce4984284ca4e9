"""A few characters find places and organisations, the same ones on both databases as a plain scan would."""

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import (
    add_area,
    add_organisation,
    correct_credit_code,
    found_district,
    rename_area,
    revise_profile,
)
from gongjian.civic.registry.models import Area, Organisation
from gongjian.civic.registry.models.search import MOST_LETTERS, Findable, plain, tokens, words
from gongjian.civic.registry.models.spelling import initials
from gongjian.ledger.guards import Keep
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    CommunityFactory,
    DistrictFactory,
    OrganisationFactory,
    StreetFactory,
    district_office,
)

pytestmark = pytest.mark.django_db

NAME = st.text("重庆路社区第中学银行Ab1０2号（）·𬭸é ", min_size=1, max_size=9)
CODE = st.sampled_from(["", "410102", "41010200", "410102001003"])
# What means something to one of the two databases, and what neither has ever seen.
QUERY = st.one_of(
    st.text("重庆路社区第中学cqlszxAB1２ 0号）·𬭸é", max_size=6),
    st.text("路社\"'*():^+-&|!<>\\{}\x00%_ ANDORNOTEAR,cq1\ud800", max_size=12),
    st.sampled_from(['"', "' OR 1=1 --", "NEAR(重 庆)", "a* OR b*", "search:重", "'重':*", "路 & !区", "\x00路", "*"]),
)


def scan(said: str, rows: dict[str, tuple[str, str]]) -> set[str]:
    """Return the names that fit, by looking at every one: name, its initials and its code."""
    asked = words(said)
    return {
        name
        for name, (letters, code) in rows.items()
        if asked
        and all(
            word in plain(name) or word in plain(letters) or (code and plain(code).startswith(word)) for word in asked
        )
    }


def found(said: str, model: type = Organisation) -> set[str]:
    return set(model.objects.filter(search__says=said).values_list("name", flat=True))


@given(st.lists(st.tuples(NAME, CODE), max_size=8), st.lists(QUERY, min_size=1, max_size=5))
def test_an_index_answers_what_a_scan_answers(rows, queries):
    area = DistrictFactory()
    kept = {name: (initials(name), code) for name, code in rows}
    with transaction.atomic():
        Organisation.objects.bulk_create(
            Organisation(name=name, search=tokens(name, letters, code), path=area.path, area=area)
            for name, (letters, code) in kept.items()
        )

        answers = {said: found(said) for said in queries}

        Organisation.objects.all().delete()
    assert answers == {said: scan(said, kept) for said in queries}


@pytest.mark.parametrize(
    "said",
    [
        "重庆",
        "社区",
        "路",
        "重庆路社区",
        "庆路社",
        "cqlsq",
        "CQLSQ",
        "lsq",
        "q",
        "ｃｑｌ",
        "410102",
        "4101020070",
        "社区 重庆",
    ],
)
def test_a_place_is_found_by_part_of_its_name_by_initials_and_by_the_beginning_of_its_code(said):
    CommunityFactory(name="重庆路社区", code="410102007004")
    CommunityFactory(name="百花苑", code="110102007004")

    assert "重庆路社区" in found(said, Area)
    assert "百花苑" not in found(said, Area)


@pytest.mark.parametrize("said", ["", " ", "*", "“”", "重路", "区社", "sqc", "102007", "重庆 百花", "cq5"])
def test_nothing_is_found_by_what_does_not_stand_there(said):
    CommunityFactory(name="重庆路社区", code="410102007004")

    assert "重庆路社区" not in found(said, Area)


def test_a_credit_code_is_found_in_either_case_and_width():
    OrganisationFactory(name="某公司", credit_code="91410100MA3X9P2L6N")

    assert found("91410100ma3x") == found("９１４１０１００ＭＡ") == {"某公司"}


def test_marks_between_the_characters_neither_help_nor_hinder():
    OrganisationFactory(name="百花路（东）A座·物业")

    assert found("百花路东a座物业") == found("（东）A座") == found("百花路(东)") == {"百花路（东）A座·物业"}


def test_what_is_typed_without_end_is_cut():
    OrganisationFactory(name="中" * 100)

    assert found("中" * 5000) == {"中" * 100}
    assert len("".join(words("中" * 5000))) == MOST_LETTERS
    assert found("中 " * 5000) == {"中" * 100}


def test_every_verb_that_names_something_keeps_it_findable_and_the_ledger_says_nothing_of_it():
    clock, lead = User.objects.clock(), district_office()
    district = Area.objects.get()
    street = add_area(lead, district, level="STREET", name="棉纺路街道", code="410102003", since=NEW_YEAR, at=NOON)
    unit = add_organisation(clock, street, name="第七小学", kind="SCHOOL", since=NEW_YEAR, at=NOON)

    rename_area(lead, street, name="桐柏路街道", code="410102004", since=TODAY, at=NOON)
    revise_profile(lead, unit, changes={"name": "第八小学"}, since=TODAY, at=NOON)
    correct_credit_code(lead, unit, credit_code="91410100MA3X9P2L6N", at=NOON)

    assert found("tblj", Area) == found("410102004", Area) == {"桐柏路街道"}
    assert found("棉纺", Area) == found("410102003", Area) == set()
    assert found("第八") == found("dbxx") == found("91410100MA") == {"第八小学"}
    assert found("第七") == set()
    assert [event.pk for event in Event.objects.all() if "search" in event.changes] == []


def test_the_district_itself_is_found():
    found_district(User.objects.clock(), User.objects.clock(), name="中原区", code="410102", since=NEW_YEAR, at=NOON)

    assert found("zyq", Area) == {"中原区"}


def test_a_row_that_goes_is_found_no_more():
    organisation = OrganisationFactory(name="某公司")

    organisation.delete()

    assert found("某公司") == set()


def test_the_search_asks_of_a_join_what_it_asks_of_the_table():
    unit = OrganisationFactory(area=CommunityFactory(name="重庆路社区", parent=StreetFactory(name="棉纺路街道")))
    OrganisationFactory()

    joined = Organisation.objects.filter(area__search__says="重庆", area__parent__search__says="mfl")

    assert list(joined) == [unit]
    assert list(Organisation.objects.exclude(area__search__says="重庆").filter(pk=unit.pk)) == []


class Editor:
    """As much of a schema editor as an operation of a migration needs, within a transaction."""

    connection = connection

    def execute(self, statement, params=None):
        with connection.cursor() as cursor:
            cursor.execute(statement, params)


def test_the_index_is_put_back_on_a_table_that_was_written_anew():
    CommunityFactory(name="重庆路社区")
    index, editor = Findable("registry_area"), Editor()
    if connection.vendor == "sqlite":
        for trigger in index.triggers:
            editor.execute(f"DROP TRIGGER {trigger}")
    CommunityFactory(name="重阳社区")

    Keep(index).database_forwards("registry", editor, None, None)

    CommunityFactory(name="重工社区")
    assert found("重", Area) == {"重庆路社区", "重阳社区", "重工社区"}


def test_an_index_goes_as_it_came():
    index, editor = Findable("registry_area"), Editor()

    index.database_backwards("registry", editor, None, None)
    index.database_forwards("registry", editor, None, None)

    CommunityFactory(name="重庆路社区")
    assert found("重", Area) == {"重庆路社区"}
