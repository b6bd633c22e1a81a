"""Everything that was done in a project, newest first: who, what, when, on which thing, and what it changed.

Leads read all of it, others what they did themselves.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import Event, Project, Role, User
from annotations.queries import history as queries
from annotations.queries.history import Subject
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.listing import Filter, Listing, Sort
from annotations.web.page import PROJECT_PREFIX, Page, Title

WORDS: dict[str, Title] = {
    "project.created": gettext_lazy("started the project"),
    "project.changed": gettext_lazy("changed the rules of"),
    "project.trashed": gettext_lazy("moved to the trash"),
    "project.restored": gettext_lazy("restored"),
    "member.added": gettext_lazy("added"),
    "member.changed": gettext_lazy("changed the role of"),
    "member.removed": gettext_lazy("removed"),
    "member.limited": gettext_lazy("changed the limits of"),
    "member.trained": gettext_lazy("counted the training as passed for"),
    "person.invited": gettext_lazy("made an invitation to"),
    "person.renamed": gettext_lazy("changed their name"),
    "person.keys_chosen": gettext_lazy("chose their keys"),
    "person.mail_chosen": gettext_lazy("chose what comes by mail"),
    "person.changed": gettext_lazy("changed the account of"),
    "person.password_given": gettext_lazy("gave a new password to"),
    "guideline.published": gettext_lazy("published the guideline"),
    "labelset.cloned": gettext_lazy("copied the labels"),
    "labelset.edited": gettext_lazy("changed the labels"),
    "labelset.merged": gettext_lazy("merged labels of"),
    "labelset.parted": gettext_lazy("parted merged labels of"),
    "protocol.edited": gettext_lazy("changed the questions"),
    "import.started": gettext_lazy("brought files in:"),
    "import.checked": gettext_lazy("files were looked at:"),
    "import.requested": gettext_lazy("asked to store"),
    "import.stored": gettext_lazy("files were stored:"),
    "import.failed": gettext_lazy("an import failed:"),
    "import.cancelled": gettext_lazy("cancelled the import of"),
    "import.retried": gettext_lazy("tried the import again:"),
    "article.imported": gettext_lazy("imported"),
    "article.segmented": gettext_lazy("split"),
    "article.frozen": gettext_lazy("froze the split of"),
    "article.changed": gettext_lazy("changed places, priority or batch of"),
    "article.trashed": gettext_lazy("moved to the trash"),
    "article.restored": gettext_lazy("restored"),
    "batch.created": gettext_lazy("made the batch"),
    "batch.changed": gettext_lazy("changed the batch"),
    "batch.shared": gettext_lazy("changed somebody's share of the batch"),
    "split.edited": gettext_lazy("edited the split of"),
    "split.undone": gettext_lazy("undid an edit of the split of"),
    "split.redone": gettext_lazy("redid an edit of the split of"),
    "entity.created": gettext_lazy("added to the list of names"),
    "entity.pinned": gettext_lazy("changed the pinned targets:"),
    "assignment.taken": gettext_lazy("took"),
    "assignment.given": gettext_lazy("gave out"),
    "assignment.released": gettext_lazy("gave back"),
    "assignment.expired": gettext_lazy("the lease ran out of"),
    "assignment.submitted": gettext_lazy("handed in"),
    "assignment.returned": gettext_lazy("cut a statement anew; back to work went"),
    "known.asked": gettext_lazy("answers, so that others can be judged,"),
    "training.finished": gettext_lazy("finished the training:"),
    "annotation.revised": gettext_lazy("answered"),
    "review.ruled": gettext_lazy("the review rule was applied to"),
    "review.opened": gettext_lazy("began to review"),
    "review.answered_first": gettext_lazy("answered, before seeing the label,"),
    "review.decided": gettext_lazy("decided on"),
    "review.finished": gettext_lazy("finished the review of"),
    "review.replied": gettext_lazy("replied on"),
    "statement.settled": gettext_lazy("settled"),
    "agreement.asked": gettext_lazy("asked how far labels agree"),
    "agreement.measured": gettext_lazy("agreement was measured"),
    "agreement.failed": gettext_lazy("measuring agreement failed"),
    "agreement.cancelled": gettext_lazy("stopped measuring agreement"),
    "statement.decided": gettext_lazy("decided the gold answer of"),
    "statement.reopened": gettext_lazy("reopened"),
    "statement.asked_back": gettext_lazy("asked the annotators about"),
    "statement.approved": gettext_lazy("approved the gold answer of"),
    "review.undone": gettext_lazy("took back the review of"),
    "bulk.begun": gettext_lazy("did the same to many assignments:"),
    "bulk.undone": gettext_lazy("undid an act on many assignments:"),
    "comment.written": gettext_lazy("commented on"),
    "comment.resolved": gettext_lazy("resolved a conversation about"),
    "comment.reopened": gettext_lazy("opened a conversation again about"),
    "token.issued": gettext_lazy("made a token"),
    "token.revoked": gettext_lazy("revoked a token"),
    "dataset.exported": gettext_lazy("exported"),
    "dataset.restored": gettext_lazy("brought a dataset back:"),
    "dataset.asked": gettext_lazy("asked for a dataset as a file:"),
    "dataset.written": gettext_lazy("a dataset was written:"),
    "dataset.failed": gettext_lazy("writing a dataset failed:"),
    "dataset.discarded": gettext_lazy("discarded a dataset that was asked for as a file:"),
    "release.asked": gettext_lazy("asked for a release"),
    "release.published": gettext_lazy("published a release"),
    "release.failed": gettext_lazy("could not be given a release"),
    "release.withdrawn": gettext_lazy("withdrew a release"),
}
"""Every verb of ``workflow.events.VERBS`` in words that stand between a person and a thing."""
FIELDS: dict[str, Title] = {
    "seq": gettext_lazy("version"),
    "slot": gettext_lazy("place"),
    "is_active": gettext_lazy("active"),
    "n": gettext_lazy("annotators"),
    "display_name": gettext_lazy("name"),
    "pin": gettext_lazy("position"),
}
"""Fields whose names say little to people."""


DAYS: tuple[tuple[str, Title], ...] = (
    ("1", gettext_lazy("Today")),
    ("7", gettext_lazy("Last 7 days")),
    ("28", gettext_lazy("Last 28 days")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One event, ready to be drawn; ``changes`` are (what, before, after)."""

    event: Event
    words: Title
    subject: Subject | None
    changes: list[tuple[Title, str, str]]


