"""A dataset that was exported comes back into an empty project."""

from django.core.files.uploadedfile import UploadedFile
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.errors import invalid
from annotations.api.imports import FILES, members
from annotations.api.resource import Resource
from annotations.api.shapes import Body
from annotations.imports.base import file_label
from annotations.imports.dataset.files import uploaded
from annotations.imports.dataset.read import read_dataset
from annotations.imports.limits import DATASET_BYTES
from annotations.models import Import, TokenScope
from annotations.permissions import can_manage
from annotations.workflow.errors import NotAllowed
from annotations.workflow.restore.restore import restore_dataset


class DatasetForm(Body):
    """A form with the files of a dataset: one ZIP, or its files one by one."""

    files = serializers.ListField(child=serializers.FileField())


class RestoredShape(serializers.Serializer[dict[str, object]]):
    """Where the dataset is now (the address it brought along), and how much of it there is."""

    project = serializers.SlugField()
    articles = serializers.IntegerField()
    annotations = serializers.IntegerField()
    gold = serializers.IntegerField()


class ProjectDataset(Resource):
    """The way in of an exported dataset."""

    tag = "imports"
    queryset = Import.objects.none()
    parser_classes = (MultiPartParser,)
    serializer_class = RestoredShape
    scope = TokenScope.MANAGE

    @extend_schema(request={"multipart/form-data": DatasetForm}, responses={201: RestoredShape})
    def create(self, request: Request, slug: str) -> Response:
        """Stores the whole dataset, or nothing; the project takes over its address, people and protocol."""
        project = self.project(slug)
        if not can_manage(self.person, project):
            raise NotAllowed("Only a lead brings a dataset back.")
        files: list[UploadedFile] = request.FILES.getlist(FILES)
        if not files:
            raise invalid(FILES, 0, "is needed: the ZIP of a dataset, or its files")
        Body(data=members(request)).is_valid(raise_exception=True)
        given = [uploaded(file_label(file.name or ""), file) for file in files]
        dataset = read_dataset(given, most_bytes=DATASET_BYTES)
        restored = restore_dataset(actor=self.person, project=project, dataset=dataset)
        return self.shown({"project": restored.project.slug, **restored.counts}, RestoredShape, status=201)


ROUTES: list[URLPattern] = [
    path("projects/<slug:slug>/imports/dataset", ProjectDataset.as_view({"post": "create"}), name="project-dataset"),
]
