"""One statement and its whole story: imported, split, labelled, reviewed, decided; as far as the reader may know."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from annotations.models import Statement
from annotations.models.project import READING_LABELS, REVIEWING
from annotations.queries import visibility
from annotations.queries.neighbours import around
from annotations.queries.protocols import protocol_in_force
from annotations.queries.statements import may_see_gold
from annotations.queries.story import Act, story
from annotations.queries.workbench import direction
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.history import WORDS
from annotations.web.page import PROJECT_PREFIX, Page, Title
from annotations.web.talk import Typed, panel

SHORT: dict[str, Title] = {
    "annotation.revised": _("answered"),
    "review.decided": _("reviewed the answer"),
    "review.replied": _("replied to the review"),
    "article.imported": _("imported the article"),
    "article.segmented": _("split the article"),
    "article.frozen": _("froze the split"),
    "article.changed": _("changed places, priority or batch of the article"),
    "split.edited": _("edited the split of the article"),
    "split.undone": _("undid an edit of the split"),
    "split.redone": _("redid an edit of the split"),
    "statement.settled": _("let the project’s policy settle it"),
    "statement.decided": _("decided the gold answer"),
    "statement.reopened": _("opened it again"),
    "statement.asked_back": _("asked the annotators back"),
    "statement.approved": _("approved the gold answer"),
}
"""What was done, where the thing itself is the page; other verbs in the words of the history."""


@dataclass(frozen=True, slots=True)
class Line:
    """One act, ready to be drawn."""

    act: Act
    words: Title


def statement_of(request: HttpRequest, entry: ProjectAccess, key: UUID) -> Statement:
    """A statement of the project with its article, or 404."""
    rows = visibility.statements(access.visitor(request)).filter(article__project=entry.project)
    return access.found(rows.select_related("article__project", "speaker"), pk=key)


@require_GET
def statement(request: HttpRequest, entry: ProjectAccess, statement: UUID) -> HttpResponse:
    """Show the statement in its article, every act on it, oldest first, and what people say about it."""
    return page(request, entry, statement_of(request, entry, statement))


def page(request: HttpRequest, entry: ProjectAccess, row: Statement, typed: Typed | None = None) -> HttpResponse:
    """The whole page; after a refused comment with what was typed."""
    user = access.visitor(request)
    reads = entry.role in READING_LABELS
    acts = story(
        user,
        row,
        protocol_in_force(entry.project).scheme,
        with_gold=reads or may_see_gold(user, row.article, entry.role),
    )
    context = panel(user, entry, row, typed) | {
        "project": entry.project,
        "statement": row,
        "article": row.article,
        "direction": direction(row.article.language),
        "around": around(row),
        "lines": [Line(act, SHORT.get(act.event.verb) or WORDS.get(act.event.verb, act.event.verb)) for act in acts],
        "adjudicates": entry.role in REVIEWING,
        "is_blind": not reads and entry.project.blind,
    }
    return render(request, "annotations/statement.html", context, status=409 if typed else 200)


PAGES = (
    Page(
        "statement",
        _("Statement"),
        f"{PROJECT_PREFIX}statements/<uuid:statement>/",
        statement,
        in_menu=False,
        parent="articles",
    ),
)
