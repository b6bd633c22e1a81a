"""All that the workbench shows of one assignment, as plain values."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db.models import Case, F, Q, When, prefetch_related_objects
from django.utils import timezone

from annotations.models import (
    Annotation,
    AnnotationState,
    Article,
    Assignment,
    Entity,
    EntityMention,
    Project,
    Review,
    Revision,
)
from annotations.queries.evidence import checked_article
from annotations.queries.older_versions import earlier_answers
from annotations.queries.protocols import guideline_in_force, known_protocol
from annotations.queries.verdicts import TITLES
from annotations.queries.workbench_protocol import protocol_payload
from annotations.queries.workbench_rows import (
    ANSWERS,
    ARTICLE,
    CLAIMS,
    COVERS,
    PARAGRAPHS,
    RELATIONS,
    REVIEWS,
    SPANS,
    Segment,
    segments,
)
from annotations.schemes.base import Protocol
from annotations.schemes.versions import as_now

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
MORE_ENTITIES = 400
"""How many entities of the project that the article does not name travel along for the pickers."""

Payload = dict[str, Any]
ByStatement = dict[uuid.UUID, list[Payload]]


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a text in this language (BCP 47) runs."""
    return "rtl" if language.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"


def assignment_payload(assignment: Assignment) -> Payload:
    """The whole assignment as JSON values: text, statements, protocol, answers, reviews.

    Offsets are code points from the start of the text, half-open. The number of queries is the same for every article.
    """
    (article,) = ARTICLE.rows(assignment.article_id)
    rows = segments(article.pk)
    annotations = ANSWERS.rows(assignment.pk)
    targets, named = _near(article, rows, annotations)
    known = targets + named
    entities = {entity.pk: _entity(entity) for entity in known + _more(article.project, known)}
    force = known_protocol(article.project)
    return {
        "assignment": {
            "id": str(assignment.pk),
            "state": str(assignment.state),
            "purpose": str(assignment.purpose),
            "round": assignment.round,
            "return_reason": str(assignment.return_reason),
            "lease_expires_at": assignment.lease_expires_at.isoformat() if assignment.lease_expires_at else None,
            "annotator": str(assignment.annotator_id),
        },
        "project": {"slug": article.project.slug, "name": article.project.name},
        "article": _article(article),
        "statements": _statements(article, rows, entities),
        "entities": list(entities.values()),
        "targets": [str(entity.pk) for entity in targets],
        "protocol": protocol_payload(force.scheme, force.row.version),
        "guideline": _guideline(article.project),
        "annotations": {str(row.statement_id): _annotation(row, force.scheme) for row in annotations},
        "earlier": earlier_answers(article, {row.pk: row.parent_id for row in rows}, annotations, force.scheme),
        "reviews": _reviews(assignment, force.scheme),
        "today": answered_today(assignment.annotator_id),
    }


def answered_today(user_id: uuid.UUID) -> int:
    """On how many statements the person completed an answer since midnight, in every project."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    mine = Revision.objects.filter(author_id=user_id, is_complete=True, created_at__gte=midnight)
    return mine.values("annotation_id").distinct().count()


def _article(article: Article) -> Payload:
    return {
        "id": str(article.pk),
        "title": article.title,
        "language": article.language,
        "direction": direction(article.language),
        "source": article.source.name if article.source else "",
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "addresses": list(checked_article(article).addresses),
        "published_pattern": article.published_pattern,
        "published_is_inferred": article.published_is_inferred,
        "text": article.text,
        "paragraphs": [{"start": start, "end": end, "role": role} for start, end, role in PARAGRAPHS.rows(article.pk)],
    }


def _statements(article: Article, rows: list[Segment], entities: Mapping[uuid.UUID, Payload]) -> list[Payload]:
    """The segments; those that are statements are numbered from 1 as people see them."""
    asked = (row for row in rows if row.is_statement)
    numbers = {row.pk: number for number, row in enumerate(asked, start=1)}
    said, claims, relations = _attributions(article), _claims(article), _relations(article, numbers)
    return [
        {
            "id": str(row.pk),
            "index": row.place,
            "number": numbers.get(row.pk),
            "start": row.start,
            "end": row.end,
            "exact": row.exact,
            "role": row.role,
            "is_statement": row.is_statement,
            "voice": row.voice,
            "speaker": _speaker(entities[row.speaker_id], row.speaker_role_text) if row.speaker_id else None,
            "quote_type": said[row.pk].quote_type,
            "spans": said[row.pk].spans,
            "is_duplicate_of": numbers.get(row.duplicate_of_id) if row.duplicate_of_id else None,
            "claims": claims[row.pk],
            "relations": relations[row.pk],
        }
        for row in rows
    ]


def _speaker(entity: Payload, role: str) -> Payload:
    return entity | {"description": role} if role else entity


@dataclass(slots=True)
class _Said:
    """How a statement is quoted, and the source, cue and insertion spans of its attributions."""

    quote_type: str | None = None
    spans: list[Payload] = field(default_factory=list)


def _attributions(article: Article) -> dict[uuid.UUID, _Said]:
    """As bare values: an object for each of some thousand rows would be a third of the page's time."""
    spans: dict[uuid.UUID, list[Payload]] = defaultdict(list)
    for of, part, start, end in SPANS.rows(article.pk):
        spans[of].append({"part": part, "start": start, "end": end})
    found: dict[uuid.UUID, _Said] = defaultdict(_Said)
    for of, quote_type, statement in COVERS.rows(article.pk):
        said = found[statement]
        said.quote_type = said.quote_type or quote_type
        said.spans += spans[of]
    return found


