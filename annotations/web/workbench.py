"""The workbench: one's own assignment statement by statement, and the way to the next one."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.dateparse import parse_date
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from annotations.models import Assignment, User
from annotations.models.project import ANNOTATING
from annotations.queries import visibility
from annotations.queries.comments import open_threads
from annotations.queries.next_work import next_work
from annotations.queries.still_missing import still_missing
from annotations.queries.workbench import Payload, assignment_payload
from annotations.schemes.completeness import Missing
from annotations.web import access, keys, workbench_words
from annotations.web import workbench_card as card
from annotations.web import workbench_questions as card_questions
from annotations.web.access import ProjectAccess
from annotations.web.article_view import turns
from annotations.web.page import Page, Section
from annotations.web.workbench_form import read_body, read_id, read_number
from annotations.workflow.annotate import save_revision, submit
from annotations.workflow.assign import take_next
from annotations.workflow.errors import WorkflowError
from annotations.workflow.reply import reply
from factcheck.compiled import Compiled

AHEAD_SECONDS = 12 * 60 * 60
"""How long an article that was fetched ahead may be opened without a network; with one, the script fetches it anew."""
TOLD = ("id", "number", "quote_type", "claims", "relations", "is_duplicate_of")
"""What the script is told of a statement."""


def _own(user: UUID, assignment: UUID) -> QuerySet[Assignment]:
    mine = visibility.assignments(User(pk=user)).filter(annotator=user, pk=assignment)
    return mine.select_related("article__project", "annotator")


OWN = Compiled(_own, "uuid", "uuid")


def own_assignment(request: HttpRequest, assignment: UUID) -> Assignment:
    """One of the visitor's own assignments in a project where they label; 404 for everybody else's."""
    row = access.only(OWN.rows(access.visitor(request).pk, assignment))
    access.project_for(request, row.article.project.slug, ANNOTATING)
    return row


@gzip_page
@require_GET
def workbench(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """The article with its statements, and the card of one of them (``?s=`` its number).

    An article whose last statement was taken away after it was given out has a page of its own.
    Under ``?ahead`` the browser may keep it: the script fetches the next article so, and opens it without a wait.
    """
    row = own_assignment(request, assignment)
    payload = assignment_payload(row)
    if not card.asked(payload):
        context = {"payload": payload, "mode": card.mode(payload)}
        return render(request, "annotations/workbench_empty.html", context)
    current = card.current_statement(payload, request.GET.get("s"))
    missing = still_missing(row, UUID(current["id"]))
    talks = open_threads(access.visitor(request), row.article)
    own_keys = keys.of(request.user, card.answer_keys(payload))
    context = page_context(payload, current, missing) | {"keys": own_keys, "open_threads": talks}
    response = render(request, "annotations/workbench.html", context)
    if "ahead" in request.GET:
        patch_cache_control(response, private=True, max_age=AHEAD_SECONDS)
        patch_vary_headers(response, ["Cookie"])
    return response


def page_context(payload: Payload, current: card.Row, missing: Sequence[Missing] = ()) -> dict[str, Any]:
    """What the templates and the script need; ``missing`` is what the answers on ``current`` lack."""
    marks = {mark.id: mark for mark in card.marks(payload, current)}
    questions = card_questions.questions(payload, current, missing)
    waiting = [row for row in card.asked(payload) if card.is_open(payload, row)]
    return {
        "payload": payload,
        "script": for_script(payload),
        "words": workbench_words.everything(),
        "mode": card.mode(payload),
        "article": payload["article"],
        "published": parse_date(payload["article"]["published_at"] or ""),
        "language": language_name(payload["article"]["language"]),
        "turns": turns(payload["article"], payload["statements"], marks),
        "marks": list(marks.values()),
        "current": current,
        "kept": payload["annotations"].get(current["id"]),
        "answers": card.answers_of(payload, current),
        "leads": card.leads(payload, current),
        "earlier": card.earlier_line(payload, current),
        "review": payload["reviews"].get(current["id"]),
        "review_line": card.review_line(payload, current),
        "questions": questions,
        "parts": card_questions.parts(questions),
        "evidence_rows": card_questions.evidence_rows(payload, current),
        "check_rows": card_questions.check_rows(payload, current),
        "rows": card.stance_rows(payload, current),
        "blank_row": card.BLANK_ROW,
        "holders": card.holders(payload),
        "targets": card.targets(payload, current),
        "waiting": waiting,
        "total": len(marks),
        "done": sum(card.is_answered(payload, row) for row in card.asked(payload)),
        "quote_kinds": ("direct", "indirect", "mixed", "author"),
        "revision": uuid.uuid4(),
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
    }


def for_script(payload: Payload) -> Payload:
    """What the script needs to know of a payload; the article's words stand on the page and do not travel twice.

    Of a statement goes only what there is to say, and of its speaker the key: state.js has the others.
    """
    article = {name: value for name, value in payload["article"].items() if name not in ("text", "paragraphs")}
    about = {entity["id"]: entity["description"] for entity in payload["entities"]}
    statements = [_told(row, about) for row in card.asked(payload)]
    return {**payload, "article": article, "statements": statements}


def _told(row: card.Row, about: Mapping[str, str]) -> card.Row:
    told = {name: row[name] for name in TOLD if row[name]}
    if speaker := row["speaker"]:
        told["speaker"] = speaker["id"]
        if speaker["description"] != about[speaker["id"]]:
            told["role"] = speaker["description"]
    return told


def language_name(code: str) -> str:
    """The name of an article's language, or its code where the name is not known."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


