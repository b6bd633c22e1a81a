"""The same act on the ticked assignments of a list, a table of what became of each, and the way back."""

from datetime import datetime
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from annotations.models import BulkAct, BulkItem, BulkOutcome, Project, Role, User
from annotations.models.project import REVIEWING
from annotations.queries import visibility
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.acts import as_keys, ticked_keys
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.web.refusals import told
from annotations.workflow.bulk import Ticked, Wish
from annotations.workflow.bulk import bulk as do_to_all
from annotations.workflow.bulk_undo import undo_bulk
from annotations.workflow.errors import WorkflowError


@require_POST
def begin(request: HttpRequest, entry: ProjectAccess) -> HttpResponseBase:
    """Do the posted act (``accept`` or ``return``) to the ticked rows of the inbox, and show what became of them."""
    data = request.POST
    wish = Wish(data.get("act", ""), data.get("reason", ""), data.get("comment", "").strip())
    if wish.kind == "accept":
        wish = Wish(wish.kind)
    return run(request, entry, wish, "web:review")


def run(request: HttpRequest, entry: ProjectAccess, wish: Wish, back: str) -> HttpResponseBase:
    """Do it, and lead to what became of each; to the list (``back``) where nothing could be done at all."""
    user, keys = access.visitor(request), as_keys([request.POST.get("id", "")])
    ticked = ticked_rows(request, user, entry.project)
    if not ticked:
        messages.warning(request, _("Tick the rows first."))
        return redirect(back, project=entry.project.slug)
    try:
        made = do_to_all(
            actor=user, project=entry.project, bulk_id=keys[0] if keys else uuid4(), wish=wish, ticked=ticked
        )
    except WorkflowError as error:
        messages.error(request, told(error))
        return redirect(back, project=entry.project.slug)
    return redirect("web:bulk", project=entry.project.slug, bulk=made.pk)


def ticked_rows(request: HttpRequest, user: User, project: Project) -> list[Ticked]:
    """The ticked assignments of the project that the visitor may see; ``seen-<key>`` says when each was handed in."""
    rows = visibility.assignments(user).filter(article__project=project, pk__in=ticked_keys(request))
    found = rows.select_related("article__project", "annotator").order_by("created_at", "pk")
    return [Ticked(row, moment(request.POST.get(f"seen-{row.pk}", ""))) for row in found]


def moment(text: str) -> datetime | None:
    """A time that our own form holds; None for anything else."""
    try:
        return parse_datetime(text)
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
def bulk(request: HttpRequest, entry: ProjectAccess, bulk: UUID) -> HttpResponse:
    """Show what was done and what was refused and why; a post takes it back."""
    user = access.visitor(request)
    items = BulkItem.objects.select_related("assignment__annotator", "assignment__article", "made__annotator")
    rows = visibility.bulk_acts(user).filter(project=entry.project).select_related("actor", "undone_by", "receiver")
    made = access.found(rows.prefetch_related(Prefetch("items", items.order_by("pk"))), pk=bulk)
    if request.method == "POST":
        try:
            undo_bulk(actor=user, bulk=made)
        except WorkflowError as error:
            messages.error(request, told(error))
        return redirect("web:bulk", project=entry.project.slug, bulk=made.pk)
    return render(request, "annotations/bulk.html", context_of(entry, user, made))


def context_of(entry: ProjectAccess, user: User, made: BulkAct) -> dict[str, object]:
    """What the page shows."""
    outcomes = [item.outcome for item in made.items.all()]
    is_theirs = made.actor_id == user.pk and made.kind != "reassign"
    return {
        "project": entry.project,
        "bulk": made,
        "counts": [(outcome.label, outcomes.count(outcome)) for outcome in BulkOutcome if outcome in outcomes],
        "may_undo": BulkOutcome.DONE in outcomes and (is_theirs or entry.role == Role.LEAD),
        "back": "web:sharing" if made.kind == "reassign" else "web:review",
    }


PAGES = (
    Page(
        "bulk-review",
        gettext_lazy("Review many"),
        f"{PROJECT_PREFIX}review/many/",
        begin,
        roles=REVIEWING,
        in_menu=False,
        parent="review",
    ),
    Page(
        "bulk",
        gettext_lazy("What became of them"),
        f"{PROJECT_PREFIX}bulk/<uuid:bulk>/",
        bulk,
        roles=REVIEWING,
        in_menu=False,
        parent="review",
    ),
)
