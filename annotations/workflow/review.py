"""Reviewing one member's assignment: decisions that never overwrite a label, then the end of the round."""

import uuid
from collections.abc import Container, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from annotations.models import (
    Annotation,
    AnnotationState,
    Assignment,
    AssignmentState,
    Decision,
    Event,
    ReasonCode,
    ReturnReason,
    Review,
    ReviewItem,
    Revision,
    User,
)
from annotations.queries.review import latest_decisions
from annotations.queries.review_blind import blind_answers, is_blind
from annotations.schemes.checks import AnswerError, text
from annotations.text.counted import counted
from annotations.workflow.adjudicate import settle_article
from annotations.workflow.errors import Invalid, Stale, WrongState
from annotations.workflow.events import happened, record, record_all
from annotations.workflow.review_lock import hold, locked_review
from annotations.workflow.review_proposal import Item, Named, proposal

MAX_COMMENT = 10_000


@transaction.atomic
def open_review(*, actor: User, assignment: Assignment) -> Assignment:
    """Holds a submitted assignment for ``actor`` for ``REVIEW_LEASE``; each decision renews it."""
    locked = locked_review(actor, assignment)
    newly = locked.reviewer_id != actor.pk
    hold(actor, locked)
    if newly:
        record(actor=actor, verb="review.opened", obj=locked, project=locked.article.project)
    return locked


@transaction.atomic
def decide(
    *,
    actor: User,
    annotation: Annotation,
    seen: uuid.UUID,
    decision: str,
    reason: str = "",
    comment: str = "",
    proposed: Any = None,
    about: Sequence[Named] = (),
) -> Review:
    """Decides about one annotation as it stood in revision ``seen``; a later decision of the round replaces it.

    ``proposed`` is the whole body of answers the reviewer would give (needed for ``accept_with_changes``, allowed for
    ``return``). ``about`` names the answers that are replaced or returned; then the rest is accepted as it is.
    ``Stale`` carries the current version when the label changed since it was looked at. Where labels are reviewed blind
    first, ``WrongState`` before the reviewer has answered the statement (``workflow.review_blind``).
    """
    locked = locked_review(actor, annotation.assignment)
    hold(actor, locked)
    return _decide(
        actor=actor,
        assignment=locked,
        annotation=_annotation(locked, annotation.pk),
        seen=seen,
        decision=_known_decision(decision),
        reason=known_reason(decision, reason, comment),
        comment=_comment(comment),
        proposed=proposed,
        about=about,
        answered=blind_answers(locked, actor),
    )


def _annotation(locked: Assignment, key: uuid.UUID) -> Annotation:
    return locked.annotations.select_related("head", "statement").get(pk=key)


def _known_decision(decision: str) -> str:
    if decision not in (Decision.ACCEPT, Decision.ACCEPT_WITH_CHANGES, Decision.RETURN):
        raise Invalid("decision", decision, "is not one of accept, accept_with_changes, return")
    return decision


def known_reason(decision: str, reason: str, comment: str) -> str:
    """``reason``, if it is one; ``Invalid`` also where a decision other than accepting comes without a word."""
    if reason and reason not in ReasonCode.values:
        raise Invalid("reason", reason, f"is not one of {', '.join(ReasonCode.values)}")
    if decision != Decision.ACCEPT and not reason and not comment.strip():
        raise Invalid("reason", reason, "is needed: the annotator must read why")
    return reason


def _comment(comment: str) -> str:
    try:
        return text(comment, MAX_COMMENT, "comment").strip()
    except AnswerError as error:
        raise Invalid(error.field, error.value, error.rule) from None


def _decide(
    *,
    actor: User,
    assignment: Assignment,
    annotation: Annotation,
    seen: uuid.UUID,
    decision: str,
    reason: str,
    comment: str,
    proposed: Any,
    about: Sequence[Named],
    answered: Container[uuid.UUID],
) -> Review:
    head = _open_head(assignment, annotation, seen, answered)
    body, items = proposal(assignment, head.answers, decision, proposed, about)
    review = _review(
        actor,
        assignment,
        annotation,
        head,
        answered,
        decision=decision,
        reason=reason,
        comment=comment,
        proposed=body,
        is_partial=bool(about),
    )
    review.save(force_insert=True)
    ReviewItem.objects.bulk_create(_row(review, item) for item in items)
    record(**_decided(review))
    return review


def _open_head(
    assignment: Assignment, annotation: Annotation, seen: uuid.UUID | None, answered: Container[uuid.UUID]
) -> Revision:
    """The label as it stands, if the one who saw revision ``seen`` may decide about it now."""
    head = annotation.head
    if annotation.is_stale:
        raise WrongState("This statement was cut anew since; its label is closed.")
    if head is None or annotation.state != AnnotationState.SUBMITTED:
        raise WrongState(f"This label is “{annotation.get_state_display()}”; only submitted labels are reviewed.")
    if head.pk != seen:
        raise Stale(
            "The label changed since you looked at it.",
            current={"revision": str(head.pk), "seq": annotation.seq, "answers": head.answers},
        )
    if is_blind(assignment) and head.pk not in answered:
        raise WrongState("Answer this statement yourself first; then its label is open to a decision.")
    return head


