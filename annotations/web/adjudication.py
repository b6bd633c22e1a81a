"""The adjudicators' queue: what annotators differ on, most contested first."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from annotations.models import Adjudication, GoldMethod, Project
from annotations.models.project import REVIEWING
from annotations.queries.adjudication import STATES, differs_in, may_decide, queue
from annotations.queries.answers import Mark, mark
from annotations.queries.protocols import protocol_in_force
from annotations.schemes.base import Protocol
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.listing import SHORT_COUNT, Filter, Listing, Rows, Sort
from annotations.web.page import PROJECT_PREFIX, Page, Section, Title

TITLES: dict[str, Title] = {
    "away": _("With the annotators"),
    "decided": _("Decided by a person"),
    "approval": _("Waits for approval"),
    "publishable": _("May be published"),
    "all": _("All"),
}
"""Of ``STATES``; without one the list shows what is open."""


def search(rows: Rows, text: str) -> Rows:
    """Rows whose statement or article has the text in it."""
    return rows.filter(Q(statement__exact__icontains=text) | Q(statement__article__title__icontains=text))


def listing(project: Project, scheme: Protocol) -> Listing:
    """How the queue behaves; what it can be narrowed to depends on the project's questions."""
    asked = [
        ("stance" if question.kind == "stance" else question.key, question.title)
        for question in scheme.questions
        if question.kind in ("choice", "stance")
    ]
    return Listing(
        sorts=(
            Sort("contested", _("Most contested first"), ("-verdict_entropy", "-other_entropy", "decided_at")),
            Sort("age", _("Oldest first"), ("decided_at",)),
            Sort("article", _("By article"), ("statement__article__title", "statement__start")),
        ),
        filters=(
            # The view has begun with the rows of that state.
            Filter("state", _("Show instead"), tuple(TITLES.items()), lambda rows, _value: rows),
            Filter("question", _("Differs in"), asked, differs_in),
            Filter("mine", _("Only"), (("no", _("I may decide it")),), lambda rows, _value: may_decide(rows, project)),
        ),
        search=search,
        count_limit=SHORT_COUNT,
    )


@require_GET
def adjudication(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show what waits for a decision, or what ``?state=`` asks for instead."""
    scheme = protocol_in_force(entry.project).scheme
    state = request.GET.get("state", "")
    rows = queue(access.visitor(request), entry.project, state if state in STATES else "open")
    shown = listing(entry.project, scheme).show(request, rows)
    context = {
        "project": entry.project,
        "shown": shown,
        "rows": [(row, marks_of(row, scheme), open_pairs(row)) for row in shown.rows],
        "is_open_list": state not in STATES,
        "third": entry.project.third_person_adjudicates,
    }
    return render(request, "annotations/adjudication.html", context)


def marks_of(row: Adjudication, scheme: Protocol) -> list[tuple[Title, list[tuple[Mark, int]], bool]]:
    """Question by question: its title, the labels that were chosen and by how many, and whether it is open."""
    found: dict[str, tuple[Title, list[tuple[Mark, int]], bool]] = {}
    for one in row.labels.all():
        question = scheme.question(one.question.key)
        chosen = [(mark(question, key), n) for keys, n in one.distribution.items() for key in keys.split("+")]
        chosen.sort(key=lambda pair: -pair[1])
        title = question.title if question else one.question.key
        found[one.question.key] = (title, chosen, one.method == GoldMethod.OPEN)
    return sorted(found.values(), key=lambda entry: not entry[2])


def open_pairs(row: Adjudication) -> list[str]:
    """What the open stances of a row are towards, each once."""
    pairs = (one for one in row.stances.all() if one.method == GoldMethod.OPEN)
    return list(dict.fromkeys(str(one.target or one.target_claim or f"“{one.target_text}”") for one in pairs))


PAGES = (
    Page(
        "adjudicate",
        _("Adjudicate"),
        f"{PROJECT_PREFIX}adjudicate/",
        adjudication,
        "scale",
        Section.WORK,
        roles=REVIEWING,
    ),
)