@require_POST
def answer(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """Save the plain form; its hidden revision id makes sending it twice harmless."""
    row = own_assignment(request, assignment)
    number = request.POST.get("s", "")
    try:
        statement = access.found(
            visibility.statements(access.visitor(request)).filter(article=row.article_id),
            pk=read_id(request.POST, "statement"),
        )
        saved = save_revision(
            actor=access.visitor(request),
            assignment=row,
            statement=statement,
            revision_id=read_id(request.POST, "revision"),
            base_seq=read_number(request.POST, "base_seq"),
            body=read_body(request.POST, assignment_payload(row)),
        )
    except WorkflowError as error:
        messages.error(request, error.message)
        return to_statement(row, number)
    if not saved.revision.is_complete:
        messages.warning(request, _("Saved. A required question of this statement is still open."))
        return to_statement(row, number)
    return to_statement(row)


def to_statement(row: Assignment, number: str = "") -> HttpResponse:
    """Back to the workbench: at that statement, else at the first one that waits."""
    response = redirect("web:workbench", assignment=row.pk)
    if number.isascii() and number.isdigit():
        response["Location"] += f"?s={number}#s{number}"
    return response


@require_POST
def hand_in(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """Hand the assignment in."""
    row = own_assignment(request, assignment)
    try:
        submit(actor=access.visitor(request), assignment=row)
    except WorkflowError as error:
        messages.error(request, error.message)
    return to_statement(row)


@require_POST
def answer_review(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """Answer a returned label: take the proposal, keep it and say why, or change it."""
    row = own_assignment(request, assignment)
    user = access.visitor(request)
    action = request.POST.get("action", "")
    try:
        review = access.found(visibility.reviews(user).filter(assignment=row), pk=read_id(request.POST, "review"))
        reply(
            actor=user,
            review=review,
            action=action,
            revision_id=read_id(request.POST, "revision"),
            comment=request.POST.get("comment", ""),
            body=read_body(request.POST, assignment_payload(row)) if action == "changed" else None,
        )
    except WorkflowError as error:
        messages.error(request, error.message)
        return to_statement(row, request.POST.get("s", ""))
    return to_statement(row)


@require_http_methods(["GET", "POST"])
def next_page(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show which article comes next; a POST takes it and opens it."""
    user = access.visitor(request)
    if request.method == "POST":
        try:
            taken = take_next(actor=user, project=entry.project)
        except WorkflowError as error:
            messages.error(request, error.message)
        else:
            if taken is not None:
                return redirect("web:workbench", assignment=taken.pk)
    context = {"project": entry.project, "next": next_work(user, entry.project)}
    return render(request, "annotations/work_next.html", context)


PAGES = (
    Page(
        "work-next",
        gettext_lazy("Next article"),
        "projects/<slug:project>/queue/next/",
        next_page,
        "work",
        Section.WORK,
        roles=ANNOTATING,
        in_menu=False,
        parent="home",
    ),
    Page(
        "workbench",
        gettext_lazy("Workbench"),
        "assignments/<uuid:assignment>/",
        workbench,
        "work",
        Section.WORK,
        in_menu=False,
        parent="home",
    ),
    Page(
        "workbench-answer",
        gettext_lazy("Save"),
        "assignments/<uuid:assignment>/answer/",
        answer,
        section=Section.WORK,
        in_menu=False,
    ),
    Page(
        "workbench-submit",
        gettext_lazy("Hand in"),
        "assignments/<uuid:assignment>/submit/",
        hand_in,
        section=Section.WORK,
        in_menu=False,
    ),
    Page(
        "workbench-reply",
        gettext_lazy("Answer a review"),
        "assignments/<uuid:assignment>/reply/",
        answer_review,
        section=Section.WORK,
        in_menu=False,
    ),
)
