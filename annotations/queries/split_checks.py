"""What a reader of a split should look at: places where it may be wrong. Pure functions on the editor's rows."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from annotations.text.quotations import Quotation, QuotedWords, find_quotations
from annotations.text.spans import Span, trimmed

UNSURE = 0.7
"""Below this share of right proposals a machine's speaker is worth a look."""

QUOTED_WORDS = 5
"""From so many words on a quotation is somebody's, hardly a title or a figure of speech."""

LONG = 400
"""Characters beyond which a statement probably holds more than one."""

Row = dict[str, Any]


def checks(text: str, paragraphs: Sequence[Row], statements: Sequence[Row], attributions: Sequence[Row]) -> list[Row]:
    """``{code, statement, at, words}`` in order of the text.

    ``statement`` is null for text that belongs to none; ``at`` is the offset to look at, for ``two_attributions`` that
    of a suggested cut.
    """
    found = [
        *_two_attributions(text, statements, attributions),
        *_nested(statements, attributions),
        *_quotations(text, paragraphs, statements, attributions),
        *_unsure(statements, attributions),
        *_uncovered(text, statements),
        *_long(statements),
    ]
    return sorted(found, key=lambda row: (row["at"], row["code"]))


def _check(code: str, statement: str | None, at: int, words: str) -> Row:
    return {"code": code, "statement": statement, "at": at, "words": words}


def _inside(row: Row, attribution: Row) -> list[list[int]]:
    return [part for part in attribution["content"] if part[0] < row["end"] and row["start"] < part[1]]


def _by_statement(attributions: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for one in attributions:
        for key in one["statements"]:
            found[key].append(one)
    return found


def _two_attributions(text: str, statements: Sequence[Row], attributions: Sequence[Row]) -> Iterator[Row]:
    over = _by_statement(attributions)
    for row in statements:
        outer = [one for one in over[row["id"]] if one["nested_in"] is None]
        outer.sort(key=lambda one: _inside(row, one)[0][0] if _inside(row, one) else row["end"])
        for one, other in pairwise(outer):
            at = _cut(text, row, one, other)
            if at is not None:
                yield _check("two_attributions", row["id"], at, _("Two attributions in one statement: cut it here?"))


def _cut(text: str, row: Row, one: Row, other: Row) -> int | None:
    """Where the second attribution begins after the first one's content: at its cue (", adding that"), or its words."""
    ended = [part[1] for part in _inside(row, one)]
    begins = [part[0] for part in _inside(row, other)]
    own = [other["cue"], other["source"] if other["source"] != one["source"] else None]
    begins += [span[0] for span in own if span and row["start"] < span[0] < row["end"]]
    first = min((at for at in begins if ended and at >= min(ended)), default=None)
    if first is None:
        return None
    while first > row["start"] and (text[first - 1].isspace() or text[first - 1] in ",;"):
        first -= 1
    return first if row["start"] < first < row["end"] else None


def _nested(statements: Sequence[Row], attributions: Sequence[Row]) -> Iterator[Row]:
    known = {row["id"] for row in statements}
    for one in attributions:
        if one["nested_in"] and one["origin"] == "auto":
            for key in one["statements"][:1]:
                if key in known:
                    words = _("Words within somebody else’s words: is this second attribution right?")
                    yield _check("nested", key, one["content"][0][0], words)


def _quotations(
    text: str, paragraphs: Sequence[Row], statements: Sequence[Row], attributions: Sequence[Row]
) -> Iterator[Row]:
    lines = [Span(row["start"], row["end"]) for row in paragraphs]
    quotations, starts = find_quotations(text, lines), [row["start"] for row in statements]
    said = QuotedWords([Quotation(span, "", True, False) for span in _contents(attributions)])
    for place, one in enumerate(quotations):
        at, row = one.span.start, _at(statements, starts, one.span.start)
        carried_on = place + 1 < len(quotations) and quotations[place + 1].continues
        key = str(row["id"]) if row else None
        if not one.closed and not carried_on:
            yield _check("open_quotation", key, at, _("A quotation opens here and does not close."))
        long = len(one.inner(text).split()) >= QUOTED_WORDS and not one.continues
        if long and row and row["is_statement"] and row["voice"] == "author" and not said.covers(at):
            yield _check("unsaid_quotation", key, at, _("Somebody’s words, with nobody who says them."))


def _contents(attributions: Sequence[Row]) -> list[Span]:
    """What is said by somebody: ordered spans that do not overlap."""
    found: list[Span] = []
    for start, end in sorted((start, end) for one in attributions for start, end in one["content"]):
        if found and start < found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found


def _at(statements: Sequence[Row], starts: Sequence[int], at: int) -> Row | None:
    place = bisect_right(starts, at) - 1
    return statements[place] if place >= 0 and at < statements[place]["end"] else None


def _unsure(statements: Sequence[Row], attributions: Sequence[Row]) -> Iterator[Row]:
    starts = {row["id"]: row["start"] for row in statements}
    for one in attributions:
        if one["origin"] == "auto" and one["confidence"] is not None and one["confidence"] < UNSURE:
            for key in one["statements"][:1]:
                yield _check("unsure_speaker", key, starts[key], _("The machine is not sure who says this."))


def _uncovered(text: str, statements: Sequence[Row]) -> Iterator[Row]:
    edges = [0, *(edge for row in statements for edge in (row["start"], row["end"])), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        gap = trimmed(text, start, end)
        if gap:
            yield _check("uncovered", None, gap.start, _("This text belongs to no statement."))


def _long(statements: Sequence[Row]) -> Iterator[Row]:
    for row in statements:
        if row["is_statement"] and row["end"] - row["start"] > LONG:
            yield _check("long", row["id"], row["start"], _("A very long statement: does it say more than one thing?"))
