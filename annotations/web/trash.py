"""The trash: articles that were taken out, to be restored; the whole project goes there from here, and comes back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from annotations.models import Role
from annotations.models.article import BULKY
from annotations.queries import visibility
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.acts import each, ticked_keys
from annotations.web.listing import Listing, Sort
from annotations.web.page import PROJECT_PREFIX, Page, Section
from annotations.web.refusals import told
from annotations.workflow.errors import WorkflowError
from annotations.workflow.trash import restore_article, restore_project, trash_project

LISTING = Listing(
    sorts=(
        Sort("newest", gettext_lazy("Newest in the trash first"), ("-deleted_at",)),
        Sort("oldest", gettext_lazy("Longest in the trash first"), ("deleted_at",)),
        Sort("title", gettext_lazy("Title, A to Z"), ("title",)),
    ),
    search=lambda rows, text: rows.filter(title__icontains=text),
)
RESTORE = (("restore", gettext_lazy("Restore"), "primary"),)


@require_http_methods(["GET", "POST"])
def trash(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show the articles in the trash; a post restores the ticked ``row`` articles."""
    rows = visibility.trashed_articles(access.visitor(request)).filter(project=entry.project)
    if request.method == "POST":
        restore_ticked(request, entry)
        return redirect(request.get_full_path())
    shown = LISTING.show(request, rows.defer(*BULKY))
    context = {"project": entry.project, "shown": shown, "bulk_acts": RESTORE}
    return render(request, "annotations/trash.html", context)


def restore_ticked(request: HttpRequest, entry: ProjectAccess) -> None:
    """Bring back each ticked article; what is refused is named with the reason and stops nothing else."""
    user = access.visitor(request)
    ticked = visibility.trashed_articles(user).filter(project=entry.project, pk__in=ticked_keys(request))
    rows = list(ticked.select_related("project").order_by("deleted_at", "pk"))
    if not rows:
        messages.warning(request, _("Tick the articles first."))
        return
    done = each(request, rows, lambda row: restore_article(actor=user, article=row), lambda row: row.title)
    if done:
        messages.success(request, ngettext("%(n)s article is back.", "%(n)s articles are back.", done) % {"n": done})


@require_POST
def put_away(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Move the whole project to the trash, when its address was typed."""
    project = entry.project
    if request.POST.get("slug", "").strip() != project.slug:
        messages.error(request, _("Type the address of the project, %(slug)s, to be sure.") % {"slug": project.slug})
        return redirect("web:trash", project=project.slug)
    trash_project(actor=access.visitor(request), project=project)
    messages.success(request, _("%(name)s is in the trash. You can restore it below.") % {"name": project.name})
    return redirect("web:projects")


@require_POST
def bring_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Restore a project that the visitor leads."""
    user = access.visitor(request)
    row = access.found(visibility.trashed_projects(user), slug=slug)
    try:
        restore_project(actor=user, project=row)
    except WorkflowError as error:  # somebody was faster
        messages.error(request, told(error))
        return redirect("web:projects")
    messages.success(request, _("%(name)s is back.") % {"name": row.name})
    return redirect("web:overview", project=row.slug)


PAGES = (
    Page(
        "trash",
        gettext_lazy("Trash"),
        f"{PROJECT_PREFIX}trash/",
        trash,
        "trash",
        roles=(Role.LEAD,),
        in_menu=False,
        parent="articles",
    ),
    Page(
        "project-trash",
        gettext_lazy("Move the project to the trash"),
        f"{PROJECT_PREFIX}trash/all/",
        put_away,
        roles=(Role.LEAD,),
        in_menu=False,
    ),
    Page(
        "project-restore",
        gettext_lazy("Restore a project"),
        "trash/<slug:slug>/restore/",
        bring_back,
        section=Section.ACCOUNT,
        in_menu=False,
    ),
)
