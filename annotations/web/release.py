"""One release: what is in it, how far its labels agree, its files; withdrawing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from annotations.exports.changes import Change
from annotations.exports.datasheet import loading
from annotations.exports.download import ZIP
from annotations.exports.packing import packed
from annotations.exports.releasing import archive, changes_of
from annotations.models import Release, ReleaseState, Role
from annotations.models.project import READING_LABELS
from annotations.queries.releases import file_bytes, releases
from annotations.web import access, refusals
from annotations.web.access import ProjectAccess
from annotations.web.agreement_view import Row, plotted
from annotations.web.imports import silent_for
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.workflow.errors import WorkflowError
from annotations.workflow.release import withdraw_release

SHOWN = 50
"""Changes told on the page; the file has them all."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A label of the release and how many statements have it."""

    key: str
    name: str
    style: str
    count: int


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, entry: ProjectAccess, release: UUID) -> HttpResponse:
    """Show a release; a lead's post withdraws it."""
    user = access.visitor(request)
    row = access.found(releases(user, entry.project), pk=release)
    if request.method == "POST":
        try:
            withdraw_release(actor=user, release=row, reason=request.POST.get("reason", ""))
        except WorkflowError as error:
            messages.error(request, refusals.told(error))
        else:
            messages.success(request, _("The release is withdrawn; its page says why."))
        return redirect("web:release", project=entry.project.slug, release=row.pk)
    titles = {one["key"]: one["title"] for one in row.manifest.get("questions", ())}
    is_preparing = row.state == ReleaseState.PREPARING
    context = {
        "project": entry.project,
        "release": row,
        "leads": entry.role == Role.LEAD,
        "is_preparing": is_preparing,
        "silent": silent_for() if is_preparing else 0,
        "files": row.files.order_by("name"),
        "questions": questions(row.manifest.get("labels", {}), titles),
        "agreement": headlines(row.agreement),
        "changes": [told(one, titles) for one in islice(changes_of(row), SHOWN)],
        "loading": loading(row),
    }
    return render(request, "annotations/release.html", context)


def questions(
    labels: Mapping[str, list[dict[str, Any]]], titles: Mapping[str, str]
) -> list[tuple[str, list[Counted], list[tuple[Counted, int]]]]:
    """Each question that takes labels, in order, with its labels and the pairs that a bar is drawn of."""
    found = []
    for key in (key for key in titles if key in labels):
        counted = [Counted(**label) for label in labels[key]]
        found.append((titles[key], counted, [(one, one.count) for one in counted]))
    return found


def told(change: Change, titles: Mapping[str, str]) -> dict[str, Any]:
    """A change in words: what was asked, and both answers."""
    question = change["question"] or ""
    asked = titles.get(question.removeprefix("texts."), question)
    return {**change, "question": asked, "was": answer_words(change["was"]), "now": answer_words(change["now"])}


def answer_words(answer: Any) -> str:
    """An answer of a release as a line: a label, several of them, words, or stances with holder and target."""
    return ", ".join(stance_words(one) if isinstance(one, list) else one for one in in_a_list(answer)) or "–"


def in_a_list(answer: Any) -> list[Any]:
    """The answers there are: one, several, or none."""
    return answer if isinstance(answer, list) else [answer] if answer else []


def stance_words(stance: list[str]) -> str:
    """Holder, target and side of a stance, as changes hold it."""
    holder, target, side = (part.removeprefix("ent:") for part in stance)
    return f"{holder} → {target}: {side}"


def headlines(figures: dict[str, Any]) -> list[Row]:
    """The figure that stands for each question, as it was when the release was published."""
    found = []
    for entry in figures.get("questions", []):
        report = entry["stance"] if entry["kind"] == "stance" else entry["report"]
        head = plotted(entry["headline"], report["figures"][entry["headline"]])
        found.append(Row(f"{entry['title']}: {head.name}", report["size"]["pairable"], (head,)))
    return found


def named(row: Release, name: str) -> dict[str, str]:
    """The header that names a file of a release."""
    shown = f"{row.project.slug}-{row.version}-{name.rpartition('/')[2]}"
    return {"Content-Disposition": str(content_disposition_header(True, shown))}


def release_file(request: HttpRequest, entry: ProjectAccess, release: UUID, name: str) -> HttpResponseBase:
    """One file, byte for byte as it was published."""
    row = access.found(releases(access.visitor(request), entry.project).select_related("project"), pk=release)
    file = access.found(row.files.all(), name=name)
    headers = {**named(row, name), "Content-Length": str(file.size), "ETag": f'"{file.sha256}"'}
    return StreamingHttpResponse(file_bytes(file), content_type="application/octet-stream", headers=headers)


def release_archive(request: HttpRequest, entry: ProjectAccess, release: UUID) -> HttpResponseBase:
    """All files in one ZIP, the same bytes each time."""
    row = access.found(releases(access.visitor(request), entry.project).select_related("project"), pk=release)
    return StreamingHttpResponse(packed(archive(row)), content_type=ZIP, headers=named(row, "files.zip"))


def _page(key: str, title: Any, route: str, view: Any) -> Page:
    place = f"{PROJECT_PREFIX}releases/<uuid:release>/{route}"
    return Page(key, title, place, view, roles=READING_LABELS, in_menu=False, parent="releases")


PAGES = (
    _page("release", gettext_lazy("Release"), "", release),
    _page("release-archive", gettext_lazy("Release as a file"), "files.zip", release_archive),
    _page("release-file", gettext_lazy("File of a release"), "files/<path:name>", release_file),
)
