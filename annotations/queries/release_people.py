"""Annotators numbered anew in each article: nobody can be followed from one article to the next."""

from collections.abc import Iterable, Iterator
from typing import Any

ANNOTATING = ("annotator", "author")
JUDGING = ("adjudicator",)
"""Keys of rows that hold a pseudonym."""


def numbered_anew(rows: Iterable[Any]) -> Iterator[Any]:
    """The same rows with new names, in the order in which an article first names somebody.

    ``a1``, ``a2`` … label, ``r1``, ``r2`` … judge labels; who does both has both.
    """
    article, names = None, dict[tuple[str, str], str]()
    for row in rows:
        if row.get("article_id") != article:
            article, names = row.get("article_id"), {}
        yield renamed(row, names)


def renamed(row: Any, names: dict[tuple[str, str], str]) -> Any:
    """One row; ``names`` are those that its article has given so far."""

    def anew(letter: str, pseudonym: str | None) -> str | None:
        if not pseudonym:
            return pseudonym
        given = sum(1 for known, _ in names if known == letter)
        return names.setdefault((letter, pseudonym), f"{letter}{given + 1}")

    changed = dict(row)
    for letter, keys in (("a", ANNOTATING), ("r", JUDGING)):
        changed |= {key: anew(letter, row[key]) for key in keys if key in row}
    if "reviews" in row:
        changed["reviews"] = [{**one, "reviewer": anew("r", one["reviewer"])} for one in row["reviews"]]
    if "approved_by" in row:
        changed["approved_by"] = [anew("r", one) for one in row["approved_by"]]
    return changed
