"""One contested statement: who answered what, in its article, and the form that decides it.

Everything is a link or a plain form; a script only lends them keys.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from annotations.models import Statement
from annotations.models.project import REVIEWING
from annotations.queries import visibility
from annotations.queries.adjudication import MOST_CONTESTED, next_to_decide, queue
from annotations.queries.comments import open_threads
from annotations.queries.docket import docket, labelled_it
from annotations.queries.gold import is_publishable, people_behind
from annotations.queries.neighbours import around
from annotations.queries.review_page import suggestions
from annotations.queries.sides import Sides, as_seen, sides
from annotations.queries.workbench import direction
from annotations.web import access, adjudication, workbench_words
from annotations.web.access import ProjectAccess
from annotations.web.acts import as_keys, ticked_keys
from annotations.web.gold_draft import body_of, gold_form, opening, sent
from annotations.web.page import Page, Section
from annotations.web.review_draft import Draft
from annotations.workflow.approve_gold import approve_gold
from annotations.workflow.ask_back import ask_back
from annotations.workflow.decide_gold import decide_gold, reopen_gold
from annotations.workflow.errors import Stale, WorkflowError

LISTED = 20
"""So many of the queue stand beside the statement."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An act that was refused, with what was typed; ``basis`` are the revisions that had been looked at."""

    error: WorkflowError
    draft: Draft | None = None
    rationale: str = ""
    comment: str = ""
    too_vague: bool = False
    basis: tuple[UUID, ...] = ()


def statement_of(request: HttpRequest, entry: ProjectAccess, key: UUID) -> Statement:
    """A statement of the project whose gold the visitor may read, or 404."""
    rows = visibility.judged_statements(access.visitor(request)).filter(article__project=entry.project)
    return access.found(rows.select_related("article__project", "speaker"), pk=key)


@gzip_page
@require_GET
def adjudicate(request: HttpRequest, entry: ProjectAccess, statement: UUID) -> HttpResponse:
    """Show one statement; ``?take=<n>`` opens the form with the answers of side n, ``?names=`` shows or hides who."""
    return page(request, entry, statement_of(request, entry, statement))


def page(request: HttpRequest, entry: ProjectAccess, statement: Statement, refused: Refused | None = None) -> Any:
    """The whole page, after a refusal with what was typed."""
    user, found = access.visitor(request), docket(statement)
    beside = sides(found)
    newest = found.newest
    taken = request.GET.get("take", "")
    draft = (refused and refused.draft) or opening(
        beside, int(taken) if taken.isdecimal() and len(taken) < 3 else 0, newest.answers if newest else None
    )
    names = request.GET.get("names", "hide" if entry.project.blind else "show")
    may_decide = not (entry.project.third_person_adjudicates and labelled_it(user, statement))
    listed = queue(user, entry.project).order_by(*MOST_CONTESTED)[:LISTED]
    waiting = list(listed)
    keys = [row.statement_id for row in waiting]
    at = keys.index(statement.pk) if statement.pk in keys else -1
    context = {
        "project": entry.project,
        "statement": statement,
        "article": statement.article,
        "direction": direction(statement.article.language),
        "around": around(statement),
        "docket": found,
        "beside": beside,
        "newest": newest,
        "stood_behind": people_behind(newest) if newest else 0,
        "is_mine": newest is not None and newest.decided_by_id == user.pk,
        "is_decided": newest is not None and not newest.is_open,
        "may_decide": may_decide,
        "named": names == "show",
        "form": gold_form(
            draft,
            beside,
            refused.rationale if refused else newest.rationale if newest and not newest.is_open else "",
            too_vague=refused.too_vague if refused else bool(newest and newest.too_vague),
        ),
        "names": suggestions(statement.article),
        "words": workbench_words.everything(),
        "may_be_published": newest is not None and is_publishable(newest, entry.project),
        "taken": int(taken) if taken.isdecimal() and len(taken) < 3 else 0,
        "open_threads": open_threads(user, statement.article),
        "refused": refused,
        "had_seen": as_seen(statement, refused.basis, found.force) if refused else [],
        "waiting": [(row, adjudication.marks_of(row, found.force.scheme)) for row in waiting],
        "previous": keys[at - 1] if at > 0 else None,
        "following": keys[at + 1] if at + 1 < len(keys) else None,
    }
    status = 200 if refused is None else 412 if isinstance(refused.error, Stale) else 409
    return render(request, "annotations/adjudicate.html", context, status=status)


