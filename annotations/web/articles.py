"""The articles of a project: search, stage, order, and freezing several at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from annotations.models import Article, Role
from annotations.models.project import REVIEWING
from annotations.queries import articles as queries
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.listing import Filter, Listing, Sort
from annotations.web.page import PROJECT_PREFIX, Page, Section
from annotations.workflow.errors import WorkflowError
from annotations.workflow.freeze import freeze

LISTING = Listing(
    sorts=(
        Sort("newest", gettext_lazy("Newest import first"), ("-created_at",)),
        Sort("oldest", gettext_lazy("Oldest import first"), ("created_at",)),
        Sort("title", gettext_lazy("Title, A to Z"), ("title",)),
        Sort("length", gettext_lazy("Most statements first"), ("-statement_count",)),
    ),
    filters=(
        Filter("stage", gettext_lazy("State"), tuple((one.key, one.title) for one in queries.STAGES), queries.in_stage),
    ),
    search=queries.matching,
)
BULK = [("freeze", gettext_lazy("Freeze"), "")]


def articles(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show the list; a posted ``act=freeze`` freezes the ticked ``row`` articles, each by itself."""
    if request.method == "POST":
        freeze_ticked(request, entry)
        return redirect(request.get_full_path())
    rows = queries.listed(access.visitor(request), entry.project)
    shown = LISTING.show(request, rows)
    context = {
        "project": entry.project,
        "shown": shown,
        "rows": [(article, queries.stage_of(article)) for article in shown.rows],
        "manages": entry.role == Role.LEAD,
        "checks_split": entry.role in REVIEWING,
        "bulk_acts": BULK,
    }
    return render(request, "annotations/articles.html", context)


def freeze_ticked(request: HttpRequest, entry: ProjectAccess) -> None:
    """Freeze what was ticked; what cannot be frozen is named with the reason and stops nothing else."""
    user = access.visitor(request)
    ticked = queries.listed(user, entry.project).filter(pk__in=ticked_keys(request))
    frozen = 0
    for article in ticked.select_related("project").order_by("created_at", "pk"):
        frozen += frozen_or_told(request, article)
    if frozen:
        words = ngettext("%(n)s article is frozen.", "%(n)s articles are frozen.", frozen) % {"n": frozen}
        messages.success(request, words)
    elif not ticked:
        messages.warning(request, _("Tick the articles first."))


def frozen_or_told(request: HttpRequest, article: Article) -> bool:
    """Whether the article could be frozen; if not, a message says why."""
    try:
        freeze(actor=access.visitor(request), article=article)
    except WorkflowError as error:
        messages.error(request, _("%(title)s: %(reason)s") % {"title": article.title, "reason": error.message})
        return False
    return True


def ticked_keys(request: HttpRequest) -> list[UUID]:
    """The posted keys that are keys."""
    found = []
    for text in request.POST.getlist("row"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


PAGES = (Page("articles", gettext_lazy("Articles"), f"{PROJECT_PREFIX}articles/", articles, "doc", Section.WORK),)
