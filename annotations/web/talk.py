"""What the panel of conversations about a statement shows; pages include ``annotations/_talk.html`` with it."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from annotations.models import CommentThread, Statement, User
from annotations.models.project import ANNOTATING, READING_LABELS, REVIEWING
from annotations.queries import visibility
from annotations.queries.comments import callable_into, members, present_in, threads_of
from annotations.queries.review_page import REVIEWABLE
from annotations.web.access import ProjectAccess
from annotations.workflow.errors import WorkflowError


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed that was refused, and why; ``thread`` is empty for a new conversation."""

    error: WorkflowError
    thread: str = ""
    body: str = ""
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A thread as it is drawn: whom its form may call, and whether the visitor may end it."""

    thread: CommentThread
    people: list[User]
    may_end: bool
    typed: Typed | None = None
    fresh: uuid.UUID = field(default_factory=uuid.uuid4)


def panel(user: User, entry: ProjectAccess, statement: Statement, typed: Typed | None = None) -> dict[str, Any]:
    """The panel's context: at most four queries, however much was said."""
    threads = threads_of(user, statement)
    comments = entry.role in ANNOTATING
    people = members(user, entry.project) if comments else []

    def view(thread: CommentThread) -> ThreadView:
        may_end = entry.role in REVIEWING or (comments and thread.started_by_id == user.pk)
        called = callable_into(entry.project, people, user, present_in(thread))
        return ThreadView(thread, called, may_end, typed if typed and typed.thread == str(thread.pk) else None)

    return {
        "threads": [view(thread) for thread in threads],
        "open_count": sum(not thread.is_resolved for thread in threads),
        "comments": comments,
        "may_call": callable_into(entry.project, people, user, ()),
        "fresh": uuid.uuid4(),
        "typed": typed,
        "reads_all": entry.role in READING_LABELS,
        "talk_action": reverse("web:comments", kwargs={"project": entry.project.slug, "statement": statement.pk}),
    }


@dataclass(frozen=True, slots=True)
class Jump:
    """A page on which the statement stands, and its place there."""

    words: str
    href: str


def jumps(user: User, entry: ProjectAccess, statement: Statement, number: int) -> list[Jump]:
    """Where the person may read the statement: article, own workbench, reviews of it, adjudication (one query)."""
    slug = entry.project.slug
    found = [
        Jump(_("Its story"), _address("statement", slug, statement=statement.pk)),
        Jump(_("Article"), f"{_address('article', slug, article=statement.article_id)}#{statement.pk}"),
    ]
    if number:
        rows = visibility.assignments(user).filter(article=statement.article_id).select_related("annotator")
        for work in rows.order_by("created_at"):
            if work.annotator_id == user.pk:
                place = reverse("web:workbench", kwargs={"assignment": work.pk})
                found.append(Jump(_("Workbench"), f"{place}?s={number}#s{number}"))
            elif entry.role in REVIEWING and work.state in REVIEWABLE:
                place = _address("review-assignment", slug, assignment=work.pk)
                words = _("Review of %(name)s") % {"name": work.annotator}
                found.append(Jump(words, f"{place}?row={number}#r-{number}"))
    if entry.role in REVIEWING:
        found.append(Jump(_("Adjudication"), _address("adjudicate-statement", slug, statement=statement.pk)))
    return found


def _address(key: str, slug: str, **rest: Any) -> str:
    return reverse(f"web:{key}", kwargs={"project": slug, **rest})
