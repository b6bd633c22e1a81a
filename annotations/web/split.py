"""The split editor: the article as it reads, cut into statements, and the panel of the one in hand."""

import uuid
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.gzip import gzip_page

from annotations.models import Article, SplitAct
from annotations.models.project import REVIEWING
from annotations.queries import visibility
from annotations.queries.workbench import direction
from annotations.web import access, split_form, split_words
from annotations.web.access import ProjectAccess
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.web.split_panel import panel
from annotations.web.split_view import Row, Segment, covered, segments
from annotations.web.workbench_form import read_id, read_number
from annotations.workflow.errors import Stale, WorkflowError, WrongState
from annotations.workflow.freeze import freeze
from annotations.workflow.split.edit import edit_split
from annotations.workflow.split.reading import document

BLANK = Segment("", 0, 0, 1, "body", "author", None, (), "", False, None, False, {})
"""A row for the script to clone."""


@gzip_page
def split(request: HttpRequest, entry: ProjectAccess, article: UUID) -> HttpResponse:
    """Show the split; ``?at=`` is the start of the segment in hand. A POST does what its button ``act`` says."""
    row = found_article(request, entry, article)
    if request.method == "POST":
        return act_on(request, row)
    return show(request, row, request.GET.get("at", ""))


def found_article(request: HttpRequest, entry: ProjectAccess, article: UUID) -> Article:
    """The article of this project, or 404."""
    rows = visibility.articles(access.visitor(request)).filter(project=entry.project)
    return access.found(rows.select_related("project").defer("raw"), pk=article)


def show(request: HttpRequest, row: Article, at: str, status: int = 200) -> HttpResponse:
    """The page with the segment that begins at ``at`` in hand; what was typed in vain stays in its fields."""
    whole = document(row, access.visitor(request))
    shown = segments(row.text, whole)
    current = in_hand(shown, at)
    context = facts(row, whole, shown) | {
        "current": current,
        "panel": panel(row.text, whole, shown, current, request.POST) if current else None,
        "words": split_words.everything(),
        "quote_kinds": ("direct", "indirect", "mixed", "author"),
        "draft_parts": (("source", _("Source")), ("cue", _("Cue")), ("content", _("What is said"))),
        "blank": BLANK,
        "edit": uuid.uuid4(),
        "payload": payload(row, whole, current),
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
    }
    return render(request, "annotations/split.html", context, status=status)


def facts(row: Article, whole: Row, shown: Sequence[Segment]) -> dict[str, Any]:
    """The split in rows and figures."""
    total = sum(one.number is not None for one in shown)
    places = {one.id: one for one in shown}
    return {
        "project": row.project,
        "article": row,
        "direction": direction(row.language),
        "split": whole,
        "shown": shown,
        "checks": [{**one, "segment": places.get(one["statement"]) or around(shown, one)} for one in whole["checks"]],
        "covered": covered(row.text, whole["statements"]),
        "total": total,
        "others": len(shown) - total,
    }


def around(shown: Sequence[Segment], check: Row) -> Segment | None:
    """The last segment that begins before the place of a check: text that belongs to none is beside it."""
    return next((one for one in reversed(shown) if one.start <= check["at"]), None)


def payload(row: Article, whole: Row, current: Segment | None) -> dict[str, Any]:
    """What the script starts from."""
    return {
        "article": str(row.pk),
        "language": row.language,
        "direction": direction(row.language),
        "text": row.text,
        "at": current.start if current else 0,
        "split": whole,
    }


def in_hand(shown: Sequence[Segment], asked: str) -> Segment | None:
    """The segment that begins at the asked offset, or holds it, else the first statement."""
    at = int(asked) if split_form.is_number(asked) else -1
    named = (one for one in shown if one.start <= at < one.end)
    return next(named, None) or next((one for one in shown if one.number), shown[0] if shown else None)


def act_on(request: HttpRequest, row: Article) -> HttpResponse:
    """Do what was posted, and come back to the segment; a refusal is said on the page, which keeps what was typed.

    A form that was sent twice does nothing the second time.
    """
    user = access.visitor(request)
    at = request.POST.get("at", "")
    try:
        if request.POST.get("act") == "freeze":
            freeze(actor=user, article=row)
            messages.success(request, _("The split is frozen. The article waits for its annotators."))
        elif not visibility.split_edits(user).filter(article=row, pk=read_id(request.POST, "id")).exists():
            edited = edit_split(
                actor=user,
                article=row,
                edit_id=read_id(request.POST, "id"),
                base_version=read_number(request.POST, "base"),
                body=body_of(request, row, at),
            )
            messages.success(request, str(SplitAct(edited.edit.act).label))
    except WorkflowError as error:
        messages.error(request, error.message)
        row.refresh_from_db(fields=["split_version"])
        return show(request, row, at, status=409 if isinstance(error, (Stale, WrongState)) else 400)
    return redirect(f"{request.path}?at={at}#at-{at}")


def body_of(request: HttpRequest, row: Article, at: str) -> dict[str, Any]:
    """The posted form as the body that the script would have sent."""
    whole = document(row, access.visitor(request))
    shown = segments(row.text, whole)
    current = in_hand(shown, at)
    if current is None:
        raise WrongState(_("The article is not split yet."))
    asked = split_form.read(request.POST, row.text, whole, shown, current)
    return {"act": asked.act, **asked.arguments}


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
