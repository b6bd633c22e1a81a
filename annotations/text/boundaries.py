"""Statements that a file brings along instead of the splitter's."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.text.results import Paragraph
from annotations.text.spans import Span, are_ordered, trimmed


class BoundaryError(ValueError):
    """Given statements that cannot be: past the end of the text, out of order, overlapping or only white space."""


def placed(
    text: str, paragraphs: Sequence[Paragraph], boundaries: Sequence[Span]
) -> tuple[tuple[Paragraph, ...], list[tuple[Span, int]]]:
    """The paragraphs and, for each given statement without white space at its ends, the index of its paragraph.

    Paragraphs that one statement runs across become one, which is body unless they agree. Raises BoundaryError.
    """
    spans = [_checked(text, span, place) for place, span in enumerate(boundaries)]
    if not are_ordered(spans):
        bad = next(place for place in range(1, len(spans)) if spans[place - 1].end > spans[place].start)
        raise BoundaryError(
            f"Statement {bad} [{spans[bad].start}, {spans[bad].end}) begins before statement {bad - 1} ends."
        )
    joined: list[Paragraph] = []
    places: list[tuple[Span, int]] = []
    waiting = list(reversed(paragraphs))
    for span in spans:
        while waiting and waiting[-1].span.start < span.end:
            paragraph = waiting.pop()
            if joined and paragraph.span.start < span.end and joined[-1].span.end > span.start:
                joined[-1] = _merged(joined[-1], paragraph)
            else:
                joined.append(paragraph)
        places.append((span, len(joined) - 1))
    return (*joined, *reversed(waiting)), places


def _merged(left: Paragraph, right: Paragraph) -> Paragraph:
    role = left.role if left.role == right.role else "body"
    return Paragraph(Span(left.span.start, right.span.end), role)


def _checked(text: str, span: Span, place: int) -> Span:
    if span.end > len(text):
        raise BoundaryError(
            f"Statement {place} [{span.start}, {span.end}) runs past the text of {len(text)} code points."
        )
    bare = trimmed(text, span.start, span.end)
    if bare is None:
        raise BoundaryError(f"Statement {place} [{span.start}, {span.end}) holds nothing but white space.")
    return bare


def left_over(text: str, spans: Sequence[Span]) -> int:
    """How many characters but white space stand outside the given statements."""
    at, count = 0, 0
    for start, end in [*((span.start, span.end) for span in spans), (len(text), len(text))]:
        count += len("".join(text[at:start].split()))
        at = end
    return count
