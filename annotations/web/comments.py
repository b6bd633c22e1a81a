"""Conversations about a statement: the panel that other pages open, and what its forms post."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from annotations.models import Comment, CommentThread, Statement
from annotations.queries import visibility
from annotations.queries.neighbours import number_of
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.acts import as_keys
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.web.statement import page as story_page
from annotations.web.statement import statement_of
from annotations.web.talk import Typed, jumps, panel
from annotations.workflow.comments import answer_thread, reopen_thread, resolve_thread, start_thread
from annotations.workflow.errors import Invalid, WorkflowError

ENDS = {"resolve": resolve_thread, "reopen": reopen_thread}


@require_http_methods(["GET", "POST"])
def comments(request: HttpRequest, entry: ProjectAccess, statement: UUID) -> HttpResponseBase:
    """Our script gets the panel; a browser without it the statement's story, where the panel stands."""
    row = statement_of(request, entry, statement)
    if request.method == "POST":
        return act_on(request, entry, row)
    return fragment(request, entry, row) if wants_fragment(request) else redirect(story(row, "#comments"))


def wants_fragment(request: HttpRequest) -> bool:
    """Whether our script asks."""
    return request.headers.get("X-Fragment") == "1"


def story(row: Statement, place: str) -> str:
    """A place on the page of a statement."""
    slug = row.article.project.slug
    return reverse("web:statement", kwargs={"project": slug, "statement": row.pk}) + place


def fragment(
    request: HttpRequest, entry: ProjectAccess, row: Statement, typed: Typed | None = None, **more: Any
) -> HttpResponse:
    """The panel alone, with the ways to the statement on other pages."""
    user, number = access.visitor(request), number_of(row)
    context = panel(user, entry, row, typed) | {
        "project": entry.project,
        "statement": row,
        "number": number,
        "jumps": jumps(user, entry, row, number),
    }
    return render(request, "annotations/_talk.html", context | more, status=409 if typed else 200)


def act_on(request: HttpRequest, entry: ProjectAccess, row: Statement) -> HttpResponseBase:
    """Do what was posted: say something (``say``), or end a conversation and open it again."""
    try:
        said = said_of(request, row)
    except WorkflowError as error:
        typed = Typed(
            error,
            request.POST.get("thread", ""),
            request.POST.get("body", ""),
            tuple(request.POST.getlist("mention")),
        )
        again = fragment if wants_fragment(request) else story_page
        return again(request, entry, row, typed)
    if wants_fragment(request):
        return fragment(request, entry, row, said=said)
    return redirect(story(row, f"#c-{said.pk}" if isinstance(said, Comment) else "#comments"))


def said_of(request: HttpRequest, row: Statement) -> Comment | CommentThread:
    """The new comment, or the thread that was ended or opened again."""
    user, data = access.visitor(request), request.POST
    thread = thread_of(request, row) if data.get("thread") else None
    if data.get("act") in ENDS:
        if thread is None:
            raise Invalid("thread", "", "is needed")
        return ENDS[data["act"]](actor=user, thread=thread)
    keys = as_keys([data.get("id", "")])
    if not keys:
        raise Invalid("id", data.get("id", ""), "is not the id of a comment")
    said: dict[str, Any] = {"actor": user, "comment_id": keys[0], "body": data.get("body", "").replace("\r\n", "\n")}
    called = as_keys(data.getlist("mention"))
    if thread is None:
        return start_thread(statement=row, mentions=called, **said)
    return answer_thread(thread=thread, mentions=called, **said)


def thread_of(request: HttpRequest, row: Statement) -> CommentThread:
    """The posted thread of the statement, or 404."""
    keys = as_keys([request.POST.get("thread", "")])
    rows = visibility.threads(access.visitor(request)).filter(statement=row)
    return access.found(rows.select_related("statement__article__project"), pk__in=keys)


PAGES = (
    Page(
        "comments",
        gettext_lazy("Conversations"),
        f"{PROJECT_PREFIX}statements/<uuid:statement>/comments/",
        comments,
        in_menu=False,
        parent="articles",
    ),
)
