"""The reviewer's inbox: handed-in assignments of a project, by age, member or disagreement."""

from datetime import timedelta
from uuid import uuid4

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from annotations.models import Project, ReasonCode, ReviewChoice, ReviewMode, User
from annotations.models.project import REVIEWING
from annotations.queries.protocols import protocol_in_force
from annotations.queries.review_inbox import figures, inbox, members_with_work, pending_count, waiting_count
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.listing import SHORT_COUNT, Filter, Listing, Rows, Sort
from annotations.web.page import Page, Section

OLD = timedelta(days=3)


def search(rows: Rows, text: str) -> Rows:
    """Rows whose article or member is called like that."""
    return rows.filter(Q(article__title__icontains=text) | Q(annotator__display_name__icontains=text))


def by_state(rows: Rows, value: str) -> Rows:
    """Rows with flags, with open talk, that came back, that nobody else holds, or old ones; pending ones are so."""
    if value == "flagged":
        return rows.filter(flags__gt=0)
    if value == "talks":
        return rows.filter(talks__gt=0)
    if value == "again":
        return rows.filter(round__gt=1)
    if value == "free":
        return rows.filter(is_held=False)
    if value == "pending":
        return rows
    return rows.filter(submitted_at__lte=timezone.now() - OLD)


STATES = (
    ("free", _("Nobody is on it")),
    ("flagged", _("Has flags")),
    ("talks", _("Has open comments")),
    ("again", _("Came back")),
    ("old", _("Older than three days")),
)
PENDING = ("pending", _("Waits for others’ labels"))


def listing(user: User, project: Project, choice: ReviewChoice) -> Listing:
    """How the inbox behaves; the members to choose from are those with work in it (one query)."""
    members = [(str(key), name) for key, name in members_with_work(user, project, choice)]
    states = (*STATES, PENDING) if project.review_mode == ReviewMode.DISAGREEMENTS else STATES
    return Listing(
        sorts=(
            Sort("age", _("Oldest first"), ("submitted_at",)),
            Sort("differing", _("Most disagreement first"), ("-differing", "submitted_at")),
            Sort("member", _("By member"), ("annotator__display_name", "submitted_at")),
        ),
        filters=(
            Filter("member", _("Member"), members, lambda rows, value: rows.filter(annotator=value)),
            Filter("state", _("Only"), states, by_state),
        ),
        search=search,
        count_limit=SHORT_COUNT,
    )


@require_GET
def review_inbox(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show what waits for review in the project, never one's own."""
    user = access.visitor(request)
    project = entry.project
    scheme = protocol_in_force(project).scheme
    choice = ReviewChoice.PENDING if request.GET.get("state") == PENDING[0] else ReviewChoice.CHOSEN
    shown = listing(user, project, choice).show(request, inbox(user, project, scheme, choice))
    agreement = figures(shown.rows, scheme)
    rows = [(row, agreement.get(row.pk)) for row in shown.rows]
    context = {
        "project": project,
        "shown": shown,
        "rows": rows,
        "bulk_id": uuid4(),
        "bulk_reasons": ReasonCode.choices,
        "old": timezone.now() - OLD,
        "pending": pending_count(user, project) if choice == ReviewChoice.CHOSEN else 0,
    }
    return render(request, "annotations/review_inbox.html", context)


PAGES = (
    Page(
        "review",
        _("Review"),
        "projects/<slug:project>/review/",
        review_inbox,
        "review",
        Section.WORK,
        roles=REVIEWING,
        badge=waiting_count,
        hot=True,
    ),
)
