"""Label sets and questions of a project: read by members, changed by leads in whole versions."""

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.concurrency import IF_MATCH, base_version, etag
from annotations.api.projects import LabelShape, ProtocolShape
from annotations.api.resource import Resource
from annotations.api.shapes import Body, Text, Whole
from annotations.models import LabelSet, QuestionKind, TokenScope
from annotations.queries import visibility
from annotations.queries.protocols import label_set_shape, protocol_in_force
from annotations.schemes.base import NEEDED
from annotations.schemes.rules import MAX_LABELS, STYLES
from annotations.workflow.label_sets import clone_preset, edit_label_set, merge_labels, part_labels
from annotations.workflow.protocols import edit_protocol


class VersionedLabel(LabelShape):
    """One label of a version; ``merged_into`` is the key as which it counts, ``style`` its hue and drawing."""

    merged_into = serializers.CharField()

    def get_fields(self) -> dict[str, Any]:
        """The declared fields and ``style``, a name that a field keeps for itself."""
        return {**super().get_fields(), "style": serializers.CharField()}


class LabelSetVersion(serializers.Serializer[LabelSet]):
    """One version of a label set; its ETag is its number."""

    key = serializers.CharField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    scope = serializers.CharField()
    cardinality = serializers.CharField()
    scale = serializers.CharField()
    preset = serializers.CharField()
    created_at = serializers.DateTimeField()
    labels = serializers.SerializerMethodField()

    def get_labels(self, row: LabelSet) -> list[dict[str, Any]]:
        """The labels in order."""
        return [dict(VersionedLabel(one).data) for one in label_set_shape(row).labels]


class LabelDraft(Body):
    """A label to be; ``key`` is empty for a new one, which also takes ``sign`` and ``is_verdict``."""

    key = Text(allow_blank=True, max_length=60, default="")
    name = Text(max_length=120)
    definition = Text(allow_blank=True, max_length=2000, default="")
    example = Text(allow_blank=True, max_length=2000, default="")
    hotkey = Text(allow_blank=True, max_length=1, default="")
    is_hidden = serializers.BooleanField(default=False)
    sign = Whole(min_value=-1, max_value=1, allow_null=True, required=False)
    is_verdict = serializers.BooleanField(required=False)

    def get_fields(self) -> dict[str, Any]:
        """The declared fields and ``style``, a name that a field keeps for itself."""
        return {**super().get_fields(), "style": serializers.ChoiceField(choices=STYLES)}


class LabelSetBody(Body):
    """All labels of the next version, in order; merged ones stay by themselves."""

    name = Text(max_length=120)
    labels = LabelDraft(many=True)


class PresetBody(Body):
    """Which built-in label set."""

    preset = Text(max_length=60)


class MergeBody(Body):
    """Which label counts as which; without ``into`` a merge is taken back."""

    into = Text(max_length=60, allow_null=True, default=None)

    def get_fields(self) -> dict[str, Any]:
        """The declared fields and ``label``, a name that a field keeps for itself."""
        return {**super().get_fields(), "label": Text(max_length=60)}


class ConditionBody(Body):
    """The question is asked only when ``question``, an earlier one, was answered with one of ``answers``."""

    question = Text(max_length=60)
    answers = serializers.ListField(child=Text(max_length=60), max_length=MAX_LABELS)


class NeedBody(Body):
    """An answer with one of ``answers`` needs ``at_least`` so many of one of ``what`` before it is complete."""

    answers = serializers.ListField(child=Text(max_length=60), max_length=MAX_LABELS)
    what = serializers.ListField(child=serializers.ChoiceField(choices=NEEDED), max_length=len(NEEDED))
    at_least = Whole(default=1)


class QuestionDraft(Body):
    """A question to be; ``key`` is empty for a new one, which also takes ``kind`` and ``label_set``.

    Without ``needs`` they stay as they are.
    """

    key = Text(allow_blank=True, max_length=60, default="")
    title = Text(max_length=120)
    hint = Text(allow_blank=True, max_length=200, default="")
    condition = ConditionBody(allow_null=True, default=None)
    needs = NeedBody(many=True, required=False)
    kind = serializers.ChoiceField(choices=QuestionKind.choices, default=QuestionKind.CHOICE)
    label_set = Text(max_length=60, allow_null=True, default=None)

    def get_fields(self) -> dict[str, Any]:
        """The declared fields and ``required``, a name that a serializer keeps for itself."""
        return {**super().get_fields(), "required": serializers.BooleanField(default=True)}


class ProtocolBody(Body):
    """All questions of the next version, in order."""

    questions = QuestionDraft(many=True)


