"""Checks of JSON values; each failure names the field, the value and the rule."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

MAX_SHOWN = 80


class AnswerError(ValueError):
    """A value that breaks a rule: ``field`` (path), ``value`` (as sent), ``rule`` (in words)."""

    def __init__(self, field: str, value: object, rule: str) -> None:
        self.field, self.value, self.rule = field, value, rule
        shown = repr(value)
        if len(shown) > MAX_SHOWN:
            shown = shown[:MAX_SHOWN] + "…"
        super().__init__(f"{field}: {shown} {rule}")


def mapping(value: Any, field: str) -> Mapping[str, Any]:
    """``value`` if it is a JSON object."""
    if not isinstance(value, Mapping):
        raise AnswerError(field, value, "is not an object")
    return value


def known_keys(value: Mapping[str, Any], known: Collection[str], field: str) -> None:
    """Refuses the first key that is not ``known``."""
    for key in value:
        if key not in known:
            raise AnswerError(f"{field}.{key}", value[key], f"is unknown; known are {', '.join(known)}")


def list_of(value: Any, field: str) -> Sequence[Any]:
    """``value`` if it is a JSON list."""
    if not isinstance(value, list | tuple):
        raise AnswerError(field, value, "is not a list")
    return value


def choice_of(value: Any, allowed: Sequence[str], field: str) -> str:
    """``value`` if it is one of ``allowed``."""
    if not isinstance(value, str) or value not in allowed:
        raise AnswerError(field, value, f"is not one of {', '.join(repr(a) for a in allowed)}")
    return value


def boolean(value: Any, field: str) -> bool:
    """``value`` if it is true or false."""
    if not isinstance(value, bool):
        raise AnswerError(field, value, "is not true or false")
    return value


def integer_or_none(value: Any, low: int, high: int, field: str) -> int | None:
    """``value`` if it is null or a whole number from ``low`` to ``high``."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise AnswerError(field, value, f"is not a whole number from {low} to {high}")
    return value


def text(value: Any, longest: int, field: str) -> str:
    """``value`` if it is a text of at most ``longest`` code points without NUL or lone surrogates."""
    if not isinstance(value, str):
        raise AnswerError(field, value, "is not a text")
    if len(value) > longest:
        raise AnswerError(field, value, f"is longer than {longest} characters")
    if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise AnswerError(field, value, "holds a NUL or half a surrogate pair")
    return value


def identifier(value: Any, wanted: bool, field: str) -> str | None:
    """``value`` as a canonical UUID string where one is ``wanted``, None where none is."""
    if not wanted:
        if value not in (None, ""):
            raise AnswerError(field, value, "must be empty for this kind")
        return None
    try:
        return str(uuid.UUID(value))
    except (ValueError, AttributeError, TypeError):
        raise AnswerError(field, value, "is not an id") from None
