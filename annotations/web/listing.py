"""What every list does: search, filters, sorting, stable paging, a count, and something to say when it is empty.

A page declares a ``Listing`` once, next to its view, and calls ``LISTING.show(request, rows)``; the templates in
``components/listing/`` and the tags of ``{% load listing %}`` draw the answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from annotations.web import paging
from annotations.web.page import Title

Rows = QuerySet[Any]

SEARCH, SORT, CURSOR = "q", "sort", "at"
SEARCH_LENGTH = 200
COUNT_LIMIT = 10_000
SHORT_COUNT = 500
"""For lists whose rows cost more to count: labels and gold, which a project has a hundred times as many of."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that narrows the list: ``choices`` are (value, words), ``apply`` narrows the rows to one value."""

    key: str
    title: Title
    choices: Sequence[tuple[str, Title]]
    apply: Callable[[Rows, str], Rows]


@dataclass(frozen=True, slots=True)
class Sort:
    """An order: ``fields`` as for ``order_by``, none of them ever null; the primary key is added as the last."""

    key: str
    title: Title
    fields: tuple[str, ...]

    def order(self) -> tuple[str, ...]:
        """The fields with the key that makes the order total."""
        return (*self.fields, "pk")


@dataclass(frozen=True, slots=True)
class Choice:
    """One link of a filter or of the order."""

    key: str
    title: Title
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class ShownFilter:
    """A filter with its links; ``chosen`` are the words of the value in force, ``clear_href`` takes it away."""

    key: str
    title: Title
    chosen: Title
    clear_href: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of a list, ready to be drawn.

    ``count`` stops at ``COUNT_LIMIT``; then ``is_more`` is true. ``first`` and ``last`` number the rows from 1.
    ``kept`` are the address's other parts, for the search form.
    """

    rows: list[Any]
    count: int
    is_more: bool
    first: int
    previous_href: str
    next_href: str
    start_href: str
    search: str
    searches: bool
    filters: tuple[ShownFilter, ...]
    sorts: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]

    @property
    def last(self) -> int:
        """The number of the last row of the page."""
        return self.first + len(self.rows) - 1

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter hides rows."""
        return bool(self.search) or any(one.chosen for one in self.filters)


@dataclass(frozen=True)
class Listing:
    """How a list behaves. ``sorts[0]`` is the order it opens with. ``search`` narrows the rows to a text."""

    sorts: Sequence[Sort]
    filters: Sequence[Filter] = ()
    search: Callable[[Rows, str], Rows] | None = None
    size: int = 50
    count_limit: int = field(default=COUNT_LIMIT)

    def show(self, request: HttpRequest, rows: Rows, count: int | None = None) -> Shown:
        """The page of ``rows`` that the address asks for, with two queries: the rows and their count.

        A caller that has counted says so in ``count`` (up to one more than ``count_limit``).
        """
        asked = request.GET
        text = clean(asked.get(SEARCH, "")) if self.search else ""
        sort = next((one for one in self.sorts if one.key == asked.get(SORT)), self.sorts[0])
        narrowed = self.narrow(rows, asked, text)
        piece = paging.cut(narrowed, sort.order(), self.size, asked.get(CURSOR, ""))
        # By key alone: figures that only the rows show would be worked out for each row that is counted.
        counted = narrowed.order_by().values("pk")[: self.count_limit + 1].count() if count is None else count
        return Shown(
            rows=piece.rows,
            count=min(counted, self.count_limit),
            is_more=counted > self.count_limit,
            first=piece.position if piece.rows else 0,
            previous_href=address(asked, CURSOR, piece.previous) if piece.previous else "",
            next_href=address(asked, CURSOR, piece.following) if piece.following else "",
            start_href=address(asked, CURSOR, ""),
            search=text,
            searches=self.search is not None,
            filters=tuple(shown_filter(one, asked) for one in self.filters),
            sorts=tuple(Choice(s.key, s.title, address(asked, SORT, s.key), s is sort) for s in self.sorts),
            kept=tuple((key, value) for key, value in asked.dict().items() if key not in (SEARCH, CURSOR)),
        )

    def narrow(self, rows: Rows, asked: QueryDict, text: str) -> Rows:
        """The rows that pass the search and every filter in force."""
        if text and self.search:
            rows = self.search(rows, text)
        for one in self.filters:
            value = chosen(one, asked)
            if value:
                rows = one.apply(rows, value)
        return rows


def clean(text: str) -> str:
    """A search text that PostgreSQL takes: no NUL, no surplus blanks, of bounded length."""
    return " ".join(text.replace("\0", "").split())[:SEARCH_LENGTH]


def chosen(one: Filter, asked: QueryDict) -> str:
    """The value of a filter that is in force; empty when none is, or when the address names an unknown one."""
    value = asked.get(one.key, "")
    return value if any(value == key for key, _ in one.choices) else ""


def shown_filter(one: Filter, asked: QueryDict) -> ShownFilter:
    """A filter with a link for each of its values."""
    value = chosen(one, asked)
    links = [Choice(key, title, address(asked, one.key, key), key == value) for key, title in one.choices]
    words = next((link.title for link in links if link.current), "")
    return ShownFilter(one.key, one.title, words, address(asked, one.key, ""), tuple(links))


def address(asked: QueryDict, key: str, value: str) -> str:
    """The present address with one part changed (empty: taken away); a change of anything opens the first page."""
    changed = asked.copy()
    changed.pop(CURSOR, None)
    changed.pop(key, None)
    if value:
        changed[key] = value
    return f"?{changed.urlencode()}"
