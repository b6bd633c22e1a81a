"""Projects: what is asked in them and under which rules."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.filters import Facets, filters
from annotations.api.resource import Resource
from annotations.api.shapes import Body, Shape, Slug, Text, Whole
from annotations.models import (
    AdjudicationPolicy,
    GuidelineVersion,
    Project,
    ProjectState,
    QuestionKind,
    ReviewMode,
    TokenScope,
)
from annotations.permissions import can_start_project
from annotations.queries import visibility
from annotations.queries.protocols import guideline_in_force, protocol_in_force
from annotations.schemes import PROTOCOLS
from annotations.schemes.base import NEEDED
from annotations.workflow.errors import NotAllowed
from annotations.workflow.projects import create_project
from annotations.workflow.rules import change_project


class ProjectShape(Shape):
    """A project in a list; ``role`` is the caller's."""

    role = serializers.SerializerMethodField()

    class Meta:
        model = Project
        fields = [
            "id",
            "slug",
            "name",
            "description",
            "state",
            "role",
            "annotators_per_article",
            "blind",
            "adjudication_policy",
            "lease_minutes",
            "open_limit",
            "total_limit",
            "daily_limit",
            "goal_per_day",
            "training_pass_percent",
            "review_mode",
            "review_percent",
            "review_quota",
            "review_blind_first",
            "freeze_on_import",
            "annotation_licence",
            "created_at",
        ]

    def get_role(self, project: Project) -> str:
        """What the caller does here."""
        return next((str(membership.role) for membership in project.memberships.all()), "")


class LabelShape(serializers.Serializer[Any]):
    """One answer that may be given; ``sign`` is the polarity behind a stance."""

    key = serializers.CharField()
    name = serializers.CharField()
    definition = serializers.CharField()
    example = serializers.CharField()
    hotkey = serializers.CharField()
    sign = serializers.IntegerField(allow_null=True)
    is_verdict = serializers.BooleanField()
    is_hidden = serializers.BooleanField()


class LabelSetShape(serializers.Serializer[Any]):
    """The answers of one question."""

    key = serializers.CharField()
    name = serializers.CharField()
    cardinality = serializers.CharField()
    scale = serializers.CharField()
    labels = LabelShape(many=True)


class ConditionShape(serializers.Serializer[Any]):
    """The question is asked only when ``question`` was answered with one of ``answers``."""

    question = serializers.CharField()
    answers = serializers.ListField(child=serializers.CharField())


class NeedShape(serializers.Serializer[Any]):
    """An answer with one of ``answers`` needs ``at_least`` so many of one of ``what`` before it is complete."""

    answers = serializers.ListField(child=serializers.CharField())
    what = serializers.ListField(child=serializers.ChoiceField(choices=NEEDED))
    at_least = serializers.IntegerField()


