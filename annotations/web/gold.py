"""The gold answers of a project, one by one, narrowed to exactly what a figure counts."""

from dataclasses import dataclass
from functools import partial

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from annotations.models import Adjudication, GoldLabel, GoldStance, Project
from annotations.models.project import READING_LABELS
from annotations.queries import gold_answers as queries
from annotations.queries.answers import Mark, mark, stance_question
from annotations.queries.protocols import protocol_in_force
from annotations.queries.workbench import direction
from annotations.schemes.base import Protocol
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.answer_filters import by_label, by_name, narrowed
from annotations.web.listing import SHORT_COUNT, Filter, Listing, Rows, Sort
from annotations.web.page import PROJECT_PREFIX, Page, Title

STATES: tuple[tuple[str, Title], ...] = (
    ("settled", _("Settled")),
    ("open", _("Annotators differ")),
    ("by_person", _("Decided by a person")),
    ("by_policy", _("Settled by the project’s policy")),
)
"""Of ``queries.gold_answers.STATES``."""
SORTS = (Sort("newest", _("Newest first"), ("-decided_at",)), Sort("oldest", _("Oldest first"), ("decided_at",)))


@dataclass(frozen=True, slots=True)
class Line:
    """A statement's gold, ready to be drawn: verdicts and the like, and stances with what they are towards."""

    row: Adjudication
    direction: str
    statuses: tuple[Mark, ...]
    stances: tuple[tuple[Mark, str], ...]


def search(rows: Rows, text: str) -> Rows:
    """Gold whose statement or article has the text in it."""
    return rows.filter(Q(statement__exact__icontains=text) | Q(statement__article__title__icontains=text))


def listing(project: Project, scheme: Protocol, asked: QueryDict) -> Listing:
    """How the list behaves."""
    state = Filter("state", _("State"), STATES, lambda rows, value: rows.filter(queries.STATES[value]))
    filters = (state, by_label(scheme), *by_name(asked, project))
    return Listing(sorts=SORTS, filters=filters, search=search, count_limit=SHORT_COUNT)


@require_GET
def gold(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show one page of the gold answers."""
    user, project = access.visitor(request), entry.project
    scheme = protocol_in_force(project).scheme
    how = listing(project, scheme, request.GET)
    rows, answering = drawn(queries.listed(user, project)), partial(queries.answering, project=project)
    shown = how.show(request, narrowed(rows, how.filters, request.GET, queries.spoken_by, answering))
    lines = [line(row, scheme) for row in shown.rows]
    return render(request, "annotations/gold.html", {"project": project, "shown": shown, "lines": lines})


def drawn(rows: Rows) -> Rows:
    """The rows with all that their lines show."""
    labels = GoldLabel.objects.filter(label__isnull=False).select_related("question", "label")
    stances = GoldStance.objects.filter(polarity__isnull=False).select_related("target", "target_claim", "polarity")
    shown = rows.select_related("statement__speaker", "statement__article", "decided_by")
    return shown.defer("statement__article__text", "statement__article__raw").prefetch_related(
        Prefetch("labels", labels.order_by("question__position")), Prefetch("stances", stances)
    )


def line(row: Adjudication, scheme: Protocol) -> Line:
    """A row with its answers under the protocol in force."""
    return Line(
        row,
        direction(row.statement.article.language),
        tuple(mark(scheme.question(one.question.key), one.label.key) for one in row.labels.all() if one.label),
        tuple(
            (mark(stance_question(scheme), one.polarity.key), str(one.target or one.target_claim or one.target_text))
            for one in row.stances.all()
            if one.polarity
        ),
    )


PAGES = (
    Page(
        "gold",
        _("Gold answers"),
        f"{PROJECT_PREFIX}gold/",
        gold,
        "scale",
        roles=READING_LABELS,
        in_menu=False,
        parent="overview",
    ),
)
