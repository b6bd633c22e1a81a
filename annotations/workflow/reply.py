"""The annotator's one answer to a returned label: take the proposal, keep with a reason, or change."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from annotations.models import (
    Annotation,
    AnnotationState,
    Assignment,
    AssignmentState,
    Decision,
    ReplyAction,
    Review,
    ReviewReply,
    Revision,
    User,
)
from annotations.permissions import can_annotate
from annotations.queries.evidence import checked_article
from annotations.schemes.answers import Answers, fingerprint, read
from annotations.schemes.base import Protocol
from annotations.schemes.checks import AnswerError, text
from annotations.schemes.completeness import is_complete
from annotations.schemes.versions import recall
from annotations.workflow.compare import compare_article
from annotations.workflow.errors import Invalid, NotAllowed, ReplayMismatch, WrongState
from annotations.workflow.events import record
from annotations.workflow.review import MAX_COMMENT
from annotations.workflow.revisions import Known, RevisionDraft, revise, rules_in_force, storing
from factcheck.prepared import run


@transaction.atomic
def reply(
    *,
    actor: User,
    review: Review,
    action: str,
    revision_id: uuid.UUID,
    comment: str = "",
    body: Any = None,
) -> ReviewReply:
    """Answers a returned label once. ``body`` holds the new answers for ``changed``; ``kept`` needs a comment.

    ``revision_id`` is the client's key of the revision that ``taken`` and ``changed`` write. The same reply sent again
    gives the stored one.
    """
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("article__project")
        .get(pk=review.assignment_id)
    )
    if actor.pk != assignment.annotator_id or not can_annotate(actor, assignment.article.project):
        raise NotAllowed("Only the annotator answers a review of their labels.")
    comment = _checked(action, comment)
    if stored := ReviewReply.objects.filter(review=review).first():
        return _same(stored, action, comment)
    annotation = _open_annotation(assignment, review)
    revision = review.revision
    annotation.state = AnnotationState.SUBMITTED
    if action == ReplyAction.KEPT:
        annotation.save(update_fields=["state"])
    else:
        revision = _revise(actor, assignment, annotation, review, action, revision_id, body)
        compare_article(assignment.article_id, assignment.article.project)
    answer = ReviewReply.objects.create(review=review, author=actor, action=action, comment=comment, revision=revision)
    record(
        actor=actor,
        verb="review.replied",
        obj=annotation,
        project=assignment.article.project,
        before={"review": str(review.pk)},
        after={"action": action, "revision": str(answer.revision_id)},
    )
    return answer


def _checked(action: str, comment: str) -> str:
    if action not in ReplyAction.values:
        raise Invalid("action", action, f"is not one of {', '.join(ReplyAction.values)}")
    try:
        comment = text(comment, MAX_COMMENT, "comment").strip()
    except AnswerError as error:
        raise Invalid(error.field, error.value, error.rule) from None
    if action == ReplyAction.KEPT and not comment:
        raise Invalid("comment", comment, "is needed to keep a returned label: say why")
    return comment


def _same(stored: ReviewReply, action: str, comment: str) -> ReviewReply:
    if (stored.action, stored.comment) != (action, comment):
        raise WrongState("This review has its answer already; each is answered once.")
    return stored


def _open_annotation(assignment: Assignment, review: Review) -> Annotation:
    annotation = Annotation.objects.select_for_update(of=("self",)).select_related("head").get(pk=review.annotation_id)
    if annotation.is_stale:
        raise WrongState("This statement was cut anew since; its label is closed.")
    newest = annotation.reviews.order_by("-created_at", "-id").first()
    if assignment.state != AssignmentState.RETURNED or annotation.state != AnnotationState.RETURNED:
        raise WrongState("This label does not wait for an answer.")
    if newest is None or newest.pk != review.pk or review.decision != Decision.RETURN:
        raise WrongState("Only the newest return of a label is answered.")
    return annotation


def _revise(
    actor: User,
    assignment: Assignment,
    annotation: Annotation,
    review: Review,
    action: str,
    revision_id: uuid.UUID,
    body: Any,
) -> Revision:
    rules = rules_in_force(assignment.article.project)
    scheme = rules.force.scheme
    try:
        answers = _proposal(review, action, scheme) if action == ReplyAction.TAKEN else read(body, scheme)
    except AnswerError as error:
        raise Invalid(error.field, error.value, error.rule) from None
    article = checked_article(assignment.article)
    if not is_complete(answers, scheme, article):
        raise Invalid("answers", "", "leave a required question open, or lack what an answer needs")
    if Revision.objects.filter(pk=revision_id).exists():
        raise ReplayMismatch("This revision id was used for other answers.", field="revision", value=str(revision_id))
    context = [str(assignment.pk), str(annotation.statement_id), str(annotation.seq)]
    Known([answers]).check(answers, (rules.project.pk, annotation.statement_id))
    body = answers.as_body()
    at = Assignment.objects.values_list(Now(), flat=True).get(pk=assignment.pk)
    draft = RevisionDraft(revision_id, answers, body, fingerprint(body, context), at)
    fresh = revise(actor=actor, annotation=annotation, draft=draft, rules=rules, article=article)
    run(storing(actor=actor, fresh=[fresh]))
    return fresh.revision


def _proposal(review: Review, action: str, scheme: Protocol) -> Answers:
    if review.proposed is None:
        raise Invalid("action", action, "needs a proposal, and the reviewer made none")
    return recall(review.proposed, scheme)
