"""People with a sign-in, their memberships and their tokens."""

from typing import Any

from django import forms
from django.contrib.admin.options import ModelAdmin
from django.contrib.auth.password_validation import validate_password
from django.db.models import Model
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.admin.base import ReadOnly, act, operator
from annotations.models import Membership, Role, User
from annotations.workflow.accounts import change_person, give_password
from annotations.workflow.members import change_role, create_person, remove_member

NEW = ("username", "display_name", "email", "password", "is_operator")
KNOWN = ("display_name", "email", "is_active", "is_operator", "password")
PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class PersonForm(forms.ModelForm):
    """What an operator may say about a person; the password is asked for new people and may be given anew later."""

    is_operator = forms.BooleanField(
        label=gettext_lazy("Operator"),
        required=False,
        help_text=gettext_lazy("May use this administration. What people do in projects is said by their roles there."),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"), strip=False, widget=PASSWORD, help_text=gettext_lazy("At least 12 characters.")
    )

    class Meta:
        model = User
        fields = ("username", "display_name", "email")

    def clean_password(self) -> str:
        """Refuse a weak password; an empty one only where it means "keep the old one"."""
        password: str = self.cleaned_data["password"]
        if password:
            named = User(username=self.data.get("username", ""), display_name=self.data.get("display_name", ""))
            validate_password(password, named)
        return password


class KnownPersonForm(PersonForm):
    """The same for somebody who exists; ``operator`` is who fills it in."""

    operator: User | None = None

    class Meta:
        model = User
        fields = ("display_name", "email", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].required = False
        self.fields["password"].label = gettext_lazy("New password")
        self.fields["password"].help_text = gettext_lazy("Empty: the old one stays. A new one ends all sessions.")
        self.initial.setdefault("is_operator", self.instance.is_superuser)

    def clean(self) -> dict[str, Any]:
        """Refuse to let operators shut themselves out."""
        cleaned = super().clean() or {}
        stays = cleaned.get("is_active") and cleaned.get("is_operator")
        if self.instance == self.operator and not stays:
            raise forms.ValidationError(_("Ask another operator to close your account or take your rights away."))
        return cleaned


class People(ModelAdmin):
    """Everybody who can or could sign in; accounts are closed, never deleted."""

    list_display = ("username", "display_name", "email", "is_superuser", "is_active", "date_joined", "last_login")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("username", "display_name", "email")
    ordering = ("username",)
    show_full_result_count = False
    list_per_page = 50

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """New people get a user name and a password; of known ones the rest is asked."""
        return type("PersonForm", (KnownPersonForm,), {"operator": operator(request)}) if obj else PersonForm

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The fields in the order of the form."""
        if obj:
            return KNOWN
        return NEW

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing from the address: a link must not fill in somebody's rights."""
        return {}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store through the workflow, with its events."""
        said = form.cleaned_data
        if not change:
            obj.pk = create_person(**said).pk
            return
        actor, password = operator(request), said["password"]
        change_person(actor=actor, person=obj, **{key: said[key] for key in KNOWN if key != "password"})
        if password:
            give_password(actor=actor, person=obj, password=password)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Return False: labels and reviews rest on people."""
        return False


def _role_action(role: Role) -> Any:
    def done(actor: User, membership: Membership) -> object:
        return change_role(actor=actor, membership=membership, role=role)

    return act(f"make_{role.value}", format_lazy(gettext_lazy("Make {role}"), role=role.label), done)


class Memberships(ReadOnly):
    """Who works where; the acts need the operator to lead the project, like everywhere."""

    list_display = ("user", "project", "role", "pseudonym", "is_active", "created_at")
    list_filter = ("role", "is_active", "project")
    list_select_related = ("user", "project")
    search_fields = ("user__username", "user__display_name", "pseudonym", "project__slug")
    actions = [
        *(_role_action(role) for role in Role),
        act(
            "end_membership",
            gettext_lazy("End the membership"),
            lambda actor, row: remove_member(actor=actor, membership=row),
        ),
    ]


class ApiTokens(ReadOnly):
    """Tokens by prefix and digest; secrets are not stored anywhere."""

    list_display = ("name", "user", "project", "prefix", "expires_at", "last_used_at", "revoked_at")
    list_filter = ("project",)
    list_select_related = ("user", "project")
    search_fields = ("name", "prefix", "user__username")
    exclude = ("sha256",)
