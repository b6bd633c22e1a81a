"""Saving answers, one or many: append-only, exactly once per client key, never over a newer version."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.db.models import QuerySet

from annotations.models import (
    Annotation,
    AnnotationState,
    Assignment,
    AssignmentState,
    Revision,
    Statement,
    StatementState,
    User,
)
from annotations.permissions import can_annotate
from annotations.queries.evidence import checked_article
from annotations.schemes.answers import fingerprint
from annotations.workflow.errors import Invalid, Missing, NotAllowed, ReplayMismatch, Stale, WorkflowError, WrongState
from annotations.workflow.incoming import Incoming, read_incoming
from annotations.workflow.lease_time import lease_end
from annotations.workflow.leases import take_back
from annotations.workflow.revisions import Fresh, Known, RevisionDraft, revise, rules_in_force, store

LATE = (AssignmentState.EXPIRED, AssignmentState.RELEASED)
OPEN = (AnnotationState.DRAFT, AnnotationState.COMPLETE)
"""Labels that were not handed in yet; in returned work those on statements that were cut anew."""


@dataclass(frozen=True, slots=True)
class Save:
    """``body`` (see ``schemes.answers``) to be stored under the client's key ``id`` on top of version ``base_seq``.

    ``protocol`` is the version of the questions that the client showed; None where it does not say.
    """

    id: uuid.UUID
    assignment: uuid.UUID
    statement: uuid.UUID
    base_seq: int
    body: Any
    active_ms: int = 0
    client_time: datetime | None = None
    protocol: int | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The stored revision, and whether this call stored it (False: a replay of an earlier one)."""

    revision: Revision
    annotation: Annotation
    created: bool


Outcome = Saved | WorkflowError | IntegrityError | DataError


def save_revisions(*, actor: User, saves: Sequence[Save], among: QuerySet[Assignment] | None = None) -> list[Outcome]:
    """Stores what can be stored, in order and in one transaction; for each save its revision, or why it was refused.

    A refused save stores nothing and does not hurt the others; one that builds on it is refused in turn. Only where
    the database itself refuses something, each save gets a transaction of its own. ``among`` are the assignments that
    the caller may see; any other is ``Missing``. The refusals are those of ``annotate.save_revision``.
    """
    among = Assignment.objects.all() if among is None else among
    try:
        return _save(actor, saves, among)
    except (IntegrityError, DataError) as error:
        if len(saves) == 1:
            return [error]
        return [outcome for save in saves for outcome in save_revisions(actor=actor, saves=[save], among=among)]


def one_saved(*, actor: User, save: Save, among: QuerySet[Assignment] | None = None) -> Saved:
    """The revision of a single save; its refusal is raised."""
    (outcome,) = save_revisions(actor=actor, saves=[save], among=among)
    if isinstance(outcome, Saved):
        return outcome
    raise outcome


@transaction.atomic
def _save(actor: User, saves: Sequence[Save], among: QuerySet[Assignment]) -> list[Outcome]:
    desk = _Desk(actor, saves, among)
    checked = [desk.checked(save) for save in saves]
    known = Known(one.answers for one in checked if isinstance(one, Incoming))
    outcomes = [desk.outcome(save, incoming, known) for save, incoming in zip(saves, checked, strict=True)]
    desk.write()
    return outcomes


