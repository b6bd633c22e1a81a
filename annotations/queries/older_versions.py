"""Statements that were cut anew after somebody labelled them: their labels stay, and what they say of them now."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from annotations.models import Annotation, Article, Statement, StatementState, User
from annotations.queries import visibility
from annotations.schemes.base import Protocol
from annotations.schemes.versions import as_now
from factcheck.compiled import CompiledValues


@dataclass(frozen=True, slots=True)
class Older:
    """A replaced statement with ``labels`` stale labels; ``now`` are the numbers of the statements in its place."""

    row: Statement
    labels: int
    now: tuple[int, ...]


def older_versions(user: User, article: Article, numbers: Mapping[uuid.UUID, int]) -> list[Older]:
    """The article's replaced statements whose labels the person sees, in order of the text (two queries).

    ``numbers``: the live statements as people count them.
    """
    stale = visibility.annotations(user).filter(statement=OuterRef("pk"), is_stale=True, head__isnull=False)
    counted = stale.order_by().values("statement").annotate(n=Count("pk")).values("n")
    replaced = article.statements.filter(state=StatementState.REPLACED).annotate(labels=Coalesce(Subquery(counted), 0))
    heirs = _heirs(article.statements.exclude(parent=None).values_list("pk", "parent_id"))
    return [
        Older(row, vars(row)["labels"], tuple(sorted(_now(row.pk, heirs, numbers))))
        for row in replaced.filter(labels__gt=0).order_by("start", "version")
    ]


def _heirs(rows: Iterable[tuple[uuid.UUID, uuid.UUID | None]]) -> dict[uuid.UUID, list[uuid.UUID]]:
    found: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for key, parent in rows:
        if parent:
            found[parent].append(key)
    return found


def _now(key: uuid.UUID, heirs: Mapping[uuid.UUID, list[uuid.UUID]], numbers: Mapping[uuid.UUID, int]) -> set[int]:
    return {numbers[key]} if key in numbers else {n for heir in heirs.get(key, ()) for n in _now(heir, heirs, numbers)}


def _replaced(article: uuid.UUID) -> QuerySet[Statement, tuple[Any, ...]]:
    return Statement.objects.filter(article=article, state=StatementState.REPLACED).values_list("pk", "parent_id")


REPLACED = CompiledValues(_replaced, "uuid")


def earlier_answers(
    article: Article,
    live: Mapping[uuid.UUID, uuid.UUID | None],
    annotations: Iterable[Annotation],
    scheme: Protocol,
) -> dict[str, dict[str, Any]]:
    """What the annotator had answered on the statements that live ones came from, where the live one has no answer yet.

    ``live``: what each live statement came from. Stances on claims are left out, for the new version has claims of its
    own. One query.
    """
    answered = {row.statement_id: as_now(row.head.answers, scheme) for row in annotations if row.head}
    parents = dict(REPLACED.rows(article.pk))
    found: dict[str, dict[str, Any]] = {}
    for key, parent in live.items():
        at = None if key in answered else parent
        while at is not None and at not in answered:
            at = parents.get(at)
        if at is not None:
            body = answered[at]
            found[str(key)] = {**body, "stances": [one for one in body["stances"] if one["target_kind"] != "claim"]}
    return found
