"""Reads across groups: one with its tree."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Bulletin, Concern, Group, GroupMember, Matter
from gongjian.civic.registry.models import Organisation, OrganisationQuerySet

SHOWN = 20


@dataclass
class Branch:
    """A group with its sources of people and the groups below it."""

    group: Group
    members: list[GroupMember]
    branches: list["Branch"] = field(default_factory=list)

    @property
    def headcount(self) -> int:
        """How many people are in this group itself."""
        return sum(member.headcount for member in self.members)

    @property
    def total(self) -> int:
        """How many people are in it and in all groups below."""
        return self.headcount + sum(branch.total for branch in self.branches)

    @property
    def size(self) -> int:
        """How many groups lie below."""
        return len(self.branches) + sum(branch.size for branch in self.branches)


def members_on(on: date) -> QuerySet[GroupMember]:
    """Return who is lent to any group on a day, with the body that lends."""
    begun = Q(valid_from=None) | Q(valid_from__lte=on)
    return GroupMember.objects.filter(begun & (Q(valid_to=None) | Q(valid_to__gt=on))).select_related("organisation")


def tree_of(group: Group, user: User | AnonymousUser, *, on: date) -> Branch:
    """Return a group with all below that the user may see: one question for each level, one for the people."""
    found: dict[int, Group] = {group.pk: group}
    level = [group.pk]
    while level:
        below = Group.objects.visible_to(user, on=on).filter(parent__in=level).exclude(pk__in=found).order_by("pk")
        level = [one.pk for one in below]
        found |= {one.pk: one for one in below}
    branches = {pk: Branch(one, []) for pk, one in found.items()}
    for member in members_on(on).filter(group__in=found).order_by("group", "pk"):
        branches[member.group_id].members.append(member)
    for pk, one in found.items():
        if pk != group.pk and one.parent_id is not None:
            branches[one.parent_id].branches.append(branches[pk])
    return branches[group.pk]


def groups_by_place(user: User | AnonymousUser, *, on: date) -> QuerySet[Group]:
    """Return the groups at the top that this reader may see, with how many lie right below."""
    rows = Group.objects.visible_to(user, on=on).filter(parent=None).select_related("area")
    return rows.annotate(below=Count("groups")).order_by("-formed_date", "pk")


def lenders(group: Group) -> OrganisationQuerySet:
    """Return who may lend people: the bodies of the street or district of the group, and builders from anywhere."""
    here = "/".join(group.area.scope_path.split("/")[:3]) + "/"
    found = Q(path__startswith=here) | Q(kind=Organisation.Kind.BUILDER) | Q(is_outside=True)
    return Organisation.objects.filter(found, closed_date=None).order_by("-is_outside", "sort_key", "pk")


@dataclass(frozen=True)
class Doings:
    """What a group does, as far as this reader may see: its matters for everybody, the rest for its territory."""

    matters: list[Matter]
    bulletins: list[Bulletin]
    concerns: list[Concern]
    visits: list[Any]


def doings_of(group: Group, user: User | AnonymousUser, *, on: date) -> Doings:
    """Return the latest of what a group does; on site it goes by activities of a later room."""
    matters = Matter.objects.visible_to(user, on=on).filter(group=group).select_related("area", "raiser")
    bulletins = Bulletin.objects.visible_to(user, on=on).filter(group=group)
    concerns = Concern.objects.visible_to(user, on=on).filter(group=group)
    visits = group.activities.visible_to(user, on=on).filter(kind="SITE_VISIT")
    return Doings(
        list(matters.order_by("-raised_at", "-pk")[:SHOWN]),
        list(bulletins.order_by("-published_at", "-pk")[:SHOWN]),
        list(concerns.order_by("-day", "-pk")[:SHOWN]),
        list(visits.order_by("-starts_at", "-pk")[:SHOWN]),
    )
