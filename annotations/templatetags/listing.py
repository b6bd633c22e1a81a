"""The parts of a list around its table: ``{% load listing %}``. ``shown`` is what ``Listing.show`` returned."""

from collections.abc import Sequence
from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("components/listing/filters.html")
def list_filters(shown: Any, placeholder: str = "") -> dict[str, Any]:
    """Draw the search field, the filters and the order. ``placeholder`` says what the search looks at."""
    return {"shown": shown, "placeholder": placeholder}


@register.inclusion_tag("components/listing/pager.html")
def pager(shown: Any, noun: str) -> dict[str, Any]:
    """Draw the count and the way to the pages before and behind. ``noun``: what is counted, fit for ``shown.count``."""
    return {"shown": shown, "noun": noun}


@register.inclusion_tag("components/listing/sort_link.html")
def sort_link(shown: Any, key: str, title: str) -> dict[str, Any]:
    """Draw the words of a column's head as the link that sorts by it."""
    return {"sort": next((one for one in shown.sorts if one.key == key), None), "title": title}


@register.inclusion_tag("components/listing/bulk.html")
def bulk(
    actions: Sequence[tuple[str, str, str]], choices: Sequence[tuple[str, str, Sequence[tuple[str, str]]]] = ()
) -> dict[str, Any]:
    """Draw the bar of acts on the ticked rows, inside the form around the table.

    ``actions``: (value, words, ``""`` or ``danger``); the form posts ``act`` and the ticked rows as ``row``.
    ``choices``: (name, words, options) of a list to choose from that an act needs, posted under its name.
    """
    return {"actions": actions, "choices": choices}


@register.inclusion_tag("components/listing/no_match.html")
def no_match(shown: Any) -> dict[str, Any]:
    """Say that filters hide everything, and show the way out; for a list that is empty although it is narrowed."""
    return {"shown": shown}
