"""Light rules: what an attribution of one clause is made of, and the parts of a clause that can be a content."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.text.reported_items import Clause
from annotations.text.reported_sources import Phrase
from annotations.text.spans import Span

MIN_CONTENT_WORDS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution before its speaker is named. `source` is None when the subject is dropped or only described."""

    rule: str
    content: tuple[Span, ...]
    cue: Span
    source: Span | None


def past_commas(clause: Clause, place: int) -> int:
    """The first item from `place` on that is no comma or dash."""
    while clause.folded(place) in {",", "،", "-", "—", "–"}:
        place += 1
    return place


def closes(clause: Clause, place: int) -> bool:
    """Whether nothing but final punctuation is left."""
    return all(clause.items[i].kind == "mark" for i in range(place, len(clause.items)))


def rest(clause: Clause, place: int, words: int = MIN_CONTENT_WORDS) -> Span | None:
    """The content from `place` to the end of the clause; None when it has fewer than `words` words."""
    first = past_commas(clause, place)
    if first >= len(clause.items):
        return None
    last = clause.last_content(first)
    return clause.span(first, last) if clause.words_between(first, last + 1) >= words else None


def until(clause: Clause, stop: int) -> Span | None:
    """The content before `stop`, without the comma."""
    last = stop - 1
    while last >= 0 and clause.folded(last) in {",", "،", "—", "–", "-"}:
        last -= 1
    if last < 0 or clause.words_between(0, last + 1) < MIN_CONTENT_WORDS:
        return None
    return clause.span(0, last)


def span_of(clause: Clause, phrase: Phrase) -> Span:
    """The span of a phrase."""
    return clause.span(phrase.first, phrase.last)
