"""Somebody who calls the API, by session or by token."""

import json
import uuid
from typing import Any

from django.test import Client

from annotations.models import Assignment, Project, Statement, User
from annotations.workflow.tokens import issue_token

ROOT = "/api/v1/"


class Caller:
    """Calls paths below ``/api/v1/``; bodies and answers are JSON values."""

    def __init__(self, user: User | None = None, *, token: str = "") -> None:
        self.client = Client()
        if user is not None:
            self.client.force_login(user)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The response to one request; ``body`` is sent as JSON, or as it is when it is bytes."""
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content_type = named.pop("Content-Type", "application/json")
        return self.client.generic(method, ROOT + path, data, content_type, headers={**self.headers, **named})

    def get(self, path: str, **headers: str) -> Any:
        """The response to a GET."""
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """The response to a POST."""
        return self.call("POST", path, body, **headers)

    def save(self, key: uuid.UUID | str, body: Any, base: int | str | None = 0) -> Any:
        """The response to a PUT of a revision on top of version ``base`` (None: without If-Match)."""
        headers = {} if base is None else {"If_Match": base if isinstance(base, str) else f'"{base}"'}
        return self.call("PUT", f"revisions/{key}", body, **headers)


def with_token(user: User, *scopes: str, project: Project | None = None) -> Caller:
    """A program of ``user`` with a token of these scopes."""
    return Caller(token=issue_token(actor=user, name="test", scopes=scopes, project=project)[1])


def revision(assignment: Assignment, statement: Statement, answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The body of a revision."""
    return {"assignment": str(assignment.pk), "statement": str(statement.pk), "answers": answers, **more}


def listed(caller: Caller, path: str) -> list[dict[str, Any]]:
    """All rows of a list, page by page."""
    answer = caller.get(path).json()
    rows: list[dict[str, Any]] = answer["results"]
    while answer["next"]:
        answer = caller.get(answer["next"].partition(ROOT)[2]).json()
        rows += answer["results"]
    return rows
