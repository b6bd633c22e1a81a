"""Conversations about statements: ``{% load talk %}``."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from annotations.models import Comment

register = template.Library()


@register.inclusion_tag("components/talk_link.html")
def talk_link(
    slug: str, statement: UUID, open_threads: Mapping[UUID, int] | None = None, number: int = 0
) -> dict[str, Any]:
    """Draw the link to a statement's conversations, with how many are open; a script opens them in a dialog.

    With ``number`` it is one of many, told apart by the statement's number, and shows as its icon.
    """
    count = (open_threads or {}).get(statement, 0)
    return {"slug": slug, "statement": statement, "count": count, "number": number}


@register.simple_tag
def said(comment: Comment) -> SafeString:
    """What a comment says, as plain text, with the names of those it calls set apart."""
    names = [str(mention.user) for mention in comment.mentions.all()]
    return format_html_join(
        "",
        "{}",
        ((format_html("<b>{}</b>", text) if is_name else text,) for text, is_name in stretches(comment.body, names)),
    )


def stretches(body: str, names: Iterable[str]) -> list[tuple[str, bool]]:
    """A text cut at each ``@Name`` of ``names``, each stretch with whether it is one.

    >>> stretches("Ask @Ada Annotator first", ["Ada Annotator"])
    [('Ask ', False), ('@Ada Annotator', True), (' first', False)]
    """
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    if not longest_first:
        return [(body, False)]
    parts = re.split(f"(@(?:{'|'.join(longest_first)}))(?!\\w)", body)
    return [(part, place % 2 == 1) for place, part in enumerate(parts) if part]
