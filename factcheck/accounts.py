"""How accounts come to be, how guessing at them is slowed down, and how the person of a session is found."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpRequest

from factcheck.prepared import Prepared


class ClosedSignUp(DefaultAccountAdapter):
    """An operator or a project lead makes accounts; nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False always, whatever route may ask."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failures by account and address: guessing from one place locks nobody out at another."""
        login = str(credentials.get("username") or credentials.get("email") or "").lower()
        return f"{login}:{self.get_client_ip(request)}"


PersonRow = tuple[Any, ...]
_at_hand: ContextVar[PersonRow | None] = ContextVar("at_hand", default=None)


@contextmanager
def at_hand(row: PersonRow | None) -> Iterator[None]:
    """Within the block nobody asks again for the person of a row that was just read."""
    token = _at_hand.set(row)
    try:
        yield
    finally:
        _at_hand.reset(token)


class People(AuthenticationBackend):
    """`AUTHENTICATION_BACKENDS`: that of the sign-in pages; who a session belongs to is read by a planned command."""

    def get_user(self, user_id: Any) -> Any:
        """The person of that key, if they may sign in."""
        row = _at_hand.get()
        if row is None or row[_key_place()] != UUID(str(user_id)):
            row = next(iter(reading().rows(user_id)), None)
        user = person_of(row) if row else None
        return user if user and self.user_can_authenticate(user) else None


@cache
def reading() -> Prepared:
    """The command that reads the row of a person by their key."""
    people = get_user_model()._meta
    columns = ", ".join(f'"{field.column}"' for field in people.concrete_fields)
    return Prepared(f"SELECT {columns} FROM {people.db_table} WHERE id = $1", "uuid")


@cache
def _key_place() -> int:
    people = get_user_model()._meta
    return people.concrete_fields.index(people.pk)


def person_of(row: PersonRow) -> Any:
    """The person of a row, as Django would have made them of its own query."""
    people = get_user_model()
    fields = people._meta.concrete_fields
    values = [
        field.from_db_value(value, None, connection) if hasattr(field, "from_db_value") else value
        for field, value in zip(fields, row, strict=True)
    ]
    return people.from_db(connection.alias, [field.attname for field in fields], values)
