"""Bringing files or web addresses in: choose, say how, and a worker looks at them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.imports import FORMATS
from annotations.imports.base import file_label
from annotations.models import Changed, ImportOrigin, Near, Role
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.forms import refuse
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.workflow.drafts import UNDETERMINED
from annotations.workflow.errors import WorkflowError
from annotations.workflow.imports import MAX_FILES, Upload, Wishes, start_import

FILES, ADDRESSES = "files", "addresses"
EXTENSIONS = ",".join(dict.fromkeys(extension for one in FORMATS for extension in one.extensions))


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files; its value is a list of them."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file is checked as one is."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            raise forms.ValidationError(self.error_messages["required"])
        return [super(FilesField, self).clean(one, initial) for one in given]


class WishesForm(forms.Form):
    """How to import; fields as of ``Wishes``."""

    language = forms.CharField(
        label=gettext_lazy("Language"),
        required=False,
        help_text=gettext_lazy("Of texts that do not say it themselves: en, tr or pt-BR. Empty: found out for each."),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        required=False,
        choices=[("", gettext_lazy("Find out")), *((one.key, one.title) for one in FORMATS)],
    )
    changed = forms.ChoiceField(
        label=gettext_lazy("A new text of an article that is here"), choices=Changed.choices, initial=Changed.SKIP
    )
    near = forms.ChoiceField(
        label=gettext_lazy("A text that is nearly another’s"), choices=Near.choices, initial=Near.IMPORT
    )
    skip_bad = forms.BooleanField(
        label=gettext_lazy("Leave records with errors out"),
        required=False,
        help_text=gettext_lazy("Otherwise a file with an error is not stored at all."),
    )
    all_or_nothing = forms.BooleanField(label=gettext_lazy("Store all files or none"), required=False)
    freeze = forms.BooleanField(
        label=gettext_lazy("Freeze at once"),
        required=False,
        help_text=gettext_lazy("Nobody checks the split first; labelling can begin."),
    )


class FilesForm(WishesForm):
    """Files and how to import them."""

    chosen = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy("Text, HTML, Markdown, JSON Lines, CSV, Label Studio or doccano. 20 MB each at most."),
        widget=SeveralFiles(attrs={"accept": EXTENSIONS}),
    )
    field_order = ("chosen", "language", "format")

    def uploads(self) -> list[Upload]:
        """The files as they came."""
        chosen: Sequence[UploadedFile] = self.cleaned_data["chosen"]
        return [Upload(file_label(one.name or _("unnamed")), one.read(), one.content_type or "") for one in chosen]


class AddressesForm(WishesForm):
    """Web addresses and how to import them."""

    addresses = forms.CharField(
        label=gettext_lazy("Addresses"),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "dir": "ltr"}),
        help_text=gettext_lazy("One a line. The job worker fetches them, ten a minute; only public pages."),
    )
    field_order = ("addresses", "language", "format")

    def uploads(self) -> list[Upload]:
        """One page for each line."""
        given = dict.fromkeys(self.cleaned_data["addresses"].split())
        return [Upload(file_label(url.rstrip("/")) or url[:120], None, url=url) for url in given]


FORMS: dict[str, type[FilesForm] | type[AddressesForm]] = {FILES: FilesForm, ADDRESSES: AddressesForm}
ORIGINS = {FILES: ImportOrigin.FILES, ADDRESSES: ImportOrigin.URL}


def import_files(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Choose files, or with ``?way=addresses`` web addresses; posted ones become an import that is looked at."""
    way = ADDRESSES if request.GET.get("way") == ADDRESSES else FILES
    form_class = FORMS[way]
    if request.method != "POST":
        return show(request, entry, way, form_class(initial={"freeze": entry.project.freeze_on_import}))
    form = form_class(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, entry, way, form)
    try:
        made = start_import(
            actor=access.visitor(request),
            project=entry.project,
            origin=ORIGINS[way],
            uploads=form.uploads(),
            wishes=wishes(form.cleaned_data),
        )
    except WorkflowError as error:
        refuse(form, error)
        return show(request, entry, way, form)
    return redirect("web:import", project=entry.project.slug, imported=made.pk)


def wishes(cleaned: dict[str, Any]) -> Wishes:
    """What the form says about how to import."""
    names = ("format", "changed", "near", "skip_bad", "all_or_nothing", "freeze")
    said = {name: cleaned[name] for name in names if name in cleaned}
    return Wishes(language=cleaned.get("language") or UNDETERMINED, **said)


def show(request: HttpRequest, entry: ProjectAccess, way: str, form: WishesForm) -> HttpResponse:
    """The page; with errors its status is 400 so that programs notice too."""
    context = {"project": entry.project, "form": form, "way": way, "most": MAX_FILES}
    return render(request, "annotations/import_files.html", context, status=400 if form.errors else 200)


PAGES = (
    Page(
        "import-files",
        gettext_lazy("Import files"),
        f"{PROJECT_PREFIX}imports/new/",
        import_files,
        roles=(Role.LEAD,),
        in_menu=False,
        parent="articles",
    ),
)
