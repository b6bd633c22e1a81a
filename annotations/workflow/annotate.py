"""Saving answers and handing an assignment in: append-only, exactly once per client key, never over a newer version."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from annotations.models import (
    Annotation,
    AnnotationState,
    Article,
    ArticleState,
    Assignment,
    AssignmentState,
    ReturnReason,
    Revision,
    Statement,
    StatementState,
    User,
)
from annotations.permissions import can_annotate
from annotations.queries.protocols import protocol_in_force
from annotations.schemes.answers import fingerprint, read
from annotations.schemes.checks import AnswerError
from annotations.workflow.assign import lease_end, take_back
from annotations.workflow.errors import Invalid, NotAllowed, ReplayMismatch, Stale, WrongState
from annotations.workflow.events import record
from annotations.workflow.revisions import RevisionDraft, write_revision

LATE = (AssignmentState.EXPIRED, AssignmentState.RELEASED)
OPEN = (AnnotationState.DRAFT, AnnotationState.COMPLETE)
"""Labels that were not handed in yet; in returned work those on statements that were cut anew."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The stored revision, and whether this call stored it (False: a replay of an earlier one)."""

    revision: Revision
    annotation: Annotation
    created: bool


@transaction.atomic
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
) -> Saved:
    """Stores ``body`` (see ``schemes.answers``) as revision ``base_seq + 1`` of the person's annotation.

    A replay of ``revision_id`` with the same body gives the stored revision; with another body ``ReplayMismatch``.
    ``Stale`` carries the current version when ``base_seq`` is not the newest. ``WrongState`` when the assignment is
    handed in or the statement was cut anew meanwhile, ``Invalid`` for answers the protocol does not know. Late work
    after a lease ran out is kept.
    """
    locked = _lock(assignment)
    project = locked.article.project
    if actor.pk != locked.annotator_id or not can_annotate(actor, project):
        raise NotAllowed("Only the annotator of an assignment labels in it.")
    force = protocol_in_force(project)
    try:
        answers = read(body, force.scheme)
    except AnswerError as error:
        raise Invalid(error.field, error.value, error.rule) from None
    digest = fingerprint(answers.as_body(), [str(locked.pk), str(statement.pk), str(base_seq)])
    if replay := _replay(revision_id, actor, digest):
        return replay
    if locked.state in LATE:
        take_back(locked)
    elif locked.state not in (AssignmentState.ACTIVE, AssignmentState.RETURNED):
        raise WrongState(f"The assignment is “{locked.get_state_display()}”; its labels are closed.")
    annotation = _annotation(locked, statement)
    if locked.state == AssignmentState.RETURNED and annotation.state not in OPEN:
        raise WrongState("This assignment was returned: answer each returned statement instead.")
    refuse_stale(annotation, base_seq)
    draft = RevisionDraft(revision_id, answers, digest, active_ms, client_time)
    revision = write_revision(actor=actor, annotation=annotation, draft=draft, force=force, project=project)
    state = AnnotationState.COMPLETE if revision.is_complete else AnnotationState.DRAFT
    Annotation.objects.filter(pk=annotation.pk).update(state=state)
    annotation.state = state
    if locked.lease_expires_at is not None:
        Assignment.objects.filter(pk=locked.pk).update(lease_expires_at=lease_end(project))
    return Saved(revision, annotation, created=True)


def _lock(assignment: Assignment) -> Assignment:
    # One person's saves and submit of one assignment queue here, so "submitted" and "one more label" cannot cross.
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("article__project", "annotator")
        .get(pk=assignment.pk)
    )


def _replay(revision_id: uuid.UUID, actor: User, digest: str) -> Saved | None:
    stored = Revision.objects.select_related("annotation").filter(pk=revision_id).first()
    if stored is None:
        return None
    if stored.author_id != actor.pk or stored.body_sha256 != digest:
        raise ReplayMismatch("This revision id was used for other answers.", field="id", value=str(revision_id))
    return Saved(stored, stored.annotation, created=False)


def _annotation(assignment: Assignment, statement: Statement) -> Annotation:
    # Read anew under the assignment's lock, for a re-cut waits for that lock too.
    statement = Statement.objects.get(pk=statement.pk)
    if statement.article_id != assignment.article_id:
        raise Invalid("statement", str(statement.pk), "is not a statement of this assignment's article")
    if statement.state != StatementState.LIVE:
        raise WrongState(
            "This statement was cut anew meanwhile. Your answers were not stored; open the article again to answer it.",
            field="statement",
            value=str(statement.pk),
        )
    if not statement.is_statement or statement.frozen_at is None:
        raise Invalid("statement", str(statement.pk), "is not open for labels")
    Annotation.objects.bulk_create(
        [Annotation(assignment=assignment, statement=statement, annotator_id=assignment.annotator_id)],
        ignore_conflicts=True,
    )
    return (
        Annotation.objects.select_for_update(of=("self",))
        .select_related("head")
        .exclude(state=AnnotationState.WITHDRAWN)
        .get(statement=statement, claim__isnull=True, annotator_id=assignment.annotator_id)
    )


def refuse_stale(annotation: Annotation, base_seq: int) -> None:
    """``Stale`` with the current version unless ``base_seq`` is the newest."""
    if base_seq != annotation.seq:
        raise Stale(
            f"You had version {base_seq}; the newest is {annotation.seq}.",
            current={
                "revision": str(annotation.head_id) if annotation.head_id else None,
                "seq": annotation.seq,
                "answers": annotation.head.answers if annotation.head else None,
            },
        )


@transaction.atomic
def submit(*, actor: User, assignment: Assignment) -> Assignment:
    """Hands an assignment in. ``WrongState`` lists the statements (``missing``, indexes) that lack answers."""
    locked = _lock(assignment)
    if actor.pk != locked.annotator_id or not can_annotate(actor, locked.article.project):
        raise NotAllowed("Only its annotator hands an assignment in.")
    if locked.state == AssignmentState.SUBMITTED:
        return locked
    if locked.state not in (AssignmentState.ACTIVE, AssignmentState.RETURNED):
        raise WrongState(f"The assignment is “{locked.get_state_display()}” and cannot be handed in.")
    again = locked.state == AssignmentState.RETURNED
    missing = unanswered(locked)
    if missing:
        is_reply = again and locked.return_reason != ReturnReason.RECUT
        what = "returned statements wait for your reply" if is_reply else "statements have no answer yet"
        raise WrongState(f"{len(missing)} {what}.", missing=missing)
    locked.annotations.filter(state=AnnotationState.COMPLETE).update(state=AnnotationState.SUBMITTED)
    before: Mapping[str, Any] = {"state": str(locked.state), "round": locked.round}
    locked.state = AssignmentState.SUBMITTED
    locked.round += int(again and _was_reviewed(locked))
    locked.submitted_at = Now()
    locked.return_reason = ""
    locked.lease_expires_at = None
    locked.reviewer = locked.reviewer if again else None
    locked.review_lease_expires_at = None
    locked.save()
    locked.refresh_from_db(fields=["submitted_at"])
    if not again:
        _count_done(locked)
    record(
        actor=actor,
        verb="assignment.submitted",
        obj=locked,
        project=locked.article.project,
        before=dict(before),
        after={"state": "submitted", "round": locked.round},
    )
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
