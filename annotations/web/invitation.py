"""The door for people who were invited by link: they choose a user name and a password and are in the project.

Public by nature; what lets somebody in is the signed token in the address. People who are signed in join with the
account they have.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from annotations.models import Role, User
from annotations.web.forms import refuse
from annotations.web.page import Page, Section
from annotations.workflow.errors import Duplicate, WorkflowError
from annotations.workflow.members import accept_invitation, join_by_invitation, read_invitation

(BACKEND,) = settings.AUTHENTICATION_BACKENDS


class JoinForm(forms.Form):
    """A new person; the password is typed twice because nobody can read it."""

    display_name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=120, help_text=gettext_lazy("What colleagues see.")
    )
    username = forms.CharField(label=gettext_lazy("User name"), max_length=150)
    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy("At least 12 characters."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("Password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two passwords that differ."""
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two passwords differ."))
        return cleaned


@login_not_required
@sensitive_post_parameters("password", "again")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the invitation is for; a posted form joins. A token that is no good gets a page that says so (404)."""
    try:
        asked = read_invitation(token)
    except WorkflowError as error:
        return render(request, "annotations/invitation_invalid.html", {"reason": error.extra["rule"]}, status=404)
    role = Role(asked.role).label
    context = {"project": asked.project, "role": role, "inviter": asked.inviter, "form": JoinForm()}
    if request.method != "POST":
        return render(request, "annotations/invitation.html", context)
    if isinstance(request.user, User):
        return join_as(request, request.user, token, asked.project.slug)
    form = context["form"] = JoinForm(request.POST)
    if form.is_valid():
        try:
            member = accept_invitation(
                token=token, **{key: form.cleaned_data[key] for key in ("username", "display_name", "password")}
            )
        except WorkflowError as error:
            refuse(form, error)
        else:
            login(request, member.user, backend=BACKEND)
            return redirect("web:overview", project=member.project.slug)
    return render(request, "annotations/invitation.html", context, status=400)


def join_as(request: HttpRequest, user: User, token: str, project: str) -> HttpResponse:
    """Bring somebody who has an account into the project; who may not join is told why on their own start page."""
    try:
        join_by_invitation(actor=user, token=token)
    except Duplicate:
        messages.info(request, _("You are a member already."))
    except WorkflowError as error:
        messages.error(request, error.message)
        return redirect("web:home")
    return redirect("web:overview", project=project)


PAGES = (
    Page(
        "invitation",
        gettext_lazy("Invitation"),
        "invitation/<str:token>/",
        invitation,
        section=Section.ACCOUNT,
        in_menu=False,
    ),
)
