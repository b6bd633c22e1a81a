"""What bodies look like: strict on the way in, sparse on the way out."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from rest_framework import serializers
from rest_framework.request import Request

from annotations.api.errors import invalid
from annotations.api.filters import asked_fields
from annotations.models import Entity, User


class Text(serializers.CharField):
    """A JSON string, kept as it is; numbers are not taken for text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"trim_whitespace": False, **options})

    def to_internal_value(self, data: Any) -> str:
        """``data`` if it is a string."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Slug(serializers.SlugField):
    """A JSON string of letters, digits, hyphens and underscores; numbers are not taken for it."""

    def to_internal_value(self, data: Any) -> str:
        """``data`` if it is such a string."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A JSON whole number; neither true nor "3" is one."""

    def to_internal_value(self, data: Any) -> int:
        """``data`` if it is a whole number."""
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class Moment(serializers.DateTimeField):
    """A time with its zone; one without says nothing."""

    def to_internal_value(self, value: Any) -> datetime:
        """The time, aware."""
        return moment(value)


def moment(value: Any) -> datetime:
    """The time of a text, in UTC; 400 where it is none or names no zone."""
    try:
        parsed = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        parsed = None
    if parsed is None or parsed.utcoffset() is None:
        raise serializers.ValidationError("Send a date, a time and a zone, such as 2026-11-23T08:15:00Z.")
    try:
        return parsed.astimezone(UTC)
    except OverflowError:
        raise serializers.ValidationError("That is outside of the years 1 to 9999.") from None


class Json(serializers.JSONField):
    """Any JSON value. The body was JSON, so that it is not written out once more to see whether it can be."""

    def to_internal_value(self, data: Any) -> Any:
        """``data`` as it is."""
        return data


class AtMost(serializers.Field[Any, Any, Any, Any]):
    """A JSON list of at most ``most`` values, which are looked at one by one later."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__()

    def to_internal_value(self, data: Any) -> list[Any]:
        """``data`` if it is such a list."""
        if not isinstance(data, list):
            raise serializers.ValidationError("Send a list.")
        if len(data) > self.most:
            raise serializers.ValidationError(f"Send at most {self.most} at once; here are {len(data)}.")
        return data


class Body(serializers.Serializer[Any]):
    """A request body: a field it does not declare is refused, not dropped."""

    def to_internal_value(self, data: Any) -> Any:
        """The checked values; 400 ``unknown_field`` names the first that is none of ours."""
        if isinstance(data, Mapping):
            refuse_unknown_fields(data, self.fields)
        return super().to_internal_value(data)


def refuse_unknown_fields(data: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """400 ``unknown_field`` for the first key of ``data`` that is not in ``known``."""
    for name in data:
        if name not in known:
            rule = f"is no field here; known are {', '.join(known) or 'none'}"
            raise invalid(name, data[name], rule, code="unknown_field")


class Shape(serializers.ModelSerializer[Any]):
    """A row on its way out. ``?fields=a,b`` leaves the rest of its outermost members out."""

    def get_fields(self) -> dict[str, Any]:
        """All declared fields, or those the caller asked for; 400 for a name that is none."""
        declared = super().get_fields()
        request: Request | None = self.context.get("request")
        outermost = self.root in (self, self.parent)
        return sparse(request, declared) if request and outermost and request.method == "GET" else declared


def sparse(request: Request, members: Mapping[str, Any]) -> dict[str, Any]:
    """The members that ``?fields=`` asks for, in their own order; 400 for a name that is none."""
    asked = asked_fields(request)
    if asked is None:
        return dict(members)
    for name in asked:
        if name not in members:
            raise invalid("fields", name, f"is not one of {', '.join(members)}")
    return {name: value for name, value in members.items() if name in asked}


class PersonShape(serializers.ModelSerializer[User]):
    """A person as colleagues see them."""

    name = serializers.CharField(source="display_name")

    class Meta:
        model = User
        fields = ["id", "name"]


class EntityRef(serializers.ModelSerializer[Entity]):
    """An entity where it is mentioned."""

    name = serializers.CharField(source="canonical_name")

    class Meta:
        model = Entity
        fields = ["id", "key", "name"]


class Span(serializers.Serializer[Any]):
    """``text[start:end] == exact``: Unicode code points, half-open."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField()
