"""Members: who is in, in which role, how much each may take, whether they are trained, how they do on hidden checks."""

import uuid
from typing import Any

from django.urls import URLPattern, path, reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.errors import Problem
from annotations.api.resource import Resource
from annotations.api.shapes import Body, PersonShape, Shape, Text, Whole
from annotations.models import Membership, Role, TokenScope
from annotations.permissions import can_manage
from annotations.queries import visibility
from annotations.queries.training import check_scores
from annotations.workflow.limits import LIMITS, let_in, set_limits
from annotations.workflow.members import add_member, change_role, invite, remove_member


class MemberShape(Shape):
    """A member as leads see them; a limit that is null is the project's."""

    person = PersonShape(source="user")

    class Meta:
        model = Membership
        fields = ["id", "person", "role", "is_active", *LIMITS, "trained_at", "created_at"]


class RoleBody(Body):
    """A role of the project."""

    role = serializers.ChoiceField(choices=Role.choices)


class MemberBody(RoleBody):
    """Somebody who can sign in already."""

    username = Text(max_length=150)


class InvitationShape(serializers.Serializer[Any]):
    """A link that lets one person in, once."""

    url = serializers.URLField()


class LimitsBody(Body):
    """Articles at once, in all and a day; what is left out stays, null is the project's limit."""

    open_limit = Whole(allow_null=True, required=False)
    total_limit = Whole(allow_null=True, required=False)
    daily_limit = Whole(allow_null=True, required=False)


class CheckShape(serializers.Serializer[Any]):
    """How a person's labels compare with hidden known answers."""

    person = serializers.UUIDField()
    right = serializers.IntegerField()
    asked = serializers.IntegerField()


class Members(Resource):
    """The members of a project, for its leads."""

    tag = "members"
    queryset = Membership.objects.none()
    serializer_class = MemberShape
    scope = TokenScope.MANAGE

    def member(self, pk: uuid.UUID) -> Membership:
        """A member of a project that the caller leads."""
        return access.one(self.rows(visibility.led_memberships).select_related("project", "user"), pk=pk)

    def list(self, request: Request, slug: str) -> Response:
        """The members by when they joined."""
        project = self.project(slug)
        rows = self.rows(visibility.led_memberships).filter(project=project)
        return self.listed(rows.select_related("user").order_by("created_at", "pk"))

    @extend_schema(request=MemberBody, responses={201: MemberShape})
    def create(self, request: Request, slug: str) -> Response:
        """Lets in somebody who can sign in already; 409 for a member."""
        project = self.project(slug)
        return self.shown(add_member(actor=self.person, project=project, **self.body(MemberBody)), status=201)

    @extend_schema(request=RoleBody, responses={200: MemberShape})
    def role(self, request: Request, pk: uuid.UUID) -> Response:
        """Gives the member another role; nobody changes their own."""
        row = self.member(pk)
        return self.shown(change_role(actor=self.person, membership=row, **self.body(RoleBody)))

    @extend_schema(request=None, responses={200: MemberShape})
    def remove(self, request: Request, pk: uuid.UUID) -> Response:
        """Ends the membership; the labels stay."""
        row = self.member(pk)
        self.no_body()
        return self.shown(remove_member(actor=self.person, membership=row))

    @extend_schema(request=RoleBody, responses={201: InvitationShape})
    def invite(self, request: Request, slug: str) -> Response:
        """Makes a link for somebody without an account; it is shown this once."""
        token = invite(actor=self.person, project=self.project(slug), **self.body(RoleBody))
        place = reverse("web:invitation", kwargs={"token": token})
        return Response({"url": request.build_absolute_uri(place)}, status=201)

    @extend_schema(request=LimitsBody, responses={200: MemberShape})
    def partial_update(self, request: Request, pk: uuid.UUID) -> Response:
        """Changes how much the member may take."""
        row = self.member(pk)
        wanted: dict[str, Any] = {name: getattr(row, name) for name in LIMITS} | dict(self.body(LimitsBody))
        return self.shown(set_limits(actor=self.person, member=row, **wanted))

    @extend_schema(request=None, responses={200: MemberShape})
    def let_in(self, request: Request, pk: uuid.UUID) -> Response:
        """Counts the training as passed."""
        row = self.member(pk)
        self.no_body()
        return self.shown(let_in(actor=self.person, member=row))


class Checks(Resource):
    """The running score on hidden checks; nobody but leads learns of it."""

    tag = "members"
    queryset = Membership.objects.none()
    serializer_class = CheckShape

    @extend_schema(responses={200: CheckShape(many=True)})
    def retrieve(self, request: Request, slug: str) -> Response:
        """Right answers of those that are known, by person."""
        project = self.project(slug)
        if not can_manage(self.person, project):
            raise Problem(403, "not_allowed", "Only a lead sees the score on checks.")
        found = sorted(check_scores(project).items())
        rows = [{"person": str(key), "right": one.right, "asked": one.asked} for key, one in found]
        return Response(rows)


ROUTES: list[URLPattern] = [
    path("projects/<slug:slug>/members", Members.as_view({"get": "list", "post": "create"}), name="project-members"),
    path("projects/<slug:slug>/invitations", Members.as_view({"post": "invite"}), name="project-invitations"),
    path("projects/<slug:slug>/checks", Checks.as_view({"get": "retrieve"}), name="project-checks"),
    path("members/<uuid:pk>", Members.as_view({"patch": "partial_update"}), name="member"),
    path("members/<uuid:pk>/role", Members.as_view({"post": "role"}), name="member-role"),
    path("members/<uuid:pk>/remove", Members.as_view({"post": "remove"}), name="member-remove"),
    path("members/<uuid:pk>/let-in", Members.as_view({"post": "let_in"}), name="member-let-in"),
]
