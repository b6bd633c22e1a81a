"""What reviewers decided, and the answers that hold after a review."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from annotations.models import (
    Annotation,
    AnnotationState,
    Article,
    Assignment,
    AssignmentState,
    Decision,
    Review,
    Statement,
)
from annotations.schemes.answers import Answers
from annotations.schemes.base import Protocol
from annotations.schemes.versions import recall


def latest_decisions(assignment: Assignment) -> dict[uuid.UUID, Review]:
    """The decision in force of the assignment's current round, by annotation (one query)."""
    rows = Review.objects.filter(assignment=assignment, round=assignment.round).order_by("created_at", "id")
    return {review.annotation_id: review for review in rows}


@dataclass(frozen=True, slots=True)
class ReviewedAnswers:
    """One annotator's answers on a statement as they hold after review; ``review_id`` if a reviewer replaced them."""

    annotation_id: uuid.UUID
    annotator_id: uuid.UUID
    revision_id: uuid.UUID
    answers: Answers
    review_id: uuid.UUID | None

    @property
    def was_replaced(self) -> bool:
        """Whether the answers are a reviewer's proposal."""
        return self.review_id is not None


def reviewed_answers(
    article: Article, scheme: Protocol, statement: Statement | None = None
) -> dict[uuid.UUID, list[ReviewedAnswers]]:
    """Accepted answers of the article's accepted assignments by statement, annotators in order of their id.

    A label accepted with changes counts as the reviewer's proposal; the annotator's own stays in its revision. With
    ``statement`` only that one is looked up. Two queries.
    """
    labels = Annotation.objects.filter(
        assignment__article=article,
        assignment__state=AssignmentState.ACCEPTED,
        state=AnnotationState.ACCEPTED,
        head__isnull=False,
    )
    if statement is not None:
        labels = labels.filter(statement=statement)
    newest: dict[uuid.UUID, Review] = {}
    for review in Review.objects.filter(annotation__in=labels).order_by("created_at", "id"):
        newest[review.annotation_id] = review
    found: dict[uuid.UUID, list[ReviewedAnswers]] = defaultdict(list)
    for label in labels.select_related("head").order_by("annotator_id"):
        found[label.statement_id].append(_reviewed(label, newest.get(label.pk), scheme))
    return found


def _reviewed(label: Annotation, judged: Review | None, scheme: Protocol) -> ReviewedAnswers:
    assert label.head is not None
    replaced = judged if judged is not None and judged.decision == Decision.ACCEPT_WITH_CHANGES else None
    proposed = replaced.proposed if replaced else None
    body = label.head.answers if proposed is None else proposed
    return ReviewedAnswers(
        label.pk, label.annotator_id, label.head.pk, recall(body, scheme), replaced.pk if replaced else None
    )
