"""Light rules: the patterns of one clause that say who says what. First match wins for every quotation and cue."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.text.reported_according import according
from annotations.text.reported_contents import MIN_CONTENT_WORDS, Found, closes, past_commas, span_of, until
from annotations.text.reported_items import Clause, Cue
from annotations.text.reported_sources import Phrase, left_of, right_of
from annotations.text.spans import Span

MAX_GAP = 10


def frames(clause: Clause) -> list[Found]:
    """The attributions of a clause, at most one for every cue; none overlaps another's content."""
    found: list[Found] = []
    for candidate in _candidates(clause):
        taken = [part for other in found for part in (*other.content, other.cue)]
        if not any(part.overlaps(other) for part in (*candidate.content, candidate.cue) for other in taken):
            found.append(candidate)
    return found


def _candidates(clause: Clause) -> Iterator[Found]:
    for place in range(len(clause.items)):
        if clause.is_quote(place):
            yield from _after_quotation(clause, place)
            yield from _before_quotation(clause, place)
    for cue in clause.cues:
        yield from _that_clause(clause, cue)
    yield from according(clause)
    for cue in clause.cues:
        yield from _final(clause, cue)
    if clause.reporting.verb_final:
        yield from _verb_final(clause)


def _after_quotation(clause: Clause, place: int) -> Iterator[Found]:
    """`„…“, sagte Müller`, `"…" dedi Koca`, `«…», según Pérez`, `„…“, so Müller`, `« … », a-t-il dit`."""
    after = past_commas(clause, place + 1)
    cue = clause.cue_at(after)
    if cue is None:
        yield from _source_first(clause, place, after)
        return
    source = right_of(clause, cue.last + 1) if cue.clitic is None else None
    if clause.reporting.verb_final and (source is None or not _ends_phrase(clause, source)):
        source = _subject_before(clause, place)
    if source is None and cue.clitic is None and not (clause.reporting.drops_subject and not cue.particles):
        return
    if _particle_follows(clause, cue):
        yield _found(clause, "light-quotation", _with_later(clause, place, cue), cue, source)


def _ends_phrase(clause: Clause, source: Phrase) -> bool:
    following = clause.folded(source.last + 1)
    return following == "" or not clause.is_word(source.last + 1)


def _subject_before(clause: Clause, place: int) -> Phrase | None:
    """`Bakan Koca, "…" dedi`: what stands before the quotation up to the first comma."""
    if place == 0 or clause.is_quote(0):
        return None
    end = next((i for i in range(place) if clause.folded(i) in {",", ":"}), place)
    source = right_of(clause, 0)
    return source if source and source.last + 1 == end else None


def _source_first(clause: Clause, place: int, after: int) -> Iterator[Found]:
    """`„…“, so Müller`, `"…", X dedi`: a source between the quotation and the end or the cue."""
    if clause.folded(after) in clause.reporting.so_said and clause.folded(after - 1) == ",":
        source = right_of(clause, after + 1)
        if source:
            yield Found(
                "light-quotation", (clause.span(place, place),), clause.span(after, after), span_of(clause, source)
            )
        return
    cue = next((cue for cue in clause.cues if after < cue.first <= after + MAX_GAP), None)
    if cue is None or any(clause.is_quote(i) or not clause.is_word(i) for i in range(after, cue.first)):
        return
    source = left_of(clause, cue, after)
    if source and source.first == after and _particle_follows(clause, cue) and after > place + 1:
        yield _found(clause, "light-quotation", (clause.span(place, place),), cue, source)


def _with_later(clause: Clause, place: int, cue: Cue) -> tuple[Span, ...]:
    """The quotation and the one after the reporting words: `„A“, sagte sie, „B.“`."""
    spans = [clause.span(place, place)]
    for later in range(cue.last + 1, min(len(clause.items), cue.last + 2 * MAX_GAP)):
        if clause.cue_at(later):
            break
        if clause.is_quote(later):
            spans.append(clause.span(later, later))
            break
    return tuple(spans)


