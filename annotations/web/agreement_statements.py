"""The statements behind a cell of the confusion matrix: exactly those that it counts, with everybody's labels."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from annotations.models import Statement, User
from annotations.models.project import READING_LABELS
from annotations.queries import agreement as queries
from annotations.queries.agreement import Cell
from annotations.queries.answers import Mark, mark
from annotations.queries.protocols import protocol_in_force
from annotations.queries.workbench import direction
from annotations.web import access
from annotations.web.access import NOT_FOUND, ProjectAccess
from annotations.web.agreement import address
from annotations.web.agreement_form import ScopeForm
from annotations.web.listing import Listing, Sort
from annotations.web.page import PROJECT_PREFIX, Page

LISTING = Listing(
    sorts=(
        Sort("newest", gettext_lazy("Newest import first"), ("-article_id", "start")),
        Sort("oldest", gettext_lazy("Oldest import first"), ("article_id", "start")),
    ),
    size=25,
)


@dataclass(frozen=True, slots=True)
class Met:
    """A statement with the labels that were given to it."""

    row: Statement
    direction: str
    chosen: tuple[tuple[User, Mark], ...]


def agreement_statements(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The statements of the cell that the address names; 404 for a question or labels that are none."""
    user, project = access.visitor(request), entry.project
    scheme = protocol_in_force(project).scheme
    question = scheme.question(request.GET.get("question", ""))
    form = ScopeForm(request.GET, queries.choices(user, project), offers_model=True)
    names = [request.GET.get(name, "") for name in ("row", "column")]
    if question is None or question.label_set is None or not form.is_valid() or not all(names):
        raise Http404(NOT_FOUND)
    scope, cell = form.scope(), Cell(question, *(name.replace("\0", "") for name in names))
    rows = queries.met(user, project, scope, cell).select_related("article", "speaker")
    shown = LISTING.show(request, rows.defer("article__text", "article__raw"))
    chosen = queries.chosen_on(user, project, scope, question, [row.pk for row in shown.rows])
    context = {
        "project": project,
        "question": question,
        "marks": [mark(question, name) for name in (cell.row, cell.column)],
        "people": [queries.people_named({one}).get(one) for one in scope.pair or ()],
        "shown": shown,
        "back": address(project, scope),
        "met": [
            Met(
                row,
                direction(row.article.language),
                tuple((one.annotator, mark(question, one.label)) for one in chosen.get(row.pk, [])),
            )
            for row in shown.rows
        ],
    }
    return render(request, "annotations/agreement_statements.html", context)


PAGES = (
    Page(
        "agreement-statements",
        gettext_lazy("Statements behind a figure"),
        f"{PROJECT_PREFIX}agreement/statements/",
        agreement_statements,
        roles=READING_LABELS,
        in_menu=False,
        parent="agreement",
    ),
)
