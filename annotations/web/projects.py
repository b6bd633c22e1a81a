"""My projects, and a new one.

Who may start a project: operators of the site, and people who lead a project already. Whoever starts it leads it; there
is no approval. Everybody else is invited into projects and finds no form here.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import AdjudicationPolicy
from annotations.permissions import can_start_project
from annotations.queries import visibility
from annotations.queries.addresses import free_address
from annotations.schemes import PROTOCOLS
from annotations.web import access
from annotations.web.forms import refuse
from annotations.web.listing import clean
from annotations.web.page import Page, Section
from annotations.workflow.errors import WorkflowError
from annotations.workflow.projects import create_project


class ProjectForm(forms.Form):
    """What a project needs to begin with; the rest has defaults and can be changed."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "The part of the address after /projects/: letters, digits and hyphens. It stays. "
            "Left empty, it is made of the name."
        ),
    )
    description = forms.CharField(label=gettext_lazy("What it is about"), required=False, max_length=2000)
    protocol = forms.ChoiceField(
        label=gettext_lazy("What is asked of each statement"),
        choices=[(one.key, one.name) for one in PROTOCOLS],
        initial=PROTOCOLS[0].key,
    )
    annotators_per_article = forms.IntegerField(
        label=gettext_lazy("Annotators per article"),
        initial=2,
        min_value=1,
        max_value=20,
        help_text=gettext_lazy("Two or more make agreement measurable."),
    )
    adjudication_policy = forms.ChoiceField(
        label=gettext_lazy("How gold is found"),
        choices=AdjudicationPolicy.choices,
        initial=AdjudicationPolicy.UNANIMOUS,
    )


def projects(request: HttpRequest) -> HttpResponse:
    """Show the visitor's projects; a posted form starts a new one. With ``?name=`` the form has an address for it."""
    if request.method == "POST":
        return start(request)
    name = clean(request.GET.get("name", ""))
    return show(request, ProjectForm(initial={"name": name, "slug": free_address(name)} if name else None))


def show(request: HttpRequest, form: ProjectForm) -> HttpResponse:
    """The page, with four queries and those of the menu; status 400 when the form has errors."""
    user = access.visitor(request)
    context: dict[str, Any] = {
        "memberships": access.my_memberships(user),
        "form": form if can_start_project(user) else None,
        "protocols": PROTOCOLS,
        "trashed": visibility.trashed_projects(user).order_by("-deleted_at", "pk"),
    }
    return render(request, "annotations/projects.html", context, status=400 if form.errors else 200)


def start(request: HttpRequest) -> HttpResponse:
    """Start a project that the visitor leads."""
    user, form = access.visitor(request), ProjectForm(request.POST)
    if not can_start_project(user):
        raise PermissionDenied(_("Operators and people who lead a project start new ones."))
    if form.is_valid():
        try:
            project = create_project(actor=user, **form.cleaned_data)
        except WorkflowError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The project is there. Invite people, then import the first article."))
            return redirect("web:overview", project=project.slug)
    return show(request, form)


PAGES = (Page("projects", gettext_lazy("Projects"), "projects/", projects, "tree", Section.ACCOUNT, in_menu=False),)
