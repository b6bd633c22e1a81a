"""The reviewer's inbox: handed-in assignments of a project, by age, member or disagreement."""

from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from annotations.models import Project, User
from annotations.models.project import REVIEWING
from annotations.queries.review_inbox import agreements, inbox, members_with_work, waiting_count
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.listing import Filter, Listing, Rows, Sort
from annotations.web.page import Page, Section

OLD = timedelta(days=3)


def search(rows: Rows, text: str) -> Rows:
    """Rows whose article or member is called like that."""
    return rows.filter(Q(article__title__icontains=text) | Q(annotator__display_name__icontains=text))


def by_state(rows: Rows, value: str) -> Rows:
    """Rows with flags, rows that came back, rows that nobody else holds, or old ones."""
    if value == "flagged":
        return rows.filter(flags__gt=0)
    if value == "again":
        return rows.filter(round__gt=1)
    if value == "free":
        return rows.filter(is_held=False)
    return rows.filter(submitted_at__lte=timezone.now() - OLD)


STATES = (
    ("free", _("Nobody is on it")),
    ("flagged", _("Has flags")),
    ("again", _("Came back")),
    ("old", _("Older than three days")),
)


def listing(user: User, project: Project) -> Listing:
    """How the inbox behaves; the members to choose from are those with work in it (one query)."""
    members = [(str(key), name) for key, name in members_with_work(user, project)]
    return Listing(
        sorts=(
            Sort("age", _("Oldest first"), ("submitted_at",)),
            Sort("differing", _("Most disagreement first"), ("-differing", "submitted_at")),
            Sort("member", _("By member"), ("annotator__display_name", "submitted_at")),
        ),
        filters=(
            Filter("member", _("Member"), members, lambda rows, value: rows.filter(annotator=value)),
            Filter("state", _("Only"), STATES, by_state),
        ),
        search=search,
    )


@require_GET
def review_inbox(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show what waits for review in the project, never one's own."""
    user = access.visitor(request)
    shown = listing(user, entry.project).show(request, inbox(user, entry.project))
    figures = agreements(shown.rows)
    rows = [(row, figures.get(row.pk)) for row in shown.rows]
    context = {"project": entry.project, "shown": shown, "rows": rows, "old": timezone.now() - OLD}
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
