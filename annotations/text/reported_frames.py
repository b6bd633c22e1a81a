"""Light rules: the patterns of one clause that say who says what. First match wins for every quotation and cue."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.text.reported_according import according
from annotations.text.reported_contents import (
    MAX_GAP,
    MIN_CONTENT_WORDS,
    Found,
    closes,
    is_whole,
    past_commas,
    reported,
    until,
)
from annotations.text.reported_insertions import around_insertion, inserted
from annotations.text.reported_items import Clause, Cue
from annotations.text.reported_quoted import around_quotation
from annotations.text.reported_sources import left_of, right_of
from annotations.text.reported_subjects import past_hearers, subject_after
from annotations.text.spans import Span


def frames(clause: Clause) -> list[Found]:
    """The attributions of a clause, at most one for every cue; none overlaps another's content."""
    found: list[Found] = []
    for candidate in _candidates(clause):
        if not any(_taken(part, found) for part in (*candidate.content, candidate.cue)):
            found.append(candidate)
    for place, item in enumerate(clause.items):
        if item.kind == "quote" and not _taken(Span(item.start, item.end), found):
            found += inserted(clause, place)
    return found


def _taken(span: Span, found: list[Found]) -> bool:
    """Whether a span overlaps a content or a cue of one of the attributions."""
    return any(span.overlaps(part) for other in found for part in (*other.content, other.cue))


def _candidates(clause: Clause) -> Iterator[Found]:
    for place in range(len(clause.items)):
        if clause.is_quote(place):
            yield from around_quotation(clause, place)
    for cue in clause.cues:
        yield from _that_clause(clause, cue)
        yield from _mood_clause(clause, cue)
    yield from according(clause)
    for cue in clause.cues:
        yield from _final(clause, cue)
    if clause.reporting.verb_final:
        yield from _verb_final(clause)


def _that_clause(clause: Clause, cue: Cue) -> Iterator[Found]:
    """`Müller sagte, dass …`, `قال الوزير إن …`, `Añadió que …`."""
    opening = next(
        (
            place
            for place in range(cue.last + 1, min(len(clause.items), cue.last + 1 + 2 * MAX_GAP))
            if clause.folded(place) in clause.reporting.complementisers or clause.is_quote(place)
        ),
        None,
    )
    if opening is None or clause.is_quote(opening) or not is_whole(clause, cue):
        return
    if any(other.first > cue.last and other.first < opening for other in clause.cues):
        return
    source = subject_after(clause, cue.last + 1)
    if source and source.last >= opening:
        source = None
    source = left_of(clause, cue) or source
    if not source and not cue.clitic and not (clause.reporting.drops_subject and cue.first == 0):
        return
    last = _content_end(clause, opening)
    if clause.words_between(opening, last + 1) >= MIN_CONTENT_WORDS:
        yield reported(clause, "light-that", (clause.span(opening, last),), cue, source)


def _mood_clause(clause: Clause, cue: Cue) -> Iterator[Found]:
    """`Müller betonte am Montag, die Brücke sei sicher.`: the mood says that somebody else says it; so does a colon."""
    mark = next((i for i in range(cue.last + 1, len(clause.items)) if not clause.is_word(i)), len(clause.items))
    if clause.folded(mark) not in {",", ":"} or not is_whole(clause, cue) or clause.is_quote(mark + 1):
        return
    source, colon = left_of(clause, cue) or subject_after(clause, cue.last + 1), clause.folded(mark) == ":"
    last = _content_end(clause, mark + 1)
    moods = (clause.folded(i) in clause.reporting.moods for i in range(mark + 1, last + 1))
    if source and (colon or any(moods)) and clause.words_between(mark + 1, last + 1) >= MIN_CONTENT_WORDS:
        rule = "light-colon" if colon else "light-that"
        yield reported(clause, rule, (clause.span(mark + 1, last),), cue, source)


def _content_end(clause: Clause, first: int) -> int:
    """The last item of a content: before ", aber …" or the end of the clause."""
    for place in range(first + MIN_CONTENT_WORDS, len(clause.items) - 1):
        if clause.folded(place) in {",", "،", ";", "؛"} and clause.folded(place + 1) in clause.reporting.adversatives:
            return place - 1
    return clause.last_content(first)


def _final(clause: Clause, cue: Cue) -> Iterator[Found]:
    """`Die Lage sei ernst, sagte Müller am Montag.`: no quotation, nothing but the reporting words after the comma."""
    if clause.reporting.verb_final or clause.folded(cue.first - 1) != "," or not is_whole(clause, cue):
        return
    source = subject_after(clause, cue.last + 1) if cue.clitic is None else None
    if source is None and cue.clitic is None:
        return
    if clause.has_quote or cue is not clause.cues[0]:
        return
    if content := around_insertion(clause, cue.first, (source.last if source else cue.last) + 1):
        yield reported(clause, "light-final", content, cue, source)
        return
    later = range(source.last + 1 if source else cue.last + 1, len(clause.items) - 1)
    before = until(clause, cue.first)
    if before and not any(clause.folded(i) in {",", ":", ";"} for i in later):
        yield reported(clause, "light-final", (before,), cue, source)


def _verb_final(clause: Clause) -> Iterator[Found]:
    """`Bakan Koca, sayının arttığını söyledi.`: subject, comma or hearers, accusative, cue at the end."""
    cue = clause.cues[-1] if clause.cues else None
    if cue is None or not closes(clause, cue.last + 1) or clause.has_quote:
        return
    source = right_of(clause, 0)
    if source is None:
        return
    first, last = source.last + 1, cue.first - 1
    for past in (past_hearers, past_commas, past_hearers, past_commas):
        first = past(clause, first)
    if first == source.last + 1 or first > last:
        return
    closed = (i + 1 for i in range(last, first, -1) if clause.folded(i) in clause.reporting.adjuncts)
    first = past_commas(clause, next(closed, first))
    accusative = clause.folded(last).endswith(("nı", "ni", "nu", "nü"))
    if accusative and clause.words_between(first, last + 1) >= 2:
        yield reported(clause, "light-verb-final", (clause.span(first, last),), cue, source)
