"""Taking the dataset out: choose format and view, look at the first rows, download."""

import shlex
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from annotations.exports import FORMATS
from annotations.exports.base import ExportFormat
from annotations.exports.download import open_download
from annotations.models import Project
from annotations.models.project import READING_LABELS
from annotations.queries.protocols import guideline_in_force, protocol_in_force
from annotations.queries.release_rows import first_rows, row_counts
from annotations.queries.release_shapes import GOLD, RAW, VIEWS
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.export_preview import preview_row
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.workflow.errors import Invalid

SHOWN_ROWS = 5
SHOWN_LINES = 2


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """One view as the page offers it."""

    key: str
    title: str | Promise
    summary: str | Promise
    rows: int


def export(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The choice and its first rows; an unknown choice in the address shows the first one instead."""
    project = entry.project
    chosen = next((one for one in FORMATS if one.key == request.GET.get("format")), FORMATS[0])
    counts = row_counts(project)
    view = request.GET.get("view", "")
    view = view if view in VIEWS else RAW
    filename = f"{project.slug}-{view}.{chosen.extension}"
    address = request.build_absolute_uri(f"/api/v1/projects/{project.slug}/export")
    context = {
        "project": project,
        "formats": FORMATS,
        "views": view_choices(counts),
        "chosen": chosen,
        "view": view,
        "rows": counts[view],
        "empty": not any(counts.values()),
        "filename": filename,
        "guideline": guideline_in_force(project),
        "curl": curl_line(f"{address}?{urlencode({'format': chosen.key, 'view': view})}", filename),
        "manage": f"python3 manage.py export {project.slug} --format {chosen.key} --view {view} -o {filename}",
    }
    return render(request, "annotations/export.html", context | preview(project, chosen, view, counts[view]))


def curl_line(url: str, filename: str) -> str:
    """The command that fetches the same bytes; curl fails when the stream breaks off."""
    return f'curl --fail -o {filename} \\\n  -H "Authorization: Bearer $FACTCHECK_TOKEN" \\\n  {shlex.quote(url)}'


def preview(project: Project, chosen: ExportFormat, view: str, rows: int) -> dict[str, Any]:
    """The first rows as a table, and the first lines as the file will have them."""
    dataset, top = first_rows(project, view, SHOWN_ROWS)
    scheme = protocol_in_force(project).scheme
    return {
        "preview": [preview_row(row, scheme) for row in top],
        "lines": "".join(chosen.write(dataset, top[:SHOWN_LINES])).rstrip("\r\n"),
        "more": rows - len(top),
    }


def view_choices(counts: dict[str, int]) -> tuple[ViewChoice, ...]:
    """The views with how many rows each has."""
    return (
        ViewChoice(
            RAW,
            gettext_lazy("Individual answers"),
            gettext_lazy("One row per annotator and statement, as each of them answered."),
            counts[RAW],
        ),
        ViewChoice(
            GOLD,
            gettext_lazy("Gold"),
            gettext_lazy("One row per settled statement; open where annotators differ."),
            counts[GOLD],
        ),
    )


def download(request: HttpRequest, entry: ProjectAccess) -> HttpResponseBase:
    """The file itself, streamed; an unknown format or view is 400 with a sentence."""
    try:
        opened = open_download(
            actor=access.visitor(request),
            project=entry.project,
            format_key=request.GET.get("format", FORMATS[0].key),
            view=request.GET.get("view", RAW),
        )
    except Invalid as error:
        return HttpResponse(error.message, status=400, content_type="text/plain; charset=utf-8")
    return StreamingHttpResponse(opened, headers=opened.headers())


PAGES = (
    Page(
        "export",
        gettext_lazy("Export"),
        f"{PROJECT_PREFIX}export/",
        export,
        "download",
        roles=READING_LABELS,
    ),
    Page(
        "export-file",
        gettext_lazy("Download"),
        f"{PROJECT_PREFIX}export/file",
        download,
        "download",
        roles=READING_LABELS,
        in_menu=False,
        parent="export",
    ),
)
