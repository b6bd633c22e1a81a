"""Bringing one article in: paste or choose a file, look at the proposed split, then import it whole or not at all."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.imports.encodings import Undecodable, decode
from annotations.models import Article, Project, Role
from annotations.queries.workbench import direction
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.forms import refuse
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.workflow.drafts import ArticleDraft, check_draft
from annotations.workflow.errors import WorkflowError
from annotations.workflow.ingest import import_article
from annotations.workflow.segmentation import Segmentation
from annotations.workflow.store import existing_copy, propose

MAX_BYTES = 8 * 1024 * 1024
SHOWN = 200
"""Statements that a preview shows; a longer text is cut there, the import is not."""


class ArticleForm(forms.Form):
    """An article as its text and what the text may not say of itself; the rules are those of ``check_draft``."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        help_text=gettext_lazy("One .txt file in UTF-8."),
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"), required=False, help_text=gettext_lazy("Empty: the headline of the text.")
    )
    published_at = forms.DateField(
        label=gettext_lazy("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("This is not a date. Write it as 2020-02-12.")},
    )
    published_is_inferred = forms.BooleanField(label=gettext_lazy("The date is a guess"), required=False)
    language = forms.CharField(
        label=gettext_lazy("Language"), initial="en", help_text=gettext_lazy("A tag such as en, tr or pt-BR.")
    )
    url = forms.CharField(label=gettext_lazy("Address of the source"), required=False)

    def clean_file(self) -> UploadedFile | None:
        """Refuse what is too large to be one article."""
        found: UploadedFile | None = self.cleaned_data["file"]
        if found and found.size and found.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 8 MB."))
        return found

    def clean(self) -> dict[str, Any]:
        """Put the file's words in place of the text; one of the two is needed."""
        cleaned = super().clean() or {}
        if chosen := cleaned.pop("file", None):
            try:
                cleaned["text"] = decode(chosen.read())
            except Undecodable as error:
                self.add_error("file", str(error))
        if not cleaned.get("text") and not self.errors:
            self.add_error("text", _("Paste a text or choose a file."))
        return cleaned


@dataclass(frozen=True, slots=True)
class Line:
    """One segment of a preview."""

    number: int | None
    text: str
    role: str
    quote_type: str
    speaker: str | None
    attributed: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would store; ``twin`` is the article with the very same text."""

    lines: tuple[Line, ...]
    statements: int
    attributions: int
    speakers: tuple[str, ...]
    warnings: tuple[str, ...]
    twin: Article | None
    direction: str

    seen: str

    @property
    def shown(self) -> tuple[Line, ...]:
        """The segments that the preview has room for."""
        return self.lines[:SHOWN]

    @property
    def hidden(self) -> int:
        """How many more there are."""
        return len(self.lines) - len(self.shown)


def import_page(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show the form; a posted ``step=preview`` adds the dry run, ``step=import`` stores what was ``seen`` in it.

    A text that was changed after its preview is shown again first.
    """
    if request.method != "POST":
        return show(request, entry, ArticleForm())
    form = ArticleForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, entry, form)
    draft = ArticleDraft(**form.cleaned_data)
    try:
        if request.POST.get("step") == "import" and request.POST.get("seen") == fingerprint(draft):
            row = import_article(actor=access.visitor(request), project=entry.project, draft=draft)
            messages.success(request, _("“%(title)s” is imported. Check the split, then freeze it.") % {"title": row})
            return redirect("web:article", project=entry.project.slug, article=row.pk)
        preview = dry_run(entry.project, draft)
    except WorkflowError as error:
        refuse(form, error)
        return show(request, entry, form)
    return show(request, entry, ArticleForm(initial=form.cleaned_data), preview)


def show(request: HttpRequest, entry: ProjectAccess, form: ArticleForm, preview: Preview | None = None) -> HttpResponse:
    """The page; with errors its status is 400 so that programs notice too."""
    context = {"project": entry.project, "form": form, "preview": preview}
    return render(request, "annotations/import.html", context, status=400 if form.errors else 200)


def dry_run(project: Project, draft: ArticleDraft) -> Preview:
    """What importing the draft would give, without storing anything; raises what the import would raise."""
    text = check_draft(draft)
    split = propose(text, draft.language)
    speakers = dict.fromkeys(one.speaker for one in split.statements if one.speaker)
    return Preview(
        lines=tuple(lines(text, split)),
        statements=sum(one.is_statement for one in split.statements),
        attributions=len(split.attributions),
        speakers=tuple(name for name in speakers if name),
        warnings=tuple(warnings(draft, split)),
        twin=existing_copy(project, text),
        direction=direction(draft.language),
        seen=fingerprint(draft),
    )


def fingerprint(draft: ArticleDraft) -> str:
    """Names what a preview was made of: text (however its lines end) and language."""
    text = check_draft(draft)
    return hashlib.sha256(f"{draft.language}\n{text}".encode()).hexdigest()


def lines(text: str, split: Segmentation) -> list[Line]:
    """The segments in words; statements are numbered from 1."""
    kinds = {place: one.quote_type for one in reversed(split.attributions) for place in one.statements}
    found, number = [], 0
    for place, one in enumerate(split.statements):
        number += one.is_statement
        shown = number if one.is_statement else None
        exact = text[one.span[0] : one.span[1]]
        attributed = one.voice == "attributed"
        found.append(Line(shown, exact, one.role, kinds.get(place, ""), one.speaker, attributed))
    return found


def warnings(draft: ArticleDraft, split: Segmentation) -> list[str]:
    """What somebody should know before importing; none of it stops the import."""
    found = list(split.notes)
    if draft.published_at is None:
        found.append(_("There is no date. Verification needs one: a claim is judged as of a day."))
    elif draft.published_is_inferred:
        found.append(_("The date is marked as inferred."))
    if not draft.url:
        found.append(_("There is no source address."))
    if not any(one.is_statement for one in split.statements):
        found.append(_("No statement was found; an article without one cannot be frozen."))
    return found


PAGES = (
    Page(
        "article-import",
        gettext_lazy("Import"),
        f"{PROJECT_PREFIX}articles/import/",
        import_page,
        roles=(Role.LEAD,),
        in_menu=False,
        parent="articles",
    ),
)
