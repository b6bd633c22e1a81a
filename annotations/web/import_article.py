"""Bringing one article in by paste: look at the proposed split, then import it whole or not at all."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import Article, Project, Role
from annotations.queries.workbench import direction
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.forms import refuse
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.web.split_preview import SHOWN, Line, lines
from annotations.workflow.drafts import UNDETERMINED, ArticleDraft, check_draft, completed
from annotations.workflow.errors import WorkflowError
from annotations.workflow.ingest import import_article
from annotations.workflow.segmentation import Segmentation
from annotations.workflow.store import existing_copy, propose


class ArticleForm(forms.Form):
    """An article as its text and what the text may not say of itself; the rules are those of ``check_draft``."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        strip=False,
        error_messages={"required": gettext_lazy("Paste a text.")},
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
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
        label=gettext_lazy("Language"), required=False, help_text=gettext_lazy("As en, tr or pt-BR. Empty: found out.")
    )
    url = forms.CharField(label=gettext_lazy("Address of the source"), required=False)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would store; ``twin`` is the article with the very same text."""

    language: str
    published_at: date | None
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
    form = ArticleForm(request.POST)
    if not form.is_valid():
        return show(request, entry, form)
    said = form.cleaned_data
    draft = completed(ArticleDraft(**{**said, "language": said["language"] or UNDETERMINED}))
    try:
        if request.POST.get("step") == "import" and request.POST.get("seen") == fingerprint(draft):
            row = import_article(actor=access.visitor(request), project=entry.project, draft=draft)
            messages.success(request, _("“%(title)s” is imported. Check the split, then freeze it.") % {"title": row})
            return redirect("web:article", project=entry.project.slug, article=row.pk)
        preview = dry_run(entry.project, draft)
    except WorkflowError as error:
        refuse(form, error)
        return show(request, entry, form)
    return show(request, entry, ArticleForm(initial=said), preview)


def show(request: HttpRequest, entry: ProjectAccess, form: ArticleForm, preview: Preview | None = None) -> HttpResponse:
    """The page; with errors its status is 400 so that programs notice too."""
    context = {"project": entry.project, "form": form, "preview": preview, "way": "paste"}
    return render(request, "annotations/import.html", context, status=400 if form.errors else 200)


def dry_run(project: Project, draft: ArticleDraft) -> Preview:
    """What importing the draft would give, without storing anything; raises what the import would raise."""
    text = check_draft(draft)
    split = propose(text, draft.language)
    speakers = dict.fromkeys(one.speaker for one in split.statements if one.speaker)
    return Preview(
        language=draft.language,
        published_at=draft.published_at,
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


def warnings(draft: ArticleDraft, split: Segmentation) -> list[str]:
    """What somebody should know before importing; none of it stops the import."""
    found = list(split.notes)
    if draft.published_at is None:
        found.append(_("There is no date. Verification needs one: a claim is judged as of a day."))
    elif draft.published_is_inferred:
        found.append(_("The date is marked as inferred. Write another if you know better."))
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
