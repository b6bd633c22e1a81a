"""Entities: who speaks, who holds a stance, what a stance is taken on."""

import uuid

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.filters import Facets, filters
from annotations.api.resource import Resource
from annotations.api.shapes import Body, Shape, Text, Whole
from annotations.models import Entity, EntityKind, TokenScope
from annotations.queries import visibility
from annotations.workflow.entities import create_entity, pin_entity


class EntityShape(Shape):
    """Somebody or something; ``pin`` is its place among the targets offered first, ``key`` its name in exports."""

    name = serializers.CharField(source="canonical_name")

    class Meta:
        model = Entity
        fields = ["id", "key", "name", "kind", "description", "aliases", "pin", "created_at"]


class EntityBody(Body):
    """An entity to add."""

    name = Text(max_length=200)
    kind = serializers.ChoiceField(choices=EntityKind.choices, default=EntityKind.OTHER)


class PinBody(Body):
    """A place among the targets offered first, from 0; null takes the entity off."""

    place = Whole(min_value=0, allow_null=True)


class EntityFacets(Facets):
    """Filters of the list."""

    kind = filters.ChoiceFilter(choices=EntityKind.choices)
    key = filters.CharFilter(field_name="key")
    name = filters.CharFilter(field_name="canonical_name", lookup_expr="icontains")
    pinned = filters.BooleanFilter(field_name="pin", lookup_expr="isnull", exclude=True)


class ProjectEntities(Resource):
    """The people, bodies and topics of one project."""

    tag = "entities"
    queryset = Entity.objects.none()
    serializer_class = EntityShape
    filterset_class = EntityFacets
    ordering = ("canonical_name",)

    def list(self, request: Request, slug: str) -> Response:
        """Entities by name."""
        project = self.project(slug)
        return self.listed(self.rows(visibility.entities).filter(project=project))

    @extend_schema(request=EntityBody, responses={200: EntityShape})
    def create(self, request: Request, slug: str) -> Response:
        """The entity of that name, made if it is new; sending it twice is the same as once."""
        project = self.project(slug)
        return self.shown(create_entity(actor=self.person, project=project, **self.body(EntityBody)))


class Entities(Resource):
    """One entity."""

    tag = "entities"
    queryset = Entity.objects.none()
    serializer_class = EntityShape
    scope = TokenScope.MANAGE

    @extend_schema(request=PinBody, responses={200: EntityShape})
    def pin(self, request: Request, pk: uuid.UUID) -> Response:
        """Puts the entity at a place among the targets offered first, or takes it off; the others close up."""
        entity = access.one(self.rows(visibility.entities).select_related("project"), pk=pk)
        return self.shown(pin_entity(actor=self.person, entity=entity, place=self.body(PinBody)["place"]))


ROUTES: list[URLPattern] = [
    path(
        "projects/<slug:slug>/entities",
        ProjectEntities.as_view({"get": "list", "post": "create"}),
        name="project-entities",
    ),
    path("entities/<uuid:pk>/pin", Entities.as_view({"post": "pin"}), name="entity-pin"),
]
