"""Who calls: a token for programs, the session for our own pages. Never a password, never a token in an address."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, CSRFCheck, SessionAuthentication
from rest_framework.request import Request

from annotations.api.errors import Problem
from annotations.models import ApiToken, User
from annotations.workflow.tokens import PREFIX, use_token

CSRF = CSRFCheck(HttpResponse)
"""Gives a reason where Django's middleware would refuse."""
TOKEN_PARAMETERS = {"token", "access_token", "api_token", "api_key", "apikey", "auth", "authorization"}


class BearerToken(BaseAuthentication):
    """``Authorization: Bearer fc_…``. Whoever sends that header is judged by it alone; cookies are then not read."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The person and their token; None without the header; 401 for anything that is not a live token."""
        refuse_token_in_address(request)
        header = request.META.get("HTTP_AUTHORIZATION")
        if header is None:
            return None
        scheme, _, secret = header.partition(" ")
        if scheme.lower() != "bearer":
            raise exceptions.AuthenticationFailed("Only “Bearer” tokens are accepted.")
        token = use_token(secret=secret.strip())
        if token is None:
            raise exceptions.AuthenticationFailed("The token is unknown, revoked or expired.")
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """The challenge of a 401."""
        return 'Bearer realm="factcheck"'


def refuse_token_in_address(request: Request) -> None:
    """401 for a token in the query string: addresses end up in logs and histories."""
    if not request.META.get("QUERY_STRING"):
        return
    for name, values in request.query_params.lists():
        if name.lower() in TOKEN_PARAMETERS or any(value.startswith(PREFIX) for value in values):
            raise exceptions.AuthenticationFailed("A token belongs in the Authorization header, never in an address.")


class SessionWithCSRF(SessionAuthentication):
    """The session of somebody who signed in; every unsafe request needs the CSRF token too."""

    def enforce_csrf(self, request: Any) -> None:
        """403 ``csrf`` unless the request shows the token of its session."""
        # What it does first, with every request, is done: it reads the cookie.
        if reason := CSRF.process_view(request, HttpResponse, (), {}):
            raise Problem(403, "csrf", f"CSRF Failed: {reason} Send the X-CSRFToken header.")


def refuse_other_user(request: Request) -> None:
    """409 when what is sent was made by somebody else: several people may share a browser, each with a tab."""
    maker = request.META.get("HTTP_X_USER")
    if maker is not None and maker != str(person(request).pk):
        raise Problem(
            409, "other_user", "This was made by somebody else; sign in as them.", field="X-User", value=maker
        )


def person(request: Request) -> User:
    """Who is calling; 401 for nobody."""
    if isinstance(request.user, AnonymousUser):
        raise exceptions.NotAuthenticated
    return request.user
