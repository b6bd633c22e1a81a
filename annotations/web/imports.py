"""Imports: the list, and one import as it is looked at, decided on and stored."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from annotations.imports import FORMATS
from annotations.models import Import, ImportRow, ImportState, Outcome, Role
from annotations.models.imports import RUNNING, TRANSITIONS
from annotations.queries import imports as queries
from annotations.queries import visibility
from annotations.queries.imports import to_store
from annotations.queries.workbench import direction
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.import_files import WishesForm, wishes
from annotations.web.listing import Filter, Listing, Sort
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.web.split_preview import SHOWN, lines
from annotations.workflow.errors import WorkflowError
from annotations.workflow.import_rows import draft_of, segmentation_of
from annotations.workflow.imports import DATASET, cancel_import, request_store, retry_import

BADGES: dict[str, str] = {
    ImportState.DONE: "ok",
    ImportState.FAILED: "danger",
    ImportState.CHECKED: "warn",
    ImportState.CANCELLED: "",
}
KINDS: dict[str, str] = {
    Outcome.NEW: "ok",
    Outcome.CHANGED: "accent",
    Outcome.NEAR: "warn",
    Outcome.DUPLICATE: "",
    Outcome.BAD: "danger",
}
TITLES = {one.key: one.title for one in FORMATS}
SILENT_SECONDS = 30
"""A worker that gave no sign of life for so long is gone."""
LISTING = Listing(sorts=(Sort("newest", gettext_lazy("Newest first"), ("-created_at",)),))
ROWS = Listing(
    sorts=(Sort("place", gettext_lazy("In the order of the files"), ("place",)),),
    filters=(
        Filter(
            "outcome",
            gettext_lazy("Outcome"),
            Outcome.choices,
            lambda rows, value: rows.filter(outcome=value),
        ),
    ),
)


class StoreForm(WishesForm):
    """What is left out when an import is stored; how files were read is settled."""

    field_order = ("changed", "near", "skip_bad", "all_or_nothing", "freeze")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("language", "format"):
            del self.fields[name]


@dataclass(frozen=True, slots=True)
class Count:
    """One outcome with how many records have it."""

    key: str
    title: str
    kind: str
    number: int


def imports(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Every import of the project, newest first."""
    shown = LISTING.show(request, queries.listed(access.visitor(request), entry.project))
    rows = [(row, BADGES.get(row.state, "accent")) for row in shown.rows]
    return render(request, "annotations/imports.html", {"project": entry.project, "shown": shown, "rows": rows})


def one_import(request: HttpRequest, entry: ProjectAccess, imported: UUID) -> HttpResponse:
    """One import; a posted ``act`` is ``store`` (with what to leave out), ``cancel`` or ``retry``."""
    rows = visibility.imports(access.visitor(request)).filter(project=entry.project)
    row = access.found(rows.select_related("project", "actor"), pk=imported)
    if row.format == DATASET:
        return redirect("web:dataset-import", imported=row.pk)
    return act_on(request, entry, row) if request.method == "POST" else show(request, entry, row)


def act_on(request: HttpRequest, entry: ProjectAccess, row: Import) -> HttpResponse:
    """Does what was posted, and comes back with the reason if it was refused."""
    act = request.POST.get("act", "")
    form = StoreForm(request.POST)
    if act == "store" and not form.is_valid():
        return show(request, entry, row, form)
    acts: dict[str, Callable[..., Import]] = {
        "store": partial(request_store, wishes=wishes(form.cleaned_data) if act == "store" else None),
        "cancel": cancel_import,
        "retry": retry_import,
    }
    if act in acts:
        try:
            acts[act](actor=access.visitor(request), imported=row)
        except WorkflowError as error:
            messages.error(request, error.message)
    return redirect("web:import", project=entry.project.slug, imported=row.pk)


def show(request: HttpRequest, entry: ProjectAccess, row: Import, form: StoreForm | None = None) -> HttpResponse:
    """The page as the import stands."""
    found = queries.rows(row)
    shown = ROWS.show(request, found)
    summary = queries.summary(row)
    running = row.state in RUNNING
    names = ("changed", "near", "skip_bad", "all_or_nothing", "freeze")
    context = {
        "project": entry.project,
        "imported": row,
        "kind": BADGES.get(row.state, "accent"),
        "running": running,
        "silent": silent_for() if running else 0,
        "files": [(file, TITLES.get(file.format, "")) for file in queries.files(row)],
        "counts": [Count(one.value, str(one.label), KINDS[one], summary.outcomes[one.value]) for one in Outcome],
        "summary": summary,
        "is_empty": not any(summary.outcomes.values()),
        "shown": shown,
        "rows": [(one, KINDS[one.outcome]) for one in shown.rows],
        **ready(row),
        "form": form or StoreForm(initial={name: getattr(row, name) for name in names}),
        "can_cancel": ImportState.CANCELLED in TRANSITIONS[row.state],
        "preview": preview(found, request.GET.get("record", "")),
    }
    return render(request, "annotations/import_one.html", context, status=400 if form and form.errors else 200)


def ready(row: Import) -> dict[str, int]:
    """How many records would become articles as things are, and with those left out that have errors."""
    if row.state != ImportState.CHECKED:
        return {}
    now, row.skip_bad = (to_store(row).count(), row.skip_bad), True
    without_bad, row.skip_bad = to_store(row).count(), now[1]
    return {"ready": now[0], "ready_without_bad": without_bad}


def silent_for() -> int:
    """Seconds since a worker was seen, if that is too long ago to go on waiting; -1 when there was never one."""
    seen = queries.worker_seen_at()
    if seen is None:
        return -1
    seconds = int((timezone.now() - seen).total_seconds())
    return seconds if seconds > SILENT_SECONDS else 0


def preview(rows: QuerySet[ImportRow], key: str) -> dict[str, Any] | None:
    """The split that storing the record would store, if it is still kept."""
    try:
        row = rows.filter(pk=UUID(key)).first()
    except ValueError:
        return None
    kept = ImportRow.objects.filter(pk=row.pk, draft__isnull=False).first() if row else None
    if row is None or kept is None:
        return None
    draft, split = draft_of(kept), segmentation_of(kept)
    found = lines(draft.text, split)
    return {
        "row": row,
        "draft": draft,
        "shown": found[:SHOWN],
        "hidden": max(len(found) - SHOWN, 0),
        "direction": direction(draft.language),
        "language": draft.language,
    }


PAGES = (
    Page(
        "imports",
        gettext_lazy("Imports"),
        f"{PROJECT_PREFIX}imports/",
        imports,
        roles=(Role.LEAD,),
        in_menu=False,
        parent="articles",
    ),
    Page(
        "import",
        gettext_lazy("Import"),
        f"{PROJECT_PREFIX}imports/<uuid:imported>/",
        one_import,
        roles=(Role.LEAD,),
        in_menu=False,
        parent="articles",
    ),
)