def _review(
    actor: User,
    assignment: Assignment,
    annotation: Annotation,
    head: Revision,
    answered: Container[uuid.UUID],
    **decided: Any,
) -> Review:
    return Review(
        assignment=assignment,
        annotation=annotation,
        revision=head,
        annotator_id=annotation.annotator_id,
        reviewer=actor,
        round=assignment.round,
        saw_label_first=head.pk not in answered,
        **decided,
    )


def _decided(review: Review) -> dict[str, Any]:
    """What the event of a decision says."""
    return {
        "actor": review.reviewer,
        "verb": "review.decided",
        "obj": review.annotation,
        "project": review.assignment.article.project,
        "after": {"decision": review.decision, "revision": str(review.revision_id), "review": str(review.pk)},
    }


def _row(review: Review, item: Item) -> ReviewItem:
    one = item.change
    return ReviewItem(
        review=review,
        question=one.question,
        part=one.part,
        original=one.old,
        suggested=one.new,
        proposes=item.proposes,
    )


@transaction.atomic
def accept_rest(*, actor: User, assignment: Assignment, seen: Mapping[uuid.UUID, uuid.UUID] | None = None) -> int:
    """Accepts every submitted label of the round that has no decision yet; how many.

    ``seen`` (revision by annotation) is what the actor looked at; if any label differs, all is refused as ``Stale``.
    """
    return _decide_rest(actor, assignment, seen, decision=Decision.ACCEPT)


@transaction.atomic
def return_rest(*, actor: User, assignment: Assignment, reason: str, comment: str = "") -> int:
    """Returns every submitted label of the round that has no decision yet, all for the same reason; how many."""
    reason, comment = known_reason(Decision.RETURN, reason, comment), _comment(comment)
    return _decide_rest(actor, assignment, None, decision=Decision.RETURN, reason=reason, comment=comment)


def _decide_rest(
    actor: User, assignment: Assignment, seen: Mapping[uuid.UUID, uuid.UUID] | None, **decided: Any
) -> int:
    """The same decision about all that wait for one, in the same number of commands however many."""
    locked = locked_review(actor, assignment)
    hold(actor, locked)
    done, answered = latest_decisions(locked), blind_answers(locked, actor)
    waiting = locked.annotations.filter(state=AnnotationState.SUBMITTED, is_stale=False, head__isnull=False)
    reviews = []
    for annotation in waiting.select_related("head").exclude(pk__in=done).order_by("statement__start"):
        looked_at = annotation.head_id if seen is None else seen.get(annotation.pk)
        head = _open_head(locked, annotation, looked_at, answered)
        reviews.append(_review(actor, locked, annotation, head, answered, **decided))
    Review.objects.bulk_create(reviews)
    record_all(happened(**_decided(review)) for review in reviews)  # nobody is told of a decision by itself
    return len(reviews)


@transaction.atomic
def finish_review(*, actor: User, assignment: Assignment, caused_by: Event | None = None) -> Assignment:
    """Ends the round: returned labels go back with their reasons, else the assignment is accepted and gold is found.

    ``WrongState`` lists the statements (``missing``, indexes) that have no decision yet.
    """
    locked = locked_review(actor, assignment)
    decided = latest_decisions(locked)
    waiting = locked.annotations.filter(state=AnnotationState.SUBMITTED, is_stale=False).select_related("statement")
    missing = sorted(a.statement.index for a in waiting if a.pk not in decided)
    if missing:
        words = counted(len(missing), "statement has no decision yet.", "statements have no decision yet.")
        raise WrongState(words, missing=missing)
    returned = [a.pk for a in waiting if decided[a.pk].decision == Decision.RETURN]
    accepted = [a.pk for a in waiting if decided[a.pk].decision != Decision.RETURN]
    Annotation.objects.filter(pk__in=returned).update(state=AnnotationState.RETURNED)
    Annotation.objects.filter(pk__in=accepted).update(state=AnnotationState.ACCEPTED)
    locked.state = AssignmentState.RETURNED if returned else AssignmentState.ACCEPTED
    locked.return_reason = ReturnReason.REVIEW if returned else ""
    locked.reviewer = actor
    locked.reviewed_at = Now()
    locked.review_lease_expires_at = None
    locked.save()
    locked.refresh_from_db(fields=["reviewed_at"])
    event = record(
        actor=actor,
        verb="review.finished",
        obj=locked,
        project=locked.article.project,
        before={"state": "submitted"},
        after={"state": str(locked.state), "accepted": len(accepted), "returned": len(returned)},
        caused_by=caused_by,
    )
    _settle_if_done(actor, locked, event)
    return locked


def _settle_if_done(actor: User, assignment: Assignment, event: Event) -> None:
    if assignment.state == AssignmentState.ACCEPTED:
        settle_article(actor=actor, article=assignment.article, caused_by=event)