class _Desk:
    """The rows that some saves touch, under the locks of their assignments, and the revisions made on them so far.

    Whatever changes an annotation (saving, submitting, reviewing, a new cut) locks its assignment first. So what is
    read after that lock holds until the transaction ends, and "submitted" and "one more label" cannot cross.
    """

    def __init__(self, actor: User, saves: Sequence[Save], among: QuerySet[Assignment]) -> None:
        self.actor = actor
        self.assignments = _lock(among, {save.assignment for save in saves})
        self.statements = _statements({save.statement for save in saves})
        self.annotations = _annotations(actor, self.statements)
        self.stored = Revision.objects.select_related("annotation").in_bulk({save.id for save in saves})
        projects = {row.article.project_id: row.article.project for row in self.assignments.values()}
        self.rules = {key: rules_in_force(project) for key, project in projects.items()}
        self.may_label = {key for key, project in projects.items() if can_annotate(actor, project)}
        self.fresh: list[Fresh] = []
        self.worked_on: dict[uuid.UUID, Assignment] = {}

    def checked(self, save: Save) -> Incoming | WorkflowError:
        """The answers of a save, if its place is the caller's to label."""
        assignment, statement = self.assignments.get(save.assignment), self.statements.get(save.statement)
        if assignment is None:
            return Missing("assignment")
        if statement is None or statement.article_id != assignment.article_id:
            return Missing("statement")
        if self.actor.pk != assignment.annotator_id or assignment.article.project_id not in self.may_label:
            return NotAllowed("Only the annotator of an assignment labels in it.")
        try:
            return read_incoming(save.body, self.rules[assignment.article.project_id].force, save.protocol)
        except Invalid as error:
            return error

    def outcome(self, save: Save, incoming: Incoming | WorkflowError, known: Known) -> Outcome:
        """The revision of a save, stored before or made now, or why it is refused."""
        if isinstance(incoming, WorkflowError):
            return incoming
        context = [str(save.assignment), str(save.statement), str(save.base_seq)]
        digest = fingerprint(incoming.answers.as_body(), context)
        try:
            return self._replay(save, digest) or self._revised(save, incoming, digest, known)
        except WorkflowError as error:
            return error

    def _replay(self, save: Save, digest: str) -> Saved | None:
        stored = self.stored.get(save.id)
        if stored is None:
            return None
        if stored.author_id != self.actor.pk or stored.body_sha256 != digest:
            raise ReplayMismatch("This revision id was used for other answers.", field="id", value=str(save.id))
        return Saved(stored, stored.annotation, created=False)

    def _revised(self, save: Save, incoming: Incoming, digest: str, known: Known) -> Saved:
        if incoming.changed:
            raise incoming.changed
        assignment, statement = self.assignments[save.assignment], self.statements[save.statement]
        annotation = self.annotations.get(statement.pk) or Annotation(
            assignment=assignment, statement=statement, annotator=self.actor
        )
        _refuse_closed(assignment, statement, annotation)
        refuse_stale(annotation, save.base_seq)
        rules = replace(self.rules[assignment.article.project_id], force=incoming.force)
        known.check(incoming.answers, (rules.project.pk, statement.pk))
        draft = RevisionDraft(save.id, incoming.answers, digest, save.active_ms, save.client_time)
        article = checked_article(assignment.article)
        fresh = revise(actor=self.actor, annotation=annotation, draft=draft, rules=rules, article=article)
        annotation.state = AnnotationState.COMPLETE if fresh.revision.is_complete else AnnotationState.DRAFT
        self.annotations[statement.pk] = annotation
        self.stored[save.id] = fresh.revision
        self.worked_on[assignment.pk] = assignment
        self.fresh.append(fresh)
        return Saved(fresh.revision, annotation, created=True)

    def write(self) -> None:
        """Stores the new revisions; work on a lost place is taken up again, any other keeps its place for longer."""
        for assignment in sorted(self.worked_on.values(), key=lambda one: one.article_id):
            if assignment.state in LATE:
                take_back(assignment)
            elif assignment.lease_expires_at is not None:
                Assignment.objects.filter(pk=assignment.pk).update(
                    lease_expires_at=lease_end(assignment.article.project)
                )
        store(actor=self.actor, fresh=self.fresh)


def _lock(among: QuerySet[Assignment], keys: set[uuid.UUID]) -> dict[uuid.UUID, Assignment]:
    """In the order of their keys, so that two requests never wait for each other."""
    rows = among.filter(pk__in=keys).select_for_update(of=("self",)).select_related("article__project").order_by("pk")
    return {row.pk: row for row in rows.defer("article__text", "article__raw", "article__near_keys")}


def _statements(keys: set[uuid.UUID]) -> dict[uuid.UUID, Statement]:
    return Statement.objects.only("article", "state", "is_statement", "frozen_at").in_bulk(keys)


def _annotations(actor: User, statements: Mapping[uuid.UUID, Statement]) -> dict[uuid.UUID, Annotation]:
    rows = Annotation.objects.filter(statement__in=statements, claim__isnull=True, annotator=actor)
    return {row.statement_id: row for row in rows.exclude(state=AnnotationState.WITHDRAWN).select_related("head")}


def _refuse_closed(assignment: Assignment, statement: Statement, annotation: Annotation) -> None:
    if assignment.state not in (*LATE, AssignmentState.ACTIVE, AssignmentState.RETURNED):
        raise WrongState(f"The assignment is “{assignment.get_state_display()}”; its labels are closed.")
    if statement.state != StatementState.LIVE:
        raise WrongState(
            "This statement was cut anew meanwhile. Your answers were not stored; open the article again to answer it.",
            field="statement",
            value=str(statement.pk),
        )
    if not statement.is_statement or statement.frozen_at is None:
        raise Invalid("statement", str(statement.pk), "is not open for labels")
    if assignment.state == AssignmentState.RETURNED and annotation.state not in OPEN:
        raise WrongState("This assignment was returned: answer each returned statement instead.")


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
