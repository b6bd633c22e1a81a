"""How accounts come to be: an operator or a project lead makes them; nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignUp(DefaultAccountAdapter):
    """Refuses sign-up, whatever route may ask for it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False always."""
        return False
