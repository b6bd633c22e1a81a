"""Light rules: what an attribution of one clause is made of, and the parts of a clause that can be a content."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.text.reported_items import Clause, Cue
from annotations.text.reported_sources import Phrase
from annotations.text.spans import Span

MIN_CONTENT_WORDS = 3
MAX_GAP = 10


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


def past_aside(clause: Clause, place: int) -> int:
    """The first item from `place` on behind what stands in brackets: `Kai Lund (CDU) …`."""
    if clause.folded(place) != "(":
        return place
    return next((i + 1 for i in range(place, len(clause.items)) if clause.folded(i) == ")"), place)


def closes(clause: Clause, place: int) -> bool:
    """Whether nothing but final punctuation is left."""
    return all(clause.items[i].kind == "mark" for i in range(place, len(clause.items)))


def rest(clause: Clause, place: int, words: int = MIN_CONTENT_WORDS) -> Span | None:
    """The content from `place` to the end of the clause; None when it has fewer than `words` words."""
    first = past_commas(clause, past_aside(clause, place))
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


def is_whole(clause: Clause, cue: Cue) -> bool:
    """Whether the cue is whole: "teilte … mit" has its "mit" in the same clause."""
    if not cue.particles:
        return True
    ahead = " ".join(clause.folded(i) for i in range(cue.last + 1, min(len(clause.items), cue.last + 2 * MAX_GAP)))
    return any(f" {particle} " in f" {ahead} " for particle in cue.particles)


def reported(clause: Clause, rule: str, content: tuple[Span, ...], cue: Cue, source: Phrase | None) -> Found:
    """An attribution whose source is the pronoun glued to the cue, else the phrase."""
    if cue.clitic is not None:
        return Found(rule, content, cue.span, cue.clitic)
    return Found(rule, content, cue.span, span_of(clause, source) if source else None)
