"""Notices: what the caller is told, and what of it comes by mail."""

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.errors import Problem
from annotations.api.filters import Facets, filters
from annotations.api.resource import Resource
from annotations.api.shapes import Body, PersonShape, Shape, Text
from annotations.models import Notice, NoticeKind, User
from annotations.queries import notices as queries
from annotations.queries import visibility
from annotations.workflow.notices import mailed_kinds, mark_read
from annotations.workflow.people import choose_mail

MOST_AT_ONCE = 500


class NoticeShape(Shape):
    """One thing that the caller is told. ``href`` is the page on which they see to it."""

    actor = PersonShape(source="event.actor", allow_null=True)
    project = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    words = serializers.SerializerMethodField()
    href = serializers.SerializerMethodField()

    class Meta:
        model = Notice
        fields = [
            "id",
            "kind",
            "actor",
            "project",
            "statement",
            "assignment",
            "comment",
            "words",
            "href",
            "read_at",
            "created_at",
        ]

    def get_words(self, notice: Notice) -> str:
        """What happened, in one sentence."""
        return queries.words_of(notice)

    def get_href(self, notice: Notice) -> str:
        """The path of a page."""
        return queries.address_of(notice)


class NoticeFacets(Facets):
    """Filters of the list."""

    project = filters.CharFilter(field_name="project__slug")
    kind = filters.ChoiceFilter(choices=NoticeKind.choices)
    unread = filters.BooleanFilter(field_name="read_at", lookup_expr="isnull")


class ReadBody(Body):
    """What was read: some notices by their ids, or all of them where that is left out."""

    notices = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_AT_ONCE, required=False)


class MarkedShape(serializers.Serializer[Any]):
    """How many were unread before."""

    read = serializers.IntegerField()


class MailChoice(Body):
    """Where mails go (empty: nowhere), and which kinds of notices are worth one."""

    email = Text(max_length=254, allow_blank=True)
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=NoticeKind.choices), max_length=20)


class Notices(Resource):
    """The caller's own notices, as far as their role still opens what they lead to."""

    tag = "notices"
    queryset = Notice.objects.none()
    serializer_class = NoticeShape
    filterset_class = NoticeFacets
    ordering = ("-created_at", "-id")

    def list(self, request: Request) -> Response:
        """Newest first."""
        return self.listed(queries.whole(self.rows(visibility.notices)))

    @extend_schema(request=ReadBody, responses={200: MarkedShape})
    def read(self, request: Request) -> Response:
        """Marks notices as read; ids that are none of the caller's change nothing."""
        given = self.body(ReadBody)
        rows = self.rows(visibility.notices)
        found = rows.filter(pk__in=given["notices"]) if "notices" in given else rows
        return Response({"read": mark_read(actor=self.person, notices=found.values_list("pk", flat=True))})


class NoticesByMail(Resource):
    """What of the caller's notices comes by mail; a token that is bound to a project does not reach it."""

    tag = "notices"
    queryset = User.objects.none()
    serializer_class = MailChoice
    sparse = False

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuses tokens that may touch one project only: this is the whole account's."""
        super().initial(request, *args, **kwargs)
        if self.within is not None:
            raise Problem(403, "scope", "A token that is bound to one project does not reach what the account chose.")

    def retrieve(self, request: Request) -> Response:
        """The choice as it is."""
        return self.told(self.person)

    def update(self, request: Request) -> Response:
        """Another choice."""
        given = self.body(MailChoice)
        return self.told(choose_mail(actor=self.person, email=given["email"], kinds=given["kinds"]))

    def told(self, person: User) -> Response:
        """Address and kinds of a person."""
        return Response({"email": person.email, "kinds": mailed_kinds(person)})


ROUTES: list[URLPattern] = [
    path("notices", Notices.as_view({"get": "list"}), name="notices"),
    path("notices/read", Notices.as_view({"post": "read"}), name="notices-read"),
    path("notices/mail", NoticesByMail.as_view({"get": "retrieve", "put": "update"}), name="notices-mail"),
]
