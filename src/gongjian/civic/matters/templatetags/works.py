"""`{% load works %}`: how the called ones answered a whistle; who was consulted on works and what was seen on site."""

from typing import Any

from django import template

from gongjian.civic.matters.models import Matter, Opinion, SiteCheck
from gongjian.civic.matters.queries.matters import Story
from gongjian.civic.matters.queries.whistles import Answer, answers_of, callers_of
from gongjian.civic.matters.queries.works import Works, works_among

register = template.Library()


@register.simple_tag(takes_context=True)
def whistle_answers(context: dict[str, Any], story: Story) -> list[Answer]:
    """Return the called bodies with what each has done, is late with or has still to do."""
    return answers_of(story, context["request"].at)


@register.simple_tag
def works(matter: Matter, trail: list[Any]) -> Works:
    """Return the views and checks of a works problem or a finding, which its trail holds already."""
    opinions = [row for row in trail if isinstance(row, Opinion)]
    return works_among(matter, opinions, [row for row in trail if isinstance(row, SiteCheck)])


@register.simple_tag(takes_context=True)
def may_whistle(context: dict[str, Any]) -> bool:
    """Return whether the reader may whistle for some body."""
    request = context["request"]
    return request.user.is_authenticated and callers_of(request.user, on=request.on).exists()
