"""Near copies among records: of articles that are here, of records looked at before, of records above."""

import json
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from annotations.models import Article, Import, ImportRow, Outcome
from annotations.text.near_copies import Run, likeness, runs

ENOUGH = 0.6
"""Texts that share so much of their runs of three words are near copies."""
CANDIDATES = 5
"""Texts that one record is compared with, at most, of each kind."""

# One index look-up a record: which rows share one of its 16 keys.
LIKE = """
    SELECT asked.item->>'id', like_it.id
      FROM jsonb_array_elements(%s::jsonb) AS asked(item)
     CROSS JOIN LATERAL (
           SELECT t.id FROM {table}
            WHERE t.near_keys && ARRAY(SELECT jsonb_array_elements_text(asked.item->'keys')::int) AND {ours}
            LIMIT {most}) AS like_it
"""
ARTICLES = LIKE.format(
    table="annotations_article t", ours="t.project_id = %s AND t.deleted_at IS NULL", most=CANDIDATES
)
RECORDS = LIKE.format(
    table="annotations_importrow t JOIN annotations_importfile f ON f.id = t.file_id",
    ours="f.imported_id = %s",
    most=CANDIDATES,
)


@dataclass(frozen=True, slots=True)
class Other:
    """A text to compare with, as its runs of words: an article's or a record's."""

    runs: Set[Run]
    article: UUID | None = None
    row: UUID | None = None


def mark_near(
    imported: Import, rows: Sequence[ImportRow], texts: dict[UUID, str], text_of: Callable[[ImportRow], str]
) -> None:
    """Makes each of ``rows`` that nearly repeats another text a near copy of the nearest one; four queries."""
    others = _articles(imported, rows)
    for key, found in _records(imported, rows, text_of).items():
        others.setdefault(key, []).extend(found)
    above: dict[int, Other] = {}
    for row in rows:
        shared = {one.row: one for key in row.near_keys or () if (one := above.get(key)) is not None}
        own = Other(runs(texts[row.pk]), row=row.pk)
        best = _nearest(own, [*others.get(row.pk, ()), *list(shared.values())[:CANDIDATES]])
        if best is not None:
            row.outcome, (row.similarity, other) = Outcome.NEAR, best
            row.known_id, row.same_as_id = other.article, other.row
        above |= {band: own for band in row.near_keys or () if band not in above}


def _nearest(own: Other, others: Iterable[Other]) -> tuple[float, Other] | None:
    judged = [(likeness(own.runs, other.runs), other) for other in others]
    near = [(share, other) for share, other in judged if share >= ENOUGH]
    return max(near, key=lambda pair: pair[0], default=None)


def _articles(imported: Import, rows: Sequence[ImportRow]) -> dict[UUID, list[Other]]:
    pairs = _alike(ARTICLES, rows, imported.project_id)
    articles = Article.objects.filter(pk__in={key for _, key in pairs}).values_list("pk", "text")
    others = {key: Other(runs(text), article=key) for key, text in articles}
    found: dict[UUID, list[Other]] = {}
    for key, article in pairs:
        found.setdefault(key, []).append(others[article])
    return found


def _records(
    imported: Import, rows: Sequence[ImportRow], text_of: Callable[[ImportRow], str]
) -> dict[UUID, list[Other]]:
    pairs = _alike(RECORDS, rows, imported.pk)
    rows_there = ImportRow.objects.filter(pk__in={key for _, key in pairs}).only("draft")
    others = {row.pk: Other(runs(text_of(row)), row=row.pk) for row in rows_there}
    found: dict[UUID, list[Other]] = {}
    for key, row in pairs:
        found.setdefault(key, []).append(others[row])
    return found


def _alike(query: str, rows: Sequence[ImportRow], within: UUID) -> list[tuple[UUID, UUID]]:
    asked = json.dumps([{"id": str(row.pk), "keys": row.near_keys} for row in rows if row.near_keys])
    with connection.cursor() as cursor:
        cursor.execute(query, [asked, within])
        return [(UUID(key), other) for key, other in cursor.fetchall()]
