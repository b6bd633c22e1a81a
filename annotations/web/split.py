"""The split editor: the article as it reads, cut into statements, and the panel of the one in hand."""

import uuid
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import Article
from annotations.models.project import REVIEWING
from annotations.queries import visibility
from annotations.workflow.split.reading import document as split_document
from annotations.queries.workbench import direction
from annotations.web import access, split_form, split_words
from annotations.web.access import ProjectAccess
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.web.split_panel import panel
from annotations.web.split_view import Row, Segment, covered, segments
from annotations.web.workbench_form import read_id, read_number
from annotations.workflow.errors import WorkflowError
from annotations.workflow.freeze import freeze
from annotations.workflow.split.edit import edit_split

BLANK = Segment("", 0, 0, 1, "body", "author", None, (), "", False, None, False, {})
"""A row for the script to clone."""


def split(request: HttpRequest, entry: ProjectAccess, article: UUID) -> HttpResponse:
    """Show the split; ``?at=`` is the start of the segment in hand. A POST does what its button ``act`` says."""
    row = found_article(request, entry, article)
    if request.method == "POST":
        return act_on(request, row)
    document = split_document(row, access.visitor(request))
    return render(request, "annotations/split.html", page_context(request, entry, row, document))


def found_article(request: HttpRequest, entry: ProjectAccess, article: UUID) -> Article:
    """The article of this project, or 404."""
    rows = visibility.articles(access.visitor(request)).filter(project=entry.project)
    return access.found(rows.select_related("project").defer("raw"), pk=article)


def page_context(request: HttpRequest, entry: ProjectAccess, row: Article, document: Row) -> dict[str, Any]:
    """What the templates and the script need."""
    shown = segments(row.text, document)
    current = in_hand(shown, request.GET.get("at", ""))
    changes = 0
    total = sum(one.number is not None for one in shown)
    checked = {one.id: one for one in shown}
    return {
        "project": entry.project,
        "article": row,
        "direction": direction(row.language),
        "split": document,
        "changes": changes,
        "shown": shown,
        "current": current,
        "panel": panel(row.text, document, shown, current) if current else None,
        "checks": [{**one, "segment": checked.get(one["statement"])} for one in document["checks"]],
        "covered": covered(row.text, document["statements"]),
        "total": total,
        "others": len(shown) - total,
        "words": split_words.everything(),
        "quote_kinds": ("direct", "indirect", "mixed", "author"),
        "draft_parts": (("source", _("Source")), ("cue", _("Cue")), ("content", _("What is said"))),
        "blank": BLANK,
        "edit": uuid.uuid4(),
        "payload": {
            "article": str(row.pk),
            "language": row.language,
            "direction": direction(row.language),
            "text": row.text,
            "at": current.start if current else 0,
            "split": document,
            "changes": changes,
        },
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
    }


def in_hand(shown: list[Segment], asked: str) -> Segment | None:
    """The segment that begins at the asked offset, else the first statement."""
    named = (one for one in shown if str(one.start) == asked)
    return next(named, None) or next((one for one in shown if one.number), shown[0] if shown else None)


def act_on(request: HttpRequest, row: Article) -> HttpResponse:
    """Do what was posted, and come back to the segment with the outcome in words."""
    user = access.visitor(request)
    document = split_document(row, user)
    shown = segments(row.text, document)
    current = in_hand(shown, request.POST.get("at", ""))
    try:
        if request.POST.get("act") == "freeze":
            freeze(actor=user, article=row)
            messages.success(request, _("The split is frozen. The article waits for its annotators."))
        elif current:
            asked = split_form.read(request.POST, row.text, document, shown, current)
            edit_split(
                actor=user,
                article=row,
                edit_id=read_id(request.POST, "id"),
                base_version=read_number(request.POST, "base"),
                body={"act": asked.act, **asked.arguments},
            )
    except WorkflowError as error:
        messages.error(request, error.message)
    return to_segment(row, current)


def to_segment(row: Article, current: Segment | None) -> HttpResponse:
    """Back to the page at that segment."""
    address = reverse("web:split", kwargs={"project": row.project.slug, "article": row.pk})
    return redirect(f"{address}?at={current.start}#at-{current.start}" if current else address)


PAGES = (
    Page(
        "split",
        gettext_lazy("Check the split"),
        f"{PROJECT_PREFIX}articles/<uuid:article>/split/",
        split,
        roles=REVIEWING,
        in_menu=False,
        parent="articles",
    ),
)
