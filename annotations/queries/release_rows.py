"""A project's dataset, part by part: ``open_rows`` streams one unchanging snapshot, ``first_rows`` looks at the top."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, OuterRef, QuerySet

from annotations.models import Assignment, Membership, Project
from annotations.queries.release_articles import article_query, article_row, chosen_articles
from annotations.queries.release_cells import Names, read_names
from annotations.queries.release_choice import BOTH, GOLD, PER_ARTICLE, RAW, Choice
from annotations.queries.release_claims import (
    attribution_query,
    attribution_row,
    claim_query,
    claim_row,
    entity_query,
    entity_row,
)
from annotations.queries.release_counts import Total, count_rows, reckoned
from annotations.queries.release_gold import gold_query, gold_row
from annotations.queries.release_people import numbered_anew
from annotations.queries.release_raw import raw_query, raw_row
from annotations.queries.release_scheme import read_scheme
from annotations.queries.release_shapes import Dataset
from annotations.queries.row_by_row import there_is
from annotations.queries.snapshot import FETCHED_AT_ONCE, Snapshot, fetch, stream, stream_plain

Get = Callable[[QuerySet[Any, Any], BaseDatabaseWrapper], Iterator[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Part:
    """How one part of a dataset is read: the query for its rows, and one tuple of it as a row.

    ``article`` leads to the article of a row, by which it is read; empty: all at once. ``at_once`` rows are in memory.
    """

    query: Callable[[Project, Choice], QuerySet[Any, Any]]
    row: Callable[[str, tuple[Any, ...], Names], Any]
    article: str = ""
    get: Get = stream
    at_once: int = FETCHED_AT_ONCE


ARTICLES_AT_ONCE = 32
"""Articles in memory: each has its whole text, and a value for each thing in it."""

PARTS: Mapping[str, Part] = {
    RAW: Part(raw_query, raw_row, "statement__article", stream_plain),
    GOLD: Part(gold_query, gold_row, "statement__article", stream_plain),
    "articles": Part(article_query, article_row, "pk", at_once=ARTICLES_AT_ONCE),
    "attributions": Part(attribution_query, attribution_row, "article"),
    "claims": Part(claim_query, claim_row, "statement__article"),
    "entities": Part(lambda project, _: entity_query(project), entity_row),
}
GetPart = Callable[[QuerySet[Any, Any], BaseDatabaseWrapper, Part], Iterator[tuple[Any, ...]]]

FIRST_ARTICLES = 4
MOST_ARTICLES = 128
"""Articles whose rows are asked for at once: first, and once it runs."""


class Rows:
    """An open dataset: read its parts, and close it, from any thread. ``dataset`` is known before the first row.

    Only ``snapshot.FETCHED_AT_ONCE`` rows of each part are in memory at a time, of articles ``ARTICLES_AT_ONCE``.
    ``seen`` counts the rows of the chosen views that were read so far.
    """

    def __init__(self, project: Project, choice: Choice) -> None:
        """Open a snapshot. ``snapshot.OpenTransaction`` when the caller is inside a transaction."""
        self.project, self.choice, self.seen = project, choice, 0
        self.snapshot = Snapshot()
        try:
            self.names = read_names(project, choice, self.snapshot.connection)
            self.dataset = described(project, choice, self.names, self.snapshot.connection)
        except BaseException:
            self.snapshot.close()
            raise

    def counts(self) -> dict[str, int]:
        """The rows of each chosen view; it takes a moment for a million."""
        return counts_of(self.project, self.choice, self.choice.views, self.snapshot.connection)

    def total(self) -> Total:
        """The rows of all chosen views, counted or reckoned, at once."""
        return reckoned(self.project, self.choice, self.snapshot.connection)

    def read(self, part: str) -> Iterator[Any]:
        """The rows of a part, in the order of articles. ``KeyError`` for one that is not in ``PARTS``."""
        rows = rows_of(part, self.project, self.choice, self.names, self.snapshot.connection, self._some_at_a_time)
        return self._counted(rows) if part in self.choice.views else rows

    def _some_at_a_time(
        self, query: QuerySet[Any, Any], through: BaseDatabaseWrapper, part: Part
    ) -> Iterator[tuple[Any, ...]]:
        """The rows article by article, few at first, and the next ones while these are used."""
        return self.snapshot.ahead(self._by_article(query, through, part), part.at_once)

    def _by_article(
        self, query: QuerySet[Any, Any], through: BaseDatabaseWrapper, part: Part
    ) -> Iterator[tuple[Any, ...]]:
        """Nobody waits until the whole project is sorted: some articles are asked for at a time."""
        if not part.article:
            yield from part.get(query, through)
            return
        articles = stream(chosen_articles(self.project, self.choice).order_by("pk").values_list("pk"), through)
        keys, some = (key for (key,) in articles), min(FIRST_ARTICLES, part.at_once)
        while chosen := list(islice(keys, some)):
            yield from part.get(query.filter(**{f"{part.article}__in": chosen}), through)
            some = min(4 * some, MOST_ARTICLES, part.at_once)

    def _counted(self, rows: Iterator[Any]) -> Iterator[Any]:
        for row in rows:
            self.seen += 1
            yield row

    def close(self) -> None:
        """End the snapshot, read to its end or not."""
        self.snapshot.close()

    def __enter__(self) -> "Rows":
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the snapshot."""
        self.close()


