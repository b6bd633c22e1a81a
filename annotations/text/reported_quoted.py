"""Light rules: whose a quotation is, from the words before and after it."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.text.reported_contents import (
    MAX_GAP,
    MIN_CONTENT_WORDS,
    Found,
    is_whole,
    past_commas,
    reported,
    span_of,
)
from annotations.text.reported_items import Clause
from annotations.text.reported_sources import Phrase, left_of, name_in, right_of
from annotations.text.reported_subjects import past_hearers, subject_after
from annotations.text.spans import Span


def around_quotation(clause: Clause, place: int) -> Iterator[Found]:
    """The attributions of the quotation at `place`, the likeliest first."""
    yield from _after_quotation(clause, place)
    yield from _before_quotation(clause, place)
    yield from _without_cue(clause, place)


def _after_quotation(clause: Clause, place: int) -> Iterator[Found]:
    """`„…“, sagte Müller`, `"…" dedi Koca`, `«…», según Pérez`, `„…“, so Müller`, `« … », a-t-il dit`."""
    after = past_commas(clause, place + 1)
    if clause.folded(after) in clause.reporting.objects:
        after += 1
    cue = clause.cue_at(after)
    if cue is None:
        yield from _source_first(clause, place, after)
        return
    source = subject_after(clause, cue.last + 1) if cue.clitic is None else None
    if clause.reporting.verb_final and (source is None or not _ends_phrase(clause, source)):
        source = _subject_before(clause, place)
    drops = clause.reporting.drops_subject and not cue.particles
    drops = drops and clause.folded(cue.last) not in clause.reporting.attributive
    if source is None and cue.clitic is None and not drops:
        return
    if is_whole(clause, cue):
        yield reported(clause, "light-quotation", _with_later(clause, place, cue.last), cue, source)


def _ends_phrase(clause: Clause, source: Phrase) -> bool:
    following = clause.folded(source.last + 1)
    return following == "" or not clause.is_word(source.last + 1)


def _subject_before(clause: Clause, place: int) -> Phrase | None:
    """`Bakan Koca, "…" dedi`: what stands before the quotation up to the first comma."""
    if place == 0 or clause.is_quote(0):
        return None
    end = next((i for i in range(place) if clause.folded(i) in {",", ":"}), place)
    source = right_of(clause, 0)
    return source if source and past_hearers(clause, source.last + 1) == end else None


def _source_first(clause: Clause, place: int, after: int) -> Iterator[Found]:
    """`„…“, so Müller`, `"…", X dedi`: a source between the quotation and the end or the cue."""
    if clause.folded(after) in clause.reporting.so_said and clause.folded(after - 1) == ",":
        source = right_of(clause, after + 1)
        if source:
            said = _with_later(clause, place, after)
            yield Found("light-quotation", said, clause.span(after, after), span_of(clause, source))
        return
    cue = next((cue for cue in clause.cues if after < cue.first <= after + MAX_GAP), None)
    if cue is None or any(clause.is_quote(i) or not clause.is_word(i) for i in range(after, cue.first)):
        return
    source = left_of(clause, cue, after)
    if source and source.first == after and is_whole(clause, cue) and after > place + 1:
        yield reported(clause, "light-quotation", (clause.span(place, place),), cue, source)


def _with_later(clause: Clause, place: int, last: int) -> tuple[Span, ...]:
    """The quotation and the one after the reporting words: `„A“, sagte sie, „B.“`."""
    spans = [clause.span(place, place)]
    for later in range(last + 1, min(len(clause.items), last + 2 * MAX_GAP)):
        if clause.cue_at(later):
            break
        if clause.is_quote(later):
            spans.append(clause.span(later, later))
            break
    return tuple(spans)


def _before_quotation(clause: Clause, place: int) -> Iterator[Found]:
    """`Müller sagte: „…“`, `قال الوزير: "…"`, `Pérez dijo «…»`: before a colon anything may stand, else little."""
    cue = next((cue for cue in reversed(clause.cues) if cue.last < place), None)
    if cue is None or place - cue.last > 2 * MAX_GAP or not is_whole(clause, cue):
        return
    if any(clause.is_quote(i) for i in range(cue.last + 1, place)):
        return
    colon = clause.folded(place - 1) == ":"
    source = left_of(clause, cue) or subject_after(clause, cue.last + 1)
    gap = place - (source.last if source and source.first > cue.last else cue.last) - 1
    opens = clause.folded(place - 1) in clause.reporting.complementisers
    if not colon and (gap > 2 or opens or clause.words_between(place, place + 1) < MIN_CONTENT_WORDS):
        return
    goes_on = cue.first == 0 or clause.folded(cue.first - 1) in clause.reporting.links
    if source or cue.clitic or (clause.reporting.drops_subject and goes_on):
        yield reported(clause, "light-colon" if colon else "light-before", (clause.span(place, place),), cue, source)


def _without_cue(clause: Clause, place: int) -> Iterator[Found]:
    """`Et le maire : « … »`, `Bakan Koca iddiaları reddetti: "…"`, `Pour le maire, « … »`: somebody before a mark."""
    view = clause.folded(0) in clause.reporting.views
    leads = clause.folded(0) in clause.reporting.links - clause.reporting.articles
    source = right_of(clause, int(view or leads))
    if clause.folded(place - 1) != ("," if view else ":") or source is None or not clause.reporting.cased:
        return
    if any(clause.is_quote(i) or clause.cue_at(i) or i in clause.cue_ends for i in range(place)):
        return
    if view and source.last + 2 == place and clause.words_between(place, place + 1) >= MIN_CONTENT_WORDS:
        yield Found("light-according", (clause.span(place, place),), clause.span(0, 0), span_of(clause, source))
    elif not view and _is_somebody(clause, source, place):
        named = clause.span(source.first, _last_capital(clause, source))
        yield Found("light-colon", (clause.span(place, place),), clause.span(place - 1, place - 1), named)


def _is_somebody(clause: Clause, source: Phrase, place: int) -> bool:
    """Whether a phrase before a colon is a person: a name of two words, a title with a name, or "le maire" alone."""
    name = name_in(clause, source)
    if name is None:
        return source.last + 2 == place and clause.folded(source.first) in clause.reporting.articles
    return " " in name or not clause.items[source.first].text.startswith(name)


def _last_capital(clause: Clause, source: Phrase) -> int:
    """The last item of a source that has a capital; its last one when none has."""
    capitals = (i for i in range(source.last, source.first, -1) if clause.items[i].text[0].isupper())
    return next(capitals, source.last)
