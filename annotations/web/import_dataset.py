"""Bringing an exported dataset back: choose its ZIP or its files, and all of it comes back, or nothing."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.imports.base import file_label
from annotations.imports.dataset.files import Given, uploaded
from annotations.imports.dataset.read import read_dataset
from annotations.imports.limits import DATASET_BYTES
from annotations.models import Role
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.forms import refuse
from annotations.web.import_files import FilesField, SeveralFiles
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.workflow.errors import WorkflowError
from annotations.workflow.restore.restore import restore_dataset


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

    def given(self) -> list[Given]:
        """The files as they came."""
        return [uploaded(file_label(one.name or _("unnamed")), one) for one in self.cleaned_data["chosen"]]


def import_dataset(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The form; what is posted comes back at once, and the project goes on under the dataset's address."""
    if request.method != "POST":
        return show(request, entry, DatasetForm())
    form = DatasetForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, entry, form)
    try:
        dataset = read_dataset(form.given(), most_bytes=DATASET_BYTES)
        restored = restore_dataset(actor=access.visitor(request), project=entry.project, dataset=dataset)
    except WorkflowError as error:
        refuse(form, error)
        return show(request, entry, form)
    told = _("The dataset is back: %(articles)s articles, %(annotations)s labels, %(gold)s gold answers.")
    messages.success(request, told % restored.counts)
    return redirect("web:overview", project=restored.project.slug)


def show(request: HttpRequest, entry: ProjectAccess, form: DatasetForm) -> HttpResponse:
    """The page; with errors its status is 400 so that programs notice too."""
    context = {"project": entry.project, "form": form, "way": "dataset"}
    return render(request, "annotations/import_dataset.html", context, status=400 if form.errors else 200)


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
)
