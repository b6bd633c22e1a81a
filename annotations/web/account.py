"""The visitor's own account: name, theme, password, API tokens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from annotations.web import theme
from annotations.web.page import Page, Section


def account(request: HttpRequest) -> HttpResponse:
    """Show the account."""
    return render(request, "account/account.html")


PAGES = (
    Page("account", _("Your account"), "account/", account, "user", Section.ACCOUNT, in_menu=False),
    Page("theme", _("Theme"), "account/theme/", theme.choose, "theme", Section.ACCOUNT, in_menu=False),
)