def open_rows(project: Project, choice: Choice) -> Rows:
    """The rows of a choice (``raw``: one per annotator and statement, ``gold``: one per settled statement)."""
    return Rows(project, choice)


class FirstRows:
    """The top of a dataset as it stands now, through the caller's own connection: at most ``limit`` rows of a part."""

    def __init__(self, project: Project, choice: Choice, limit: int) -> None:
        """Look at what is known of the dataset."""
        self.project, self.choice, self.limit = project, choice, limit
        self.names = read_names(project, choice, connection)
        self.dataset = described(project, choice, self.names, connection)

    def counts(self) -> dict[str, int]:
        """The rows of each chosen view."""
        return counts_of(self.project, self.choice, self.choice.views, connection)

    def read(self, part: str) -> Iterator[Any]:
        """The first rows of a part."""
        return rows_of(part, self.project, self.choice, self.names, connection, self._top)

    def _top(self, query: QuerySet[Any, Any], through: BaseDatabaseWrapper, _part: Part) -> Iterator[tuple[Any, ...]]:
        return islice(fetch(query[: self.limit], through), self.limit)


def rows_of(
    part: str, project: Project, choice: Choice, names: Names, through: BaseDatabaseWrapper, get: GetPart
) -> Iterator[Any]:
    """The rows of a part; ``get`` runs its query. What was asked is one row, the part ``scheme``."""
    if part == "scheme":
        return iter([read_scheme(project, choice, through)])
    reader = PARTS[part]
    found = get(reader.query(project, choice), through, reader)
    rows: Iterable[Any] = (reader.row(project.slug, values, names) for values in found)
    return numbered_anew(rows) if choice.people == PER_ARTICLE else iter(rows)


def row_counts(project: Project, choice: Choice) -> dict[str, int]:
    """How many rows each view has now under the choice."""
    found = counts_of(project, choice, (RAW, GOLD), connection)
    return found | {BOTH: sum(found.values())}


def counts_of(project: Project, choice: Choice, views: Iterable[str], through: BaseDatabaseWrapper) -> dict[str, int]:
    """The rows of some views."""
    return {view: count_rows(view, project, choice, through) for view in views}


def described(project: Project, choice: Choice, names: Names, through: BaseDatabaseWrapper) -> Dataset:
    """What is known of a dataset before its first row."""
    return Dataset(
        project=project.slug,
        choice=choice,
        questions=names.questions,
        texts=names.texts,
        asks_more=names.asks_more,
        annotators=annotators(project, choice, through),
        several=frozenset(question for _, question in names.several),
    )


def annotators(project: Project, choice: Choice, through: BaseDatabaseWrapper) -> tuple[str, ...]:
    """The names of all who ever held an article of the project, in order; as many as an article may have named anew."""
    if choice.people == PER_ARTICLE:
        held = Assignment.objects.filter(article__project=project).values("article").annotate(n=Count("annotator"))
        most = next(fetch(held.order_by("-n").values_list("n")[:1], through), (0,))
        return tuple(f"a{number}" for number in range(1, most[0] + 1))
    held_by = Assignment.objects.filter(article__project=project, annotator=OuterRef("user"))
    people = Membership.objects.filter(there_is(held_by), project=project)
    names = people.order_by("pseudonym").values_list("pseudonym")
    return tuple(name for (name,) in fetch(names, through))
