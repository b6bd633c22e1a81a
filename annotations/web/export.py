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

from annotations.exports import GROUPS
from annotations.exports.asked import Asked, read_asked
from annotations.exports.base import ExportFormat
from annotations.exports.download import open_download
from annotations.exports.groups import FormatGroup
from annotations.exports.preview import preview
from annotations.models import Project
from annotations.models.project import READING_LABELS
from annotations.queries.protocols import guideline_in_force, protocol_in_force
from annotations.queries.release_choice import BOTH, GOLD, RAW, Choice
from annotations.queries.release_rows import row_counts
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.export_form import ExportForm
from annotations.web.export_preview import preview_row
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.workflow.errors import Invalid

LARGE = 100_000
"""Rows above which a file is better made by a worker. At the rates that ``bench export --rows 20000`` measured on two
busy cores so many take 8 seconds as JSON Lines, 14 as CSV, a minute as Parquet."""
OPENED = 2
"""Groups of formats that stand open; the others open where the chosen format is in them."""


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """One view as the page offers it."""

    key: str
    title: str | Promise
    summary: str | Promise
    rows: int


def export(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The choice and its first rows; what is unknown in the address is named and left out of the choice."""
    project = entry.project
    asked, refused = read_leniently(project, request.GET.dict())
    filename = asked.filename(project)
    form = ExportForm(request.GET, project, asked.choice.view, asked.format)
    context = {
        "project": project,
        "groups": format_groups(asked.format),
        "views": view_choices(row_counts(project, asked.choice)),
        "chosen": asked.format,
        "asked": asked,
        "view": asked.choice.view,
        "form": form,
        "narrowed": asked.choice.narrowed(),
        "refused": refused,
        "empty": not row_counts(project, Choice(articles="all"))[BOTH],
        "filename": filename,
        "guideline": guideline_in_force(project),
    }
    return render(
        request, "annotations/export.html", context | commands(request, project, asked) | shown(project, asked)
    )


def read_leniently(project: Project, given: dict[str, str]) -> tuple[Asked, list[str]]:
    """What the parameters ask for without those that are none, and what is wrong with these."""
    refused: list[str] = []
    left = {key: value for key, value in given.items() if value}
    while True:
        try:
            return read_asked(project, left, must_be_told=False), refused
        except Invalid as error:
            refused.append(error.message)
            if left.pop(error.extra["field"], None) is None:
                return read_asked(project, {}, must_be_told=False), refused


def commands(request: HttpRequest, project: Project, asked: Asked) -> dict[str, str]:
    """The same choice for a script and for the operator."""
    query = asked.query() | ({"lossy": "true"} if asked.format.is_lossy else {})
    filename = asked.filename(project)
    address = request.build_absolute_uri(f"/api/v1/projects/{project.slug}/export")
    words = " ".join(
        f"--{key.replace('_', '-')}" if key == "lossy" else f"--{key.replace('_', '-')} {shlex.quote(value)}"
        for key, value in query.items()
    )
    return {
        "curl": curl_line(f"{address}?{urlencode(query)}", filename),
        "manage": f"python3 manage.py export {project.slug} {words} -o {filename}",
    }


def curl_line(url: str, filename: str) -> str:
    """The command that fetches the same bytes; curl fails when the stream breaks off."""
    return f'curl --fail -o {filename} \\\n  -H "Authorization: Bearer $FACTCHECK_TOKEN" \\\n  {shlex.quote(url)}'


def shown(project: Project, asked: Asked) -> dict[str, Any]:
    """The first rows as a table, the first lines of each file, and what the format would leave out."""
    found = preview(project, asked)
    scheme = protocol_in_force(project).scheme
    return {
        "preview": [preview_row(row, scheme) for row in found.rows],
        "files": found.files,
        "report": found.report,
        "found": found,
        "rows": found.row_count,
        "more": found.row_count - len(found.rows),
        "is_large": found.row_count > LARGE,
    }


def format_groups(chosen: ExportFormat) -> list[tuple[FormatGroup, bool]]:
    """Each group of formats, and whether it stands open."""
    return [(group, place < OPENED or chosen in group.formats) for place, group in enumerate(GROUPS)]


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
        ViewChoice(
            BOTH,
            gettext_lazy("Both"),
            gettext_lazy("Gold beside the individual answers it rests on."),
            counts[BOTH],
        ),
    )


def download(request: HttpRequest, entry: ProjectAccess) -> HttpResponseBase:
    """The file itself, streamed; a parameter that is none is 400 with a sentence."""
    given = {key: value for key, value in request.GET.dict().items() if value}
    try:
        opened = open_download(actor=access.visitor(request), project=entry.project, given=given, at_once=True)
    except Invalid as error:
        return HttpResponse(error.message, status=400, content_type="text/plain; charset=utf-8")
    opened.compress_for(request.headers.get("Accept-Encoding", ""))
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
