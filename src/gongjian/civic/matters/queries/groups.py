"""Reads across groups: one with its tree."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Group, GroupMember


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
