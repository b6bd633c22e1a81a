"""Releases: the numbered datasets of a project, and a form for the next one."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from annotations.exports import FORMATS
from annotations.exports.datasheet import datasheet
from annotations.exports.formats import native
from annotations.exports.parts import PARTS, SHARES
from annotations.exports.releasing import ask_release
from annotations.models import Project, Release, ReleaseState, Role
from annotations.models.project import READING_LABELS
from annotations.queries.gold import decided, publishable
from annotations.queries.release_choice import FREE, FULL
from annotations.queries.releases import in_the_making, releases
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.forms import refuse
from annotations.web.imports import silent_for
from annotations.web.listing import Filter, Listing, Sort
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.workflow.errors import WorkflowError
from annotations.workflow.release import numbers

LISTING = Listing(
    sorts=(
        Sort("newest", gettext_lazy("Newest first"), ("-asked_at",)),
        Sort("oldest", gettext_lazy("Oldest first"), ("asked_at",)),
    ),
    filters=(
        Filter("state", gettext_lazy("State"), ReleaseState.choices, lambda rows, value: rows.filter(state=value)),
    ),
    search=lambda rows, text: rows.filter(Q(title__icontains=text) | Q(version__startswith=text)),
)
OTHERS = [(one.key, one.title) for one in FORMATS if one is not native.FORMAT]
PERCENT: dict[str, Any] = {"min_value": 0, "max_value": 100}


class ReleaseForm(forms.Form):
    """The next release."""

    version = forms.CharField(
        label=gettext_lazy("Version"),
        max_length=20,
        help_text=gettext_lazy(
            "A new last number corrects, a new middle one adds, a new first one changes the meaning."
        ),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    notes = forms.CharField(
        label=gettext_lazy("What is new"), required=False, widget=forms.Textarea({"rows": 3}), max_length=5000
    )
    text = forms.ChoiceField(
        label=gettext_lazy("Texts"),
        choices=((FULL, gettext_lazy("With the words")), (FREE, gettext_lazy("Without: place, hash and address"))),
    )
    formats = forms.MultipleChoiceField(
        label=gettext_lazy("Formats beside the whole dataset"),
        choices=OTHERS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    train = forms.IntegerField(label=gettext_lazy("Train, %"), **PERCENT)
    dev = forms.IntegerField(label=gettext_lazy("Dev, %"), **PERCENT)
    test = forms.IntegerField(label=gettext_lazy("Test, %"), **PERCENT)
    seed = forms.IntegerField(label=gettext_lazy("Seed"), min_value=0, max_value=2**31 - 1)
    text_licence = forms.CharField(label=gettext_lazy("Licence of the texts"), required=False, max_length=200)
    annotation_licence = forms.CharField(label=gettext_lazy("Licence of the labels"), required=False, max_length=200)
    datasheet = forms.CharField(
        label=gettext_lazy("Datasheet"), required=False, widget=forms.Textarea({"rows": 14}), max_length=50_000
    )


def beginning(project: Project, newest: Release | None) -> dict[str, Any]:
    """What the form says before anybody writes into it: the next version, and the choices of the last one."""
    first = {
        "version": next_version(newest.version) if newest else "1.0.0",
        "title": project.name,
        "text": FULL,
        "annotation_licence": project.annotation_licence,
        "datasheet": datasheet(project),
        "seed": 0,
        **SHARES,
    }
    if newest is None:
        return first
    kept = ("title", "text_licence", "annotation_licence", "datasheet", "seed", "formats")
    text = newest.selection.get("text", FULL)
    return first | {key: getattr(newest, key) for key in kept} | newest.shares | {"text": text}


def next_version(version: str) -> str:
    """The version that corrects another: its last number and one."""
    major, minor, patch = numbers(version)
    return f"{major}.{minor}.{patch + 1}"


@require_http_methods(["GET", "POST"])
def list_releases(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The releases; a lead's posted form asks for the next one."""
    user, project = access.visitor(request), entry.project
    rows = releases(user, project)
    known = [row for row in rows if row.state != ReleaseState.FAILED]
    newest = max(known, key=lambda row: numbers(row.version), default=None)
    form = ReleaseForm(request.POST or None, initial=beginning(project, newest))
    if request.method == "POST" and form.is_valid():
        try:
            made = ask_release(actor=user, project=project, **wanted(form))
        except WorkflowError as error:
            refuse(form, error)
        else:
            return redirect("web:release", project=project.slug, release=made.pk)
    making = in_the_making(project)
    context = {
        "project": project,
        "shown": LISTING.show(request, rows),
        "form": form,
        "leads": entry.role == Role.LEAD,
        "ready": publishable(project).count(),
        "decided": decided(project).count(),
        "making": making,
        "silent": silent_for() if making else 0,
    }
    return render(request, "annotations/releases.html", context, status=400 if form.errors else 200)


def wanted(form: ReleaseForm) -> dict[str, Any]:
    """What the form asks for, as ``ask_release`` takes it."""
    given = dict(form.cleaned_data)
    selection = {"text": given.pop("text")}
    shares = {part: given.pop(part) for part in PARTS}
    return {**given, "selection": selection, "shares": shares}


PAGES = (
    Page(
        "releases",
        gettext_lazy("Releases"),
        f"{PROJECT_PREFIX}releases/",
        list_releases,
        "flag",
        roles=READING_LABELS,
    ),
)
