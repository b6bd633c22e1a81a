"""The batches of a project: made, ordered, shared out among people; which articles of them have known answers."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from annotations.models import Batch, BatchKind, Role
from annotations.models.project import REVIEWING
from annotations.queries import visibility
from annotations.queries.batches import articles_of, members_with_share, with_figures
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.acts import as_keys, number
from annotations.web.forms import refuse
from annotations.web.listing import Filter, Listing, Sort
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.web.refusals import told
from annotations.workflow.articles import PRIORITIES
from annotations.workflow.batches import change_batch, create_batch, set_share
from annotations.workflow.errors import Invalid, WorkflowError
from annotations.workflow.known import answer_for_others

LISTING = Listing(
    sorts=(
        Sort("priority", gettext_lazy("As they are given out"), ("-priority", "created_at")),
        Sort("newest", gettext_lazy("Newest first"), ("-created_at",)),
        Sort("name", gettext_lazy("Name, A to Z"), ("name",)),
    ),
    filters=(Filter("kind", gettext_lazy("Kind"), BatchKind.choices, lambda rows, value: rows.filter(kind=value)),),
    search=lambda rows, text: rows.filter(Q(name__icontains=text)),
)
ARTICLES = Listing(
    sorts=(
        Sort("queue", gettext_lazy("As they are given out"), ("-priority",)),
        Sort("title", gettext_lazy("Title, A to Z"), ("title",)),
    ),
    search=lambda rows, text: rows.filter(title__icontains=text),
    size=25,
)


class BatchForm(forms.Form):
    """A batch."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=BatchKind.choices,
        help_text=gettext_lazy(
            "Calibration goes to everybody, training to those who have not passed; both are no data."
        ),
    )
    priority = forms.IntegerField(
        label=gettext_lazy("Priority"),
        initial=0,
        min_value=PRIORITIES[0],
        max_value=PRIORITIES[1],
        help_text=gettext_lazy("Higher ones are given out first."),
    )


@require_http_methods(["GET", "POST"])
def batches(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show the batches; a lead's posted form makes one."""
    user, form = access.visitor(request), BatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_batch(actor=user, project=entry.project, **form.cleaned_data)
        except WorkflowError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The batch is there. Put articles into it on the list of articles."))
            return redirect("web:batch", project=entry.project.slug, batch=made.pk)
    rows = with_figures(visibility.batches(user).filter(project=entry.project))
    context = {
        "project": entry.project,
        "shown": LISTING.show(request, rows),
        "form": form,
        "leads": entry.role == Role.LEAD,
    }
    return render(request, "annotations/batches.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, entry: ProjectAccess, batch: UUID) -> HttpResponse:
    """Show one batch with its articles and shares; a lead's post changes it (``act``: change, share, known)."""
    user = access.visitor(request)
    row = access.found(with_figures(visibility.batches(user).filter(project=entry.project)), pk=batch)
    form = BatchForm(initial={"name": row.name, "kind": row.kind, "priority": row.priority})
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "known":
            return answer(request, entry, row)
        if act == "share":
            share(request, row)
            return redirect("web:batch", project=entry.project.slug, batch=row.pk)
        form = BatchForm(request.POST)
        if form.is_valid() and changed(request, row, form):
            return redirect("web:batch", project=entry.project.slug, batch=row.pk)
    context: dict[str, Any] = {
        "project": entry.project,
        "batch": row,
        "form": form,
        "leads": entry.role == Role.LEAD,
        "members": members_with_share(row),
        "shown": ARTICLES.show(request, articles_of(row)),
    }
    return render(request, "annotations/batch.html", context, status=400 if form.errors else 200)


def changed(request: HttpRequest, row: Batch, form: BatchForm) -> bool:
    """Whether the change was made; a refusal is put into the form."""
    try:
        change_batch(actor=access.visitor(request), batch=row, **form.cleaned_data)
    except WorkflowError as error:
        refuse(form, error)
        return False
    messages.success(request, _("The batch is changed."))
    return True


def share(request: HttpRequest, row: Batch) -> None:
    """Set every share that was typed differently; empty lifts it."""
    user, done = access.visitor(request), 0
    try:
        for member, kept in members_with_share(row):
            typed = request.POST.get(f"share-{member.pk}", "")
            percent = number(typed)
            if typed.strip() and percent is None:
                raise Invalid("percent", typed, _("is not a number"))
            if percent != kept:
                set_share(actor=user, batch=row, member=member, percent=percent)
                done += 1
    except WorkflowError as error:
        messages.error(request, told(error, {"percent": _("Share of %(name)s") % {"name": member.user}}))
    if done:
        messages.success(request, _("The shares are saved."))


def answer(request: HttpRequest, entry: ProjectAccess, row: Batch) -> HttpResponse:
    """Open one of the articles to the lead, who gives its right answers."""
    user = access.visitor(request)
    asked = as_keys([request.POST.get("article", "")])
    article = access.found(visibility.articles(user).filter(batch=row).select_related("project"), pk__in=asked)
    try:
        work = answer_for_others(actor=user, article=article)
    except WorkflowError as error:
        messages.error(request, told(error))
        return redirect("web:batch", project=entry.project.slug, batch=row.pk)
    return redirect("web:workbench", assignment=work.pk)


PAGES = (
    Page("batches", gettext_lazy("Batches"), f"{PROJECT_PREFIX}batches/", batches, "box", roles=REVIEWING),
    Page(
        "batch",
        gettext_lazy("Batch"),
        f"{PROJECT_PREFIX}batches/<uuid:batch>/",
        batch,
        roles=REVIEWING,
        in_menu=False,
        parent="batches",
    ),
)
