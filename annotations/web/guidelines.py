"""The guideline of a project: what labels are made by, its versions, and what each of them changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from annotations.models import GuidelineVersion, Role
from annotations.queries.guidelines import guideline_versions
from annotations.queries.protocols import protocol_in_force
from annotations.text.changes import changes
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.page import PROJECT_PREFIX, Page


@require_GET
def guidelines(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The version in force with the definitions of the labels, and all versions."""
    versions = list(guideline_versions(access.visitor(request), entry.project))
    return show(request, entry, versions, versions[0] if versions else None)


@require_GET
def version(request: HttpRequest, entry: ProjectAccess, version: str) -> HttpResponse:
    """One version, and word by word what it changed."""
    rows = guideline_versions(access.visitor(request), entry.project)
    return show(request, entry, list(rows), access.found(rows, version=version), compare=True)


def show(
    request: HttpRequest,
    entry: ProjectAccess,
    versions: list[GuidelineVersion],
    shown: GuidelineVersion | None,
    *,
    compare: bool = False,
) -> HttpResponse:
    """A version beside the list of all; ``compare`` shows what it changed of the one before it."""
    before = next((row for row in versions[versions.index(shown) + 1 :]), None) if shown else None
    context = {
        "project": entry.project,
        "leads": entry.role == Role.LEAD,
        "versions": versions,
        "shown": shown,
        "newest": versions[0] if versions else None,
        "before": before,
        "pieces": changes(before.markdown, shown.markdown) if compare and before and shown else None,
        "questions": protocol_in_force(entry.project).scheme.questions,
    }
    return render(request, "annotations/guidelines.html", context)


ROUTE = f"{PROJECT_PREFIX}guidelines/"
PAGES = (
    Page("guidelines", gettext_lazy("Guidelines"), ROUTE, guidelines, "book"),
    Page(
        "guidelines-version",
        gettext_lazy("Version"),
        f"{ROUTE}<str:version>/",
        version,
        in_menu=False,
        parent="guidelines",
    ),
)
