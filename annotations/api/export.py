"""The dataset of a project, streamed."""

from collections.abc import Mapping
from typing import Any

from django.http import StreamingHttpResponse
from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from annotations.api.resource import Resource
from annotations.exports import FORMATS
from annotations.exports.asked import ALL_PARAMETERS
from annotations.exports.download import ZIP, open_download
from annotations.models import Project
from annotations.queries.release_choice import ARTICLES, PEOPLE, TEXTS, VIEWS, Choice

KNOWN = {
    "format": ([one.key for one in FORMATS], FORMATS[0].key),
    "view": (list(VIEWS), Choice().view),
    "articles": (list(ARTICLES), Choice().articles),
    "text": (list(TEXTS), Choice().text),
    "people": (list(PEOPLE), Choice().people),
    "lossy": (["true", "false"], "false"),
}
PARAMETERS = [OpenApiParameter(key, str, enum=KNOWN.get(key, (None,))[0]) for key in ALL_PARAMETERS]
KINDS = dict.fromkeys([*(one.content_type.split(";")[0] for one in FORMATS), ZIP])
BODIES: Mapping[Any, Any] = {(200, kind): OpenApiTypes.STR for kind in KINDS}


class Export(Resource):
    """One snapshot, streamed row by row."""

    tag = "export"
    queryset = Project.objects.none()
    lookup_field = "slug"
    parameters = ALL_PARAMETERS
    sparse = False

    @extend_schema(operation_id="projects_export", parameters=PARAMETERS, responses=BODIES)
    def stream(self, request: Request, slug: str) -> StreamingHttpResponse:
        """The labels of a project; X-Row-Count says how many rows must arrive. For leads, reviewers and viewers."""
        download = open_download(actor=self.person, project=self.project(slug), given=request.query_params.dict())
        download.compress_for(request.headers.get("Accept-Encoding", ""))
        return StreamingHttpResponse(download, headers=download.headers())


ROUTES: list[URLPattern] = [
    path("projects/<slug:slug>/export", Export.as_view({"get": "stream"}), name="project-export"),
]
