"""What a kind of meeting usually looks like is kept once, and retired when it is used no more."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import MeetingTemplate
from gongjian.civic.registry.models import Area
from gongjian.ledger.action import Refused, action

MOST_ITEMS = 20
LONGEST_TITLE = 200


@action
def save_template(
    actor: User,
    area: Area,
    /,
    *,
    kind: str,
    title: str,
    length_minutes: int,
    items: Sequence[str],
    template: MeetingTemplate | None = None,
    at: datetime,
) -> MeetingTemplate:
    """Keep what a kind of meeting looks like, for all platforms of the area and below; or mend a template."""
    titles = [one.strip() for one in items if one.strip()]
    if not title.strip():
        raise Refused(_("请写会议名称。"))
    if len(titles) > MOST_ITEMS or any(len(one) > LONGEST_TITLE for one in titles):
        raise Refused(
            _("固定议题最多 %(most)s 项，每项最多 %(length)s 个字。") % {"most": MOST_ITEMS, "length": LONGEST_TITLE}
        )
    if template is not None and (template.area_id != area.pk or template.retired_at is not None):
        raise Refused(_("这个模板已经停用。请另存一个。"))
    kept = template or MeetingTemplate(area=area)
    kept.kind, kept.title, kept.length_minutes, kept.items = kind, title.strip(), length_minutes, titles
    kept.save()
    return kept


@action
def retire_template(actor: User, template: MeetingTemplate, /, *, at: datetime) -> MeetingTemplate:
    """Offer a template no more; meetings planned from it stay as they are."""
    template.retired_at = at
    template.save(update_fields=["retired_at"])
    return template
