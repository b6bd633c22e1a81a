"""Datasets that a worker writes into files: how far they are, fetching them, discarding them."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from annotations.exports.asked import ALL_PARAMETERS, read_asked
from annotations.exports.build import sent
from annotations.models import DatasetFile
from annotations.models.dataset_file import UNFINISHED, DatasetState
from annotations.models.project import READING_LABELS
from annotations.queries import visibility
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.imports import silent_for
from annotations.web.page import PROJECT_PREFIX, Page, Title, View
from annotations.workflow.dataset_files import ask_for_file, discard_file
from annotations.workflow.errors import WorkflowError

SHOWN = 50
BADGES: dict[str, str] = {
    DatasetState.WAITING: "accent",
    DatasetState.RUNNING: "accent",
    DatasetState.DONE: "ok",
    DatasetState.FAILED: "danger",
}


@require_http_methods(["GET", "POST"])
def export_files(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The project's files, the newest first; posted parameters ask for another, and a refusal says why."""
    if request.method == "POST":
        return ask(request, entry)
    rows = of_project(request, entry)[:SHOWN]
    running = any(row.state in UNFINISHED for row in rows)
    context = {
        "project": entry.project,
        "rows": [(row, BADGES.get(row.state, "")) for row in rows],
        "running": running,
        "silent": silent_for() if running else 0,
    }
    return render(request, "annotations/export_files.html", context)


def ask(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Asks for a file, and comes back."""
    user, project = access.visitor(request), entry.project
    given = {key: value for key, value in request.POST.dict().items() if key in ALL_PARAMETERS and value}
    try:
        asked = read_asked(project, given)
        ask_for_file(actor=user, project=project, asked=asked.query(), name=asked.filename(project))
    except WorkflowError as error:
        messages.error(request, error.message)
    return redirect("web:export-files", project=project.slug)


def of_project(request: HttpRequest, entry: ProjectAccess) -> QuerySet[DatasetFile]:
    """The files of this project that the visitor may see."""
    rows = visibility.dataset_files(access.visitor(request)).filter(project=entry.project)
    return rows.select_related("project", "actor")


@require_http_methods(["GET", "POST"])
def export_kept(request: HttpRequest, entry: ProjectAccess, key: UUID) -> HttpResponseBase:
    """The bytes of a file that is ready; a post discards it. The page of files says why that cannot be."""
    row = access.found(of_project(request, entry), pk=key)
    try:
        if request.method == "GET":
            return sent(row)
        discard_file(actor=access.visitor(request), row=row)
    except WorkflowError as error:
        messages.error(request, error.message)
    return redirect("web:export-files", project=entry.project.slug)


def _page(key: str, title: Title, route: str, view: View) -> Page:
    place = f"{PROJECT_PREFIX}export/files/{route}"
    return Page(key, title, place, view, "download", roles=READING_LABELS, in_menu=False, parent="export")


PAGES = (
    _page("export-files", gettext_lazy("Files"), "", export_files),
    _page("export-kept", gettext_lazy("File"), "<uuid:key>", export_kept),
)
