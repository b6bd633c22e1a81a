"""One member, for leads: how much they may take, their training, and how they do on hidden checks."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from annotations.models import Membership, Role
from annotations.queries import visibility
from annotations.queries.limits import limits_of
from annotations.queries.queue import needs_training
from annotations.queries.training import check_scores, training_of, training_score
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.forms import refuse
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.web.rules import whole
from annotations.workflow.errors import WorkflowError
from annotations.workflow.limits import LIMITS, let_in, set_limits

PROJECTS = gettext_lazy("Empty: the project’s limit.")


class LimitsForm(forms.Form):
    """How much one member may take."""

    open_limit = whole("open_limit", gettext_lazy("Articles in hand at once"), PROJECTS, required=False)
    daily_limit = whole("daily_limit", gettext_lazy("Articles a day"), PROJECTS, required=False)
    total_limit = whole("total_limit", gettext_lazy("Articles in all"), PROJECTS, required=False)


@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, entry: ProjectAccess, member: UUID) -> HttpResponse:
    """Show the member; a post sets limits or counts the training as passed (``act=let_in``)."""
    rows = visibility.led_memberships(access.visitor(request)).filter(project=entry.project)
    row = access.found(rows.select_related("project", "user"), pk=member)
    form = LimitsForm(initial={name: getattr(row, name) for name in LIMITS})
    if request.method == "POST":
        form = LimitsForm(request.POST) if request.POST.get("act") != "let_in" else form
        if acted(request, row, form):
            return redirect("web:member", project=entry.project.slug, member=row.pk)
    context = {"project": entry.project, "member": row, "form": form, **figures(row)}
    return render(request, "annotations/member.html", context, status=400 if form.errors else 200)


def acted(request: HttpRequest, row: Membership, form: LimitsForm) -> bool:
    """Whether the posted act was done; a refusal is put into the form or said."""
    user = access.visitor(request)
    try:
        if request.POST.get("act") == "let_in":
            let_in(actor=user, member=row)
            messages.success(request, _("%(name)s may work now.") % {"name": row.user})
        elif not form.is_valid():
            return False
        else:
            set_limits(actor=user, member=row, **form.cleaned_data)
            messages.success(request, _("The limits are saved."))
    except WorkflowError as error:
        refuse(form, error)
        return False
    return True


def figures(row: Membership) -> dict[str, Any]:
    """What the page tells of training and checks."""
    done = training_of(row.user, row.project)
    return {
        "limits": limits_of(row),
        "trainings": [(one, training_score([one], row.project)) for one in done],
        "waits": needs_training(row),
        "checks": check_scores(row.project).get(row.user_id),
    }


PAGES = (
    Page(
        "member",
        gettext_lazy("Member"),
        f"{PROJECT_PREFIX}people/<uuid:member>/limits/",
        member,
        roles=(Role.LEAD,),
        in_menu=False,
        parent="people",
    ),
)
