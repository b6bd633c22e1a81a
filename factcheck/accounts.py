"""How accounts come to be, and how guessing at them is slowed down."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignUp(DefaultAccountAdapter):
    """An operator or a project lead makes accounts; nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False always, whatever route may ask."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failures by account and address: guessing from one place locks nobody out at another."""
        login = str(credentials.get("username") or credentials.get("email") or "").lower()
        return f"{login}:{self.get_client_ip(request)}"