def _claims(article: Article) -> ByStatement:
    found: ByStatement = defaultdict(list)
    for statement, key, text, target in CLAIMS.rows(article.pk):
        found[statement].append({"id": str(key), "text": text, "check_target": target})
    return found


def _relations(article: Article, numbers: dict[uuid.UUID, int]) -> ByStatement:
    """Leads both ways: ``outgoing`` ones start at the statement; ``to`` is the number of the other one."""
    found: ByStatement = defaultdict(list)
    for here, there, kind in RELATIONS.rows(article.pk):
        if here in numbers and there in numbers:
            found[here].append({"type": kind, "outgoing": True, "to": numbers[there]})
            found[there].append({"type": kind, "outgoing": False, "to": numbers[here]})
    return found


def _near(article: Article, rows: list[Segment], annotations: list[Annotation]) -> tuple[list[Entity], list[Entity]]:
    """The targets to offer, pinned ones before those of the article, and others that speakers or answers name."""
    here = EntityMention.objects.filter(article=article).values("entity")
    named = {row.speaker_id for row in rows if row.speaker_id} | _named(annotations)
    target = Case(When(Q(merged_into__isnull=True) & (Q(pin__isnull=False) | Q(pk__in=here)), then=True), default=False)
    found = list(
        Entity.objects.filter(project=article.project)
        .defer("created_at")
        .annotate(is_target=target)
        .filter(Q(is_target=True) | Q(pk__in=named))
        .order_by(F("pin").asc(nulls_last=True), "canonical_name", "pk")
    )
    return [row for row in found if row.is_target], [row for row in found if not row.is_target]


def _more(project: Project, known: list[Entity]) -> list[Entity]:
    """Further entities of the project by name."""
    others = Entity.objects.filter(project=project, merged_into__isnull=True).exclude(
        pk__in=[entity.pk for entity in known]
    )
    return list(others.defer("created_at").order_by("canonical_name", "pk")[:MORE_ENTITIES])


def _named(annotations: list[Annotation]) -> set[uuid.UUID]:
    stances = [stance for row in annotations if row.head for stance in row.head.answers.get("stances", [])]
    return {
        uuid.UUID(stance[part])
        for stance in stances
        for part in ("holder", "target")
        if stance.get(f"{part}_kind") == "entity" and stance.get(part)
    }


def _entity(entity: Entity) -> Payload:
    return {
        "id": str(entity.pk),
        "key": entity.key,
        "name": entity.canonical_name,
        "kind": str(entity.kind),
        "description": entity.description,
    }


def _guideline(project: Project) -> Payload | None:
    row = guideline_in_force(project)
    return {"version": row.version, "markdown": row.markdown} if row else None


def _annotation(row: Annotation, scheme: Protocol) -> Payload:
    """``again`` is the version of the guideline that asks for another look, until there is a newer answer."""
    return {
        "seq": row.seq,
        "revision": str(row.head_id) if row.head_id else None,
        "state": str(row.state),
        "answers": as_now(row.head.answers, scheme) if row.head else None,
        "again": row.again_for.version if row.again_for and row.state == AnnotationState.DRAFT else "",
    }


def _reviews(assignment: Assignment, scheme: Protocol) -> Payload:
    """The newest review of each statement whose round has ended, with the annotator's reply."""
    rows = REVIEWS.rows(assignment.pk)
    prefetch_related_objects(rows, "items")
    return {
        str(row.annotation.statement_id): {
            "id": str(row.pk),
            "round": row.round,
            "decision": str(row.decision),
            "reason": str(row.reason),
            "reason_name": str(row.get_reason_display()) if row.reason else "",
            "comment": row.comment,
            "reviewer": str(row.reviewer),
            "proposed": as_now(row.proposed, scheme) if row.proposed else None,
            "about": _about(row, scheme),
            "reply": _reply(row),
        }
        for row in rows
    }


def _about(row: Review, scheme: Protocol) -> list[str]:
    """The answers that the review names, by title; stances with their number. Empty where all of the label is meant."""
    if not row.is_partial:
        return []
    asked = {question.key: question.title for question in scheme.questions}
    named = [
        (asked.get(item.question, str(TITLES.get(item.question, item.question))), item.part) for item in row.items.all()
    ]
    return [title if part is None else f"{title} {part + 1}" for title, part in named]


def _reply(row: Review) -> Payload | None:
    reply = getattr(row, "reply", None)
    return {"action": str(reply.action), "comment": reply.comment} if reply else None
