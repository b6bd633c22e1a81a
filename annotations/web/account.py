"""The visitor's own account: name, theme, password, and tokens for programs."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from annotations.models import Project, TokenScope, User
from annotations.queries import visibility
from annotations.web import access, keys, theme
from annotations.web.forms import refuse
from annotations.web.page import Page, Section
from annotations.workflow.errors import Invalid, WorkflowError
from annotations.workflow.people import choose_keys, rename_person
from annotations.workflow.tokens import issue_token, revoke_token

LIFETIMES = ((30, gettext_lazy("30 days")), (90, gettext_lazy("90 days")), (365, gettext_lazy("A year")))


class NameForm(forms.Form):
    """The name colleagues see."""

    display_name = forms.CharField(label=gettext_lazy("Name"), max_length=120)


class TokenForm(forms.Form):
    """A new token: what it is for, what it may do, where and how long."""

    name = forms.CharField(label=gettext_lazy("What is it for?"), max_length=100)
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What may it do?"),
        choices=TokenScope.choices,
        initial=[TokenScope.READ],
        widget=forms.CheckboxSelectMultiple,
    )
    project = forms.ModelChoiceField(
        label=gettext_lazy("Where?"),
        queryset=Project.objects.none(),
        required=False,
        empty_label=gettext_lazy("All my projects"),
    )
    days = forms.TypedChoiceField(label=gettext_lazy("How long?"), choices=LIFETIMES, coerce=int, initial=90)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        projects = self.fields["project"]
        if isinstance(projects, forms.ModelChoiceField):
            projects.queryset = visibility.projects(user)


def account(request: HttpRequest) -> HttpResponse:
    """Show the account."""
    return show(request)


def show(request: HttpRequest, **changed: Any) -> HttpResponse:
    """The account page; ``changed`` replaces a form that has errors or adds the ``secret`` of a new token."""
    user = access.visitor(request)
    context = {
        "name_form": NameForm(initial={"display_name": user.display_name}),
        "token_form": TokenForm(user=user),
        "tokens": visibility.tokens(user).select_related("project"),
        "now": timezone.now(),
        "key_rows": keys.rows(user),
    }
    return render(request, "account/account.html", context | changed)


@require_POST
def rename(request: HttpRequest) -> HttpResponse:
    """Change the name that colleagues see."""
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            rename_person(actor=access.visitor(request), display_name=form.cleaned_data["display_name"])
        except WorkflowError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Your name is changed."))
            return redirect("web:account")
    return show(request, name_form=form)


@require_POST
def change_keys(request: HttpRequest) -> HttpResponse:
    """Choose other keys, or none; what cannot be stays in its field with the reason."""
    user, typed = access.visitor(request), keys.read(request.POST)
    try:
        choose_keys(actor=user, single="single" in request.POST, acts=typed)
    except Invalid as error:
        return show(request, key_rows=keys.rows(user, typed), key_problem=keys.explain(error))
    messages.success(request, _("Your keys are changed."))
    return redirect("web:account")


@require_POST
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a token and show its secret, this once: the answer is a page, because a redirect would have to store it."""
    user = access.visitor(request)
    form = TokenForm(request.POST, user=user)
    if form.is_valid():
        try:
            token, secret = issue_token(actor=user, **form.cleaned_data)
        except WorkflowError as error:
            refuse(form, error)
        else:
            return show(request, secret=secret, made=token)
    return show(request, token_form=form)


@require_POST
def end_token(request: HttpRequest, token: UUID) -> HttpResponse:
    """Revoke one of the visitor's own tokens."""
    user = access.visitor(request)
    revoke_token(actor=user, token=access.found(visibility.tokens(user), pk=token))
    messages.success(request, _("The token is revoked. Programs that use it are turned away from now on."))
    return redirect("web:account")


PAGES = (
    Page("account", gettext_lazy("Your account"), "account/", account, "user", Section.ACCOUNT, in_menu=False),
    Page("theme", gettext_lazy("Theme"), "account/theme/", theme.choose, section=Section.ACCOUNT, in_menu=False),
    Page("account-name", gettext_lazy("Name"), "account/name/", rename, section=Section.ACCOUNT, in_menu=False),
    Page("account-keys", gettext_lazy("Keys"), "account/keys/", change_keys, section=Section.ACCOUNT, in_menu=False),
    Page(
        "account-tokens",
        gettext_lazy("Tokens"),
        "account/tokens/",
        make_token,
        section=Section.ACCOUNT,
        in_menu=False,
    ),
    Page(
        "account-token-end",
        gettext_lazy("Revoke token"),
        "account/tokens/<uuid:token>/revoke/",
        end_token,
        section=Section.ACCOUNT,
        in_menu=False,
    ),
)
