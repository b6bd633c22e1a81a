"""Light, dark, or as the system: kept in a cookie, so that the server draws the right ground without a flash."""

from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "theme"
THEMES = ("light", "dark")
FOLLOWING = {"": "light", "light": "dark", "dark": ""}
YEAR = 365 * 24 * 60 * 60


def chosen(request: HttpRequest) -> str:
    """``light``, ``dark``, or empty for the system's own; anything else in the cookie counts as empty."""
    value = request.COOKIES.get(COOKIE, "")
    return value if value in THEMES else ""


def following(theme: str) -> str:
    """The theme that one press of the button leads to: system → light → dark → system."""
    return FOLLOWING[theme]


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Store the posted ``theme`` and go back to ``next``, a path of this site."""
    response = HttpResponseRedirect(way_back(request))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(COOKIE, theme, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def way_back(request: HttpRequest) -> str:
    """The posted ``next`` if it stays on this host, else home."""
    target = request.POST.get("next", "")
    stays = url_has_allowed_host_and_scheme(target, allowed_hosts=None, require_https=request.is_secure())
    return target if stays and not urlsplit(target).netloc else "/"
