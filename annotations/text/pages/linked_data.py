"""What a page's JSON-LD says of its article (schema.org: Article and its kinds, BlogPosting)."""

import json
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

MAX_CHARACTERS = 500_000
MAX_SCRIPTS = 20


def article_data(tree: HtmlElement) -> dict[str, Any]:
    """The first object that describes an article; empty when there is none or it cannot be read."""
    return next((one for one in _objects(tree) if _is_article(one)), {})


def _objects(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    scripts = tree.iterfind('.//script[@type="application/ld+json"]')
    for script, _ in zip(scripts, range(MAX_SCRIPTS), strict=False):
        text = (script.text or "").strip()
        if not text or len(text) > MAX_CHARACTERS:
            continue
        try:
            found = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, dict):
                graph = one.get("@graph")
                yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else [one]


def _is_article(one: dict[str, Any]) -> bool:
    kinds = one.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith(("Article", "Posting"))
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def names(given: Any) -> str:
    """The names of a person, an organisation or several of them, with commas between."""
    several = given if isinstance(given, list) else [given]
    found = [one.get("name") if isinstance(one, dict) else one for one in several[:20]]
    return ", ".join(dict.fromkeys(words(one) for one in found if isinstance(one, str) and words(one)))


def words(given: Any) -> str:
    """A text of the data on one line; empty for anything else."""
    return " ".join(unescape(given).split()) if isinstance(given, str) else ""
