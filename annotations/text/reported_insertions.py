"""Light rules: reporting words that stand inside the marks of a quotation: `« C'est, dit-il, une erreur »`."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.text.reported_contents import MAX_GAP, Found, reported
from annotations.text.reported_items import Clause
from annotations.text.reported_subjects import subject_after
from annotations.text.spans import Span

MAX_SUBJECT = 6

_MARKS = frozenset({",", "،", "-", "—", "–"})


def around_insertion(clause: Clause, first: int, after: int) -> tuple[Span, ...]:
    """`Le pont, a dit Roy, sera fermé`: the parts around the words first..after (excluded), which commas set off.

    Empty unless a finite verb goes on behind them: `Le pont est fermé, a dit Roy, maire de Lyon` is no such clause.
    """
    reporting, place = clause.reporting, after + 1
    while clause.folded(after) in reporting.adverbs:
        after, place = after + 1, place + 1
    verb = clause.folded(place)
    goes_on = verb in reporting.finite or verb in reporting.moods or verb.endswith(reporting.finite_endings or ("\0",))
    if not goes_on or {clause.folded(first - 1), clause.folded(after)} != {","} or not 1 <= first - 1 <= MAX_SUBJECT:
        return ()
    if not all(clause.is_word(i) for i in range(first - 1)) or clause.words_between(place, len(clause.items)) < 2:
        return ()
    return clause.span(0, first - 2), clause.span(place, clause.last_content(place))


def inserted(clause: Clause, place: int) -> Iterator[Found]:
    """The attribution inside the quotation at `place`: a cue and its source between two commas or two dashes.

    A full stop closes them as well: `« Non, dit Roy. Jamais. »`. The contents are the words before and after; the
    quotation's own marks belong to them.
    """
    quotation, inner = clause.items[place], clause.inside(place)
    for cue in inner.cues:
        before = inner.folded(cue.first - 1)
        if before not in _MARKS or not inner.is_word(cue.first - 2):
            continue
        source = None if cue.clitic else subject_after(inner, cue.last + 1)
        after = (source.last if source else cue.last) + 1
        stop = next((i for i in range(after, min(len(inner.items), after + MAX_GAP)) if not inner.is_word(i)), after)
        if not (source or cue.clitic) or not _closes(inner, before, stop):
            continue
        left = Span(quotation.start, inner.items[cue.first - 2].end)
        right = [Span(inner.items[stop + 1].start, quotation.end)] if inner.is_word(stop + 1) else []
        yield reported(inner, "light-quotation", (left, *right), cue, source)
        return


def _closes(inner: Clause, before: str, stop: int) -> bool:
    """Whether the mark at `stop` closes what `before` opened: the same mark, or a full stop before a new sentence."""
    if inner.folded(stop) == before:
        return inner.is_word(stop + 1)
    goes_on = inner.is_word(stop + 1) and inner.items[stop + 1].text[0].isupper()
    return inner.folded(stop) == "." and (goes_on or not any(inner.is_word(i) for i in range(stop, len(inner.items))))
