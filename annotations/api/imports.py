"""Imports: files, articles or addresses are taken in, looked at by a worker, and stored once somebody says so."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.errors import invalid
from annotations.api.filters import Facets, filters
from annotations.api.import_shapes import ImportBody, ImportDetail, ImportForm, ImportRowShape, ImportShape, StoreBody
from annotations.api.parsers import ArticleJSON, read_json, refuse_unsound_text
from annotations.api.resource import Resource
from annotations.imports import known_format
from annotations.imports.base import file_label
from annotations.models import Import, ImportOrigin, ImportState, Outcome, Project, TokenScope
from annotations.permissions import can_manage
from annotations.queries import imports as queries
from annotations.queries import visibility
from annotations.workflow.errors import NotAllowed
from annotations.workflow.imports import Upload, Wishes, cancel_import, request_store, retry_import, start_import

FILES = "files"
"""The name of the form fields that carry files."""
SETTLED = ("skip_bad", "all_or_nothing", "changed", "near", "freeze")
"""What may still be said when an import is stored."""


class ImportFacets(Facets):
    """Filters of the list."""

    state = filters.ChoiceFilter(choices=ImportState.choices)


class RowFacets(Facets):
    """Filters of the list."""

    outcome = filters.ChoiceFilter(choices=Outcome.choices)
    file = filters.UUIDFilter(field_name="file_id")


class ProjectImports(Resource):
    """The imports of one project."""

    tag = "imports"
    queryset = Import.objects.none()
    serializer_class = ImportShape
    filterset_class = ImportFacets
    parser_classes = (ArticleJSON, MultiPartParser)
    scope = TokenScope.MANAGE
    ordering = ("-created_at", "-id")

    def led(self, slug: str) -> Project:
        """The caller's project, if they lead it."""
        project = self.project(slug)
        if not can_manage(self.person, project):
            raise NotAllowed("Only a lead imports articles.")
        return project

    def list(self, request: Request, slug: str) -> Response:
        """Imports of the project, newest first."""
        return self.listed(queries.listed(self.person, self.led(slug)).select_related("project", "actor"))

    @extend_schema(
        request={"application/json": ImportBody, "multipart/form-data": ImportForm}, responses={202: ImportDetail}
    )
    def create(self, request: Request, slug: str) -> Response:
        """Takes files in, and a worker looks at them; nothing becomes an article before they are stored."""
        project = self.led(slug)
        body = ImportBody(data=members(request))
        body.is_valid(raise_exception=True)
        given = dict(body.validated_data)
        origin, uploads = brought(request, given)
        started = start_import(actor=self.person, project=project, origin=origin, uploads=uploads, wishes=wishes(given))
        return self.shown(started, ImportDetail, status=202)


def members(request: Request) -> Any:
    """The body without its files; the fields of a form as the members of an object."""
    data = request.data
    if not isinstance(data, QueryDict):
        return data
    found: dict[str, Any] = {}
    for name, values in data.lists():
        if name != FILES:
            if len(values) > 1:
                raise invalid(name, len(values), "is given more than once")
            found[name] = read_json(values[0].encode()) if name == "columns" else values[0]
    refuse_unsound_text(found)
    return found


def brought(request: Request, given: dict[str, Any]) -> tuple[ImportOrigin, list[Upload]]:
    """Where the import comes from and what it brings; takes that out of ``given``."""
    files, articles = request.FILES.getlist(FILES), given.pop("articles", None)
    url, urls = given.pop("url", None), given.pop("urls", None)
    if [bool(files), articles is not None, url is not None, urls is not None].count(True) != 1:
        raise invalid(FILES, len(files), "or articles, url or urls is needed, exactly one of them")
    if addresses := [url] if url is not None else urls:
        return ImportOrigin.URL, [Upload(file_label(one) or one, url=one) for one in addresses]
    if articles is None:
        named = ((file_label(file.name or ""), file) for file in files)
        return ImportOrigin.FILES, [Upload(name, file.read(), file.content_type or "") for name, file in named]
    if given.setdefault("format", "jsonl") != "jsonl":
        raise invalid("format", given["format"], "is not chosen for articles: they are read like lines of jsonl")
    return ImportOrigin.API, [Upload("articles.jsonl", as_lines(articles))]


def as_lines(articles: list[dict[str, Any]]) -> bytes:
    """Articles as JSON Lines: the line of a problem is the place of its article, from 1."""
    packed = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in articles)
    return "\n".join(packed).encode()


def wishes(given: Mapping[str, Any]) -> Wishes:
    """The wishes in a body; 400 for a format that there is not."""
    if given.get("format"):
        known_format(given["format"])
    return Wishes(**given)


class Imports(Resource):
    """One import."""

    tag = "imports"
    queryset = Import.objects.none()
    serializer_class = ImportDetail
    scope = TokenScope.MANAGE

    def imported(self, pk: uuid.UUID) -> Import:
        """The caller's import with what its shape needs."""
        return access.one(self.rows(visibility.imports).select_related("project", "actor"), pk=pk)

    def retrieve(self, request: Request, pk: uuid.UUID) -> Response:
        """The import with its state, progress, files and counts."""
        return self.shown(self.imported(pk))

    @extend_schema(request=StoreBody, responses={200: ImportDetail})
    def store(self, request: Request, pk: uuid.UUID) -> Response:
        """Asks a worker to store what was looked at; 409 unless the state is ``checked``."""
        imported = self.imported(pk)
        given = {name: getattr(imported, name) for name in SETTLED} | dict(self.body(StoreBody))
        return self.shown(request_store(actor=self.person, imported=imported, wishes=Wishes(**given)))

    @extend_schema(request=None, responses={200: ImportDetail})
    def cancel(self, request: Request, pk: uuid.UUID) -> Response:
        """Ends an import that is not done; files of it that are stored already stay."""
        imported = self.imported(pk)
        self.no_body()
        return self.shown(cancel_import(actor=self.person, imported=imported))

    @extend_schema(request=None, responses={200: ImportDetail})
    def retry(self, request: Request, pk: uuid.UUID) -> Response:
        """Goes on with an import that failed, where it failed."""
        imported = self.imported(pk)
        self.no_body()
        return self.shown(retry_import(actor=self.person, imported=imported))


class ImportRows(Resource):
    """The records of one import."""

    tag = "imports"
    queryset = Import.objects.none()
    serializer_class = ImportRowShape
    filterset_class = RowFacets
    ordering = ("place",)

    def list(self, request: Request, pk: uuid.UUID) -> Response:
        """What came of each record, in the order of the files: outcome, and each problem with line, field and rule."""
        return self.listed(queries.rows(access.one(self.rows(visibility.imports), pk=pk)))


ROUTES: list[URLPattern] = [
    path(
        "projects/<slug:slug>/imports",
        ProjectImports.as_view({"get": "list", "post": "create"}),
        name="project-imports",
    ),
    path("imports/<uuid:pk>", Imports.as_view({"get": "retrieve"}), name="import"),
    path("imports/<uuid:pk>/rows", ImportRows.as_view({"get": "list"}), name="import-rows"),
    path("imports/<uuid:pk>/store", Imports.as_view({"post": "store"}), name="import-store"),
    path("imports/<uuid:pk>/cancel", Imports.as_view({"post": "cancel"}), name="import-cancel"),
    path("imports/<uuid:pk>/retry", Imports.as_view({"post": "retry"}), name="import-retry"),
]
