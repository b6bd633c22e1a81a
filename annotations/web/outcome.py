"""What reviewers changed in my labels, and why: so that the next labels are better."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from annotations.models import Decision, ReasonCode
from annotations.models.project import ANNOTATING
from annotations.queries.outcomes import changed, summary, verdicts
from annotations.queries.protocols import protocol_in_force
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.listing import Filter, Listing, Rows, Sort
from annotations.web.page import Page, Section


def search(rows: Rows, text: str) -> Rows:
    """Rows whose statement or comment holds the text."""
    return rows.filter(annotation__statement__exact__icontains=text) | rows.filter(comment__icontains=text)


LISTING = Listing(
    sorts=(
        Sort("new", _("Newest first"), ("-created_at",)),
        Sort("old", _("Oldest first"), ("created_at",)),
    ),
    filters=(
        Filter(
            "decision",
            _("Decision"),
            ((Decision.ACCEPT_WITH_CHANGES, _("Replaced")), (Decision.RETURN, _("Returned"))),
            lambda rows, value: rows.filter(decision=value),
        ),
        Filter("reason", _("Reason"), ReasonCode.choices, lambda rows, value: rows.filter(reason=value)),
    ),
    search=search,
)


@require_GET
def outcome(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show the finished reviews of the visitor's own labels, newest first."""
    user = access.visitor(request)
    scheme = protocol_in_force(entry.project).scheme
    shown = LISTING.show(request, changed(user, entry.project))
    context: dict[str, Any] = {
        "project": entry.project,
        "summary": summary(user, entry.project, scheme),
        "shown": shown,
        "rows": verdicts(shown.rows, scheme),
    }
    return render(request, "annotations/outcome.html", context)


PAGES = (
    Page(
        "outcome",
        _("Feedback"),
        "projects/<slug:project>/outcome/",
        outcome,
        "return",
        Section.WORK,
        roles=ANNOTATING,
    ),
)
