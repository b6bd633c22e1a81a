"""Comments: what people say to one another about a statement. Talk, never part of a label."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Now
from django.db.models.lookups import LessThanOrEqual

from annotations.models.identity import uuid7
from annotations.models.statement import Statement

MAX_BODY = 4_000


class CommentThread(models.Model):
    """A conversation about one statement, open until somebody resolves it.

    Apart from the ``comment`` in an annotator's answers, which belongs to one version of a label and goes with it
    into datasets: threads are talk between people and leave no trace in data.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="threads")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="threads")
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="thread_resolved_by_and_when",
                condition=Q(resolved_by__isnull=True, resolved_at__isnull=True)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.statement)

    @property
    def is_resolved(self) -> bool:
        """Whether somebody has ended it."""
        return self.resolved_at is not None


class Comment(models.Model):
    """One contribution to a thread, plain text. Insert-only: who thinks otherwise later says so in another."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    thread = models.ForeignKey(CommentThread, models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    body = models.TextField(max_length=MAX_BODY)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["thread", "created_at", "id"]
        constraints = [
            models.CheckConstraint(name="comment_says_something", condition=~Q(body="")),
            models.CheckConstraint(name="comment_at_most_4000", condition=LessThanOrEqual(Length("body"), MAX_BODY)),
        ]

    def __str__(self) -> str:
        return self.body[:60]


class CommentMention(models.Model):
    """Somebody whom a comment calls by name. Insert-only."""

    id = models.BigAutoField(primary_key=True)
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentioned_in")

    class Meta:
        ordering = ["comment", "id"]
        constraints = [models.UniqueConstraint(name="mention_once_a_comment", fields=["comment", "user"])]

    def __str__(self) -> str:
        return str(self.user)
