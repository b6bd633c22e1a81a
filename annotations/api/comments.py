"""Conversations about statements. Talk between people: none of it stands in annotations or in exports."""

import uuid
from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.filters import Facets, filters
from annotations.api.resource import Resource
from annotations.api.shapes import Body, PersonShape, Shape, Text
from annotations.models import Comment, CommentThread
from annotations.models.comment import MAX_BODY
from annotations.queries import visibility
from annotations.queries.comments import whole
from annotations.workflow.comments import (
    MOST_MENTIONS,
    answer_thread,
    reopen_thread,
    resolve_thread,
    start_thread,
)


class CommentShape(serializers.ModelSerializer[Comment]):
    """One contribution; ``mentions`` are the people whom it calls by name."""

    author = PersonShape()
    mentions = serializers.SerializerMethodField()

    class Meta:
        model = Comment
        fields = ["id", "author", "body", "mentions", "created_at"]

    @extend_schema_field(PersonShape(many=True))
    def get_mentions(self, comment: Comment) -> Any:
        """Whom it calls, in order."""
        return PersonShape([one.user for one in comment.mentions.all()], many=True).data


class ThreadShape(Shape):
    """A conversation about one statement, with all that was said."""

    started_by = PersonShape()
    resolved_by = PersonShape(allow_null=True)
    comments = CommentShape(many=True)

    class Meta:
        model = CommentThread
        fields = ["id", "statement", "started_by", "resolved_by", "resolved_at", "comments", "created_at"]


class CommentBody(Body):
    """A comment; ``id`` is a UUID you make, so that sending it again is safe; without ``thread`` it begins one."""

    id = serializers.UUIDField()
    thread = serializers.UUIDField(required=False)
    body = Text(max_length=MAX_BODY)
    mentions = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_MENTIONS, default=list)


class ThreadFacets(Facets):
    """Filters of the list."""

    resolved = filters.BooleanFilter(field_name="resolved_at", lookup_expr="isnull", exclude=True)


class Comments(Resource):
    """Threads that the caller may read: for annotators those they take part in, for reading roles all."""

    tag = "comments"
    queryset = CommentThread.objects.none()
    serializer_class = ThreadShape
    filterset_class = ThreadFacets

    def list(self, request: Request, pk: uuid.UUID) -> Response:
        """The statement's threads in the order in which they began."""
        statement = access.one(self.rows(visibility.statements), pk=pk)
        return self.listed(whole(self.rows(visibility.threads).filter(statement=statement)))

    @extend_schema(request=CommentBody, responses={201: ThreadShape})
    def create(self, request: Request, pk: uuid.UUID) -> Response:
        """Begins a conversation, or goes on with one (``thread``); answers with the whole of it."""
        statement = access.one(self.rows(visibility.statements).select_related("article__project"), pk=pk)
        given = dict(self.body(CommentBody))
        said = {"actor": self.person, "comment_id": given["id"], "body": given["body"], "mentions": given["mentions"]}
        if "thread" not in given:
            return self.told(start_thread(statement=statement, **said).thread_id, 201)
        threads = (
            self.rows(visibility.threads).filter(statement=statement).select_related("statement__article__project")
        )
        thread = access.one(threads, "thread", pk=given["thread"])
        return self.told(answer_thread(thread=thread, **said).thread_id, 201)

    def told(self, pk: uuid.UUID, status: int = 200) -> Response:
        """The thread as it is now."""
        return self.shown(access.one(whole(self.rows(visibility.threads)), pk=pk), status=status)

    @extend_schema(request=None, responses={200: ThreadShape})
    def resolve(self, request: Request, pk: uuid.UUID) -> Response:
        """Ends the conversation; 409 tells who ended it before."""
        return self.done(pk, resolve_thread)

    @extend_schema(request=None, responses={200: ThreadShape})
    def reopen(self, request: Request, pk: uuid.UUID) -> Response:
        """Takes the end back."""
        return self.done(pk, reopen_thread)

    def done(self, pk: uuid.UUID, act: Callable[..., CommentThread]) -> Response:
        """What ``act`` made of the thread."""
        thread = access.one(self.rows(visibility.threads), pk=pk)
        self.no_body()
        return self.told(act(actor=self.person, thread=thread).pk)


ROUTES: list[URLPattern] = [
    path(
        "statements/<uuid:pk>/comments", Comments.as_view({"get": "list", "post": "create"}), name="statement-comments"
    ),
    path("threads/<uuid:pk>/resolve", Comments.as_view({"post": "resolve"}), name="thread-resolve"),
    path("threads/<uuid:pk>/reopen", Comments.as_view({"post": "reopen"}), name="thread-reopen"),
]
