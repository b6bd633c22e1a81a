"""Whom an act is told to. Called where the act's event is written, so that both stand in one transaction.

Nobody is told of what they did themselves, nor of a project that they left.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from annotations.models import (
    AdjudicationBasis,
    Annotation,
    Assignment,
    AssignmentState,
    Comment,
    CommentThread,
    Event,
    MailState,
    Membership,
    Notice,
    NoticeKind,
    Statement,
    User,
)
from annotations.models.notice import BY_MAIL_AT_FIRST
from annotations.queries import visibility
from annotations.queries.comments import taking_part

MAIL = "mail"
"""Where a person's choice of kinds to be mailed stands in their preferences."""


@dataclass(frozen=True, slots=True)
class Told:
    """One person to be told, and what of."""

    person: uuid.UUID | None
    kind: NoticeKind
    statement: uuid.UUID | None = None
    assignment: uuid.UUID | None = None
    comment: uuid.UUID | None = None


Teller = Callable[[Event, Any], Iterable[Told]]


def tell(event: Event, obj: object) -> None:
    """Writes the notices of an event about ``obj``; no query for acts that nobody is told of."""
    teller = TELLERS.get(event.verb)
    if teller is None or event.project is None:
        return
    found = {one.person: one for one in teller(event, obj) if one.person not in (None, event.actor_id)}
    if not found:
        return
    rows = Membership.objects.filter(project=event.project, user__in=found, is_active=True, user__is_active=True)
    Notice.objects.bulk_create(
        _notice(event, found[row.user_id], row.user) for row in rows.select_related("user").order_by("user")
    )


def _notice(event: Event, told: Told, person: User) -> Notice:
    return Notice(
        person=person,
        project=event.project,
        kind=told.kind,
        event=event,
        statement_id=told.statement,
        assignment_id=told.assignment,
        comment_id=told.comment,
        mail=MailState.WAITING if is_mailed(person, told.kind) else MailState.NONE,
    )


def is_mailed(person: User, kind: str) -> bool:
    """Whether a kind goes to the person by mail: mail is set up, they have an address, and want it."""
    return bool(settings.MAIL_IS_SET_UP and person.email and kind in mailed_kinds(person))


def mailed_kinds(person: User) -> list[str]:
    """The kinds that the person wants by mail."""
    chosen = person.preferences.get(MAIL, list(BY_MAIL_AT_FIRST))
    return [kind for kind in NoticeKind.values if kind in chosen]


@transaction.atomic
def mark_read(*, actor: User, notices: Iterable[uuid.UUID] | None = None) -> int:
    """Marks the actor's notices as read, all of them (None) or some; how many were unread. Nothing is recorded."""
    rows = visibility.notices(actor).filter(read_at__isnull=True)
    if notices is not None:
        rows = rows.filter(pk__in=list(notices))
    return Notice.objects.filter(pk__in=rows.values("pk")).update(read_at=Now())


def _given(_event: Event, work: Assignment) -> Iterable[Told]:
    yield Told(work.annotator_id, NoticeKind.ASSIGNED, assignment=work.pk)


def _reviewed(_event: Event, work: Assignment) -> Iterable[Told]:
    kind = NoticeKind.RETURNED if work.state == AssignmentState.RETURNED else NoticeKind.ACCEPTED
    yield Told(work.annotator_id, kind, assignment=work.pk)


def _undone(_event: Event, work: Assignment) -> Iterable[Told]:
    yield Told(work.annotator_id, NoticeKind.TAKEN_BACK, assignment=work.pk)


def _recut(_event: Event, work: Assignment) -> Iterable[Told]:
    yield Told(work.annotator_id, NoticeKind.REOPENED, assignment=work.pk)


def _rules_changed(event: Event, guideline: Any) -> Iterable[Told]:
    """Everybody whose labels the new rules open again; one article of theirs stands for all."""
    if not (event.after or {}).get("asked_again"):
        return
    rows = Assignment.objects.filter(annotations__again_for=guideline).order_by("-created_at")
    for key, person in rows.values_list("pk", "annotator").distinct():
        yield Told(person, NoticeKind.REOPENED, assignment=key)


def _handed_in(_event: Event, work: Assignment) -> Iterable[Told]:
    if work.round > 1:
        yield Told(work.reviewer_id, NoticeKind.REPLIED, assignment=work.pk)


def _asked_back(event: Event, label: Annotation) -> Iterable[Told]:
    if event.caused_by is not None and event.caused_by.verb == "statement.asked_back":
        yield Told(label.annotator_id, NoticeKind.ASKED_BACK, label.statement_id, label.assignment_id)


def _decided(event: Event, statement: Statement) -> Iterable[Told]:
    basis = AdjudicationBasis.objects.filter(adjudication=(event.after or {}).get("adjudication"))
    for person in basis.values_list("revision__annotation__annotator", flat=True):
        yield Told(person, NoticeKind.ADJUDICATED, statement.pk)


def _said(_event: Event, comment: Comment) -> Iterable[Told]:
    statement = comment.thread.statement_id
    called = set(comment.mentions.values_list("user", flat=True))
    for person in taking_part(comment.thread) - called:
        yield Told(person, NoticeKind.ANSWERED, statement, comment=comment.pk)
    for person in called:
        yield Told(person, NoticeKind.MENTIONED, statement, comment=comment.pk)


def _ended(_event: Event, thread: CommentThread) -> Iterable[Told]:
    yield Told(thread.started_by_id, NoticeKind.RESOLVED, thread.statement_id)


TELLERS: Mapping[str, Teller] = {
    "assignment.given": _given,
    "assignment.submitted": _handed_in,
    "assignment.returned": _recut,
    "guideline.published": _rules_changed,
    "review.decided": _asked_back,
    "review.finished": _reviewed,
    "review.undone": _undone,
    "statement.decided": _decided,
    "comment.written": _said,
    "comment.resolved": _ended,
}
"""Who is told of which event; one line here when an act is to be told of."""
