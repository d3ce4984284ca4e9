"""People, their accounts and their offices."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.registry.actions.posts import check_post, check_secretary, check_together
from gongjian.civic.registry.models import Area, Office, Organisation, Person
from gongjian.civic.registry.permissions import NOT_ONESELF
from gongjian.ledger.action import Refused, action


@action
def enrol_person(
    actor: User,
    district: Area,
    /,
    *,
    username: str = "",
    password: str | None = None,
    name: str | None = None,
    phone: str | None = None,
    at: datetime,
) -> Person:
    """Enrol who acts for an organisation; with a username also an account. A given password is changed first."""
    user = None
    if username:
        if User.objects.filter(username=username).exists():
            raise Refused(_("登录名“%(name)s”已经有人用了，请换一个。") % {"name": username})
        user = User(username=username, created_at=at, must_change=password is not None)
        user.set_password(password)
        user.save()
    return Person.objects.create(user=user, name=name, phone=phone)


@action
def appoint(
    actor: User,
    scope: Area,
    /,
    *,
    person: Person,
    role: str,
    since: date,
    organisation: Organisation | None = None,
    title: str = "",
    term_to: date | None = None,
    succeeds: Office | None = None,
    at: datetime,
) -> Office:
    """Give a person an office over an area, or for an organisation that lies in it."""
    if person.user_id == actor.pk:
        raise Refused(NOT_ONESELF)
    check_secretary(actor, scope, person, role, organisation, at)
    check_post(role, scope, organisation, since)
    if term_to is not None and term_to <= since:
        raise Refused(_("任期结束的日子要晚于到任的日子。"))
    check_together(person, role, scope, organisation, since)
    return Office.objects.create(
        person=person,
        role=role,
        title=title,
        area=None if organisation else scope,
        organisation=organisation,
        valid_from=since,
        term_to=term_to,
        succeeds=succeeds,
    )


@action
def take_over(
    actor: User, office: Office, /, *, succeeds: Office, title: str = "", term_to: date | None = None, at: datetime
) -> Office:
    """Let an office that is held already be the successor of another holder's of the same post."""
    if _post(office) != _post(succeeds) or office.person_id == succeeds.person_id:
        raise Refused(_("接任的和交出的要是同一个岗位、不同的人。"))
    if office.valid_to is not None:
        raise Refused(_("这个岗位已经离任，不能接任。"))
    if office.succeeds_id is not None:
        raise Refused(_("这个人在这个岗位上已经接了另一个人的班，请另定一个人接任。"))
    if hasattr(succeeds, "successor"):
        raise Refused(_("这个岗位已经有人接任，不用再交接。"))
    if term_to is not None and term_to <= office.valid_from:
        raise Refused(_("任期结束的日子要晚于到任的日子。"))
    office.succeeds, office.title, office.term_to = succeeds, title or office.title, term_to or office.term_to
    office.save(update_fields=["succeeds", "title", "term_to"])
    return office


@action
def renew_term(actor: User, office: Office, /, *, term_to: date, at: datetime) -> Office:
    """Let an office's term end on a later day."""
    if office.valid_to is not None:
        raise Refused(_("这个岗位已经离任，不能续任。"))
    if term_to <= (office.term_to or office.valid_from):
        raise Refused(_("续任的日子要晚于原来的任期。"))
    office.term_to = term_to
    office.save(update_fields=["term_to"])
    return office


@action
def dismiss(actor: User, office: Office, /, *, until: date, at: datetime) -> Office:
    """End an office; what its holder did keeps standing under it."""
    if office.valid_to is not None:
        raise Refused(_("这个岗位已经登记了离任。"))
    if until <= office.valid_from:
        raise Refused(_("离任的日子要晚于到任的日子。"))
    office.valid_to = until
    office.save(update_fields=["valid_to"])
    return office


def _post(office: Office) -> tuple[str, int | None, int | None]:
    return office.role, office.area_id, office.organisation_id
