"""A file in memory, read by one of the formats."""

import io
from collections.abc import Iterator

from annotations.imports import format_by_key
from annotations.imports.base import Options, Row
from annotations.workflow.drafts import ArticleDraft


def rows(key: str, content: bytes | str, name: str = "file", **options: object) -> list[Row]:
    """Every record of a file of this format."""
    return list(stream(key, content, name, **options))


def stream(key: str, content: bytes | str, name: str = "file", **options: object) -> Iterator[Row]:
    """The records of a file one by one."""
    raw = content.encode() if isinstance(content, str) else content
    return format_by_key(key).read(io.BytesIO(raw), name, Options(**options))


def draft(key: str, content: bytes | str, name: str = "file", **options: object) -> ArticleDraft:
    """The one article of a file without errors."""
    (row,) = rows(key, content, name, **options)
    assert row.draft is not None, says(row)
    return row.draft


def says(row: Row) -> list[str]:
    """The problems of a row as sentences; warnings are marked."""
    return [f"{'warning: ' if one.severity == 'warning' else ''}{one}" for one in row.problems]


def errors(key: str, content: bytes | str, **options: object) -> list[str]:
    """The errors of a file, in order."""
    return [text for row in rows(key, content, **options) for text in says(row) if not text.startswith("warning")]
