"""The split of an article as rows to look at: numbers, marked text, brackets around quotations, places to cut.

The same rules are in ``static/annotations/js/split/view.js``, which draws the rows anew after each edit; a browser test
compares the two. All offsets are code points of the article's text, half-open.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from annotations.web.article_view import Run, runs

Row = Mapping[str, Any]
TWO_ATTRIBUTIONS = "two_attributions"
"""The code of the check whose ``at`` is a suggested cut."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One live segment. ``number`` is None for what is no statement.

    ``quote_type`` is empty where nothing is quoted; ``bracket`` (``first``, ``mid``, ``last`` or empty) joins rows that
    share an attribution; ``opens`` says that a paragraph begins here; ``cut`` is the offset of a suggested cut.
    """

    id: str
    start: int
    end: int
    number: int | None
    role: str
    quote_type: str
    speaker: Row | None
    runs: tuple[Run, ...]
    bracket: str
    opens: bool
    cut: int | None
    doubted: bool
    row: Row


def segments(text: str, split: Row) -> list[Segment]:
    """The live segments in order of the text."""
    rows = split["statements"]
    said = by_statement(split["attributions"])
    entities = {one["id"]: one for one in split["entities"]}
    doubted = {one["statement"] for one in split["checks"]}
    cuts = suggested_cuts(split["checks"])
    opening = paragraph_openings(rows, split["paragraphs"])
    brackets = bracketed([{one["id"] for one in said.get(row["id"], ()) if not one["nested_in"]} for row in rows])
    marked = marks_by_place(rows, split["attributions"])
    number = 0
    found = []
    for place, (row, bracket) in enumerate(zip(rows, brackets, strict=True)):
        number += row["is_statement"]
        mine = said.get(row["id"], ())
        cut = inside(row, cuts.get(row["id"]))
        found.append(
            Segment(
                id=row["id"],
                start=row["start"],
                end=row["end"],
                number=number if row["is_statement"] else None,
                role=row["role"],
                quote_type=quote_type(row, mine),
                speaker=entities.get(row["speaker"]),
                runs=cut_runs(text, row, cut, marked[place]),
                bracket=bracket,
                opens=row["start"] in opening,
                cut=cut,
                doubted=row["id"] in doubted,
                row=row,
            )
        )
    return found


def by_statement(attributions: Iterable[Row]) -> dict[str, list[Row]]:
    """A statement's id → its attributions, outermost first."""
    found: dict[str, list[Row]] = {}
    for one in sorted(attributions, key=lambda one: one["nested_in"] is not None):
        for statement in one["statements"]:
            found.setdefault(statement, []).append(one)
    return found


def quote_type(row: Row, mine: Sequence[Row]) -> str:
    """``direct``, ``indirect``, ``mixed``, ``author``, or nothing where there is nothing to say."""
    if not row["is_statement"]:
        return ""
    if row["voice"] == "author":
        return "author"
    return str(mine[0]["quote_type"]) if mine else ""


def paragraph_openings(rows: Sequence[Row], paragraphs: Sequence[Row]) -> set[int]:
    """The starts of the segments that are the first of their paragraph."""
    starts = [one["start"] for one in paragraphs]
    places = [bisect_right(starts, row["start"]) for row in rows]
    return {row["start"] for at, row in enumerate(rows) if at == 0 or places[at] != places[at - 1]}


def bracketed(shared: Sequence[set[str]]) -> list[str]:
    """For each row whether it begins, goes on with or ends a run of rows that share an attribution with the next."""
    joined = [False, *(bool(one & other) for one, other in pairwise(shared)), False]
    names = {(False, True): "first", (True, True): "mid", (True, False): "last", (False, False): ""}
    return [names[edge] for edge in pairwise(joined)] if shared else []


def marks_by_place(rows: Sequence[Row], attributions: Iterable[Row]) -> dict[int, list[Row]]:
    """Place in ``rows`` → the sources, cues and insertions that touch the row, in order of the text."""
    ends = [row["end"] for row in rows]
    found: dict[int, list[Row]] = defaultdict(list)
    for span in marked_spans(attributions):
        place = bisect_right(ends, span["start"])
        while place < len(rows) and rows[place]["start"] < span["end"]:
            found[place].append(span)
            place += 1
    return found


def marked_spans(attributions: Iterable[Row]) -> list[Row]:
    """Sources, cues and insertions in order of the text; of two at one place the outer attribution's comes first."""
    found = []
    for one in sorted(attributions, key=lambda one: one["nested_in"] is not None):
        single = [(part, one[part]) for part in ("source", "cue") if one[part]]
        several = [("insertion", span) for span in one["insertions"]]
        found += [{"part": part, "start": start, "end": end} for part, (start, end) in [*single, *several]]
    return sorted(found, key=lambda span: span["start"])


def inside(row: Row, at: int | None) -> int | None:
    """The offset if it lies inside the row: checks are older than the newest edit."""
    return at if at is not None and row["start"] < at < row["end"] else None


def cut_runs(text: str, row: Row, cut: int | None, marked: Sequence[Row]) -> tuple[Run, ...]:
    """The text of a row in stretches; an empty one of part ``cut`` stands where a cut is suggested."""
    start, end = row["start"], row["end"]
    if cut is None:
        return tuple(runs(text, start, end, marked))
    return (*runs(text, start, cut, marked), Run("", "cut"), *runs(text, cut, end, marked))


def suggested_cuts(checks: Iterable[Row]) -> dict[str, int]:
    """A statement's id → where it asks for a cut first: one sentence may report two things."""
    found: dict[str, int] = {}
    for one in checks:
        if one["code"] == TWO_ATTRIBUTIONS:
            found.setdefault(one["statement"], one["at"])
    return found


def covered(text: str, rows: Sequence[Row]) -> int:
    """How many percent of the text's characters that are not white space lie in a segment."""
    whole = len("".join(text.split()))
    inside = sum(len("".join(text[row["start"] : row["end"]].split())) for row in rows)
    return 100 * inside // whole if whole else 100
