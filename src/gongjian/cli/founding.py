"""`gongjian found`: the district and its three administrators, each with a link to a password of their own."""

import argparse
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongjian.accounts.models import Invitation, User
from gongjian.civic.registry.actions import appoint, enrol_person, found_district, invite_user
from gongjian.civic.registry.models import Area, Role
from gongjian.cli.refusals import CannotDo
from gongjian.ledger.action import Refused

FIRST = {
    "system": Role.SYSTEM_ADMINISTRATOR,
    "security": Role.SECURITY_ADMINISTRATOR,
    "audit": Role.AUDIT_ADMINISTRATOR,
}
CODE_DIGITS = 6


def found(chosen: argparse.Namespace) -> int:
    """Found the district and open its first three accounts, all or nothing; print the links, which are kept nowhere."""
    name, code = chosen.name.strip(), chosen.code.strip()
    if not name or not (code.isascii() and code.isdigit() and len(code) == CODE_DIGITS):
        raise CannotDo(_("请写区的全称和 6 位区划代码，例如 --name 中原区 --code 410102。"))
    if Area.objects.exists():
        raise CannotDo(_("这套系统里已经有一个区了。一套系统只服务一个区。"))
    at = timezone.now()
    since = at.astimezone(settings.OFFICE_ZONE).date()
    links = {}
    try:
        with transaction.atomic():
            clock = User.objects.clock()
            district = found_district(clock, clock, name=name, code=code, since=since, at=at)
            for username, role in FIRST.items():
                person = enrol_person(clock, district, username=username, at=at)
                appoint(clock, district, person=person, role=role, since=since, at=at)
                token = secrets.token_urlsafe(32)
                if person.user is not None:
                    invite_user(clock, person.user, token_hash=Invitation.hash_of(token), at=at)
                links[username] = f"/join/{token}"
    except Refused as refusal:
        raise CannotDo(str(refusal)) from refusal
    print(_("%(name)s建好了。请把下面三个链接分别交给三个人，每个只能用一次，7 天内有效：") % {"name": name})
    for username, link in links.items():
        print(f"{username:<10}{FIRST[username].label}  {link}")
    return 0
