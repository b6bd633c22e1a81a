"""What an import format is: a kind of file, and a function from its bytes to records. Nothing here stores anything."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from annotations.imports.limits import NAME_CHARACTERS
from annotations.workflow.drafts import ArticleDraft

Severity = Literal["error", "warning"]
VALUE_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a record: where, which value, which rule. An ``error`` keeps the record out.

    ``line`` is 1-based, None for files without lines; ``value`` is shortened to 80 characters.
    """

    line: int | None
    field: str
    value: str
    rule: str
    severity: Severity = "error"

    def __post_init__(self) -> None:
        """Shorten the value and keep what cannot be shown or stored out of it."""
        object.__setattr__(self, "value", shortened(self.value, VALUE_CHARACTERS))

    def __str__(self) -> str:
        where = f"line {self.line}, {self.field}" if self.line else self.field
        return f"{where}: {self.value!r} {self.rule}"


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file. ``line`` is where it starts, 1-based (None: the file is one article).

    There is no draft exactly when one of the problems is an error.
    """

    line: int | None
    draft: ArticleDraft | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says about a file that the file may not say itself.

    ``language`` holds for articles that name none; ``columns`` maps a field to a table's column; an empty ``encoding``
    is the format's own rule; ``url`` is where the bytes came from.
    """

    language: str = "en"
    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """A kind of file; write ``formats/<key>.py`` with one of these named ``FORMAT`` and list it in ``FORMATS``.

    ``read(stream, name, options)`` yields the records in order. It holds one record at a time, never raises on any
    bytes (a broken file yields a ``Row`` with a ``Problem``) and reads nothing but the stream. Its drafts are checked:
    the workflow takes each of them.
    ``looks_like(name, head)`` says whether a file that begins with ``head`` is one; it decides between formats that
    share an extension. ``many``: one file may hold many articles.
    """

    key: str
    title: str
    extensions: tuple[str, ...]
    content_types: tuple[str, ...]
    many: bool
    looks_like: Callable[[str, bytes], bool]
    read: Callable[[BinaryIO, str, Options], Iterator[Row]]


_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def shortened(text: str, limit: int) -> str:
    """``text`` on one line, without control characters, direction marks and halves of pairs, at most so long."""
    shown = _UNSHOWN.sub(" ", text[: 4 * limit]).strip()
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def file_label(name: str) -> str:
    """A file's name as people may see it: no path, no control characters, shortened. It is never opened."""
    return shortened(re.split(r"[/\\]", name)[-1], NAME_CHARACTERS)


def stem(name: str) -> str:
    """The file's name without its extension: what an article goes by when its file says nothing better."""
    label = file_label(name)
    return label.rpartition(".")[0] or label
