"""What the numbers of a score are called, and the facts around them that stand in other tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.civic.ballots.models import Session
from gongjian.civic.evaluations.models import Defect, Mark, Scheme
from gongjian.civic.records.models import Line
from gongjian.methods.tables import UnitRows
from gongjian.web.words import full_points

Words = Mapping[str, Promise | str]

COMPONENT_WORDS: Words = {"A": _("互评"), "B": _("民主评议"), "C": _("督查"), "D": _("实际效果")}
INDICATOR_WORDS: Words = {
    "A1_MEETINGS": _("联席会议到会"),
    "A1_LISTS": _("清单按时更新"),
    "A1_ANSWERS": _("按时答复征询"),
    "A2_PROMISES": _("承诺兑现"),
    "A3_ON_TIME": _("任务按时"),
    "A3_SATISFIED": _("接收方满意"),
    "A3_CLAIMS": _("党员认领守约"),
    "SUGGESTIONS": _("建议被采纳"),
    "PREMISES": _("无偿提供用房"),
    "HELP": _("急难相助"),
    "FALSE_EVIDENCE": _("证明不实"),
    "DROPPED": _("承诺中断没有打招呼"),
}
OPTION_WORDS: Words = {"GOOD": _("好"), "FAIRLY_GOOD": _("较好"), "FAIR": _("一般"), "POOR": _("差")}
PART_WORDS: Words = {str(part.value): part.label for part in Mark.Part}
KIND_WORDS: Words = {str(kind.value): kind.label for kind in Line.Kind}


def word(words: Words, code: str) -> str:
    """Return the word for a code; a code that a later policy invented is shown as it is."""
    return str(words.get(code, code))


def percent(weight_bp: int) -> str:
    """Return a weight or a limit: 40%, or 33.33% where it is no whole per cent."""
    return f"{full_points(weight_bp)}%"


@dataclass(frozen=True)
class Around:
    """What a score refers to: streets and ballot meetings by code, defects by key."""

    streets: Mapping[str, str] = field(default_factory=dict)
    sessions: Mapping[str, Session] = field(default_factory=dict)
    defects: Mapping[int, Defect] = field(default_factory=dict)


def around(scheme: Scheme, rows: UnitRows) -> Around:
    """Return what the score of one unit refers to."""
    codes = [str(row["street"]) for row in rows.ballots]
    sessions = Session.objects.filter(programme=scheme.programme_id, area__code__in=codes).select_related("area")
    found = {session.area.code: session for session in sessions}
    defects = Defect.objects.filter(inspection__in=[row["inspection"] for row in rows.inspections])
    return Around(
        streets={code: session.area.name for code, session in found.items()},
        sessions=found,
        defects={defect.pk: defect for defect in defects.select_related("inspection")},
    )