class QuestionShape(serializers.Serializer[Any]):
    """One question about each statement; ``max_length`` (code points) is for a text."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(choices=QuestionKind.choices)
    title = serializers.CharField()
    hint = serializers.CharField()
    condition = ConditionShape(allow_null=True)
    needs = NeedShape(many=True)
    max_length = serializers.IntegerField()
    label_set = LabelSetShape(allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        """The declared fields and ``required``, a name that a serializer keeps for itself."""
        return {**super().get_fields(), "required": serializers.BooleanField()}


class ProtocolShape(serializers.Serializer[Any]):
    """What is asked about each statement, in order."""

    key = serializers.CharField(source="row.key")
    version = serializers.IntegerField(source="row.version")
    name = serializers.CharField(source="row.name")
    questions = QuestionShape(source="scheme.questions", many=True)


class GuidelineShape(serializers.ModelSerializer[GuidelineVersion]):
    """The rules that labels are made under."""

    class Meta:
        model = GuidelineVersion
        fields = ["version", "markdown", "sha256", "published_at"]


class ProjectDetail(ProjectShape):
    """A project with its protocol and guideline in force."""

    protocol = serializers.SerializerMethodField()
    guideline = serializers.SerializerMethodField()

    class Meta(ProjectShape.Meta):
        fields = [*ProjectShape.Meta.fields, "protocol", "guideline"]

    @extend_schema_field(ProtocolShape)
    def get_protocol(self, project: Project) -> Any:
        """The protocol in force."""
        return ProtocolShape(protocol_in_force(project)).data

    @extend_schema_field(GuidelineShape(allow_null=True))
    def get_guideline(self, project: Project) -> Any:
        """The guideline in force."""
        guideline = guideline_in_force(project)
        return guideline and GuidelineShape(guideline).data


class ProjectBody(Body):
    """A project to start. ``slug`` is its address and stays; left out, it is made of the name.

    ``protocol`` is what is asked of each statement.
    """

    slug = Slug(max_length=60, required=False)
    name = Text(max_length=120)
    description = Text(max_length=2000, allow_blank=True, default="")
    protocol = serializers.ChoiceField(choices=[one.key for one in PROTOCOLS], default=PROTOCOLS[0].key)
    annotators_per_article = Whole(min_value=1, max_value=20, default=2)
    adjudication_policy = serializers.ChoiceField(
        choices=AdjudicationPolicy.choices, default=AdjudicationPolicy.UNANIMOUS
    )
    freeze_on_import = serializers.BooleanField(default=False)


class ProjectFacets(Facets):
    """Filters of the list."""

    state = filters.ChoiceFilter(choices=ProjectState.choices)


class RulesBody(Body):
    """What shall change; the rest stays. Where null is allowed, it is no limit."""

    name = Text(max_length=120, required=False)
    description = Text(max_length=2000, allow_blank=True, required=False)
    annotators_per_article = Whole(required=False)
    blind = serializers.BooleanField(required=False)
    freeze_on_import = serializers.BooleanField(required=False)
    lease_minutes = Whole(required=False)
    open_limit = Whole(allow_null=True, required=False)
    total_limit = Whole(allow_null=True, required=False)
    daily_limit = Whole(allow_null=True, required=False)
    goal_per_day = Whole(allow_null=True, required=False)
    training_pass_percent = Whole(allow_null=True, required=False)
    check_percent = Whole(required=False)
    review_mode = serializers.ChoiceField(choices=ReviewMode.choices, required=False)
    review_percent = Whole(required=False)
    review_quota = Whole(required=False)
    review_blind_first = serializers.BooleanField(required=False)
    adjudication_policy = serializers.ChoiceField(choices=AdjudicationPolicy.choices, required=False)
    third_person_adjudicates = serializers.BooleanField(required=False)
    approvals_required = Whole(required=False)
    annotation_licence = Text(max_length=80, allow_blank=True, required=False)


class Projects(Resource):
    """Projects the caller is a member of."""

    tag = "projects"
    queryset = Project.objects.none()
    serializer_class = ProjectShape
    filterset_class = ProjectFacets
    lookup_field = "slug"
    scope = TokenScope.MANAGE

    def get_serializer_class(self) -> type[Shape]:
        """The detail adds protocol and guideline."""
        return ProjectDetail if self.action == "retrieve" else ProjectShape

    def projects(self) -> QuerySet[Project]:
        """The caller's projects, each with their own membership and nobody else's."""
        mine = self.rows(visibility.memberships).filter(user=self.person, is_active=True)
        return self.rows(visibility.projects).prefetch_related(Prefetch("memberships", mine))

    def list(self, request: Request) -> Response:
        """The caller's projects."""
        return self.listed(self.projects())

    @extend_schema(request=ProjectBody, responses={201: ProjectDetail})
    def create(self, request: Request) -> Response:
        """Starts a project that the caller leads: operators may, and people who lead one already."""
        if not can_start_project(self.person) or access.bound_to(request):
            raise NotAllowed("Operators and people who lead a project start new ones.")
        made = create_project(actor=self.person, **self.body(ProjectBody))
        return self.shown(access.one(self.projects(), pk=made.pk), ProjectDetail, status=201)

    def retrieve(self, request: Request, slug: str) -> Response:
        """One project with its protocol and guideline."""
        return self.shown(access.one(self.projects(), slug=slug))

    @extend_schema(request=RulesBody, responses={200: ProjectShape})
    def partial_update(self, request: Request, slug: str) -> Response:
        """Changes the rules of a project; for its leads."""
        project = access.one(self.projects(), slug=slug)
        change_project(actor=self.person, project=project, changes=self.body(RulesBody))
        return self.shown(self.projects().get(pk=project.pk))


ROUTES: list[URLPattern] = [
    path("projects", Projects.as_view({"get": "list", "post": "create"}), name="projects"),
    path("projects/<slug:slug>", Projects.as_view({"get": "retrieve", "patch": "partial_update"}), name="project"),
]
