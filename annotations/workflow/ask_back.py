"""Asking back: a statement returns to its annotators with a word, and is decided when their answers have come back."""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models.functions import Now

from annotations.models import (
    Annotation,
    AnnotationState,
    Assignment,
    AssignmentState,
    Decision,
    ReturnReason,
    Review,
    Statement,
    User,
)
from annotations.queries.docket import Docket
from annotations.queries.review import ReviewedAnswers
from annotations.workflow.adjudicate import close_if_decided
from annotations.workflow.docket_lock import locked_docket, word
from annotations.workflow.errors import Invalid, WrongState
from annotations.workflow.events import record


@transaction.atomic
def ask_back(
    *, actor: User, statement: Statement, seen: str, comment: str, annotators: Collection[uuid.UUID] | None = None
) -> list[Review]:
    """Returns the labels of ``annotators`` (None: of everybody but the actor) with ``comment``.

    Each of them answers once, as after a review: keeps with a reason, or changes. The returns are reviews, so that the
    annotators read the word where they read all others; then a reviewer sees the answers, and the policy settles anew.
    """
    docket = locked_docket(actor, statement, seen)
    comment = word(comment, "comment")
    if not comment:
        raise Invalid("comment", "", "is needed: the annotators must read what you want to know")
    asked = _asked(docket, actor, annotators)
    event = record(
        actor=actor,
        verb="statement.asked_back",
        obj=docket.statement,
        project=docket.statement.article.project,
        after={"n": len(asked), "comment": comment},
    )
    returned = [_return(actor, ballot, comment) for ballot in asked]
    for review in returned:
        record(
            actor=actor,
            verb="review.decided",
            obj=review.annotation,
            project=docket.statement.article.project,
            after={"decision": Decision.RETURN, "revision": str(review.revision_id), "review": str(review.pk)},
            caused_by=event,
        )
    close_if_decided(docket.statement.article)
    return returned


def _asked(docket: Docket, actor: User, annotators: Collection[uuid.UUID] | None) -> list[ReviewedAnswers]:
    """The ballots that go back; nobody is asked about their own."""
    others = [ballot for ballot in docket.ballots if ballot.annotator_id != actor.pk]
    if annotators is None:
        asked = others
    else:
        asked = [ballot for ballot in others if ballot.annotator_id in annotators]
        for unknown in set(annotators) - {ballot.annotator_id for ballot in asked}:
            raise Invalid("annotators", str(unknown), "has no reviewed label of somebody else on this statement")
    if not asked:
        raise WrongState("There is nobody to ask: no reviewed label of somebody else is here.")
    return asked


def _return(actor: User, ballot: ReviewedAnswers, comment: str) -> Review:
    label = Annotation.objects.select_related("assignment").get(pk=ballot.annotation_id)
    review = Review.objects.create(
        assignment=label.assignment,
        annotation=label,
        revision_id=ballot.revision_id,
        annotator_id=ballot.annotator_id,
        reviewer=actor,
        round=label.assignment.round,
        decision=Decision.RETURN,
        comment=comment,
    )
    Annotation.objects.filter(pk=label.pk).update(state=AnnotationState.RETURNED)
    Assignment.objects.filter(pk=label.assignment_id).update(
        state=AssignmentState.RETURNED,
        return_reason=ReturnReason.REVIEW,
        reviewer=actor,
        reviewed_at=Now(),
        review_lease_expires_at=None,
    )
    return review
