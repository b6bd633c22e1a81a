"""Spans: half-open ranges of Unicode code points on a text that never changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The range [start, end) in Unicode code points, 0-based. Raises ValueError unless 0 <= start < end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or reversed; 0 <= start < end is needed")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span (equal spans do)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


def exact(text: str, span: Span) -> str:
    """The characters of `text` under `span`. Raises ValueError when the span runs past the end of the text."""
    if span.end > len(text):
        raise ValueError(f"span [{span.start}, {span.end}) runs past the text of {len(text)} code points")
    return text[span.start : span.end]


def sha256(text: str) -> str:
    """Hex SHA-256 of the text in UTF-8. Raises UnicodeEncodeError on a lone surrogate, which has no UTF-8 form."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span [start, end) without white space at its ends; None when nothing else stands in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def are_ordered(spans: Sequence[Span]) -> bool:
    """Whether the spans ascend and no two of them overlap (touching is allowed)."""
    return all(left.end <= right.start for left, right in pairwise(spans))


def any_overlap(spans: Iterable[Span], others: Sequence[Span]) -> bool:
    """Whether any span of the first group shares a code point with any span of the second."""
    return any(span.overlaps(other) for span in spans for other in others)
