"""How the routes describe themselves (OpenAPI 3.1)."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from annotations.api.errors import CONTENT_TYPE

FIELDS = OpenApiParameter("fields", str, description="The members wanted, separated by commas.")
USER = OpenApiParameter(
    "X-User",
    OpenApiTypes.UUID,
    OpenApiParameter.HEADER,
    description="Who made what is sent; 409 when others are signed in.",
)
PROBLEM = {
    "type": "object",
    "description": "Why a request was refused (RFC 9457). `code` is for programs, `detail` for people.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "field": {"type": "string", "description": "Path of the member, parameter or header that breaks the rule."},
        "value": {"description": "What was sent."},
        "rule": {"type": "string"},
        "current": {"description": "The newest version, in a 412."},
        "missing": {"type": "array", "items": {"type": "integer"}, "description": "Statements by index, in a 409."},
    },
}


class Operation(AutoSchema):
    """One operation: the tag is the first noun of its path, and reads take ``?fields=``."""

    def get_override_parameters(self) -> list[Any]:
        """Parameters that no serializer, filter or path tells of."""
        if self.method != "GET":
            return [USER]
        return [FIELDS] if getattr(self.view, "sparse", False) else []

    def get_tags(self) -> list[str]:
        """The noun that the operation is about: the last word of its path that is none of its ids or acts."""
        return [str(getattr(self.view, "tag", "")) or super().get_tags()[0]]


class TokenScheme(OpenApiAuthenticationExtension):
    """The description of our tokens."""

    target_class = "annotations.api.authentication.BearerToken"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """A bearer token in the Authorization header."""
        return {"type": "http", "scheme": "bearer", "description": "A token from the account page."}


class SessionScheme(OpenApiAuthenticationExtension):
    """The description of our sessions."""

    target_class = "annotations.api.authentication.SessionWithCSRF"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """The cookie of a signed-in browser."""
        from django.conf import settings

        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


def add_problems(result: dict[str, Any], **_context: Any) -> dict[str, Any]:
    """Gives every operation the answer that all refusals have in common."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    answer = {
        "description": "Refused; nothing was changed.",
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for operations in result["paths"].values():
        for operation in operations.values():
            for status, described in operation["responses"].items():
                if status.startswith("4"):
                    described["content"] = answer["content"]
            operation["responses"]["default"] = answer
    return result


class Nothing(serializers.Serializer[Any]):
    """An empty body."""
