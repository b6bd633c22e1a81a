"""The site that holds the back office: staff only, behind the product's own sign-in."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import RedirectView


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

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """The admin's URLs; signing out and changing the password lead to the product's own pages."""
        own: list[URLResolver | URLPattern] = [
            path("logout/", RedirectView.as_view(pattern_name="account_logout")),
            path("password_change/", RedirectView.as_view(pattern_name="account_change_password")),
        ]
        return own + super().get_urls()