def _particle_follows(clause: Clause, cue: Cue) -> bool:
    """Whether the cue is whole: "teilte … mit" has its "mit" in the same clause."""
    if not cue.particles:
        return True
    ahead = " ".join(clause.folded(i) for i in range(cue.last + 1, min(len(clause.items), cue.last + 2 * MAX_GAP)))
    return any(f" {particle} " in f" {ahead} " for particle in cue.particles)


def _before_quotation(clause: Clause, place: int) -> Iterator[Found]:
    """`Müller sagte: „…“`, `قال الوزير: "…"`, `Pérez dijo «…»`: before a colon anything may stand, else little."""
    cue = next((cue for cue in reversed(clause.cues) if cue.last < place), None)
    if cue is None or place - cue.last > 2 * MAX_GAP or not _particle_follows(clause, cue):
        return
    if any(clause.is_quote(i) for i in range(cue.last + 1, place)):
        return
    colon = clause.folded(place - 1) == ":"
    source = left_of(clause, cue) or right_of(clause, cue.last + 1)
    gap = place - (source.last if source and source.first > cue.last else cue.last) - 1
    opens = clause.folded(place - 1) in clause.reporting.complementisers
    if not colon and (gap > 2 or opens or clause.words_between(place, place + 1) < MIN_CONTENT_WORDS):
        return
    if source or cue.clitic or (clause.reporting.drops_subject and cue.first == 0):
        yield _found(clause, "light-colon" if colon else "light-before", (clause.span(place, place),), cue, source)


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
    if opening is None or clause.is_quote(opening) or not _particle_follows(clause, cue):
        return
    if any(other.first > cue.last and other.first < opening for other in clause.cues):
        return
    source = right_of(clause, cue.last + 1)
    if source and source.last >= opening:
        source = None
    source = left_of(clause, cue) or source
    if not source and not cue.clitic and not (clause.reporting.drops_subject and cue.first == 0):
        return
    last = _content_end(clause, opening)
    if clause.words_between(opening, last + 1) >= MIN_CONTENT_WORDS:
        yield _found(clause, "light-that", (clause.span(opening, last),), cue, source)


def _content_end(clause: Clause, first: int) -> int:
    """The last item of a content: before ", aber …" or the end of the clause."""
    for place in range(first + MIN_CONTENT_WORDS, len(clause.items) - 1):
        if clause.folded(place) in {",", "،", ";", "؛"} and clause.folded(place + 1) in clause.reporting.adversatives:
            return place - 1
    return clause.last_content(first)


def _final(clause: Clause, cue: Cue) -> Iterator[Found]:
    """`Die Lage sei ernst, sagte Müller am Montag.`: no quotation, nothing but the reporting words after the comma."""
    if clause.reporting.verb_final or clause.folded(cue.first - 1) != "," or not _particle_follows(clause, cue):
        return
    source = right_of(clause, cue.last + 1) if cue.clitic is None else None
    if source is None and cue.clitic is None:
        return
    if clause.has_quote or cue is not clause.cues[0]:
        return
    later = range(source.last + 1 if source else cue.last + 1, len(clause.items) - 1)
    content = until(clause, cue.first)
    if content and not any(clause.folded(i) in {",", ":", ";"} for i in later):
        yield _found(clause, "light-final", (content,), cue, source)


def _verb_final(clause: Clause) -> Iterator[Found]:
    """`Bakan Koca, sayının arttığını söyledi.`: subject, comma, a clause in the accusative, cue at the end."""
    cue = clause.cues[-1] if clause.cues else None
    if cue is None or not closes(clause, cue.last + 1) or clause.has_quote:
        return
    source = right_of(clause, 0)
    if source is None or clause.folded(source.last + 1) != "," or source.last + 2 >= cue.first:
        return
    first, last = source.last + 2, cue.first - 1
    accusative = clause.folded(last).endswith(("nı", "ni", "nu", "nü"))
    if accusative and clause.words_between(first, last + 1) >= 2:
        yield _found(clause, "light-verb-final", (clause.span(first, last),), cue, source)


def _found(clause: Clause, rule: str, content: tuple[Span, ...], cue: Cue, source: Phrase | None) -> Found:
    if cue.clitic is not None:
        return Found(rule, content, cue.span, cue.clitic)
    return Found(rule, content, cue.span, span_of(clause, source) if source else None)
