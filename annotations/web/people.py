"""Who works in a project: everybody reads the list; leads add, change, remove and invite."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from annotations.models import Role
from annotations.queries.people import members
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.forms import refuse
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.web.refusals import told
from annotations.workflow.errors import WorkflowError
from annotations.workflow.members import INVITATION_DAYS, add_member, change_role, invite, remove_member

LEADS = (Role.LEAD,)


class RoleForm(forms.Form):
    """A role of the project."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, initial=Role.ANNOTATOR)


class AddForm(RoleForm):
    """Somebody who can sign in already, by user name."""

    username = forms.CharField(label=gettext_lazy("User name"), max_length=150)
    field_order = ("username", "role")


def people(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show the members."""
    return show(request, entry)


def show(request: HttpRequest, entry: ProjectAccess, **changed: Any) -> HttpResponse:
    """The list of members, for leads with the forms; ``changed`` replaces a form or adds a new ``invitation``."""
    context = {
        "project": entry.project,
        "me": entry.membership,
        "members": members(access.visitor(request), entry.project),
        "leads": entry.role == Role.LEAD,
        "roles": Role.choices,
        "add_form": AddForm(auto_id="add_%s"),
        "invite_form": RoleForm(auto_id="invite_%s"),
        "invitation_days": INVITATION_DAYS,
    }
    failed = any(getattr(one, "errors", None) for one in changed.values())
    return render(request, "annotations/people.html", context | changed, status=400 if failed else 200)


@require_POST
def add(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Add somebody who can sign in already."""
    form = AddForm(request.POST, auto_id="add_%s")
    if form.is_valid():
        try:
            member = add_member(actor=access.visitor(request), project=entry.project, **form.cleaned_data)
        except WorkflowError as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(name)s is in the project now.") % {"name": member.user})
            return redirect("web:people", project=entry.project.slug)
    return show(request, entry, add_form=form)


@require_POST
def change(request: HttpRequest, entry: ProjectAccess, member: UUID) -> HttpResponse:
    """Give a member another ``role``, or end the membership (``act=remove``)."""
    user = access.visitor(request)
    row = access.found(members(user, entry.project), pk=member)
    try:
        if request.POST.get("act") == "remove":
            remove_member(actor=user, membership=row)
            messages.success(request, _("%(name)s has left the project; their labels stay.") % {"name": row.user})
        else:
            row = change_role(actor=user, membership=row, role=request.POST.get("role", ""))
            words = {"name": row.user, "role": row.get_role_display()}
            messages.success(request, _("%(name)s is %(role)s now.") % words)
    except WorkflowError as error:
        messages.error(request, told(error))
    return redirect("web:people", project=entry.project.slug)


@require_POST
def invite_somebody(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Make an invitation link and show it, this once: a redirect would have to store it."""
    form = RoleForm(request.POST, auto_id="invite_%s")
    if not form.is_valid():
        return show(request, entry, invite_form=form)
    role = form.cleaned_data["role"]
    token = invite(actor=access.visitor(request), project=entry.project, role=role)
    link = request.build_absolute_uri(reverse("web:invitation", kwargs={"token": token}))
    return show(request, entry, invitation=link, invited_role=Role(role).label)


PAGES = (
    Page("people", gettext_lazy("People"), f"{PROJECT_PREFIX}people/", people, "people"),
    Page(
        "people-add",
        gettext_lazy("Add"),
        f"{PROJECT_PREFIX}people/add/",
        add,
        roles=LEADS,
        in_menu=False,
        parent="people",
    ),
    Page(
        "people-invite",
        gettext_lazy("Invite"),
        f"{PROJECT_PREFIX}people/invite/",
        invite_somebody,
        roles=LEADS,
        in_menu=False,
        parent="people",
    ),
    Page(
        "people-change",
        gettext_lazy("Change"),
        f"{PROJECT_PREFIX}people/<uuid:member>/",
        change,
        roles=LEADS,
        in_menu=False,
        parent="people",
    ),
)
