"""`{% load tasks %}{% task_status task %}`: how a task stands today, with its shape."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from gongjian.civic.tasks.models import Task
from gongjian.civic.tasks.queries import standing
from gongjian.web.components.library import draw

register = template.Library()


@register.simple_tag(takes_context=True)
def task_status(context: dict[str, Any], task: Task) -> SafeString:
    """Draw how a task stands on the day of the request."""
    found = standing(task, context["request"].on)
    return draw("status", kind=found.kind, content=found.word)
