"""Labelling: saving the answers on one statement, and handing an assignment in."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from annotations.models import (
    AnnotationState,
    Article,
    ArticleState,
    Assignment,
    AssignmentState,
    Purpose,
    ReturnReason,
    Statement,
    StatementState,
    User,
)
from annotations.models.assignment import HANDED_IN
from annotations.permissions import can_annotate
from annotations.text.counted import counted
from annotations.workflow.assign import locked_member
from annotations.workflow.compare import compare_article
from annotations.workflow.errors import NotAllowed, WrongState
from annotations.workflow.events import record
from annotations.workflow.leases import take_back
from annotations.workflow.review_rule import apply_rule
from annotations.workflow.saving import LATE, Save, Saved, one_saved
from annotations.workflow.training import judge


def save_revision(
    *,
    actor: User,
    assignment: Assignment,
    statement: Statement,
    revision_id: uuid.UUID,
    base_seq: int,
    body: Any,
    active_ms: int = 0,
    client_time: datetime | None = None,
    protocol: int | None = None,
) -> Saved:
    """Stores ``body`` (see ``schemes.answers``) as revision ``base_seq + 1`` of the person's annotation.

    A replay of ``revision_id`` with the same body gives the stored revision; with another body ``ReplayMismatch``.
    ``Stale`` carries the current version when ``base_seq`` is not the newest. ``WrongState`` when the assignment is
    handed in or the statement was cut anew meanwhile, ``Invalid`` for answers the protocol does not know, ``Missing``
    for a statement that is not in the assignment's article. Late work after a lease ran out is kept. ``protocol`` is
    the version of the questions that the client showed, if it says: ``SchemaChanged`` when what was answered is not
    among them any more.
    """
    save = Save(revision_id, assignment.pk, statement.pk, base_seq, body, active_ms, client_time, protocol)
    return one_saved(actor=actor, save=save)


def _lock(assignment: Assignment) -> Assignment:
    # One person's saves and submit of one assignment queue here, so "submitted" and "one more label" cannot cross.
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("article__project", "annotator")
        .get(pk=assignment.pk)
    )


@transaction.atomic
def submit(*, actor: User, assignment: Assignment) -> Assignment:
    """Hands an assignment in. ``WrongState`` lists the statements (``missing``, indexes) that lack answers.

    Work whose place was lost meanwhile is taken up again, as by late labels. The project's review rule says at once
    whether somebody reviews it. Training and known answers are finished with that: nobody reviews them, and their
    labels are never data.
    """
    trainee = None
    if assignment.purpose == Purpose.TRAINING:  # people are locked before their work
        trainee = locked_member(assignment.annotator, assignment.article.project)
    locked = _lock(assignment)
    if actor.pk != locked.annotator_id or not can_annotate(actor, locked.article.project):
        raise NotAllowed("Only its annotator hands an assignment in.")
    is_work = locked.purpose == Purpose.WORK
    if locked.state in HANDED_IN:  # once more: the first answer may have got lost, and a reviewer been fast
        return locked
    if locked.state in LATE:
        take_back(locked)
    again = locked.state == AssignmentState.RETURNED
    missing = unanswered(locked)
    if missing:
        is_reply = again and locked.return_reason == ReturnReason.REVIEW
        replies = ("returned statement waits for your reply", "returned statements wait for your reply")
        answers = ("statement has no answer yet", "statements have no answer yet")
        raise WrongState(f"{counted(len(missing), *(replies if is_reply else answers))}.", missing=missing)
    if is_work:
        locked.annotations.filter(state=AnnotationState.COMPLETE).update(state=AnnotationState.SUBMITTED)
    before: Mapping[str, Any] = {"state": str(locked.state), "round": locked.round}
    locked.state = AssignmentState.SUBMITTED if is_work else AssignmentState.ACCEPTED
    locked.round += int(again and (_was_reviewed(locked) or locked.return_reason == ReturnReason.GUIDELINE))
    locked.submitted_at = Now()
    locked.return_reason = ""
    locked.lease_expires_at = None
    locked.reviewer = locked.reviewer if again else None
    locked.review_lease_expires_at = None
    locked.save()
    locked.refresh_from_db(fields=["submitted_at"])
    if not again:
        _count_done(locked)
    event = record(
        actor=actor,
        verb="assignment.submitted",
        obj=locked,
        project=locked.article.project,
        before=dict(before),
        after={"state": str(locked.state), "round": locked.round},
    )
    if is_work:
        compare_article(locked.article_id, locked.article.project)
        apply_rule(locked, caused_by=event)
    if trainee is not None:
        judge(locked, trainee, caused_by=event)
    return locked


def _was_reviewed(assignment: Assignment) -> bool:
    """Whether a review ended since the work was last handed in; a re-cut brings it back in the middle of one."""
    handed_in, reviewed = assignment.submitted_at, assignment.reviewed_at
    return handed_in is not None and reviewed is not None and reviewed >= handed_in


def unanswered(assignment: Assignment) -> list[int]:
    """The indexes of the live statements that have no answer, or a returned one without a reply."""
    answered = assignment.annotations.filter(
        state__in=(AnnotationState.COMPLETE, AnnotationState.SUBMITTED, AnnotationState.ACCEPTED)
    )
    return list(
        Statement.objects.filter(article_id=assignment.article_id, state=StatementState.LIVE, is_statement=True)
        .exclude(pk__in=answered.values("statement_id"))
        .order_by("index")
        .values_list("index", flat=True)
    )


def _count_done(assignment: Assignment) -> None:
    if assignment.slot is None:
        return
    Article.objects.filter(pk=assignment.article_id).update(done=F("done") + 1)
    Article.objects.filter(pk=assignment.article_id, state=ArticleState.FROZEN, done=F("required")).update(
        state=ArticleState.LABELLED
    )
