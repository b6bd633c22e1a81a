"""The lines that `manage.py split` prints: one JSON object per document, as docs/split-format.md describes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotations.text.document import Analysis, analyse
from annotations.text.normalise import TextError, refuse_lone_surrogates
from annotations.text.results import Attribution
from annotations.text.spans import Span, sha256


class ReportError(ValueError):
    """Input that cannot be split; the message names the file, the line and the field."""


def report(doc_id: str, text: str, language: str = "en") -> dict[str, Any]:
    """The split of one document. Offsets are code points of exactly `text`. Raises TextError on lone surrogates."""
    refuse_lone_surrogates(text)
    analysis = analyse(text, language)
    return {
        "doc_id": doc_id,
        "offset_unit": "codepoint",
        "text_sha256": sha256(text),
        "paragraphs": [{**_span(paragraph.span), "role": paragraph.role} for paragraph in analysis.paragraphs],
        "statements": [
            {
                **_span(statement.span),
                "role": statement.role,
                "is_statement": statement.is_statement,
                "voice": statement.voice,
                "speaker": statement.speaker,
            }
            for statement in analysis.statements
        ],
        "attributions": [_attribution(outer) for outer in analysis.attributions if outer.nested_in is None],
        "nested": [_nested(inner, analysis) for inner in analysis.attributions if inner.nested_in is not None],
        "notes": list(analysis.notes),
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        "source": _span(attribution.source) if attribution.source else None,
        "cue": _span(attribution.cue) if attribution.cue else None,
        "content": [_span(part) for part in attribution.content],
        "quote_type": attribution.quote_type,
        "speaker": attribution.speaker,
        "speaker_reason": attribution.speaker_reason,
        "rule": attribution.rule,
        "confidence": attribution.confidence,
    }


def _nested(attribution: Attribution, analysis: Analysis) -> dict[str, Any]:
    """An attribution inside another; `in` is the place of that one in the list of `attributions`."""
    outer = [place for place, other in enumerate(analysis.attributions) if other.nested_in is None]
    return {**_attribution(attribution), "in": outer.index(attribution.nested_in or 0)}


def report_file(path: Path, language: str = "en") -> dict[str, Any]:
    """The split of a text file; its stem is the doc_id. A byte order mark is kept out of the text.

    Raises ReportError when the file is missing, is no file, or is not UTF-8.
    """
    text = _read(path)
    try:
        return report(path.stem, text, language)
    except TextError as error:
        raise ReportError(f"{path}: {error}") from error


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise ReportError(f"{path}: there is no such file.") from error
    except OSError as error:
        raise ReportError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ReportError(f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from error


def report_lines(lines: Iterable[bytes], name: str, language: str = "en") -> Iterator[dict[str, Any]]:
    """The splits of JSON lines {"doc_id", "text"}, one at a time as they are read; blank lines are passed over.

    `name` is what errors call the input. Raises ReportError naming the input, the line and the field.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            doc_id, text = _document(line, f"{name}, line {number}")
            try:
                yield report(doc_id, text, language)
            except TextError as error:
                raise ReportError(f"{name}, line {number}, field text: {error}") from error


def _document(line: bytes, place: str) -> tuple[str, str]:
    try:
        document = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ReportError(f"{place}: byte {error.start} is not UTF-8.") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise ReportError(f"{place}: not valid JSON ({error}).") from error
    if not isinstance(document, dict):
        raise ReportError(f"{place}: a JSON object with doc_id and text is needed, not {type(document).__name__}.")
    return _string(document, "doc_id", place), _string(document, "text", place)


def _string(document: dict[str, Any], field: str, place: str) -> str:
    if field not in document:
        raise ReportError(f"{place}, field {field}: missing.")
    value = document[field]
    if not isinstance(value, str):
        raise ReportError(f"{place}, field {field}: a string is needed, not {type(value).__name__}.")
    return value


def as_line(document: dict[str, Any]) -> str:
    """A document as one line of JSON in plain ASCII, without the newline."""
    return json.dumps(document, ensure_ascii=True, separators=(",", ":"))
