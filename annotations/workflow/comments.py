"""Talk about statements: a thread, its comments, and its end. None of it is ever part of a label or of data."""

import uuid
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from annotations.models import Comment, CommentMention, CommentThread, Membership, Project, Role, Statement, User
from annotations.models.comment import MAX_BODY
from annotations.models.project import ANNOTATING
from annotations.permissions import can_comment, can_review
from annotations.queries.comments import taking_part
from annotations.workflow.docket_lock import word
from annotations.workflow.errors import Invalid, NotAllowed, ReplayMismatch, WrongState
from annotations.workflow.events import record

MOST_MENTIONS = 20


@transaction.atomic
def start_thread(
    *, actor: User, statement: Statement, comment_id: uuid.UUID, body: str, mentions: Collection[uuid.UUID] = ()
) -> Comment:
    """Begins a conversation about a statement (fetched with its article and project).

    ``comment_id`` is the client's: the same comment sent again is answered with the stored one. ``mentions`` are
    people's ids; each must be a member, and in a blind project no thread may bring two annotators together.
    """
    project = statement.article.project
    _lock_author(actor, project)
    body = _checked(body)
    if stored := _stored(actor, comment_id, body, thread__statement=statement):
        return stored
    called = _called(actor, project, mentions)
    _refuse_two_annotators(project, {actor.pk}, called)
    thread = CommentThread.objects.create(statement=statement, started_by=actor)
    return _write(actor, project, thread, comment_id, body, called)


@transaction.atomic
def answer_thread(
    *, actor: User, thread: CommentThread, comment_id: uuid.UUID, body: str, mentions: Collection[uuid.UUID] = ()
) -> Comment:
    """Adds to a conversation; arguments as for ``start_thread``. A resolved one stays so until it is opened again."""
    project = thread.statement.article.project
    _lock_author(actor, project)
    locked = CommentThread.objects.select_for_update(of=("self",)).get(pk=thread.pk)
    body = _checked(body)
    if stored := _stored(actor, comment_id, body, thread=locked):
        return stored
    called = _called(actor, project, mentions)
    _refuse_two_annotators(project, {actor.pk, *taking_part(locked)}, called)
    return _write(actor, project, locked, comment_id, body, called)


@transaction.atomic
def resolve_thread(*, actor: User, thread: CommentThread) -> CommentThread:
    """Marks a conversation as settled. Of two people who do so at once the second is told of the first."""
    locked = _lock_thread(actor, thread)
    if locked.is_resolved:
        raise WrongState(
            f"{locked.resolved_by} has resolved this already.",
            resolved_by=str(locked.resolved_by_id),
            resolved_at=str(locked.resolved_at),
        )
    locked.resolved_by, locked.resolved_at = actor, Now()
    locked.save(update_fields=["resolved_by", "resolved_at"])
    locked.refresh_from_db(fields=["resolved_at"])
    record(actor=actor, verb="comment.resolved", obj=locked, project=locked.statement.article.project)
    return locked


@transaction.atomic
def reopen_thread(*, actor: User, thread: CommentThread) -> CommentThread:
    """Takes the mark away again."""
    locked = _lock_thread(actor, thread)
    if not locked.is_resolved:
        raise WrongState("This conversation is open already.")
    before = {"resolved_by": str(locked.resolved_by_id)}
    locked.resolved_by = locked.resolved_at = None
    locked.save(update_fields=["resolved_by", "resolved_at"])
    record(actor=actor, verb="comment.reopened", obj=locked, project=locked.statement.article.project, before=before)
    return locked


def _lock_author(actor: User, project: Project) -> None:
    """Locks the actor's membership, so that one comment that is sent twice at once is written once."""
    rows = Membership.objects.select_for_update(of=("self",), no_key=True)
    member = rows.filter(project=project, user=actor, is_active=True, role__in=ANNOTATING).first()
    if member is None or not actor.is_active:
        raise NotAllowed("Your role does not comment in this project.")


def _lock_thread(actor: User, thread: CommentThread) -> CommentThread:
    """The thread, locked, for whoever may end it."""
    rows = CommentThread.objects.select_for_update(of=("self",)).select_related("statement__article__project")
    locked = rows.get(pk=thread.pk)
    project = locked.statement.article.project
    began_it = locked.started_by_id == actor.pk and can_comment(actor, project)
    if not began_it and not can_review(actor, project):
        raise NotAllowed("A conversation is resolved and opened again by whoever began it, by reviewers and by leads.")
    return locked


def _checked(body: str) -> str:
    body = word(body, "body", MAX_BODY)
    if not body:
        raise Invalid("body", "", "is needed: say something")
    return body


def _stored(actor: User, comment_id: uuid.UUID, body: str, **place: Any) -> Comment | None:
    """The comment of that id if it is this one; ``ReplayMismatch`` if it is another."""
    found = Comment.objects.filter(pk=comment_id)
    if same := found.filter(author=actor, body=body, **place).first():
        return same
    if found.exists():
        raise ReplayMismatch("This id was used for another comment.", field="id", value=str(comment_id))
    return None


def _called(actor: User, project: Project, mentions: Collection[uuid.UUID]) -> list[Membership]:
    """The members who are called by name, in the order given, each once; ``Invalid`` for anybody else."""
    keys = list(dict.fromkeys(mentions))
    if len(keys) > MOST_MENTIONS:
        raise Invalid("mentions", len(keys), f"are too many: call {MOST_MENTIONS} people at most")
    rows = Membership.objects.filter(project=project, is_active=True, user__is_active=True, user__in=keys)
    found = {row.user_id: row for row in rows}
    for key in keys:
        if key == actor.pk:
            raise Invalid("mentions", str(key), "is yourself")
        if key not in found:
            raise Invalid("mentions", str(key), "is nobody of this project")
    return [found[key] for key in keys]


def _refuse_two_annotators(project: Project, present: Collection[uuid.UUID], called: Collection[Membership]) -> None:
    """In a blind project a thread holds one annotator at most: each reads all of it, and would learn of labels."""
    if not project.blind:
        return
    everybody = {*present, *(row.user_id for row in called)}
    annotators = Membership.objects.filter(project=project, user__in=everybody, role=Role.ANNOTATOR, is_active=True)
    if annotators.count() > 1:
        keys = ", ".join(str(row.user_id) for row in called)
        rule = "would let annotators read one another, who work blind here: begin a conversation with each of them"
        raise Invalid("mentions", keys, rule)


def _write(
    actor: User,
    project: Project,
    thread: CommentThread,
    comment_id: uuid.UUID,
    body: str,
    called: Collection[Membership],
) -> Comment:
    comment = Comment.objects.create(id=comment_id, thread=thread, author=actor, body=body)
    comment.refresh_from_db(fields=["created_at"])
    CommentMention.objects.bulk_create(CommentMention(comment=comment, user_id=row.user_id) for row in called)
    record(
        actor=actor,
        verb="comment.written",
        obj=comment,
        project=project,
        after={"thread": str(thread.pk), "mentions": [str(row.user_id) for row in called]},
    )
    return comment
