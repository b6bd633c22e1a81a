"""What every response carries, and how long a session lives.

Django 6 brings a Content-Security-Policy middleware of its own; the setting here has its name and its shape
(`SECURE_CSP`: directive -> list of sources), so that `ResponseHeaders` can shrink on that day.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

from factcheck.accounts import at_hand, person_of
from factcheck.sessions import SIGNED_IN, SessionStore

GetResponse = Callable[[HttpRequest], HttpResponseBase]

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
SEEN_EVERY = 15 * 60
"""Seconds between two notes of a session's use: a note is a write, and a page is mostly read."""


def policy(directives: Mapping[str, Sequence[str]]) -> str:
    """Return the header value of a Content-Security-Policy."""
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


class ResponseHeaders:
    """Around everything: pages, redirects, errors, streams and static files all pass through here.

    Django's ``SecurityMiddleware``, next to it, sees them all too, and has headers of its own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.fixed = {
            "Content-Security-Policy": policy(settings.SECURE_CSP),
            "X-Frame-Options": "DENY",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": ", ".join(f"{feature}=()" for feature in settings.DENIED_BROWSER_FEATURES),
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in self.fixed.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers:
            # Static files say themselves how long they may be kept; everything else is somebody's own.
            response.headers["Cache-Control"] = "no-store, private"
        if "no-store" in response.headers["Cache-Control"]:
            patch_vary_headers(response, ["Cookie", "Authorization"])
        return response


class Person(AuthenticationMiddleware):
    """Who signed in, read at once: the limits of sessions ask every time, and a user read later costs at each use."""

    def process_request(self, request: HttpRequest) -> None:
        """Sets `request.user`, and says in the request's environment with what they are signed in."""
        super().process_request(request)
        session = cast(SessionStore, request.session)
        session.get(SESSION_KEY)  # is read now, with its person
        if row := session.vouched():
            request.user = person_of(row)
        else:
            with at_hand(session.person):
                request.user = get_user(request)
        if request.user.is_authenticated:
            session.vouch()
            request.META[SIGNED_IN] = session.signed_in()


def was_just_used(held: Mapping[str, Any]) -> bool:
    """Whether a session is so fresh that ``SessionLimits`` has nothing to do."""
    now = time.time()
    return now - held.get(SEEN_AT, 0) < SEEN_EVERY and now - held.get(SIGNED_IN_AT, 0) < settings.SESSION_COOKIE_AGE


class SessionLimits:
    """Ends a session that was idle, or old, for longer than the settings allow."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and request.session.session_key:
            self.limit(request, int(time.time()))
        return self.get_response(request)

    def limit(self, request: HttpRequest, now: int) -> None:
        """Sign the user out when a limit has passed by `now` (seconds), else note the use."""
        began = request.session.setdefault(SIGNED_IN_AT, now)
        seen = request.session.get(SEEN_AT, began)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
            logout(request)
        elif SEEN_AT not in request.session or now - seen > SEEN_EVERY:
            request.session[SEEN_AT] = now
