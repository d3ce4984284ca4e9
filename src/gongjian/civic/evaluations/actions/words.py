"""What the methods refuse, in the user's words."""

from django.utils.translation import gettext as _

from gongjian.ledger.action import Refused
from gongjian.methods import policy as p
from gongjian.methods.grading import DecisionOutsideTheBand, MoreDecisionsThanSeats
from gongjian.methods.refusals import Refused as MethodRefused


def in_words(refusal: MethodRefused) -> Refused:
    """Return a refusal of the methods as a sentence that says what to do."""
    found = {"field": refusal.field, "found": refusal.found}
    if isinstance(refusal, p.WeightsDoNotSumToOne):
        return Refused(_("四项权重合计必须是 10000（即 100%%），现在是 %(found)s。请改好再存。") % found)
    if isinstance(refusal, p.PointsDoNotSumToFull):
        return Refused(_("“%(field)s”各项分值合计必须是 10000（即 100 分），现在是 %(found)s。请改好再存。") % found)
    if isinstance(refusal, p.GradesDoNotFall):
        return Refused(_("等次的分数线要从高到低，最后一档从 0 分起。现在是 %(found)s。") % found)
    if isinstance(refusal, DecisionOutsideTheBand):
        return Refused(_("选定的单位不在名额线上并列的名单里，请只从并列的单位中选。"))
    if isinstance(refusal, MoreDecisionsThanSeats):
        return Refused(_("选定的单位多于剩下的名额，请少选。"))
    return Refused(_("评价办法里“%(field)s”的值 %(found)s 不能用，请对照说明改好。") % found)