def listing(user: User, project: Project, *, leads: bool) -> Listing:
    """The list of a project's events; leads narrow it to a person of the project, others read their own acts."""
    what = Filter("verb", gettext_lazy("What"), tuple(WORDS.items()), partial(by, "verb"))
    who = (Filter("person", gettext_lazy("Who"), queries.actors(user, project), partial(by, "actor")),) if leads else ()
    when = Filter("days", gettext_lazy("When"), DAYS, queries.of_last_days)
    return Listing(sorts=(Sort("newest", gettext_lazy("Newest first"), ("-at", "-id")),), filters=(what, *who, when))


def by(column: str, rows: QuerySet[Event], value: str) -> QuerySet[Event]:
    """Events with this value in one column."""
    return rows.filter(**{column: value})


def history(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show one page of the events; its number of queries depends on the kinds of things on it only."""
    user = access.visitor(request)
    leads = entry.role == Role.LEAD
    shown = listing(user, entry.project, leads=leads).show(request, queries.events(user, entry.project))
    about = queries.subjects(shown.rows)
    lines = [
        Line(
            event,
            WORDS.get(event.verb, event.verb),
            about.get((event.object_type, event.object_id)),
            changes(event.before, event.after),
        )
        for event in shown.rows
    ]
    context = {"project": entry.project, "shown": shown, "lines": lines, "leads": leads}
    return render(request, "annotations/history.html", context)


def changes(before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[tuple[Title, str, str]]:
    """What differs between two states, key by key; keys of other rows are left out, for the subject names them."""
    old, new = before or {}, after or {}
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    told = [(FIELDS.get(key, key), plain(old.get(key)), plain(new.get(key))) for key in keys]
    return [(key, was, now) for key, was, now in told if was or now]


def plain(value: Any) -> str:
    """A value in one short word or two; nothing for None, for keys of rows and for what is too deep to read."""
    if value is None or isinstance(value, dict | list) or is_key(str(value)):
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return queries.shortened(str(value), 60)


def is_key(text: str) -> bool:
    """Whether a text is the key of a row or a checksum: nothing that people read."""
    try:
        UUID(text)
    except ValueError:
        return len(text) == 64 and text.isalnum()
    return True


PAGES = (Page("history", gettext_lazy("History"), f"{PROJECT_PREFIX}history/", history, "clock"),)