@require_POST
def decide(request: HttpRequest, entry: ProjectAccess, statement: UUID) -> HttpResponse:
    """Decide, and go on with the next statement."""
    row = statement_of(request, entry, statement)
    beside = sides(docket(row))
    draft, data = sent(request.POST, beside), request.POST
    rationale, too_vague = data.get("rationale", ""), "too_vague" in data
    try:
        made = decide_gold(
            actor=access.visitor(request),
            statement=row,
            seen=data.get("seen", ""),
            answers=None if too_vague else body_of(draft, beside, entry.project),
            too_vague=too_vague,
            rationale=rationale,
        )
    except WorkflowError as error:
        basis = looked_at(request, beside) if isinstance(error, Stale) else ()
        return page(request, entry, row, Refused(error, draft, rationale, too_vague=too_vague, basis=basis))
    words = _("Decided; some questions are still open.") if made.is_open else _("The gold answer is set.")
    messages.success(request, words)
    return onward(request, entry, row)


def looked_at(request: HttpRequest, beside: Sides) -> tuple[UUID, ...]:
    """The revisions that the form was about and that are no longer what counts."""
    now = {ballot.revision_id for ballot in beside.docket.ballots}
    return tuple(key for key in as_keys(request.POST.getlist("basis")) if key not in now)


@require_POST
def ask(request: HttpRequest, entry: ProjectAccess, statement: UUID) -> HttpResponse:
    """Return the labels to the ticked annotators (all, if none is ticked) with a word, and go on with the next."""
    row = statement_of(request, entry, statement)
    comment = request.POST.get("comment", "")
    asked = ticked_keys(request) or None
    try:
        returned = ask_back(
            actor=access.visitor(request),
            statement=row,
            seen=request.POST.get("seen", ""),
            comment=comment,
            annotators=asked,
        )
    except WorkflowError as error:
        return page(request, entry, row, Refused(error, comment=comment))
    words = ngettext(
        "Asked back: %(n)d label is with its annotator.",
        "Asked back: %(n)d labels are with their annotators.",
        len(returned),
    )
    messages.success(request, words % {"n": len(returned)})
    return onward(request, entry, row)


@require_POST
def reopen(request: HttpRequest, entry: ProjectAccess, statement: UUID) -> HttpResponse:
    """Open a decided statement again."""
    row = statement_of(request, entry, statement)
    given = {"seen": request.POST.get("seen", ""), "rationale": request.POST.get("rationale", "")}
    try:
        reopen_gold(actor=access.visitor(request), statement=row, **given)
    except WorkflowError as error:
        return page(request, entry, row, Refused(error))
    messages.success(request, _("Open again. What was decided stays in the history."))
    return redirect(address(entry, row.pk))


@require_POST
def approve(request: HttpRequest, entry: ProjectAccess, statement: UUID) -> HttpResponse:
    """Stand behind the gold answer."""
    row = statement_of(request, entry, statement)
    try:
        approve_gold(actor=access.visitor(request), statement=row, seen=request.POST.get("seen", ""))
    except WorkflowError as error:
        return page(request, entry, row, Refused(error))
    messages.success(request, _("You stand behind this answer now."))
    return redirect(address(entry, row.pk))


def onward(request: HttpRequest, entry: ProjectAccess, done: Statement) -> HttpResponse:
    """To the statement that comes next, or back to the queue when nothing waits."""
    following = next_to_decide(access.visitor(request), entry.project, done.pk)
    if following is None:
        return redirect("web:adjudicate", project=entry.project.slug)
    names = request.GET.get("names", "")
    return redirect(address(entry, following) + (f"?{urlencode({'names': names})}" if names else ""))


def address(entry: ProjectAccess, key: UUID) -> str:
    """The page of a statement."""
    return reverse("web:adjudicate-statement", kwargs={"project": entry.project.slug, "statement": key})


ROUTE = "projects/<slug:project>/adjudicate/<uuid:statement>/"


def _act(key: str, title: Any, tail: str, view: Any) -> Page:
    return Page(
        key, title, ROUTE + tail, view, "scale", Section.WORK, roles=REVIEWING, in_menu=False, parent="adjudicate"
    )


PAGES = (
    *adjudication.PAGES,
    _act("adjudicate-statement", gettext_lazy("Adjudicate"), "", adjudicate),
    _act("adjudicate-decide", gettext_lazy("Decide"), "decide/", decide),
    _act("adjudicate-ask", gettext_lazy("Ask back"), "ask-back/", ask),
    _act("adjudicate-reopen", gettext_lazy("Open again"), "reopen/", reopen),
    _act("adjudicate-approve", gettext_lazy("Approve"), "approve/", approve),
)
