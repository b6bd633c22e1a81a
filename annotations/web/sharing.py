"""Who has what: every assignment with its holder, lease and progress; leads give, take back and move work."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from annotations.models import Assignment, AssignmentState, Project, Role, User
from annotations.models.project import READING_LABELS
from annotations.queries import sharing as queries
from annotations.queries import visibility
from annotations.queries.history import actors
from annotations.queries.progress import FOR_REVIEW, OPEN
from annotations.web import access, bulk
from annotations.web.access import ProjectAccess
from annotations.web.acts import as_keys, each, number, ticked_keys
from annotations.web.listing import Filter, Listing, Rows, Sort
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.web.refusals import told
from annotations.workflow.bulk import Wish
from annotations.workflow.errors import Invalid, WorkflowError
from annotations.workflow.give import give_next
from annotations.workflow.leases import release

BULK = [("reassign", gettext_lazy("Give to them"), ""), ("release", gettext_lazy("Take back"), "danger")]
ONLY = (
    ("stuck", gettext_lazy("Stuck")),
    ("lapsed", gettext_lazy("Lease has run out")),
    ("idle", gettext_lazy("Without an answer for days")),
    ("untouched", gettext_lazy("Returned and untouched")),
    ("for_review", gettext_lazy("Waiting for review")),
    ("in_hand", gettext_lazy("In hand")),
    ("training", gettext_lazy("Training")),
    ("surplus", gettext_lazy("Surplus")),
)


def search(rows: Rows, text: str) -> Rows:
    """Rows whose article or holder is called like that."""
    return rows.filter(Q(article__title__icontains=text) | Q(annotator__display_name__icontains=text))


def only(rows: Rows, value: str) -> Rows:
    """Stuck ones (all, or for one reason), waiting or in hand, training, or work beyond the places."""
    if value == "stuck":
        return rows.filter(queries.stuck())
    if value in queries.STUCK:
        return rows.filter(queries.STUCK[value]())
    if value == "for_review":
        return rows.filter(FOR_REVIEW)
    if value == "in_hand":
        return rows.filter(state__in=OPEN)
    return rows.filter(purpose="training") if value == "training" else rows.filter(purpose="work", slot__isnull=True)


def listing(holders: list[tuple[str, str]]) -> Listing:
    """How the list behaves."""
    return Listing(
        sorts=(
            Sort("newest", gettext_lazy("Taken last"), ("-created_at",)),
            Sort("idle", gettext_lazy("Longest without an answer"), ("moved_at",)),
            Sort("holder", gettext_lazy("By holder"), ("annotator__display_name", "created_at")),
        ),
        filters=(
            Filter("holder", gettext_lazy("Holder"), holders, lambda rows, value: rows.filter(annotator=value)),
            Filter(
                "state",
                gettext_lazy("State"),
                AssignmentState.choices,
                lambda rows, value: rows.filter(state=value),
            ),
            Filter("only", gettext_lazy("Only"), ONLY, only),
        ),
        search=search,
    )


@require_http_methods(["GET", "POST"])
def who_has_what(request: HttpRequest, entry: ProjectAccess) -> HttpResponseBase:
    """Show the list; a lead's post gives, takes back or moves work and comes back to it."""
    if request.method == "POST":
        if entry.role == Role.LEAD:
            return act_on(request, entry) or redirect(request.get_full_path())
        messages.error(request, _("Only a lead gives out work and takes it back."))
        return redirect(request.get_full_path())
    user, holders = access.visitor(request), queries.people_who_label(entry.project)
    shown = listing(actors(user, entry.project)).show(request, queries.listed(user, entry.project))
    batches = visibility.batches(user).filter(project=entry.project).order_by("-priority", "created_at")
    context: dict[str, Any] = {
        "project": entry.project,
        "shown": shown,
        "holders": holders,
        "batches": batches if entry.role == Role.LEAD else (),
        "leads": entry.role == Role.LEAD,
        "bulk_acts": BULK,
        "bulk_choices": [("to", gettext_lazy("Choose somebody"), holders)],
    }
    return render(request, "annotations/sharing.html", context)


def act_on(request: HttpRequest, entry: ProjectAccess) -> HttpResponseBase | None:
    """Do what was posted (``give``, ``release``, ``reassign``) and say so; None leads back to the list."""
    act = request.POST.get("act", "")
    try:
        if act == "give":
            give_some(request, entry.project)
        elif act == "release":
            take_back(request, entry.project)
        elif act == "reassign":
            to = chosen_person(entry.project, request.POST.get("to", ""))
            return bulk.run(request, entry, Wish(act, receiver=to), "web:sharing")
    except WorkflowError as error:
        messages.error(request, told(error))
    return None


def give_some(request: HttpRequest, project: Project) -> None:
    """Give somebody the next few articles of the queue."""
    user, to = access.visitor(request), chosen_person(project, request.POST.get("annotator", ""))
    chosen = as_keys([request.POST.get("batch", "")])
    batch = visibility.batches(user).filter(project=project, pk__in=chosen).first()
    count = number(request.POST.get("count", ""))
    if count is None:
        raise Invalid("count", request.POST.get("count", ""), _("is not a number"))
    given = give_next(actor=user, project=project, annotator=to, count=count, batch=batch)
    if given:
        words = ngettext("%(name)s has %(n)s article more.", "%(name)s has %(n)s articles more.", len(given))
        messages.success(request, words % {"name": to, "n": len(given)})
    else:
        messages.warning(request, _("There is no article that %(name)s could be given.") % {"name": to})


def take_back(request: HttpRequest, project: Project) -> None:
    """Take the ticked work back."""
    user = access.visitor(request)
    ticked = queries.listed(user, project).filter(pk__in=ticked_keys(request)).order_by("created_at", "pk")
    if not ticked:
        messages.warning(request, _("Tick the rows first."))
        return
    done = each(request, ticked, lambda row: release(actor=user, assignment=row), name_of)
    words = ngettext("%(n)s assignment was taken back.", "%(n)s assignments were taken back.", done)
    if done:
        messages.success(request, words % {"n": done})


def name_of(row: Assignment) -> str:
    """An assignment in a message."""
    return f"{row.annotator}, {row.article.title}"


def chosen_person(project: Project, key: str) -> User:
    """The member who was chosen; ``Invalid`` for nobody."""
    if key not in dict(queries.people_who_label(project)):
        raise Invalid("annotator", key, _("Choose somebody who labels in this project."))
    return User.objects.get(pk=key)


PAGES = (
    Page(
        "sharing",
        gettext_lazy("Who has what"),
        f"{PROJECT_PREFIX}assignments/",
        who_has_what,
        "swap",
        roles=READING_LABELS,
    ),
)
