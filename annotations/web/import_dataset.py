"""Bringing an exported dataset back: choose its ZIP or its files, and all of it comes back, or nothing."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.imports.base import file_label
from annotations.imports.dataset.bring_back import ask_back
from annotations.models import Import, ImportOrigin, Role
from annotations.models.imports import RUNNING
from annotations.queries import imports as queries
from annotations.queries import visibility
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.forms import refuse
from annotations.web.import_files import FilesField, SeveralFiles
from annotations.web.imports import BADGES, silent_for
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.workflow.errors import WorkflowError
from annotations.workflow.imports import DATASET, Upload, cancel_import, retry_import


class DatasetForm(forms.Form):
    """The files of a dataset."""

    chosen = FilesField(
        label=gettext_lazy("Dataset"),
        help_text=gettext_lazy(
            "The ZIP of the export “Whole dataset”, or its files; JSON Lines or CSV may stand in place of its labels. "
            "20 MB each at most; the command import_dataset takes more."
        ),
        widget=SeveralFiles(attrs={"accept": ".zip,.jsonl,.json,.csv"}),
    )

    def uploads(self) -> list[Upload]:
        """The files as they came."""
        return [Upload(file_label(one.name or _("unnamed")), one.read()) for one in self.cleaned_data["chosen"]]


def import_dataset(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The form; what is posted is taken in, and a page of its own tells how far it is."""
    if request.method != "POST":
        return show(request, entry, DatasetForm())
    form = DatasetForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, entry, form)
    try:
        user, uploads = access.visitor(request), form.uploads()
        imported = ask_back(actor=user, project=entry.project, origin=ImportOrigin.FILES, uploads=uploads)
    except WorkflowError as error:
        refuse(form, error)
        return show(request, entry, form)
    return redirect("web:dataset-import", imported=imported.pk)


def show(request: HttpRequest, entry: ProjectAccess, form: DatasetForm) -> HttpResponse:
    """The page; with errors its status is 400 so that programs notice too."""
    context = {"project": entry.project, "form": form, "way": "dataset"}
    return render(request, "annotations/import_dataset.html", context, status=400 if form.errors else 200)


def dataset_import(request: HttpRequest, imported: UUID) -> HttpResponse:
    """How far a dataset is; a posted ``act`` is ``cancel`` or ``retry``. No project is in the address: it changes."""
    rows = visibility.imports(access.visitor(request)).filter(format=DATASET)
    row = access.found(rows.select_related("project", "actor"), pk=imported)
    if request.method == "POST":
        return act_on(request, row)
    running = row.state in RUNNING
    context = {
        "imported": row,
        "kind": BADGES.get(row.state, "accent"),
        "running": running,
        "silent": silent_for() if running else 0,
        "files": queries.files(row),
    }
    return render(request, "annotations/dataset_import.html", context)


def act_on(request: HttpRequest, row: Import) -> HttpResponse:
    """Does what was posted, and comes back with the reason if it was refused."""
    act = {"cancel": cancel_import, "retry": retry_import}.get(request.POST.get("act", ""))
    if act is not None:
        try:
            act(actor=access.visitor(request), imported=row)
        except WorkflowError as error:
            messages.error(request, error.message)
    return redirect("web:dataset-import", imported=row.pk)


PAGES = (
    Page(
        "import-dataset",
        gettext_lazy("Import an exported dataset"),
        f"{PROJECT_PREFIX}imports/dataset/",
        import_dataset,
        roles=(Role.LEAD,),
        in_menu=False,
        parent="articles",
    ),
    Page(
        "dataset-import",
        gettext_lazy("Exported dataset"),
        "imports/<uuid:imported>/",
        dataset_import,
        "upload",
        in_menu=False,
        parent="projects",
    ),
)
