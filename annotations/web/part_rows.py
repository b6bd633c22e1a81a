"""Rows of an editor's form: their order is that of the hidden ``row`` fields; ``act`` moves, adds and takes away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from annotations.web.refusals import Refusal

MOST = 80
"""More rows than any label set or protocol may have; what is beyond is not read."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """One label or question in the form; ``place`` names its fields, ``error`` says why ``refused`` was."""

    place: int
    values: Mapping[str, Any]
    refused: str = ""
    error: str = ""
    is_new: bool = False
    is_blank: bool = False


def read_rows(
    post: QueryDict, read: Callable[[QueryDict, str], dict[str, Any]], new: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The values of each row as the form has them, after what ``act`` (``up-2``, ``down-2``, ``drop-2``, ``add``) does.

    ``read`` gives the values of the row of that name, ``new`` are those of an added one.
    """
    names = post.getlist("row")[:MOST]
    act, _dash, which = post.get("act", "").partition("-")
    order = moved(names, which, {"up": -1, "down": 1}.get(act, 0))
    rows = [read(post, name) for name in order if not (act == "drop" and name == which)]
    return [*rows, dict(new)] if act == "add" else rows


def moved(names: list[str], which: str, by: int) -> list[str]:
    """The names with one of them moved; nothing moves beyond the ends."""
    if by == 0 or which not in names:
        return names
    at = names.index(which)
    to = min(max(at + by, 0), len(names) - 1)
    others = [*names[:at], *names[at + 1 :]]
    return [*others[:to], which, *others[to:]]


def part_rows(values: list[dict[str, Any]], refusal: Refusal | None) -> list[PartRow]:
    """The rows to draw; the one that was refused says why. An empty one has the focus, unless something was refused."""
    return [
        PartRow(
            place=place,
            values=one,
            refused=refusal.field if refusal and refusal.place == place else "",
            error=refusal.words if refusal and refusal.place == place else "",
            is_new=not one["key"],
            is_blank=not refusal and not one["key"] and not one.get("name") and not one.get("title"),
        )
        for place, one in enumerate(values)
    ]
