"""What a reader of a split should look at: places where it may be wrong. Pure functions on the editor's rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from annotations.text.quotations import find_quotations
from annotations.text.spans import Span, trimmed

UNSURE = 0.7
"""Below this share of right proposals a machine's speaker is worth a look."""

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
        *_open_quotations(text, paragraphs, statements),
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


def _open_quotations(text: str, paragraphs: Sequence[Row], statements: Sequence[Row]) -> Iterator[Row]:
    lines = [Span(row["start"], row["end"]) for row in paragraphs]
    quotations = find_quotations(text, lines)
    for place, one in enumerate(quotations):
        carried_on = place + 1 < len(quotations) and quotations[place + 1].continues
        if not one.closed and not carried_on:
            words = _("A quotation opens here and does not close.")
            yield _check("open_quotation", _at(statements, one.span.start), one.span.start, words)


def _at(statements: Sequence[Row], at: int) -> str | None:
    return next((str(row["id"]) for row in statements if row["start"] <= at < row["end"]), None)


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
