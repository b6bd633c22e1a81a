"""What stances are about: the targets that the workbench offers first, and the project's whole list of entities."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from annotations.models import EntityKind, Role
from annotations.queries import targets as queries
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.forms import refuse
from annotations.web.listing import Filter, Listing, Sort
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.workflow.entities import create_entity, pin_entity
from annotations.workflow.errors import WorkflowError

LEADS = (Role.LEAD,)
LISTING = Listing(
    sorts=(
        Sort("name", gettext_lazy("Name, A to Z"), ("canonical_name",)),
        Sort("articles", gettext_lazy("Named in most articles first"), ("-article_count",)),
        Sort("newest", gettext_lazy("Newest first"), ("-created_at",)),
    ),
    filters=(Filter("kind", gettext_lazy("Kind"), EntityKind.choices, queries.of_kind),),
    search=queries.matching,
)


class TargetForm(forms.Form):
    """A target by name; one that is known already is found again."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=EntityKind.choices, initial=EntityKind.TOPIC)


class PlaceForm(forms.Form):
    """Where a target goes among the pinned ones; no place takes it off."""

    place = forms.IntegerField(required=False, min_value=0)


def targets(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show the lists."""
    return show(request, entry, TargetForm())


def show(request: HttpRequest, entry: ProjectAccess, form: TargetForm) -> HttpResponse:
    """Pinned targets in their order, all entities below, for leads with the forms."""
    user = access.visitor(request)
    context = {
        "project": entry.project,
        "leads": entry.role == Role.LEAD,
        "pinned": list(queries.pinned_targets(user, entry.project)),
        "shown": LISTING.show(request, queries.listed(user, entry.project)),
        "form": form,
    }
    return render(request, "annotations/targets.html", context, status=400 if form.errors else 200)


@require_POST
def add(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Pin a target by name, at the end; it is made when the project does not know it."""
    form = TargetForm(request.POST)
    if form.is_valid():
        user = access.visitor(request)
        try:
            entity = create_entity(actor=user, project=entry.project, **form.cleaned_data)
            pin_entity(actor=user, entity=entity, place=queries.pinned_targets(user, entry.project).count())
        except WorkflowError as error:
            refuse(form, error)
        else:
            messages.success(request, _("“%(name)s” is pinned.") % {"name": entity})
            return redirect("web:targets", project=entry.project.slug)
    return show(request, entry, form)


@require_POST
def place(request: HttpRequest, entry: ProjectAccess, entity: UUID) -> HttpResponse:
    """Put a target at a ``place`` among the pinned ones, or take it off."""
    user = access.visitor(request)
    row = access.found(queries.listed(user, entry.project).select_related("project"), pk=entity)
    form = PlaceForm(request.POST)
    if form.is_valid():
        pin_entity(actor=user, entity=row, place=form.cleaned_data["place"])
    else:
        messages.error(request, _("A place is a number from 0; nothing was changed."))
    return redirect("web:targets", project=entry.project.slug)


ROUTE = f"{PROJECT_PREFIX}targets/"
PAGES = (
    Page("targets", gettext_lazy("Targets"), ROUTE, targets, "flag"),
    Page("targets-add", gettext_lazy("Pin a target"), f"{ROUTE}add", add, roles=LEADS, in_menu=False, parent="targets"),
    Page(
        "targets-place",
        gettext_lazy("Place a target"),
        f"{ROUTE}<uuid:entity>",
        place,
        roles=LEADS,
        in_menu=False,
        parent="targets",
    ),
)
