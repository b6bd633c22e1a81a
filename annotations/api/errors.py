"""Every refusal as problem details (RFC 9457): for people a sentence, for programs a ``code`` and what it is about."""

import json
import logging
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core import exceptions as django_errors
from django.db import DataError, IntegrityError
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from rest_framework import exceptions
from rest_framework.response import Response

from annotations.workflow import errors as workflow

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
TYPE = "urn:factcheck:problem:"
MAX_SHOWN = 200

STATUS: Mapping[type[workflow.WorkflowError], int] = {
    workflow.Invalid: 400,
    workflow.NotAllowed: 403,
    workflow.Missing: 404,
    workflow.WrongState: 409,
    workflow.NoPlace: 409,
    workflow.Expired: 409,
    workflow.Duplicate: 409,
    workflow.Stale: 412,
    workflow.ReplayMismatch: 422,
}


class Problem(exceptions.APIException):
    """A refusal of the API itself; ``extra`` becomes members of the answer."""

    def __init__(self, status: int, code: str, detail: str, **extra: Any) -> None:
        super().__init__(detail, code)
        self.status_code = status
        self.code = code
        self.extra = extra


def invalid(field: str, value: object, rule: str, code: str = "invalid") -> Problem:
    """A 400 that names field, value and rule."""
    return Problem(400, code, f"{field} {rule}.", field=field, value=value, rule=rule)


def not_found(**extra: Any) -> Problem:
    """A 404 that says the same of foreign and of missing objects."""
    return Problem(404, workflow.Missing.code, workflow.Missing.sentence, **extra)


def exception_handler(error: Exception, _context: Mapping[str, Any]) -> Response | None:
    """The answer to ``error``, or None for a fault of ours (a 500, logged with its trace)."""
    found = problem_of(error)
    return None if found is None else problem_response(found, _headers(error))


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """A problem as an answer."""
    return Response(problem_body(problem), problem.status_code, headers=dict(headers or {}), content_type=CONTENT_TYPE)


def problem_body(problem: Problem) -> dict[str, Any]:
    """The members of a problem (RFC 9457), its extras among them."""
    return {
        "type": f"{TYPE}{problem.code}",
        "title": HTTPStatus(problem.status_code).phrase,
        "status": problem.status_code,
        "code": problem.code,
        "detail": str(problem.detail),
        **{key: shown(value) if key == "value" else value for key, value in problem.extra.items()},
    }


def shown(value: object) -> object:
    """``value`` as it was sent, or the beginning of it where it is long."""
    packed = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    if len(packed) <= MAX_SHOWN:
        return value if isinstance(value, str | int | float | bool | list | dict | None) else packed
    return packed[:MAX_SHOWN] + "…"


def _headers(error: Exception) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    if isinstance(error, workflow.Stale):
        current = error.extra["current"]
        headers["ETag"] = f'"{current["version"] if "version" in current else current["seq"]}"'
    return headers


def _status(error: workflow.WorkflowError) -> int:
    """The status of an error's kind, or of the kind that it is one of."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 409)


def problem_of(error: Exception) -> Problem | None:
    """What a refusal is to the caller; None for a fault of ours."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, workflow.WorkflowError):
        return Problem(_status(error), error.code, error.message, **error.extra)
    if isinstance(error, Http404 | exceptions.NotFound):
        return not_found()
    if isinstance(error, exceptions.ValidationError):
        return _from_fields(error)
    if isinstance(error, exceptions.APIException):
        return Problem(error.status_code, _code(error), str(error.detail))
    if isinstance(error, django_errors.PermissionDenied):
        return Problem(403, "not_allowed", str(error) or "Your role does not cover this.")
    if isinstance(error, IntegrityError):
        # A named constraint caught what two callers did at once, or an id that is taken; nothing was written.
        log.warning("constraint refused a request: %s", error)
        return Problem(409, "conflict", "This clashes with what is stored; read it again.")
    if isinstance(error, django_errors.ValidationError | DataError | django_errors.BadRequest | MultiPartParserError):
        return Problem(400, "invalid", "A value in the request cannot be stored or compared.")
    if isinstance(error, django_errors.SuspiciousOperation):
        too_large = isinstance(error, django_errors.RequestDataTooBig)
        malformed = Problem(400, "invalid", "The request is malformed.")
        return Problem(413, "too_large", str(error)) if too_large else malformed
    return None


def _code(error: exceptions.APIException) -> str:
    code = error.default_code
    return {"error": "refused", "permission_denied": "not_allowed"}.get(code, code)


def _from_fields(error: exceptions.ValidationError) -> Problem:
    found = list(_flat(error.detail, ""))
    if not found:
        return Problem(400, "invalid", "The request is not valid.")
    field, rule, code = found[0]
    extra: dict[str, Any] = {"field": field, "rule": rule} if field else {"rule": rule}
    if len(found) > 1:
        extra["errors"] = [{"field": name, "rule": text} for name, text, _ in found]
    return Problem(400, "invalid" if code != "required" else code, f"{field}: {rule}" if field else rule, **extra)


def _flat(detail: Any, path: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            inner = path if key == "non_field_errors" else f"{path}.{key}" if path else str(key)
            yield from _flat(value, inner)
    elif isinstance(detail, list | tuple):
        for item in detail:
            yield from _flat(item, path)
    else:
        yield path, str(detail), getattr(detail, "code", "invalid")
