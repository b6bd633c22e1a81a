"""An article's split beside the one that the machine would make: how far they agree, and where they do not."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from annotations.queries import visibility
from annotations.queries.segmentation import segmentation
from annotations.queries.workbench import direction
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.page import PROJECT_PREFIX, Page


@require_GET
def split_compare(request: HttpRequest, entry: ProjectAccess, article: UUID) -> HttpResponse:
    """Boundary similarity, and every boundary that only one of the splits has."""
    rows = visibility.articles(access.visitor(request)).filter(project=entry.project)
    row = access.found(rows.defer("raw"), pk=article)
    found = segmentation(row)
    context = {
        "project": entry.project,
        "article": row,
        "direction": direction(row.language),
        "found": found.found,
        "all": found.found.matches + found.found.near_misses + found.found.additions,
        "differences": found.differences,
    }
    return render(request, "annotations/split_compare.html", context)


PAGES = (
    Page(
        "split-compare",
        _("Beside the machine’s split"),
        f"{PROJECT_PREFIX}articles/<uuid:article>/split/machine/",
        split_compare,
        in_menu=False,
        parent="articles",
    ),
)
