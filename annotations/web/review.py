"""One member's assignment under review: read in its article, decided statement by statement, handed back or accepted.

Every decision is one plain form. A script that asks with ``X-Fragment`` gets only what the decision changed.
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from annotations.models import Annotation, Assignment, AssignmentState, Revision
from annotations.models.project import REVIEWING
from annotations.queries import visibility
from annotations.queries.answers import ShownAnswers, names_in, show
from annotations.queries.protocols import protocol_in_force
from annotations.queries.review_page import Row, Sheet, reviewable, suggestions
from annotations.schemes.base import Protocol
from annotations.web import access, review_inbox
from annotations.web.access import ProjectAccess
from annotations.web.page import Page, Section
from annotations.web.review_draft import Draft, draft_from, seen_revision
from annotations.web.review_proposal import proposal
from annotations.web.review_screen import TABS, Problem, Screen, look, look_at, rows_of
from annotations.workflow.errors import Stale, WorkflowError
from annotations.workflow.review import accept_rest, decide, finish_review, open_review


def assignment_under_review(request: HttpRequest, entry: ProjectAccess, key: UUID) -> Assignment:
    """The project's handed-in assignment; 404 when there is none, 403 with a clear word for one's own."""
    user = access.visitor(request)
    work = access.found(reviewable(user).filter(article__project=entry.project), pk=key)
    if work.annotator_id == user.pk:
        raise PermissionDenied(_("Nobody reviews their own labels. A colleague will review this work of yours."))
    return work


@gzip_page
@require_GET
def review(request: HttpRequest, entry: ProjectAccess, assignment: UUID) -> HttpResponse:
    """Show the assignment, or one row of it to our script; looking holds nothing."""
    work = assignment_under_review(request, entry, assignment)
    number = number_from(request.GET.get("row", ""))
    if wants_fragment(request):
        screen = look_at(request, work, number)
        row = screen.sheet.row(number) if number else None
        return one_row(request, screen, row) if row else to_page(request, work)
    return page(request, look(request, work, number))


def page(request: HttpRequest, screen: Screen, status: int = 200) -> HttpResponse:
    """The whole page."""
    tab = request.GET.get("show", "all")
    tab = tab if tab in TABS else "all"
    rows = [screen.view(row) for row in rows_of(screen.sheet, tab)]
    context = screen.context(tab) | {"rows": rows, "names": suggestions(screen.work.article)}
    return render(request, "annotations/review.html", context, status=status)


def number_from(text: str) -> int:
    """A row's number from an address; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


@require_POST
def decide_one(request: HttpRequest, entry: ProjectAccess, assignment: UUID, annotation: UUID) -> HttpResponse:
    """Decide about one label; answers with the changed row for a script, with the next open row otherwise."""
    work = assignment_under_review(request, entry, assignment)
    user = access.visitor(request)
    label = access.found(visibility.annotations(user).filter(assignment=work).select_related("head"), pk=annotation)
    scheme = protocol_in_force(entry.project).scheme
    draft = draft_from(request.POST, scheme)
    try:
        decide(
            actor=user,
            annotation=label,
            seen=seen_revision(request.POST),
            decision=draft.decision,
            reason=draft.reason,
            comment=draft.comment,
            proposed=proposal(draft, scheme, answers_of(label.head, scheme), entry.project),
            about=draft.about,
        )
    except WorkflowError as error:
        return refused(request, entry, label, draft, error)
    return answered(request, entry, label)


def answers_of(revision: Revision | None, scheme: Protocol) -> ShownAnswers:
    """A revision's answers, ready to be drawn."""
    body = revision.answers if revision else {}
    return show(body, scheme, names_in([body]))


def refused(
    request: HttpRequest, entry: ProjectAccess, label: Annotation, draft: Draft, error: WorkflowError
) -> HttpResponse:
    """The same row again with what was typed; for a label that has changed, with both versions."""
    work = assignment_under_review(request, entry, label.assignment_id)
    screen = look(request, work)
    number = number_of(screen.sheet, label)
    row = screen.sheet.row(number)
    shows = isinstance(error, Stale) and row is not None and not row.is_hidden
    looked_at = label.revisions.filter(pk=seen_revision(request.POST)).first() if shows else None
    problem = Problem(error, number, draft, answers_of(looked_at, screen.scheme) if looked_at else None)
    again = Screen(request, work, screen.scheme, screen.sheet, problem, number)
    return fragment(request, again, number, 409) if wants_fragment(request) else page(request, again, 409)


