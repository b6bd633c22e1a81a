"""Answers that are known to be right: a lead's own, made for others to be judged by, else gold."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from annotations.models import (
    Adjudication,
    Annotation,
    AnnotationState,
    Assignment,
    AssignmentState,
    GoldMethod,
    Purpose,
)


@dataclass(frozen=True, slots=True)
class Known:
    """The right answers on one statement (a body of ``schemes.answers``, perhaps not to every question), and why."""

    body: Mapping[str, Any]
    why: str
    from_gold: bool


def known_answers(articles: Iterable[uuid.UUID]) -> dict[uuid.UUID, Known]:
    """What is known about the statements of the articles, by statement; four queries."""
    keys = list(articles)
    return gold_answers(keys) | leads_answers(keys)


def leads_answers(articles: Iterable[uuid.UUID]) -> dict[uuid.UUID, Known]:
    """A lead's answers where one has handed them in; of several leads' the newest count."""
    rows = (
        Annotation.objects.filter(
            assignment__article__in=list(articles),
            assignment__purpose=Purpose.KNOWN,
            assignment__state=AssignmentState.ACCEPTED,
            state=AnnotationState.COMPLETE,
            is_stale=False,
            claim__isnull=True,
        )
        .select_related("head")
        .order_by("assignment__submitted_at", "pk")
    )
    heads = {row.statement_id: row.head for row in rows}
    return {
        key: Known(head.answers, head.rationale, from_gold=False)
        for key, head in heads.items()
        if head is not None and not head.skip_reason
    }


def gold_answers(articles: Iterable[uuid.UUID]) -> dict[uuid.UUID, Known]:
    """The newest gold; questions where annotators still differ stay open."""
    newer = Adjudication.objects.filter(statement=OuterRef("statement"), claim__isnull=True, seq__gt=OuterRef("seq"))
    rows = Adjudication.objects.filter(
        ~Exists(newer), statement__article__in=list(articles), claim__isnull=True, too_vague=False
    ).prefetch_related("labels__question", "labels__label", "stances__polarity")
    found = {row.statement_id: Known(_body(row), row.rationale, from_gold=True) for row in rows}
    return {key: known for key, known in found.items() if known.body["labels"] or known.body["stances"]}


def _body(row: Adjudication) -> dict[str, Any]:
    labels: dict[str, list[str]] = {}
    for one in row.labels.all():
        if one.label is not None and one.method != GoldMethod.OPEN:
            labels.setdefault(one.question.key, []).append(one.label.key)
    pairs = list(row.stances.all())
    settled = all(one.method != GoldMethod.OPEN for one in pairs)
    return {
        "labels": labels,
        "stances": [_stance(one) for one in pairs if settled and one.polarity],
        "no_stance": False,
    }


def _stance(one: Any) -> dict[str, Any]:
    target = one.target_id or one.target_claim_id
    return {
        "holder_kind": one.holder_kind,
        "holder": str(one.holder_id) if one.holder_id else None,
        "target_kind": one.target_kind,
        "target": str(target) if target else None,
        "target_text": one.target_text,
        "polarity": one.polarity.key,
    }


def handed_in(assignments: Iterable[Assignment]) -> dict[uuid.UUID, list[Annotation]]:
    """The answers of finished assignments by assignment, in order of the text (one query)."""
    found: dict[uuid.UUID, list[Annotation]] = {}
    rows = Annotation.objects.filter(assignment__in=list(assignments), is_stale=False, claim__isnull=True)
    for row in rows.select_related("head", "statement").order_by("statement__start", "pk"):
        found.setdefault(row.assignment_id, []).append(row)
    return found
