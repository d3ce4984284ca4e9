"""What is told to those a task concerns, and what they say."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Bulletin, Concern, Group
from gongjian.ledger.action import Refused, action


@action
def publish_bulletin(actor: User, group: Group, /, *, title: str, text: str, audience: str, at: datetime) -> Bulletin:
    """Tell a named public how far the work is; it reads it at an address of its own, without an account."""
    if not (title.strip() and text.strip()):
        raise Refused(_("请写标题和进展，让大家看得明白。"))
    if not audience.strip():
        raise Refused(_("请写明告诉谁，例如“三官庙村过渡群众”。"))
    return Bulletin.objects.create(
        group=group, title=title.strip(), text=text.strip(), audience=audience.strip(), published_at=at
    )


@action
def withdraw_bulletin(actor: User, bulletin: Bulletin, /, *, reason: str, at: datetime) -> Bulletin:
    """Take a bulletin back; its address says so, and why."""
    if not reason.strip():
        raise Refused(_("撤下要写明理由，看过的群众会看到。"))
    bulletin.withdrawn_at, bulletin.reason = at, reason.strip()
    bulletin.save(update_fields=["withdrawn_at", "reason"])
    return bulletin


@action
def log_concern(actor: User, group: Group, /, *, day: date, text: str, households: int = 1, at: datetime) -> Concern:
    """Write down what people told the group, and how many households it concerns; no names."""
    if not text.strip():
        raise Refused(_("请写明反映了什么。"))
    if households < 1:
        raise Refused(_("涉及的户数至少是 1。"))
    if day > at.astimezone(settings.OFFICE_ZONE).date():
        raise Refused(_("还没到的日子不能先记。"))
    return Concern.objects.create(group=group, day=day, text=text.strip(), households=households)


@action
def answer_concern(actor: User, concern: Concern, /, *, answer: str, at: datetime) -> Concern:
    """Answer what people told; a later answer takes the place of the one before."""
    if not answer.strip():
        raise Refused(_("请写明答复了什么。"))
    concern.answer, concern.answered_at = answer.strip(), at
    concern.save(update_fields=["answer", "answered_at"])
    return concern