def answered(request: HttpRequest, entry: ProjectAccess, label: Annotation) -> HttpResponse:
    """What a decision changed, or the way to the next row."""
    work = assignment_under_review(request, entry, label.assignment_id)
    screen = look(request, work)
    number = number_of(screen.sheet, label)
    if wants_fragment(request):
        return fragment(request, screen, number)
    following = next((row.number for row in screen.sheet.undecided if row.number > number), screen.current)
    return to_page(request, work, following)


def number_of(whole: Sheet, label: Annotation) -> int:
    """The number of the label's row; 0 where it has none any more."""
    return next((row.number for row in whole.rows if row.annotation and row.annotation.pk == label.pk), 0)


def wants_fragment(request: HttpRequest) -> bool:
    """Whether our script asks, which replaces parts of the page itself."""
    return request.headers.get("X-Fragment") == "1"


def one_row(request: HttpRequest, screen: Screen, row: Row) -> HttpResponse:
    """The row as it is now, with its form."""
    context = screen.row_context(request.GET.get("show", "all"))
    context |= {"view": screen.view(row, with_form=True), "row_only": True}
    return render(request, "annotations/_review_update.html", context)


def fragment(request: HttpRequest, screen: Screen, number: int, status: int = 200) -> HttpResponse:
    """After an act: the row as it is now, the head and the side panel."""
    row = screen.sheet.row(number)
    view = screen.view(row, with_form=True) if row else None
    context = screen.context(request.GET.get("show", "all")) | {"view": view}
    return render(request, "annotations/_review_update.html", context, status=status)


def to_page(request: HttpRequest, work: Assignment, number: int = 0) -> HttpResponse:
    """Back to the page, at a row."""
    kept = {key: value for key in ("show", "others") if (value := request.GET.get(key))}
    address = reverse("web:review-assignment", kwargs={"project": work.article.project.slug, "assignment": work.pk})
    query = urlencode(kept | ({"row": str(number)} if number else {}))
    return redirect(f"{address}{f'?{query}' if query else ''}{f'#r-{number}' if number else ''}")


@require_POST
def start(request: HttpRequest, entry: ProjectAccess, assignment: UUID) -> HttpResponse:
    """Hold the review, so that nobody else decides meanwhile."""
    work = assignment_under_review(request, entry, assignment)
    try:
        open_review(actor=access.visitor(request), assignment=work)
    except WorkflowError as error:
        messages.error(request, error.message)
    return to_page(request, work)


@require_POST
def accept_others(request: HttpRequest, entry: ProjectAccess, assignment: UUID) -> HttpResponse:
    """Accept every label that has no decision yet, as the reviewer saw it."""
    work = assignment_under_review(request, entry, assignment)
    seen = dict(pair for text in request.POST.getlist("seen") if (pair := two_keys(text)))
    try:
        count = accept_rest(actor=access.visitor(request), assignment=work, seen=seen)
    except WorkflowError as error:
        return page(request, look(request, work, problem=Problem(error)), 409)
    messages.success(request, ngettext("%d more label accepted.", "%d more labels accepted.", count) % count)
    return to_page(request, work)


def two_keys(text: str) -> tuple[UUID, UUID] | None:
    """``annotation:revision`` as two keys; None for anything else."""
    try:
        left, right = (UUID(part) for part in text.split(":"))
    except ValueError:
        return None
    return left, right


@require_POST
def finish(request: HttpRequest, entry: ProjectAccess, assignment: UUID) -> HttpResponse:
    """End the round and go back to the inbox."""
    work = assignment_under_review(request, entry, assignment)
    try:
        done = finish_review(actor=access.visitor(request), assignment=work)
    except WorkflowError as error:
        return page(request, look(request, work, problem=Problem(error)), 409)
    if done.state == AssignmentState.RETURNED:
        messages.success(request, _("Returned to %(member)s, with your reasons.") % {"member": work.annotator})
    else:
        messages.success(request, _("Accepted: the review of %(member)s is done.") % {"member": work.annotator})
    return redirect("web:review", project=entry.project.slug)


ROUTE = "projects/<slug:project>/review/<uuid:assignment>/"


def act(key: str, title: Any, tail: str, view: Any) -> Page:
    """A page below the review of one assignment."""
    return Page(key, title, ROUTE + tail, view, "review", Section.WORK, roles=REVIEWING, in_menu=False, parent="review")


PAGES = (
    *review_inbox.PAGES,
    act("review-assignment", gettext_lazy("Review"), "", review),
    act("review-start", gettext_lazy("Start review"), "start/", start),
    act("review-decide", gettext_lazy("Decide"), "decide/<uuid:annotation>/", decide_one),
    act("review-accept-rest", gettext_lazy("Accept the rest"), "accept-rest/", accept_others),
    act("review-finish", gettext_lazy("Submit review"), "finish/", finish),
)
