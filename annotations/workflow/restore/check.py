"""Whether what was stored says what the dataset says: it is read as an export reads it, row by row."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from annotations.models import Project
from annotations.queries.release_cells import Names, read_names
from annotations.queries.release_choice import EVERY, Choice
from annotations.queries.release_rows import Part, rows_of
from annotations.queries.snapshot import fetch
from annotations.workflow.restore.shapes import ArticleLines, BadRow, Line

ALL = Choice(articles=EVERY)
OF_ARTICLES = ("articles", "attributions", "claims", "raw", "gold")
NOTHING = object()


class Check:
    """Reads back what was stored of a project; ``BadRow`` for the first line that would be exported otherwise."""

    def __init__(self, project: Project) -> None:
        """Look at the project's names: after its scheme, people and entities are stored."""
        self.project = project
        self.names: Names = read_names(project, ALL, connection)

    def scheme(self, line: Line) -> None:
        """What was asked, and of whom."""
        _compare(rows_of("scheme", self.project, ALL, self.names, connection, _all), [line])

    def entities(self, lines: list[Line]) -> None:
        """Who or what is spoken of."""
        _compare(rows_of("entities", self.project, ALL, self.names, connection, _all), lines)

    def articles(self, many: list[ArticleLines]) -> None:
        """Some articles with all that belongs to them."""
        keys = [one.article.row["article_id"] for one in many]

        def of_these(query: QuerySet[Any, Any], _: Any, part: Part) -> Iterator[tuple[Any, ...]]:
            return fetch(query.filter(**{f"{part.article}__in": keys}), connection)

        for part in OF_ARTICLES:
            lines = [line for one in many for line in ([one.article] if part == "articles" else getattr(one, part))]
            _compare(rows_of(part, self.project, ALL, self.names, connection, of_these), lines)


def _all(query: QuerySet[Any, Any], _: Any, __: Part) -> Iterator[tuple[Any, ...]]:
    return fetch(query, connection)


def _compare(stored: Iterable[Any], lines: list[Line]) -> None:
    following = iter(lines)
    for made in stored:
        line = next(following, None)
        if line is None:
            raise BadRow("the dataset", 0, "rows", made, "would be exported besides; no file has it")
        if made != line.row:
            field, value, other = _difference(line.row, made)
            raise line.bad(
                field, value, f"would come back as {other!r:.200}: rows contradict each other or are out of order"
            )
    if (line := next(following, None)) is not None:
        raise line.bad("row", "", "would not be exported again; is it there twice?")


def _difference(given: Any, made: Any, path: str = "") -> tuple[str, Any, Any]:
    """The path of the first value that differs, and both values."""
    if isinstance(given, Mapping) and isinstance(made, Mapping):
        for key in (*given, *made):
            if (one := given.get(key, NOTHING)) != (other := made.get(key, NOTHING)):
                return _difference(_shown(one), _shown(other), f"{path}.{key}" if path else key)
    if isinstance(given, list) and isinstance(made, list) and len(given) == len(made):
        for place, (one, other) in enumerate(zip(given, made, strict=True)):
            if one != other:
                return _difference(one, other, f"{path}[{place}]")
    return path, given, made


def _shown(value: Any) -> Any:
    return "nothing" if value is NOTHING else value
