"""What refers to a row, anywhere in the product: found by walking the models, so that no room can be forgotten."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "tasks": _("任务"),
    "platforms": _("党委和会议"),
    "lists": _("清单"),
    "projects": _("项目"),
    "agreements": _("协议"),
    "matters": _("事项"),
    "service": _("双报到"),
    "activities": _("活动"),
    "records": _("写实档案"),
    "ballots": _("评议"),
    "evaluations": _("评价"),
    "results": _("评价结果"),
    "duties": _("交接"),
}
HERE = _("岗位、下属单位或其他登记")


def uses(model: type[models.Model], keys: Collection[int], own: Sequence[str]) -> dict[int, set[str | Promise]]:
    """Return which of the rows are referred to, and in which rooms.

    own  the relations that are part of the row itself, by name
    """
    found: dict[int, set[str | Promise]] = defaultdict(set)
    for relation in model._meta.get_fields(include_hidden=True):
        field: Any = getattr(relation, "field", None)
        if not (relation.auto_created and not relation.concrete and isinstance(field, models.ForeignKey)):
            continue
        if relation.name in own:
            continue
        rows: Any = field.model._base_manager.filter(**{f"{field.name}__in": keys})
        for key in rows.values_list(field.attname, flat=True).distinct():
            found[key].add(WORDS.get(field.model._meta.app_label, HERE))
    return dict(found)
