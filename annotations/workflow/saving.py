"""Saving answers, one or many: append-only, exactly once per client key, never over a newer version."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import DataError, IntegrityError, transaction

from annotations.models import (
    Annotation,
    AnnotationState,
    Assignment,
    AssignmentState,
    Revision,
    StatementState,
    User,
)
from annotations.schemes.answers import fingerprint
from annotations.workflow.errors import Invalid, Missing, NotAllowed, ReplayMismatch, Stale, WorkflowError, WrongState
from annotations.workflow.incoming import Incoming, read_incoming
from annotations.workflow.leases import take_back
from annotations.workflow.revisions import Fresh, Known, RevisionDraft, revise, storing
from annotations.workflow.saving_rows import Asked, Place, Seen, foreseen, keep_places, looking, seen, stored_revisions
from factcheck.prepared import NOTHING, Along, Sent, ahead, last, run

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


def save_revisions(*, actor: User, saves: Sequence[Save], within: uuid.UUID | None = None) -> list[Outcome]:
    """Stores what can be stored, in order and in one transaction; for each save its revision, or why it was refused.

    A refused save stores nothing and does not hurt the others; one that builds on it is refused in turn. Only where
    the database itself refuses something, each save gets a transaction of its own. An assignment that the caller may
    not see, or outside of the project ``within`` if there is one, is ``Missing``. The refusals are those of
    ``annotate.save_revision``.
    """
    asked = ({save.assignment for save in saves}, {save.statement for save in saves}, {save.id for save in saves})
    try:
        with transaction.atomic():
            desk = _Desk(actor, seen(actor, run(looking(actor, *asked, within))), saves)
            desk.storing().hear()
            return desk.outcomes
    except (IntegrityError, DataError) as error:
        if len(saves) == 1:
            return [error]
        return [outcome for save in saves for outcome in save_revisions(actor=actor, saves=[save], within=within)]


def one_saved(*, actor: User, save: Save, within: uuid.UUID | None = None) -> Saved:
    """The revision of a single save; its refusal is raised."""
    return _only(save_revisions(actor=actor, saves=[save], within=within))


@dataclass(slots=True)
class Opened:
    """The place of a save to come: the person, the keys of its assignment, its statement and its revision, and their
    rows on their way, with what goes ``along``; then, what is on its way to be ``stored`` there.
    """

    actor: User
    keys: tuple[uuid.UUID, uuid.UUID, uuid.UUID]
    along: Along
    sent: Sent
    stored: Sent | None = None

    def take(self, save: Save) -> Saved:
        """The revision of a save, as by ``one_saved``; it must be of this place (ValueError).

        It is on its way when this returns, and stored when the block that opened the place is over. What becomes of it
        is worked out on what is most likely there, while that is still being looked up, and anew where it is not so.
        """
        if self.keys != (save.assignment, save.statement, save.id):
            raise ValueError("a save of another place")
        desk = _Desk(self.actor, foreseen(save.assignment, save.statement), [save])
        there = self._found()
        if there.at and desk.seen.is_like(there):
            desk.date(there.at)
        else:
            desk = _Desk(self.actor, there, [save])
        saved = _only(desk.outcomes)
        self.stored = desk.storing()
        return saved

    def _found(self) -> Seen:
        asked, rows = len(self.along.calls), self.sent.rows()
        self.along.told(rows[:asked])
        return seen(self.actor, rows[asked:])


@contextmanager
def opened(
    *, actor: User, assignment: uuid.UUID, statement: uuid.UUID, revision: uuid.UUID, along: Along = NOTHING
) -> Iterator[Opened]:
    """Asks for the rows of a save while the caller still reads what there is to save, and locks its assignment.

    What goes ``along`` is told before anything is saved there. The block is one transaction. Nothing is kept of it
    unless the place is used; what the database refuses to store there is raised at the end of the block, if nothing was
    asked of it before.
    """
    keys = (assignment, statement, revision)
    with ahead([*along.calls, *looking(actor, [assignment], [statement], [revision])]) as sent:
        place = Opened(actor, keys, along, sent)
        yield place
        if place.stored:
            place.stored.hear()
        else:
            transaction.set_rollback(True)


def _only(outcomes: list[Outcome]) -> Saved:
    (outcome,) = outcomes
    if isinstance(outcome, Saved):
        return outcome
    raise outcome


class _Desk:
    """The rows that some saves touch, under the locks of their assignments, and what became of the saves so far:
    revisions that are stored or made, and by statement the version on which the first that was refused was built.
    Nothing is stored yet.
    """

    def __init__(self, actor: User, found: Seen, saves: Sequence[Save]) -> None:
        self.actor, self.seen = actor, found
        self.stored = stored_revisions(self.seen.known)
        self.fresh: list[Fresh] = []
        self.refused: dict[uuid.UUID, int] = {}
        self.worked_on: dict[uuid.UUID, Place] = {}
        checked = [self.checked(save) for save in saves]
        known = Known(one.answers for one in checked if isinstance(one, Incoming))
        self.outcomes = [self.outcome(save, incoming, known) for save, incoming in zip(saves, checked, strict=True)]

    def checked(self, save: Save) -> Incoming | WorkflowError:
        """The answers of a save, if its place is the caller's to label."""
        place, statement = self.seen.places.get(save.assignment), self.seen.statements.get(save.statement)
        if place is None:
            return Missing("assignment")
        if statement is None or statement.article_id != place.article_id:
            return Missing("statement")
        if not place.may_label:
            return NotAllowed("Only the annotator of an assignment labels in it.")
        try:
            return read_incoming(save.body, place.rules.force, save.protocol)
        except Invalid as error:
            return error

    def outcome(self, save: Save, incoming: Incoming | WorkflowError, known: Known) -> Outcome:
        """The revision of a save, stored before or made now, or why it is refused."""
        try:
            return self._stored(save, incoming, known)
        except WorkflowError as error:
            self.refused.setdefault(save.statement, save.base_seq)
            return error

    def _stored(self, save: Save, incoming: Incoming | WorkflowError, known: Known) -> Saved:
        if isinstance(incoming, WorkflowError):
            raise incoming
        context = [str(save.assignment), str(save.statement), str(save.base_seq)]
        body = incoming.answers.as_body()
        digest = fingerprint(body, context)
        assert self.seen.at  # there is a statement
        draft = RevisionDraft(save.id, incoming.answers, body, digest, self.seen.at, save.active_ms, save.client_time)
        return self._replay(save, digest) or self._revised(save, incoming, draft, known)

    def _replay(self, save: Save, digest: str) -> Saved | None:
        stored = self.stored.get(save.id)
        if stored is None:
            return None
        if stored.author_id != self.actor.pk or stored.body_sha256 != digest:
            raise ReplayMismatch("This revision id was used for other answers.", field="id", value=str(save.id))
        return Saved(stored, stored.annotation, created=False)

    def _revised(self, save: Save, incoming: Incoming, draft: RevisionDraft, known: Known) -> Saved:
        if incoming.changed:
            raise incoming.changed
        place, statement = self.seen.places[save.assignment], self.seen.statements[save.statement]
        annotation = self.seen.annotations.get(statement.pk) or Annotation(
            assignment_id=place.pk, statement_id=statement.pk, annotator=self.actor
        )
        _refuse_closed(place, statement, annotation)
        self._refuse_stale(save, annotation)
        rules = place.rules
        if incoming.force is not rules.force:
            rules = replace(rules, force=incoming.force)
        known.check(incoming.answers, (rules.project.pk, statement.pk))
        fresh = revise(actor=self.actor, annotation=annotation, draft=draft, rules=rules, article=place.article)
        annotation.state = AnnotationState.COMPLETE if fresh.revision.is_complete else AnnotationState.DRAFT
        self.seen.annotations[statement.pk] = annotation
        self.stored[save.id] = fresh.revision
        self.worked_on[place.pk] = place
        self.fresh.append(fresh)
        return Saved(fresh.revision, annotation, created=True)

    def _refuse_stale(self, save: Save, annotation: Annotation) -> None:
        if save.base_seq != annotation.seq:
            why = f"You had version {save.base_seq}; the newest is {annotation.seq}."
        elif save.base_seq > self.refused.get(save.statement, save.base_seq):
            # What has the number of the refused one was made elsewhere, and was not in view.
            why = "It builds on a version that was refused."
        else:
            return
        raise Stale(
            why,
            current={
                "revision": str(annotation.head_id) if annotation.head_id else None,
                "seq": annotation.seq,
                "answers": annotation.head.answers if annotation.head else None,
            },
        )

    def date(self, at: datetime) -> None:
        """Gives the new revisions their time."""
        for one in self.fresh:
            one.revision.created_at = at

    def storing(self) -> Sent:
        """Sends the new revisions, last of all. Work on a lost place is taken up again; other work keeps its place."""
        for place in sorted(self.worked_on.values(), key=lambda one: one.article_id):
            if place.state in LATE:
                take_back(Assignment.objects.select_related("article__project").get(pk=place.pk))
        keep_places([place for place in self.worked_on.values() if place.is_due])
        return last(storing(actor=self.actor, fresh=self.fresh))


def _refuse_closed(place: Place, statement: Asked, annotation: Annotation) -> None:
    if place.state not in (*LATE, AssignmentState.ACTIVE, AssignmentState.RETURNED):
        raise WrongState(f"The assignment is “{AssignmentState(place.state).label}”; its labels are closed.")
    if statement.state != StatementState.LIVE:
        raise WrongState(
            "This statement was cut anew meanwhile. Your answers were not stored; open the article again to answer it.",
            field="statement",
            value=str(statement.pk),
        )
    if not statement.is_open:
        raise Invalid("statement", str(statement.pk), "is not open for labels")
    if place.state == AssignmentState.RETURNED and annotation.state not in OPEN:
        raise WrongState("This assignment was returned: answer each returned statement instead.")
