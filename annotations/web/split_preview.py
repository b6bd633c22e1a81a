"""A split before it is stored, line by line in words."""

from dataclasses import dataclass

from annotations.workflow.segmentation import Segmentation

SHOWN = 200
"""Segments that a preview shows; a longer text is cut there, the import is not."""


@dataclass(frozen=True, slots=True)
class Line:
    """One segment of a preview; ``number`` counts statements from 1, None for what is none."""

    number: int | None
    text: str
    role: str
    quote_type: str
    speaker: str | None
    attributed: bool


def lines(text: str, split: Segmentation) -> list[Line]:
    """The segments in words; statements are numbered from 1."""
    kinds = {place: one.quote_type for one in reversed(split.attributions) for place in one.statements}
    found, number = [], 0
    for place, one in enumerate(split.statements):
        number += one.is_statement
        shown = number if one.is_statement else None
        exact = text[one.span[0] : one.span[1]]
        found.append(Line(shown, exact, one.role, kinds.get(place, ""), one.speaker, one.voice == "attributed"))
    return found
