"""Reading JSON strictly: what two readers could understand differently is refused before anything acts on it."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any, NoReturn

from rest_framework.parsers import BaseParser

from annotations.api.errors import Problem, invalid

MAX_DEPTH = 32
TOKENS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
KIBIBYTE = 1024


class StrictJSON(BaseParser):
    """UTF-8 JSON of at most ``limit`` bytes and ``MAX_DEPTH`` levels; each key once, finite numbers, sound text."""

    media_type = "application/json"
    limit = 1024 * KIBIBYTE

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """The value of the body. Problems: 413 too long, 415 not UTF-8, 400 anything else."""
        refuse_charset(media_type or "")
        body = stream.read(self.limit + 1)
        if len(body) > self.limit:
            raise Problem(413, "too_large", f"The body is longer than {self.limit // KIBIBYTE} KiB.")
        return read_json(body)


class BatchJSON(StrictJSON):
    """The same for many answers at once, each of which may have long texts."""

    limit = 4 * 1024 * KIBIBYTE


class ArticleJSON(StrictJSON):
    """The same for whole articles: 2,000,000 characters take up to 8 MB, and escapes a little more."""

    limit = 10 * 1024 * KIBIBYTE


def refuse_charset(media_type: str) -> None:
    """415 for any ``charset`` but UTF-8."""
    match = re.search(r'charset\s*=\s*"?([^\s;"]*)', media_type, re.IGNORECASE)
    if match and match[1].lower() not in ("utf-8", "utf8"):
        raise Problem(415, "unsupported_charset", "JSON is sent in UTF-8.", value=match[1])


def read_json(body: bytes) -> Any:
    """The JSON value in ``body``; a 400 names what is wrong."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, "invalid_text", f"The body is not UTF-8 at byte {error.start}.") from None
    refuse_depth(body)
    try:
        value = DECODER.decode(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Problem(400, "invalid_json", f"The body is not JSON: {error.msg} at {where}.") from None
    except ValueError:
        # Python refuses to read whole numbers of more than 4300 digits, for the time that takes.
        raise Problem(400, "invalid_number", "A number has too many digits.") from None
    if SUSPECT.search(body):
        refuse_unsound_text(value)
    return value


def refuse_depth(body: bytes) -> None:
    """400 when brackets nest deeper than ``MAX_DEPTH``; looks at the bytes only, so that no parser has to recurse."""
    depth = 0
    for match in TOKENS.finditer(body):
        token = match[0]
        if token in (b"[", b"{"):
            depth += 1
            if depth > MAX_DEPTH:
                raise Problem(400, "too_deep", f"The body nests deeper than {MAX_DEPTH} levels.")
        elif token in (b"]", b"}"):
            depth -= 1


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Problem(400, "duplicate_key", "A key stands twice in one object.", field=_safe(key))
        found[key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise Problem(400, "invalid_number", f"{name} is not JSON.", value=name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Problem(400, "invalid_number", "A number is too large.", value=digits)
    return number


def refuse_unsound_text(value: Any) -> None:
    """400 with the JSON path of the first key or text that holds a NUL or half a surrogate pair."""
    for path, text in _texts(value, "$"):
        if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
            raise invalid(path, _safe(text), "holds a NUL or half a surrogate pair", code="invalid_text")


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            inner = f"{path}.{_safe(key)}"
            yield inner, key
            yield from _texts(item, inner)


DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite)


def _safe(text: str) -> str:
    """``text`` with what cannot be sent back shown as an escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")
