"""Every write of service."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Organisation
from gongjian.civic.service.models import Claim, Post
from gongjian.ledger.action import Refused, WithParts, action


@action
def open_post(
    actor: User, host: Organisation, /, *, title: str, places: int, from_date: date, to_date: date, at: datetime
) -> Post:
    """Offer places of a volunteer post."""
    if places < 1:
        raise Refused(_("名额至少是 1。"))
    if to_date < from_date:
        raise Refused(_("结束的日子不能早于开始的日子。"))
    return Post.objects.create(host=host, title=title, places=places, from_date=from_date, to_date=to_date)


@action
def claim_post(actor: User, post: Post, /, *, organisation: Organisation, places: int, at: datetime) -> Claim:
    """Enter that a unit's members take so many places; entered by the host or the street from the unit's word."""
    if places < 1 or post.taken + places > post.places:
        left = post.places - post.taken
        raise Refused(_("“%(post)s”还剩 %(left)s 个名额。") % {"post": post.title, "left": left})
    if post.claims.filter(organisation=organisation).exists():
        raise Refused(_("“%(name)s”已经认领过这个岗位了。") % {"name": organisation.name})
    post.taken += places
    post.save(update_fields=["taken"])
    return Claim.objects.create(post=post, organisation=organisation, places=places, claimed_at=at)


@action
def confirm_claim(actor: User, claim: Claim, /, *, kept: int, at: datetime) -> Claim:
    """Say as the host how many of the places were kept."""
    if not 0 <= kept <= claim.places:
        raise Refused(_("守约人数应在 0 到 %(places)s 之间。") % {"places": claim.places})
    claim.kept = kept
    claim.confirmed_at = at
    claim.save(update_fields=["kept", "confirmed_at"])
    return claim


@action
def transfer_post(actor: User, post: Post, /, *, to: Organisation, at: datetime) -> WithParts[Post]:
    """Let a successor offer the post on; who claimed places keeps them."""
    post.host = to
    post.save(update_fields=["host"])
    return WithParts(post, {"to": to.name})


@action
def transfer_claim(actor: User, claim: Claim, /, *, to: Organisation, at: datetime) -> WithParts[Claim]:
    """Let a successor keep the places that an organisation claimed."""
    if claim.post.claims.filter(organisation=to).exists():
        raise Refused(_("“%(name)s”已经认领过这个岗位了。") % {"name": to.name})
    claim.organisation = to
    claim.save(update_fields=["organisation"])
    return WithParts(claim, {"to": to.name})
