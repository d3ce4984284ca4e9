"""Every write of results: frozen and sealed, put on notice, published."""

from datetime import datetime
from importlib.resources import files

from django.conf import settings
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.evaluations.models import Grading
from gongjian.civic.evaluations.queries import inputs_of, policy_of, result_of
from gongjian.civic.records.actions import disclose_period
from gongjian.civic.records.models import Period
from gongjian.civic.registry.models import Area, Organisation
from gongjian.civic.results.models import Release, Result
from gongjian.ledger.action import Refused, WithParts, action, digest_of
from gongjian.ledger.files import keep_file
from gongjian.ledger.models import Seal
from gongjian.methods.bundles import bundle_leaves, write_bundle
from gongjian.methods.grading import results
from gongjian.methods.seals import canonical, check_code, leaf_hash, merkle_root
from gongjian.methods.tables import Inputs, Row

README = """{title}

这个文件里有这一年评价用到的全部事实（inputs）、评价办法（policy.json）和结果（results.jsonl）。
在装有 Python 的电脑上运行：python verifier.py 这个文件.zip
它不联网，从头再算一遍，并核对每一行有没有被改动。最后印出的校验码应与公示栏上的一致。

This file holds every fact the grades rest on (inputs), the policy and the results.
Run: python verifier.py THIS-FILE.zip
It needs no network, recomputes everything and compares the check code with the one on the public notice.
{demonstration}"""
DEMONSTRATION = "\n演示数据，并非真实评价。Demonstration data, no real evaluation.\n"


@action
def prepare_release(actor: User, grading: Grading, /, *, at: datetime) -> WithParts[Release]:
    """Freeze an adopted grading: recompute it by the methods, seal inputs, policy and results, write the bundle."""
    if Release.objects.filter(grading=grading).exists():
        raise Refused(_("这份结果已经封存过了。"))
    scheme, programme = grading.scheme, grading.scheme.programme
    inputs = inputs_of(programme)
    outcomes = list(grading.outcomes.order_by("unit").select_related("unit"))
    rows: list[Row] = [result_of(outcome).row() for outcome in outcomes]
    if rows != [result.row() for result in results(policy_of(scheme), inputs)]:
        raise Refused(_("计算之后又有更正，结果与事实已经不一致。请重新计算再审定。"))
    root = merkle_root(bundle_leaves(inputs, scheme.policy, rows))
    size = 1 + sum(len(table) for table in inputs.values()) + len(rows)
    release = Release.objects.create(
        grading=grading,
        prepared_at=at,
        code=check_code(root),
        seal=Seal.objects.create(path=grading.scope_path, kind=Seal.Kind.RELEASE, size=size, root=root.hex(), at=at),
        bundle=keep_file(
            _bundle(grading, inputs, rows),
            title=f"gongjian-{programme.year}.zip",
            mime="application/zip",
            at=at,
        ),
    )
    names = {row["unit"]: str(row["name"]) for row in inputs["units"]}
    streets = dict(Area.objects.filter(level=Area.Level.STREET).values_list("code", "name"))
    homes = {row["unit"]: streets[str(row["street"])] for row in inputs["units"]}
    units = [outcome.unit_id for outcome in outcomes]
    keys = dict(Organisation.objects.filter(pk__in=units).values_list("pk", "sort_key"))
    Result.objects.bulk_create(
        (
            Result(
                release=release,
                unit=outcome.unit,
                outcome=outcome,
                name=names[outcome.unit_id],
                street=homes[outcome.unit_id],
                sort_key=keys[outcome.unit_id],
                row=row,
                hash=leaf_hash(b"results\n" + canonical(row).rstrip(b"\n")).hex(),
            )
            for outcome, row in zip(outcomes, rows, strict=True)
        ),
        batch_size=500,
    )
    return WithParts(release, {"results": digest_of([tuple(row.values()) for row in rows])})


@action
def start_notice(actor: User, release: Release, /, *, at: datetime) -> Release:
    """Put the results on public notice before they are published."""
    release.notice_from_date = at.astimezone(settings.OFFICE_ZONE).date()
    release.save(update_fields=["notice_from_date"])
    return release


@action
def publish(actor: User, release: Release, /, *, at: datetime) -> Release:
    """Publish the results, and open the months they rest on to everybody."""
    programme = release.grading.scheme.programme
    months = Period.objects.filter(programme=programme).order_by("pk")
    disclose_period.each([(actor, month, {}) for month in months], at=at)
    release.published_at = at
    release.save(update_fields=["published_at"])
    return release


def _bundle(grading: Grading, inputs: Inputs, rows: list[Row]) -> bytes:
    scheme, programme = grading.scheme, grading.scheme.programme
    demonstration = int(settings.DEMO)
    extra = {
        "programme": {
            "year": programme.year,
            "title": programme.title,
            "district": programme.area.name,
            "district_code": programme.area.code,
        },
        "demonstration": demonstration,
    }
    readme = README.format(title=programme.title, demonstration=DEMONSTRATION if demonstration else "")
    notice = f"{programme.title}驻区单位综合评价结果公示\n" + (DEMONSTRATION if demonstration else "")
    return write_bundle(
        inputs,
        scheme.policy,
        rows,
        extra,
        readme,
        files("gongjian").joinpath("verifier.py").read_text(encoding="utf-8"),
        notice=notice,
    )
