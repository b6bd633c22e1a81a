"""Every address of the product's URL map, with the ids of things that are there filled in."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import get_resolver

NOBODY = "0190f3a0-0000-7000-8000-000000000000"
"""Stands where nothing of that kind is there."""
PARAMETER = re.compile(r"<(\w+):(\w+)>")
ALIASES = {
    "review": "assignment",
    "adjudicate": "statement",
    "people": "member",
    "targets": "entity",
    "entities": "entity",
}
"""What an id in an address is of, by the part before it; elsewhere it is that part's singular."""
WORDS = {
    "slug": "idlib",
    "project": "idlib",
    "key": "verification_default",
    "version": "1.0.0",
    "figure_key": "progress",
}
SKIPPED = ("admin", "accounts/", "api/v1/<path:anything>", "api/v1/schema", "api/v1/docs")
"""Not of the product's own, or the same for everybody."""


def routes() -> list[str]:
    """The routes of all pages and of the API as they stand in the URL map."""
    found = _routes(get_resolver())
    return sorted({route for route in found if not route.startswith(SKIPPED)})


def _routes(node: Any, prefix: str = "") -> Iterator[str]:
    for one in node.url_patterns:
        route = prefix + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from _routes(one, route)
        else:
            yield route


def addresses(ids: Mapping[str, object]) -> dict[str, str]:
    """Address by route; ``ids`` are by kind: article, assignment, statement, member and so on."""
    return {route: "/" + _filled(route, ids) for route in routes()}


def _filled(route: str, ids: Mapping[str, object]) -> str:
    def value(match: re.Match[str]) -> str:
        converter, name = match.groups()
        if converter != "uuid":
            return WORDS.get(name, "x")
        before = route[: match.start()].rstrip("/").rpartition("/")[2]
        kind = ALIASES.get(before, before.removesuffix("es") if before == "batches" else before.removesuffix("s"))
        return str(ids.get(kind, NOBODY))

    return PARAMETER.sub(value, route)
