"""Conversations about statements, and who may be called into them."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from annotations.models import (
    Article,
    Comment,
    CommentMention,
    CommentThread,
    Membership,
    Project,
    Role,
    Statement,
    User,
)
from annotations.queries import visibility
from factcheck.compiled import CompiledValues


def whole(threads: QuerySet[CommentThread]) -> QuerySet[CommentThread]:
    """With their comments and whom those call by name: two more queries, however many threads there are."""
    mentions = Prefetch("mentions", CommentMention.objects.select_related("user"))
    comments = Comment.objects.select_related("author").prefetch_related(mentions).order_by("created_at", "id")
    return threads.select_related("started_by", "resolved_by").prefetch_related(Prefetch("comments", comments))


def threads_of(user: User, statement: Statement) -> list[CommentThread]:
    """The statement's threads that the person may read, open ones first; three queries."""
    return sorted(whole(visibility.threads(user).filter(statement=statement)), key=lambda one: one.is_resolved)


def open_threads(user: User, article: Article) -> dict[UUID, int]:
    """How many open threads that the person may read each statement of the article has (one query)."""
    return dict(OPEN.rows(user.pk, article.pk))


def _open(user: UUID, article: UUID) -> QuerySet[CommentThread, tuple[Any, ...]]:
    rows = visibility.threads(User(pk=user)).filter(statement__article=article, resolved_at__isnull=True)
    return rows.order_by().values_list("statement").annotate(n=Count("pk"))


OPEN = CompiledValues(_open, "uuid", "uuid")


def threads_by_statement(user: User, article: Article) -> list[CommentThread]:
    """The article's open threads that the person may read, in order of the text (one query)."""
    rows = visibility.threads(user).filter(statement__article=article, resolved_at__isnull=True)
    return list(rows.select_related("statement", "started_by").order_by("statement__start", "created_at", "pk"))


def taking_part(thread: CommentThread) -> set[UUID]:
    """Everybody who wrote in the thread or is called by name in it; two queries."""
    written = Comment.objects.filter(thread=thread)
    called = CommentMention.objects.filter(comment__in=written)
    return {*written.values_list("author", flat=True), *called.values_list("user", flat=True)}


def present_in(thread: CommentThread) -> set[UUID]:
    """Who wrote in a ``whole`` thread or is called by name in it; no query."""
    said = thread.comments.all()
    return {one.author_id for one in said} | {mention.user_id for one in said for mention in one.mentions.all()}


def members(user: User, project: Project) -> list[Membership]:
    """Everybody who may read the project's conversations or be called into one, by name; one query."""
    rows = visibility.memberships(user).filter(project=project, is_active=True, user__is_active=True)
    return list(rows.select_related("user").order_by("user__display_name", "pk"))


def callable_into(
    project: Project, people: Iterable[Membership], caller: User, present: Collection[UUID]
) -> list[User]:
    """Whom ``caller`` may call by name where those ``present`` take part: see ``workflow.comments`` on blind work."""
    rows = list(people)
    there = {caller.pk, *present}
    is_closed = project.blind and any(row.role == Role.ANNOTATOR and row.user_id in there for row in rows)
    return [
        row.user
        for row in rows
        if row.user_id != caller.pk and (row.user_id in there or not is_closed or row.role != Role.ANNOTATOR)
    ]
