"""Boundary similarity of two splits of one text.

B = 1 − (additions + Σ transposed distances / n_t) / (additions + transpositions + matches), over the boundaries that at
least one split has; n_t = 2, so that a boundary one place off is half an error. Source: Fournier (2013), Evaluating
text segmentation using boundary edit distance, ACL 2013.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

WORD = re.compile(r"\S+")
NEAR = 2
"""n_t: boundaries fewer places apart than this are one boundary, misplaced."""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """What two splits have in common; splits without any boundary have nothing to differ in, ``similarity`` is None."""

    matches: int
    near_misses: int
    additions: int

    @property
    def similarity(self) -> float | None:
        """B, 0 to 1."""
        total = self.matches + self.near_misses + self.additions
        return (self.matches + self.near_misses * (1 - 1 / NEAR)) / total if total else None


def compare(first: Iterable[int], second: Iterable[int]) -> Boundaries:
    """Compare inner boundaries, given as places that are counted in whatever unit makes neighbours (words, say)."""
    left, right = set(first), set(second)
    matches = left & right
    alone, other = sorted(left - matches), right - matches
    near = 0
    for place in alone:
        found = next((one for one in (place - 1, place + 1) if one in other), None)
        if found is not None:
            other.discard(found)
            near += 1
    return Boundaries(len(matches), near, len(alone) - near + len(other))


def places(text: str, ends: Iterable[int]) -> list[int]:
    """Where boundaries stand, counted in words: how many words of ``text`` begin before each end (a code point)."""
    starts = [found.start() for found in WORD.finditer(text)]
    return [bisect_left(starts, end) for end in ends]
