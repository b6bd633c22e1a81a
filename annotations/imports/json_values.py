"""JSON, strictly: no key twice, no NaN, no bottomless nesting."""

import json
import re
from typing import Any

from annotations.imports.limits import JSON_DEPTH

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


class NotJson(ValueError):
    """A text that is not taken as JSON: ``field``, ``value`` and ``rule`` say what and why."""

    def __init__(self, field: str, value: str, rule: str) -> None:
        super().__init__(f"{field}: {value!r} {rule}")
        self.field = field
        self.value = value
        self.rule = rule


def parse(text: str) -> Any:
    """The value that ``text`` writes; ``NotJson`` names what is wrong with it."""
    if text.count("[") + text.count("{") > JSON_DEPTH and depth(text) > JSON_DEPTH:
        raise NotJson("line", text[:40], f"is nested deeper than {JSON_DEPTH}")
    try:
        return _DECODER.decode(text)
    except NotJson:
        raise
    except json.JSONDecodeError as error:
        raise NotJson("line", text[max(0, error.pos - 10) : error.pos + 20], _reason(error)) from None
    except ValueError as error:
        raise NotJson("line", text[:40], f"is not JSON: {error}") from None


def parse_object(text: str) -> dict[str, Any]:
    """The object that ``text`` writes; ``NotJson`` when it is something else."""
    value = parse(text)
    if not isinstance(value, dict):
        raise NotJson("line", text[:40], "is not an object; each record is one {…}")
    return value


def _reason(error: json.JSONDecodeError) -> str:
    return f"is not JSON: {error.msg[0].lower()}{error.msg[1:]} at character {error.pos}"


def depth(text: str) -> int:
    """How deep the brackets of a JSON text nest, those in strings left out."""
    deepest = level = 0
    for found in _TOKEN.finditer(text):
        mark = found.group()
        if mark in ("[", "{"):
            level += 1
            deepest = max(deepest, level)
        elif mark in ("]", "}"):
            level -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, value in pairs:
            if key in seen:
                raise NotJson(key, str(value)[:80], "is a key that stands twice in one object")
            seen.add(key)
    return found


def _no_constant(name: str) -> None:
    raise NotJson("line", name, "is no JSON number; write null for what is not known")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)
