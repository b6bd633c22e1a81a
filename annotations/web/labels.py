"""Every label of a project, one by one: what the figures count, narrowed to exactly what one of them counts.

Who labels blind finds their own labels only.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from annotations.models import Annotation, Decision, Project, User
from annotations.models.project import READING_LABELS
from annotations.queries import labels as queries
from annotations.queries.answers import Names, ShownAnswers, names_in, show
from annotations.queries.history import actors
from annotations.queries.protocols import protocol_in_force
from annotations.queries.workbench import direction
from annotations.schemes.base import Protocol
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.answer_filters import by_day, by_label, by_name, narrowed
from annotations.web.listing import SHORT_COUNT, Filter, Listing, Rows, Sort
from annotations.web.page import PROJECT_PREFIX, Page, Title

STATES: tuple[tuple[str, Title], ...] = (
    ("answered", _("Answered")),
    ("handed", _("Handed in")),
    ("waiting", _("Waiting for review")),
    ("returned", _("Returned")),
    ("accepted", _("Reviewed")),
    ("open", _("Not answered yet")),
    ("stale", _("Statement was cut anew")),
)
"""Of ``queries.labels.PARTS``."""
REVIEWS: tuple[tuple[str, Title], ...] = (
    *((one.value, one.label) for one in Decision),
    (queries.JUDGED, _("Decided on at all")),
    (queries.CAME_BACK, _("Returned at least once")),
)
SORTS = (Sort("newest", _("Newest first"), ("-id",)), Sort("oldest", _("Oldest first"), ("id",)))
TEXTS = ("statement__article__text", "statement__article__raw")
SHOWN = ("statement__speaker", "statement__article", "annotator", "head")


@dataclass(frozen=True, slots=True)
class Line:
    """A label, ready to be drawn; ``answers`` is None before the first answer."""

    row: Annotation
    direction: str
    answers: ShownAnswers | None


def search(rows: Rows, text: str) -> Rows:
    """Labels whose statement, article or annotator has the text in it."""
    title = Q(statement__article__title__icontains=text)
    return rows.filter(Q(statement__exact__icontains=text) | title | Q(annotator__display_name__icontains=text))


def listing(user: User, project: Project, role: str, scheme: Protocol, asked: QueryDict) -> Listing:
    """How the list behaves; people are offered to roles that read everybody's labels."""
    people = actors(user, project) if role in READING_LABELS else []
    who = [Filter("person", _("Annotator"), people, lambda rows, value: rows.filter(annotator=value))]
    filters = (
        *(who if people else ()),
        Filter("state", _("State"), STATES, lambda rows, value: rows.filter(queries.PARTS[value])),
        Filter("review", _("Review"), REVIEWS, lambda rows, value: queries.by_review(rows, user, value)),
        by_label(scheme),
        *by_name(asked, project),
        *by_day(asked, "answered", _("First answered"), partial(answered_on, user)),
        *by_day(asked, "reviewed", _("Decided on"), partial(reviewed_on, user)),
    )
    return Listing(sorts=SORTS, filters=filters, search=search, count_limit=SHORT_COUNT)


def answered_on(user: User, rows: Rows, day: Any) -> Rows:
    """Labels answered for the first time on a day."""
    return queries.answered_on(rows, user, day)


def reviewed_on(user: User, rows: Rows, day: Any) -> Rows:
    """Labels decided on on a day."""
    return queries.reviewed_on(rows, user, day)


@require_GET
def labels(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show one page of the labels that the visitor may read."""
    user, project = access.visitor(request), entry.project
    scheme = protocol_in_force(project).scheme
    how = listing(user, project, entry.role, scheme, request.GET)
    rows = queries.listed(user, project).select_related(*SHOWN).defer(*TEXTS)
    answering = partial(queries.answering, project=project)
    shown = how.show(request, narrowed(rows, how.filters, request.GET, queries.spoken_by, answering))
    known = names_in(row.head.answers for row in shown.rows if row.head)
    lines = [
        Line(
            row, direction(row.statement.article.language), show(row.head.answers, scheme, known) if row.head else None
        )
        for row in shown.rows
    ]
    context = {"project": project, "shown": shown, "lines": lines, "reads_all": entry.role in READING_LABELS}
    return render(request, "annotations/labels.html", context)


def line(row: Annotation, scheme: Protocol, known: Names) -> Line:
    """A row with its answers under the protocol in force."""
    answers = show(row.head.answers, scheme, known) if row.head else None
    return Line(row, direction(row.statement.article.language), answers)


PAGES = (Page("labels", _("Labels"), f"{PROJECT_PREFIX}labels/", labels, "pen", in_menu=False, parent="overview"),)
