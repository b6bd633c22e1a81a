"""Light rules: `Laut Müller …`, `…, según Pérez`, `Koca'ya göre …`, `…, wie Müller sagte`."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.text.languages.reporting import Reporting
from annotations.text.reported_contents import MAX_GAP, Found, closes, rest, span_of, until
from annotations.text.reported_insertions import around_insertion
from annotations.text.reported_items import MAX_GROUP, Clause
from annotations.text.reported_sources import Phrase, right_of
from annotations.text.reported_subjects import subject_after
from annotations.text.spans import Span


def according(clause: Clause) -> Iterator[Found]:
    """`Laut Müller …`, `…, según Pérez`, `وفقا للوزارة …`, `Koca'ya göre …`, `…, wie Müller sagte`."""
    reporting = clause.reporting
    for place, item in enumerate(clause.items):
        word = item.folded
        opening = _without_prefix(word, reporting) if reporting.prefixes else word
        if opening in reporting.according_starts and (size := _phrase_at(clause, place, opening)):
            yield from _according_from(clause, place, place + size)
        if word in reporting.as_said:
            yield from _as_said(clause, place)
        if word in reporting.according_after and place:
            yield from _according_after(clause, place)
        if word in reporting.so_said and clause.folded(place - 1) == ",":
            yield from _according_from(clause, place, place + 1, final_only=True)


def _phrase_at(clause: Clause, place: int, opening: str) -> int:
    """How many items from `place` on stand before a source: `nach Angaben von`, `وبحسب`; 0 when they do not.

    `opening`: the first of them without a prefix.
    """
    for size in range(MAX_GROUP if opening in clause.reporting.group_starts else 1, 0, -1):
        phrase = " ".join([opening, *(clause.folded(i) for i in range(place + 1, place + size))])
        if phrase in clause.reporting.according and clause.is_word(place + size - 1):
            return size
    return 0


def _without_prefix(word: str, reporting: Reporting) -> str:
    """`وبحسب` is `بحسب` with "and" glued to it; `وفقا` is itself such a word."""
    glued = word[:1] and word[0] in reporting.prefixes and word not in reporting.according_starts
    return word[1:] if glued else word


def _according_from(clause: Clause, first: int, start: int, *, final_only: bool = False) -> Iterator[Found]:
    cue = clause.cue_at(start)
    source = right_of(clause, cue.last + 1 if cue else start)
    if source is None:
        return
    marks = clause.span(first, cue.last if cue else start - 1)
    named = _unglued(clause, first, span_of(clause, source))
    comma = clause.folded(source.last + 1) in {",", "،"}
    if parts := around_insertion(clause, first, source.last + 1):
        yield Found("light-according", parts, marks, named)
        return
    if closes(clause, source.last + 1):
        content = until(clause, first)
    elif final_only or not (comma or not clause.reporting.according_needs_comma):
        return
    elif first == 0 or (clause.folded(first - 1) in {",", "،"} and not comma):
        content = rest(clause, _past_relative(clause, source.last + 1))
    else:
        yield from _around(clause, first, source, marks)
        return
    if content:
        yield Found("light-according", (content,), marks, named)


def _past_relative(clause: Clause, comma: int) -> int:
    """`Selon Mme Roux, qui a reçu les syndicats, …`: the comma behind the relative clause."""
    if clause.folded(comma + 1) not in clause.reporting.relatives:
        return comma
    return next((i for i in range(comma + 2, len(clause.items)) if clause.folded(i) == ","), comma)


def _around(clause: Clause, first: int, source: Phrase, marks: Span) -> Iterator[Found]:
    """`Die Kosten steigen laut Müller weiter.`: the content stands on both sides."""
    before, after = until(clause, first), rest(clause, source.last + 1, words=1)
    if before and after and not clause.has_quote and not any(clause.folded(i) == "," for i in range(first)):
        yield Found("light-according", (before, after), marks, span_of(clause, source))


def _unglued(clause: Clause, first: int, source: Span) -> Span:
    """The source without the preposition glued to it: `وفقا لوزارة الصحة`."""
    glue, preposition = clause.reporting.glue, _without_prefix(clause.folded(first), clause.reporting)
    if preposition not in clause.reporting.according_glued or not glue or len(source) < 3:
        return source
    opening = next(item.text for item in clause.items if item.start == source.start)
    return Span(source.start + 1, source.end) if opening[0] == glue != opening[1:2] else source


def _as_said(clause: Clause, place: int) -> Iterator[Found]:
    """`…, wie Müller sagte`, `…, como dijo Pérez`, `Wie Müller mitteilte, …`."""
    cue = next((cue for cue in clause.cues if place < cue.first <= place + MAX_GAP), None)
    if cue is None or any(not clause.is_word(i) for i in range(place + 1, cue.first)):
        return
    start = place + 2 if clause.folded(place + 1) in clause.reporting.objects else place + 1
    source = subject_after(clause, cue.last + 1) if cue.first == start else right_of(clause, start)
    end = max(source.last if source else 0, cue.last) + 1
    if source is None:
        return
    for content in _put_so(clause, place, end, verb_last=source.last < cue.first):
        yield Found("light-according", content, cue.span, span_of(clause, source))


def _put_so(clause: Clause, place: int, end: int, *, verb_last: bool) -> Iterator[tuple[Span, ...]]:
    """What `as X said` in place..end (excluded) announces; between two commas only where its verb closes it."""
    fronted = " ".join(clause.folded(i) for i in range(place + 1)) in clause.reporting.as_said
    comma = clause.folded(end) in {",", "،"}
    if fronted and comma and (content := rest(clause, end)):
        yield (content,)
    elif clause.folded(place - 1) != ",":
        return
    elif closes(clause, end) and (content := until(clause, place)):
        yield (content,)
    elif verb_last and comma and place > 1 and (after := rest(clause, end, words=1)):
        yield clause.span(0, place - 2), after


def _according_after(clause: Clause, place: int) -> Iterator[Found]:
    """`Koca'ya göre …`, `Koca'nın raporuna göre …`: a name with a case ending; `Dem Bericht zufolge …`: anybody."""
    source = right_of(clause, 0)
    if source is None or source.last != place - 1:
        return
    if clause.reporting.names_take_endings and not any("'" in clause.folded(i) for i in range(place)):
        return
    content = rest(clause, place + 1)
    if content:
        yield Found("light-according", (content,), clause.span(place, place), span_of(clause, source))
