"""What reviewers decided, and the answers that hold after a review."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from annotations.models import AnnotationState, Article, Assignment, AssignmentState, Decision, Review
from annotations.schemes.answers import Answers
from annotations.schemes.base import Protocol
from annotations.schemes.versions import recall


def latest_decisions(assignment: Assignment) -> dict[uuid.UUID, Review]:
    """The decision in force of the assignment's current round, by annotation (one query)."""
    rows = Review.objects.filter(assignment=assignment, round=assignment.round).order_by("created_at", "id")
    return {review.annotation_id: review for review in rows}


@dataclass(frozen=True, slots=True)
class ReviewedAnswers:
    """One annotator's answers on a statement as they hold after review."""

    annotator_id: uuid.UUID
    revision_id: uuid.UUID
    answers: Answers
    was_replaced: bool


def reviewed_answers(article: Article, scheme: Protocol) -> dict[uuid.UUID, list[ReviewedAnswers]]:
    """Accepted answers of the article's accepted assignments by statement, annotators in order of their id.

    A label accepted with changes counts as the reviewer's proposal; the annotator's own stays in its revision.
    """
    newest: dict[uuid.UUID, Review] = {}
    for review in Review.objects.filter(assignment__article=article).order_by("created_at", "id"):
        newest[review.annotation_id] = review
    found: dict[uuid.UUID, list[ReviewedAnswers]] = defaultdict(list)
    for assignment in (
        Assignment.objects.filter(article=article, state=AssignmentState.ACCEPTED)
        .order_by("annotator_id")
        .prefetch_related("annotations__head")
    ):
        for annotation in assignment.annotations.all():
            if annotation.state != AnnotationState.ACCEPTED or annotation.head is None:
                continue
            judged = newest.get(annotation.pk)
            replaced = judged is not None and judged.decision == Decision.ACCEPT_WITH_CHANGES
            proposed = judged.proposed if judged is not None and replaced else None
            body = annotation.head.answers if proposed is None else proposed
            found[annotation.statement_id].append(
                ReviewedAnswers(annotation.annotator_id, annotation.head.pk, recall(body, scheme), replaced)
            )
    return found
