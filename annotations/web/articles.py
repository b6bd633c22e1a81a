"""The articles of a project: search, stage, batch, order; several at once are frozen, moved, put away."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from annotations.models import Article, Batch, Role
from annotations.models.project import REVIEWING
from annotations.queries import articles as queries
from annotations.queries import visibility
from annotations.web import access, refusals
from annotations.web.access import ProjectAccess
from annotations.web.acts import as_keys, each, number, ticked_keys
from annotations.web.listing import Filter, Listing, Sort
from annotations.web.page import PROJECT_PREFIX, Page, Section, Title
from annotations.workflow.articles import MOST_PLACES, put_in_batch, set_places
from annotations.workflow.errors import Invalid
from annotations.workflow.freeze import freeze
from annotations.workflow.trash import trash_article

SORTS = (
    Sort("newest", gettext_lazy("Newest import first"), ("-created_at",)),
    Sort("oldest", gettext_lazy("Oldest import first"), ("created_at",)),
    Sort("title", gettext_lazy("Title, A to Z"), ("title",)),
    Sort("length", gettext_lazy("Most statements first"), ("-statement_count",)),
)
STAGE = Filter("stage", gettext_lazy("State"), tuple((one.key, one.title) for one in queries.STAGES), queries.in_stage)
BULK = (
    ("freeze", gettext_lazy("Freeze"), ""),
    ("batch", gettext_lazy("Put into batch"), ""),
    ("places", gettext_lazy("Set annotators"), ""),
    ("trash", gettext_lazy("Move to the trash"), "danger"),
)
PLACES = tuple((str(n), str(n)) for n in range(1, MOST_PLACES + 1))
NO_BATCH = "none"


def listing(batches: Sequence[tuple[str, str]]) -> Listing:
    """How the list behaves, with the ``batches`` (key, name) that the visitor may tell apart."""
    by_batch = Filter("batch", gettext_lazy("Batch"), batches, lambda rows, value: rows.filter(batch=value))
    return Listing(sorts=SORTS, filters=(STAGE, by_batch) if batches else (STAGE,), search=queries.matching)


def articles(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show the list; a post does ``act`` (one of ``BULK``) to the ticked ``row`` articles."""
    user = access.visitor(request)
    if request.method == "POST":
        act_on_ticked(request, entry)
        return redirect(request.get_full_path())
    found = visibility.batches(user).filter(project=entry.project).order_by("-priority", "created_at", "pk")
    batches = [(str(key), name) for key, name in found.values_list("pk", "name")]
    shown = listing(batches).show(request, queries.listed(user, entry.project))
    context = {
        "project": entry.project,
        "shown": shown,
        "rows": [(article, queries.stage_of(article)) for article in shown.rows],
        "manages": entry.role == Role.LEAD,
        "checks_split": entry.role in REVIEWING,
        "bulk_acts": BULK if batches else [act for act in BULK if act[0] != "batch"],
        "bulk_choices": choices(batches),
    }
    return render(request, "annotations/articles.html", context)


def choices(batches: Sequence[tuple[str, str]]) -> list[tuple[str, Title, Sequence[tuple[str, Title]]]]:
    """What the acts on ticked rows ask for."""
    places: tuple[str, Title, Sequence[tuple[str, Title]]] = ("required", gettext_lazy("Annotators"), PLACES)
    if not batches:
        return [places]
    return [("batch", gettext_lazy("Batch"), [*batches, (NO_BATCH, gettext_lazy("No batch"))]), places]


def act_on_ticked(request: HttpRequest, entry: ProjectAccess) -> None:
    """Do the act to each ticked article; what is refused is named with the reason and stops nothing else."""
    user, act = access.visitor(request), request.POST.get("act", "freeze")
    ticked = queries.listed(user, entry.project).filter(pk__in=ticked_keys(request))
    rows = list(ticked.select_related("project").order_by("created_at", "pk"))
    if not rows:
        messages.warning(request, _("Tick the articles first."))
        return
    try:
        done = each(request, rows, deed(request, entry, act), lambda row: row.title)
    except Invalid as error:
        messages.error(request, refusals.told(error))
        return
    if done:
        messages.success(request, told(act, done))


def deed(request: HttpRequest, entry: ProjectAccess, act: str) -> Callable[[Article], object]:
    """What is done to one article; ``Invalid`` when the act lacks its choice."""
    user = access.visitor(request)
    if act == "freeze":
        return lambda row: freeze(actor=user, article=row)
    if act == "trash":
        return lambda row: trash_article(actor=user, article=row)
    if act == "batch":
        batch = chosen_batch(request, entry)
        return lambda row: put_in_batch(actor=user, article=row, batch=batch)
    required = number(request.POST.get("required", ""))
    if act != "places" or required is None:
        raise Invalid("required", request.POST.get("required", ""), _("Choose how many annotators."))
    return lambda row: set_places(actor=user, article=row, required=required)


def chosen_batch(request: HttpRequest, entry: ProjectAccess) -> Batch | None:
    """The batch that was chosen, None for no batch; ``Invalid`` when none was chosen."""
    key = request.POST.get("batch", "")
    if key == NO_BATCH:
        return None
    batch = visibility.batches(access.visitor(request)).filter(project=entry.project, pk__in=as_keys([key])).first()
    if batch is None:
        raise Invalid("batch", key, _("Choose a batch of this project."))
    return batch


def told(act: str, done: int) -> str:
    """What was done, in words."""
    words = {
        "freeze": ngettext("%(n)s article is frozen.", "%(n)s articles are frozen.", done),
        "batch": ngettext("%(n)s article was moved.", "%(n)s articles were moved.", done),
        "places": ngettext("%(n)s article was changed.", "%(n)s articles were changed.", done),
        "trash": ngettext("%(n)s article is in the trash.", "%(n)s articles are in the trash.", done),
    }
    return words[act] % {"n": done}


PAGES = (Page("articles", gettext_lazy("Articles"), f"{PROJECT_PREFIX}articles/", articles, "doc", Section.WORK),)
