"""Near copies among records: of articles that are here, of records looked at before, of records above.

A key that many texts share comes from a mould (a sports result, a weather report) and says little of likeness. Only the
first ``ENOUGH_HOLDERS`` texts keep it to be found by, so that a look-up costs the same however many texts there are.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from annotations.models import Article, Import, ImportRow, Outcome, Project
from annotations.text.near_copies import Run, likeness, runs

ENOUGH = 0.6
"""Texts that share so much of their runs of three words are near copies."""
ENOUGH_HOLDERS = 8
CANDIDATES = 5
"""Texts that one record is compared with, at most, of each kind."""

Holders = dict[int, list[UUID]]
"""Which texts are found by a key, oldest first."""


@dataclass(frozen=True, slots=True)
class Other:
    """A text to compare with, as its runs of words: an article's or a record's."""

    runs: Set[Run]
    article: UUID | None = None
    row: UUID | None = None


def mark_near(
    imported: Import, rows: Sequence[ImportRow], texts: dict[UUID, str], text_of: Callable[[ImportRow], str]
) -> None:
    """Makes each new one of ``rows`` that nearly repeats another text a near copy of the nearest one; four queries.

    Each row learns its ``lookup_keys`` on the way.
    """
    keys = {key for row in rows for key in row.near_keys or ()}
    here = _holders(_articles(imported.project), keys)
    staged = _holders(ImportRow.objects.filter(file__imported=imported), keys)
    near_articles = {row.pk: _most_alike(row, here) for row in rows}
    near_records = {row.pk: _most_alike(row, staged) for row in rows}
    others = {pk: Other(found, article=pk) for pk, found in _runs_of_articles(_all(near_articles))}
    others |= {pk: Other(found, row=pk) for pk, found in _runs_of_records(_all(near_records), text_of)}
    above: Holders = {}
    for row in rows:
        own = others[row.pk] = Other(runs(texts[row.pk]), row=row.pk)
        near = [*near_articles[row.pk], *near_records[row.pk], *_most_alike(row, above)]
        best = _nearest(own, (others[pk] for pk in near))
        if best is not None and row.outcome == Outcome.NEW:
            row.outcome, (row.similarity, other) = Outcome.NEAR, best
            row.known_id, row.same_as_id = other.article, other.row
        row.lookup_keys = _rare(row.near_keys or (), here, staged, above)
        for key in row.lookup_keys:
            above.setdefault(key, []).append(row.pk)


def lookup_keys(project: Project, near_keys: Sequence[int]) -> list[int]:
    """Those of a text's keys that few articles of the project have so far; one query."""
    return _rare(near_keys, _holders(_articles(project), set(near_keys)))


def _articles(project: Project) -> QuerySet[Article]:
    return Article.objects.filter(project=project, deleted_at__isnull=True)


def _holders(rows: QuerySet[Any], keys: Set[int]) -> Holders:
    """The holders of each of ``keys`` among ``rows`` (articles or records), through the index."""
    found: Holders = {}
    if keys:
        for pk, its_keys in (
            rows.filter(lookup_keys__overlap=list(keys)).order_by("pk").values_list("pk", "lookup_keys")
        ):
            for key in keys & set(its_keys):
                found.setdefault(key, []).append(pk)
    return found


def _rare(keys: Iterable[int], *kinds: Mapping[int, Sequence[UUID]]) -> list[int]:
    return [key for key in keys if sum(len(kind.get(key, ())) for kind in kinds) < ENOUGH_HOLDERS]


def _most_alike(row: ImportRow, holders: Holders) -> list[UUID]:
    """The texts that share most keys with the row, the oldest first among equals."""
    shared = Counter(pk for key in row.near_keys or () for pk in holders.get(key, ()))
    return nsmallest(CANDIDATES, shared, key=lambda pk: (-shared[pk], pk))


def _all(found: Mapping[UUID, Sequence[UUID]]) -> set[UUID]:
    return {pk for some in found.values() for pk in some}


def _runs_of_articles(keys: Set[UUID]) -> Iterator[tuple[UUID, Set[Run]]]:
    for pk, text in Article.objects.filter(pk__in=keys).values_list("pk", "text"):
        yield pk, runs(text)


def _runs_of_records(keys: Set[UUID], text_of: Callable[[ImportRow], str]) -> Iterator[tuple[UUID, Set[Run]]]:
    for row in ImportRow.objects.filter(pk__in=keys).only("draft"):
        yield row.pk, runs(text_of(row))


def _nearest(own: Other, others: Iterable[Other]) -> tuple[float, Other] | None:
    judged = [(likeness(own.runs, other.runs), other) for other in others]
    near = [(share, other) for share, other in judged if share >= ENOUGH]
    return max(near, key=lambda pair: pair[0], default=None)
