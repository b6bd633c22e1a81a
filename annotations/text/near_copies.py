"""Texts that are nearly the same: keys to look candidates up by, and a measure to judge them with.

A text is the set of its runs of three words, with case and punctuation folded away. The measure is the Jaccard index of
two such sets. The keys are banded minima of one hash function (one-permutation MinHash: Li, Owen and Zhang 2012; empty
bins borrow from the next one: Shrivastava and Li 2014): with similarity ``s`` two texts share a key with probability
``1 - (1 - s²)¹⁶``, which is 0.999 at 0.6 and 0.15 at 0.1.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Set
from hashlib import blake2b

Run = tuple[str, ...]
RUN = 3
"""Words in a run."""
BANDS = 16
ROWS = 2
"""Minima that make one key."""
BINS = BANDS * ROWS
_NO_SPACES = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Kana and Han: scripts that put no space between words; each character counts as one."""
_WORD = re.compile(rf"[{_NO_SPACES}]|[^\W_{_NO_SPACES}]+")


def near_keys(text: str) -> list[int]:
    """16 keys of 32 signed bits, the same on every machine; none for a text without a word."""
    minima: list[int | None] = [None] * BINS
    for run in runs(text):
        value = int.from_bytes(blake2b(" ".join(run).encode("utf-8", "replace"), digest_size=8).digest())
        place, rest = value % BINS, value // BINS
        before = minima[place]
        if before is None or rest < before:
            minima[place] = rest
    if all(one is None for one in minima):
        return []
    filled = [_nearest(minima, place) for place in range(BINS)]
    return [_key(band, filled[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS)]


def similarity(a: str, b: str) -> float:
    """The share of runs that two texts have in common, 0 to 1; texts that differ in case and punctuation give 1.0."""
    return likeness(runs(a), runs(b))


def likeness(left: Set[Run], right: Set[Run]) -> float:
    """The share of runs that two sets of them have in common, 0 to 1."""
    if not left or not right:
        return 1.0 if left == right else 0.0
    return len(left & right) / len(left | right)


def runs(text: str) -> set[Run]:
    """Every three words that follow each other; a text of fewer words is one run."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if len(words) <= RUN:
        return {tuple(words)} if words else set()
    return set(zip(words, words[1:], words[2:], strict=False))


def _nearest(minima: list[int | None], place: int) -> tuple[int, int]:
    """The bin's minimum, or that of the next bin which has one, with the distance walked."""
    for steps in range(BINS):
        found = minima[(place + steps) % BINS]
        if found is not None:
            return steps, found
    raise ValueError("no bin has a minimum")


def _key(band: int, rows: list[tuple[int, int]]) -> int:
    packed = struct.pack(">B", band) + b"".join(struct.pack(">BQ", steps, value) for steps, value in rows)
    key: int = struct.unpack(">i", blake2b(packed, digest_size=4).digest())[0]
    return key
