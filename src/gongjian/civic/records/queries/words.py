"""Lines in words: what came out, and where the fact is from."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.civic.records.models import Line
from gongjian.methods.tables import Value

FULL, HALF = 10_000, 5_000
OUTCOMES: Mapping[Value, Promise | str] = {
    FULL: gettext_lazy("做到"),
    HALF: gettext_lazy("做到一半"),
    0: gettext_lazy("没做到"),
}
LEVELS: Mapping[Value, Promise | str] = {
    1: gettext_lazy("接收方评为好"),
    2: gettext_lazy("接收方评为较好"),
    3: gettext_lazy("接收方评为一般"),
    4: gettext_lazy("接收方评为差"),
}
SOURCES: Mapping[str, Promise | str] = {
    "platforms.hold_meeting": gettext_lazy("会议签到"),
    "lists.confirm_list": gettext_lazy("单位确认清单"),
    "tasks.assign_task": gettext_lazy("交办以后没有交付"),
    "tasks.deliver_task": gettext_lazy("单位答复"),
    "tasks.confirm_task": gettext_lazy("接收方确认"),
    "service.confirm_claim": gettext_lazy("社区确认岗位"),
}


def result_words(line: Mapping[str, Value]) -> str:
    """Return what came out of a line; a line is a row of the table `lines`."""
    kind, outcome = line["kind"], line["outcome_bp"]
    if kind == Line.Kind.ATTENDANCE:
        return _("缺席") if outcome == 0 else _("到会或请假")
    if kind == Line.Kind.LIST:
        return _("没有按时") if outcome == 0 else _("按时确认")
    if kind in (Line.Kind.ANSWER, Line.Kind.TASK):
        return _("按期") if line["on_time"] else _("没有按期")
    if kind == Line.Kind.PROMISE:
        return str(OUTCOMES.get(outcome, ""))
    if kind == Line.Kind.CLAIM:
        return _("认领 {claimed}，守约 {kept}").format(claimed=line["quantity"], kept=line["achieved"])
    if kind == Line.Kind.PREMISES:
        return _("满 {months} 个月").format(months=line["quantity"])
    return _("{number} 件").format(number=line["quantity"] or 1)


def detail_words(line: Mapping[str, Value]) -> str:
    """Return what else belongs to the result: the weight of a promise, the receiver's word on a task."""
    kind, quantity, achieved = line["kind"], line["quantity"], line["achieved"]
    if kind == Line.Kind.PROMISE:
        said = _("轻重 {weight}").format(weight=line["weight"])
        return said if quantity is None else f"{said} · {achieved}/{quantity}"
    if kind == Line.Kind.TASK:
        return str(LEVELS.get(line["level"], ""))
    return ""


def source_words(verb: str) -> str:
    """Return in a few words what kind of event proved a line."""
    return str(SOURCES.get(verb, _("原始记录")))