STALE = OpenApiResponse(description="There is a newer version; its number is the answer's ETag.")


class LabelSets(Resource):
    """The label sets of a project as they are in force."""

    tag = "label sets"
    queryset = LabelSet.objects.none()
    serializer_class = LabelSetVersion
    scope = TokenScope.MANAGE
    sparse = False

    @extend_schema(responses=LabelSetVersion(many=True))
    def newest(self, request: Request, slug: str) -> Response:
        """The newest version of each."""
        rows = self.rows(visibility.label_sets).filter(project=self.project(slug)).prefetch_related("labels")
        newest = rows.order_by("key", "-version").distinct("key")
        return Response([LabelSetVersion(row).data for row in newest])

    @extend_schema(request=PresetBody, responses={201: LabelSetVersion})
    def clone(self, request: Request, slug: str) -> Response:
        """The project's own copy of a built-in label set, for questions to ask with."""
        made = clone_preset(actor=self.person, project=self.project(slug), **self.body(PresetBody))
        return self.shown(made, status=201, etag=etag(made.version))

    def retrieve(self, request: Request, slug: str, key: str) -> Response:
        """One set; its ETag is what a change must name."""
        return self.found(slug, key)

    def found(self, slug: str, key: str) -> Response:
        """The newest version of that key."""
        rows = self.rows(visibility.label_sets).filter(project=self.project(slug)).order_by("-version")
        row = access.one(rows, key=key)
        return self.shown(row, etag=etag(row.version))

    @extend_schema(request=LabelSetBody, parameters=[IF_MATCH], responses={200: LabelSetVersion, 412: STALE})
    def edit(self, request: Request, slug: str, key: str) -> Response:
        """These labels in this order, as the next version; used labels that are left out are refused."""
        project = self.project(slug)
        access.one(self.rows(visibility.label_sets).filter(project=project), key=key)
        version = base_version(request)
        edit_label_set(actor=self.person, project=project, key=key, base_version=version, **self.body(LabelSetBody))
        return self.found(slug, key)

    @extend_schema(request=MergeBody, parameters=[IF_MATCH], responses={200: LabelSetVersion, 412: STALE})
    def merge(self, request: Request, slug: str, key: str) -> Response:
        """Counts one label as another, or takes that back; answers keep the label they were given."""
        project = self.project(slug)
        access.one(self.rows(visibility.label_sets).filter(project=project), key=key)
        given, version = self.body(MergeBody), base_version(request)
        who = {"actor": self.person, "project": project, "key": key, "base_version": version, "label": given["label"]}
        if given["into"] is None:
            part_labels(**who)
        else:
            merge_labels(**who, into=given["into"])
        return self.found(slug, key)


class Protocols(Resource):
    """What a project asks."""

    tag = "label sets"
    serializer_class = ProtocolShape
    scope = TokenScope.MANAGE
    sparse = False

    def retrieve(self, request: Request, slug: str) -> Response:
        """The questions in force; their ETag is what a change must name."""
        force = protocol_in_force(self.project(slug))
        return self.shown(force, etag=etag(force.row.version))

    @extend_schema(request=ProtocolBody, parameters=[IF_MATCH], responses={200: ProtocolShape, 412: STALE})
    def edit(self, request: Request, slug: str) -> Response:
        """These questions in this order, as the next version."""
        project, version = self.project(slug), base_version(request)
        questions = [as_draft(one) for one in self.body(ProtocolBody)["questions"]]
        edit_protocol(actor=self.person, project=project, base_version=version, questions=questions)
        return self.retrieve(request, slug)


def as_draft(given: dict[str, Any]) -> dict[str, Any]:
    """A checked question as the workflow takes it."""
    on = given["condition"]
    draft = {**given, "condition": on and {"question": on["question"], "in": list(on["answers"])}}
    if "needs" in given:
        draft["needs"] = [{**one, "in": one["answers"]} for one in given["needs"]]
    return draft


ROUTES: list[URLPattern] = [
    path(
        "projects/<slug:slug>/label-sets",
        LabelSets.as_view({"get": "newest", "post": "clone"}),
        name="project-label-sets",
    ),
    path(
        "projects/<slug:slug>/label-sets/<slug:key>",
        LabelSets.as_view({"get": "retrieve", "put": "edit"}),
        name="project-label-set",
    ),
    path(
        "projects/<slug:slug>/label-sets/<slug:key>/merge",
        LabelSets.as_view({"post": "merge"}),
        name="project-label-set-merge",
    ),
    path(
        "projects/<slug:slug>/protocol",
        Protocols.as_view({"get": "retrieve", "put": "edit"}),
        name="project-protocol",
    ),
]
