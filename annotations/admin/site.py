"""The site that holds the back office: staff only, behind the product's own sign-in."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class BackOffice(AdminSite):
    """Django's admin without its own doors: signing in, out and changing passwords happen in one rate-limited place."""

    site_header = gettext_lazy("Factcheck administration")
    site_title = gettext_lazy("Administration")
    index_title = gettext_lazy("Administration")
    site_url = "/"
    enable_nav_sidebar = False

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send strangers to the sign-in page and tell everybody else that this is for staff."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied(_("The administration is for the operators of this site."))
        return redirect_to_login(request.GET.get("next", request.path.removesuffix("login/")))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Leave through the product's own door."""
        return redirect("account_logout")

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Change the password where everybody does."""
        return redirect("account_change_password")
