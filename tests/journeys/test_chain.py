"""From a signed promise to a public number, and back: one street, three units, one year."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from django.test import Client

from gongjian import verifier
from gongjian.civic.evaluations.actions import adopt_grading, compute_grading, send_drafts
from gongjian.civic.evaluations.models import Grading, Outcome
from gongjian.civic.evaluations.queries import inputs_of, policy_of, result_of, tree_of, worth_of
from gongjian.civic.records.actions import amend_line, lock_period
from gongjian.civic.records.models import Line, Record
from gongjian.civic.results.actions import prepare_release, publish, start_notice
from gongjian.civic.results.models import Release
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.files import path_of
from gongjian.ledger.models import Event
from gongjian.methods.grading import results
from gongjian.web.words import points
from tests.civic.pages import MOST_QUERIES, cost, status, text
from tests.journeys.street import Street, at, found_street, live_through

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Street:
    """Return the street at the end of its year."""
    street = found_street()
    live_through(street)
    return street


def grade(here: Street) -> Grading:
    """Compute the year in the engine."""
    return compute_grading(here.office, here.scheme, at=at(1, 5, year=2027))


def release(here: Street) -> Release:
    """Compute, send, adopt, seal, post and publish the year."""
    grading = grade(here)
    send_drafts(here.office, grading, at=at(1, 8, year=2027))
    adopt_grading(here.office, grading, at=at(1, 15, year=2027))
    made = prepare_release(here.office, grading, at=at(1, 16, year=2027))
    start_notice(here.office, made, at=at(1, 17, year=2027))
    return publish(here.office, made, at=at(1, 27, year=2027))


def test_every_accepted_line_goes_back_to_an_event_and_its_day(here):
    lines = Line.objects.select_related("source", "record__period").order_by("pk")

    proofs = {line.source.verb for line in lines}
    outside = [line for line in lines if line.source.at > line.record.period.drafted_at]

    assert proofs == {"platforms.hold_meeting", "tasks.confirm_task"}
    assert outside == []
    assert {line.state for line in lines} == {Line.State.ACCEPTED, Line.State.DEEMED, Line.State.UPHELD}
    assert {f"{line.record.month:%m}" for line in lines if line.state == Line.State.DEEMED} == {"09"}
    assert {f"{line.record.month:%m}" for line in lines if line.state == Line.State.UPHELD} == {"10"}


def test_the_engine_says_what_the_methods_say(here):
    grading = grade(here)

    found = [result_of(outcome) for outcome in grading.outcomes.order_by("unit")]

    assert found == results(policy_of(here.scheme), inputs_of(here.programme))
    assert [one.reason for one in found] == [None, None, "NO_AGREEMENT"]


def test_without_one_line_the_composite_is_what_its_page_says(here):
    second = here.units[1]
    before = grade(here).outcomes.get(unit=second).composite_cp
    lines = Line.objects.select_related("record__period__programme", "record__unit")
    kept = lines.filter(record__unit=second, text="操场周末开放").first()
    worth = worth_of(kept, here.office, at(1, 6, year=2027).date())
    page = text(here.office, kept.get_absolute_url())

    amend_line(
        here.street_office, kept, new_state=Line.State.REJECTED, reason="同一件事记了两次", at=at(1, 6, year=2027)
    )
    after = compute_grading(here.office, here.scheme, at=at(1, 7, year=2027)).outcomes.get(unit=second).composite_cp

    assert (worth.before_cp, worth.after_cp) == (before, after)
    assert after < before
    assert f"没有这一条，综合分是 <b>{points(after)}</b>" in page


def test_the_points_of_the_page_add_up_to_the_composite(here):
    grading = grade(here)
    outcome = grading.outcomes.get(unit=here.units[1])

    tree = tree_of(here.scheme, outcome.unit_id)

    assert tree.value_cp == outcome.composite_cp
    assert sum(leaf.share_cp or 0 for leaf in tree.leaves()) == outcome.composite_cp


def test_nobody_without_an_office_sees_anything_before_publication(here):
    grade(here)

    record = Record.objects.filter(unit=here.units[0]).first()

    assert status(None, "/results/2026/") == 404
    assert status(None, record.get_absolute_url()) == 404
    assert "2026 年的结果还没有公布" in _said("/results/2026/")


def test_a_unit_sees_its_own_draft_and_nobody_elses(here):
    grading = grade(here)
    own, other = grading.outcomes.get(unit=here.units[0]), grading.outcomes.get(unit=here.units[1])
    liaison = here.liaisons[here.units[0].pk]
    before = status(liaison, own.get_absolute_url())

    send_drafts(here.office, grading, at=at(1, 8, year=2027))

    assert before == 404
    assert points(own.composite_cp) in text(liaison, own.get_absolute_url())
    assert status(liaison, other.get_absolute_url()) == 404


def test_the_public_walks_from_the_list_to_the_event(here):
    made = release(here)
    first, _second, third = here.units
    outcome = Outcome.objects.get(unit=first)
    line = Line.objects.filter(record__unit=first, kind=Line.Kind.PROMISE).first()

    listing = text(None, f"/results/{made.year}/")
    unit = text(None, f"/results/{made.year}/{first.pk}/")
    ungraded = text(None, f"/results/{made.year}/{third.pk}/")
    record = text(None, line.record.get_absolute_url())
    proof = text(None, line.get_absolute_url())

    assert made.code in listing
    assert f"/results/2026/{first.pk}/" in listing
    assert third.name not in listing
    assert points(outcome.composite_cp) in unit
    assert f"/records/{first.pk}/2026-03/" in unit
    assert f"/records/lines/{line.pk}/" in unit
    assert "没有签订共建协议" in text(None, f"/results/{made.year}/?q={third.name}")
    assert re.findall(r"\d+\.\d\d", ungraded.replace("2026.1", "")) == []
    assert line.text in record
    assert "会签" not in re.findall(r"<button[^>]*>([^<]*)", record)
    assert "没有这一条，综合分还是" in proof


def test_no_page_of_the_chain_asks_too_much(here):
    made = release(here)
    first, _second, third = here.units
    line = Line.objects.filter(record__unit=first, kind=Line.Kind.PROMISE).first()
    urls = [
        f"/results/{made.year}/",
        f"/results/{made.year}/{first.pk}/",
        f"/results/{made.year}/{third.pk}/",
        line.record.get_absolute_url(),
        line.get_absolute_url(),
        "/evaluations/?year=2026",
    ]

    costs = {(who, url): cost(user, url) for url in urls for who, user in (("public", None), ("office", here.office))}

    assert max(costs.values()) <= MOST_QUERIES


def test_the_file_convinces_the_verifier_and_tampering_is_named(here, tmp_path, capsys):
    made = release(here)
    bundle = path_of(made.bundle)

    honest = _verdict(bundle, made.code, capsys)
    verdicts = {name: _verdict(_tampered(bundle, tmp_path / name, name), made.code, capsys) for name in TAMPERINGS}

    assert honest == ["HOLDS"]
    assert verdicts == {
        "a line is changed": ["ALTERED"],
        "a line is taken out": ["REMOVED"],
        "a result is changed": ["ALTERED", "RESULT"],
        "the notice has another code": ["CODE"],
    }


def test_a_month_is_locked_once(here):
    period = here.period(3)

    with pytest.raises(NotAllowed) as refused:
        lock_period(here.clock, period, at=at(4, 10))

    assert str(refused.value) == "这个月已经锁定，不能再改。确有错误，请街道用“更正”写明理由，更正会公开。"
    assert Event.objects.filter(verb="records.lock_period").count() == 12


def _said(url: str) -> str:
    return Client().get(url).content.decode()


def _verdict(bundle: Path, code: str, capsys) -> list[str]:
    """Return the markers of what the verifier says, without the note about another copy of itself."""
    capsys.readouterr()
    verifier.main([str(bundle), "--code", code])
    said = capsys.readouterr().out.splitlines()
    return sorted({line.split(" ")[0] for line in said} - {"NOTE"})


def _tampered(bundle: Path, target: Path, name: str) -> Path:
    """Write the bundle again with one member changed."""
    with zipfile.ZipFile(bundle) as source, zipfile.ZipFile(target, "w") as copy:
        for info in source.infolist():
            content = source.read(info)
            member, change = TAMPERINGS[name]
            copy.writestr(info, change(content) if info.filename == member else content)
    return target


def _without_second(content: bytes) -> bytes:
    rows = content.splitlines(keepends=True)
    return b"".join([rows[0], *rows[2:]])


def _better_line(content: bytes) -> bytes:
    rows = content.splitlines(keepends=True)
    row = json.loads(rows[1])
    rows[1] = json.dumps({**row, "outcome_bp": 10_000 - row["outcome_bp"]}, ensure_ascii=False, sort_keys=True,
                         separators=(",", ":")).encode() + b"\n"  # fmt: skip
    return b"".join(rows)


def _better_result(content: bytes) -> bytes:
    return content.replace(b'"rank":2', b'"rank":1')


def _other_code(content: bytes) -> bytes:
    return re.sub("校验码 .*".encode(), "校验码 0000 0000 0000 0000".encode(), content)


TAMPERINGS = {
    "a line is changed": ("inputs/lines.jsonl", _better_line),
    "a line is taken out": ("inputs/lines.jsonl", _without_second),
    "a result is changed": ("results.jsonl", _better_result),
    "the notice has another code": ("notice.txt", _other_code),
}
