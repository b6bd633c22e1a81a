"""An article as it reads, for ``_article.html``: turns of one speaker, blocks, pieces of text with their statements."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]

ALONE = ("headline", "subhead", "dateline", "byline", "caption", "crosshead", "boilerplate")
"""Roles that stand outside anybody's speech."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``part`` is ``source``, ``cue``, ``insertion`` or nothing."""

    text: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement's text with its mark, or the text between two statements (``statement`` is None)."""

    runs: tuple[Run, ...]
    statement: Row | None = None
    mark: object = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph."""

    role: str
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class Turn:
    """Paragraphs of one speaker (an entity, or None for the article's voice); no ``lane`` around headings."""

    speaker: Row | None
    lane: bool
    blocks: list[Block] = field(default_factory=list)


def turns(article: Row, statements: Sequence[Row], marks: Mapping[str, object] | None = None) -> list[Turn]:
    """The article of a workbench payload in reading order; spans are code points of ``article["text"]``, half-open.

    ``statements`` come in the order of the text and do not overlap.

    ``marks``: what the template shows of each statement (number, address, hues), by the statement's id.
    """
    starts, ends = [one["start"] for one in statements], [one["end"] for one in statements]
    laid: list[Turn] = []
    for paragraph in article["paragraphs"]:
        inside = statements[bisect_right(ends, paragraph["start"]) : bisect_left(starts, paragraph["end"])]
        alone = paragraph["role"] in ALONE
        speaker = None if alone else next((one["speaker"] for one in inside if one["is_statement"]), None)
        if not laid or alone or not laid[-1].lane or _key(laid[-1].speaker) != _key(speaker):
            laid.append(Turn(speaker, lane=not alone))
        pieces = tuple(_pieces(article["text"], paragraph["start"], paragraph["end"], inside, marks or {}))
        laid[-1].blocks.append(Block(paragraph["role"], pieces))
    return laid


def _key(speaker: Row | None) -> str | None:
    return speaker["id"] if speaker else None


def _pieces(text: str, start: int, end: int, inside: Sequence[Row], marks: Mapping[str, object]) -> Iterator[Piece]:
    at = start
    for one in inside:
        first, last = max(one["start"], start), min(one["end"], end)
        if first > at:
            yield Piece((Run(text[at:first]),))
        marked = tuple(runs(text, first, last, one["spans"]))
        yield Piece(marked, one if one["is_statement"] else None, marks.get(one["id"]))
        at = last
    if at < end:
        yield Piece((Run(text[at:end]),))


def runs(text: str, start: int, end: int, spans: Sequence[Row]) -> Iterator[Run]:
    """``text[start:end]`` cut where the marked spans begin and end; of spans that overlap the first one counts."""
    at = start
    for span in sorted(spans, key=lambda one: one["start"]):
        first, last = span["start"], min(span["end"], end)
        if first < at or first >= last:
            continue
        if first > at:
            yield Run(text[at:first])
        yield Run(text[first:last], span["part"])
        at = last
    if at < end:
        yield Run(text[at:end])
