"""A dataset on its way back: rows with the lines they stand on, article by article; see ``imports.dataset``."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from annotations.text.counted import counted
from annotations.workflow.errors import Invalid

WHOLE = 0
"""The line of what stands in no line of its own: a file as a whole."""


class BadRow(Invalid):
    """A row cannot come back: ``extra`` names ``file`` and ``line`` (0: the file as a whole) besides."""

    def __init__(self, file: str, line: int, field: str, value: object, rule: str) -> None:
        super().__init__(field, value, rule)
        self.message = f"{file}, line {line}: {self.message}" if line else f"{file}: {self.message}"
        self.args = (self.message,)
        self.extra |= {"file": file, "line": line}


@dataclass(frozen=True, slots=True)
class Line:
    """One row, as one of the shapes of ``queries.release_shapes``, and where it stands (``number`` from 1)."""

    file: str
    number: int
    row: Any

    def bad(self, field: str, value: object, rule: str) -> BadRow:
        """The error that names this line."""
        return BadRow(self.file, self.number, field, value, rule)

    def key(self, field: str, value: str) -> uuid.UUID:
        """``value`` as an id."""
        try:
            return uuid.UUID(value)
        except ValueError:
            raise self.bad(field, value, "is not an id") from None

    def key_or_none(self, field: str, value: str | None) -> uuid.UUID | None:
        """``value`` as an id, or None where there is none."""
        return None if value is None else self.key(field, value)

    def day(self, field: str, value: str | None) -> date | None:
        """``value`` as a day, or None where there is none."""
        try:
            return None if value is None else date.fromisoformat(value)
        except ValueError:
            raise self.bad(field, value, "is not a date like 2020-01-31") from None

    def moment(self, field: str, value: str) -> datetime:
        """``value`` as a time with its zone."""
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            raise self.bad(field, value, "is not a time like 2020-01-31T12:00:00.000000Z")
        return found

    def one_of(self, field: str, value: str, allowed: list[str]) -> str:
        """``value`` if it is one of ``allowed``."""
        if value not in allowed:
            raise self.bad(field, value, f"is not one of {', '.join(allowed)}")
        return value

    def span(self, field: str, start: int, end: int, text: str) -> str:
        """The words from ``start`` to ``end`` (code points, half-open) of an article's ``text``."""
        if not 0 <= start < end <= len(text):
            raise self.bad(
                field, [start, end], f"is no span of a text of {counted(len(text), 'character', 'characters')}"
            )
        return text[start:end]


@dataclass(frozen=True, slots=True)
class ArticleLines:
    """One article and all that the dataset has of it, each list in the order of its file."""

    article: Line
    attributions: list[Line] = field(default_factory=list)
    claims: list[Line] = field(default_factory=list)
    raw: list[Line] = field(default_factory=list)
    gold: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dataset:
    """What the files hold. ``articles`` reads them as it goes, and raises ``BadRow`` where one cannot be read.

    ``total`` is how many there are.
    """

    scheme: Line
    entities: list[Line]
    articles: Iterator[ArticleLines]
    total: int
