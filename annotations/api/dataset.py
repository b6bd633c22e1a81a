"""A dataset that was exported comes back into an empty project."""

from django.core.files.uploadedfile import UploadedFile
from django.urls import URLPattern, path, reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.errors import invalid
from annotations.api.import_shapes import ImportDetail
from annotations.api.imports import FILES, members
from annotations.api.resource import Resource
from annotations.api.shapes import Body
from annotations.imports.base import file_label
from annotations.imports.dataset.bring_back import ask_back
from annotations.models import Import, ImportOrigin, TokenScope
from annotations.permissions import can_manage
from annotations.workflow.errors import NotAllowed
from annotations.workflow.imports import Upload


class DatasetForm(Body):
    """A form with the files of a dataset: one ZIP, or its files one by one."""

    files = serializers.ListField(child=serializers.FileField())


class ProjectDataset(Resource):
    """The way in of an exported dataset."""

    tag = "imports"
    queryset = Import.objects.none()
    parser_classes = (MultiPartParser,)
    serializer_class = ImportDetail
    scope = TokenScope.MANAGE

    @extend_schema(request={"multipart/form-data": DatasetForm}, responses={202: ImportDetail})
    def create(self, request: Request, slug: str) -> Response:
        """Takes the files in; 202, and the import in ``Location`` tells how far a worker is with them.

        It stores the whole dataset, or nothing; the project takes over its address, people and protocol.
        """
        project = self.project(slug)
        if not can_manage(self.person, project):
            raise NotAllowed("Only a lead brings a dataset back.")
        files: list[UploadedFile] = request.FILES.getlist(FILES)
        if not files:
            raise invalid(FILES, 0, "is needed: the ZIP of a dataset, or its files")
        Body(data=members(request)).is_valid(raise_exception=True)
        uploads = [Upload(file_label(file.name or ""), file.read()) for file in files]
        imported = ask_back(actor=self.person, project=project, origin=ImportOrigin.API, uploads=uploads)
        answer = self.shown(imported, status=202)
        answer.headers["Location"] = request.build_absolute_uri(reverse("api:import", args=[imported.pk]))
        return answer


ROUTES: list[URLPattern] = [
    path("projects/<slug:slug>/imports/dataset", ProjectDataset.as_view({"post": "create"}), name="project-dataset"),
]
