"""What a figure is: rows of plain values, and with each count the list that shows exactly what it counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from annotations.models import Project, User
from annotations.queries.protocols import ProtocolInForce

Row = dict[str, Any]
"""Column → number, text or None. ``list`` holds what ``listing`` makes, or None where nothing is to be listed."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads which project's figures, on which day, under which protocol."""

    user: User
    project: Project
    today: date
    force: ProtocolInForce


@dataclass(frozen=True, slots=True)
class Figure:
    """``columns`` in order, without ``list``; ``unit`` says what the numbers count."""

    key: str
    unit: str
    columns: tuple[str, ...]
    read: Callable[[Reader], Sequence[Row]]


def listing(page: str, **asked: str) -> Row:
    """The list of a ``page`` (the name of its address) narrowed by the parts of its address that are not empty."""
    return {"page": page, "asked": {key: value for key, value in asked.items() if value}}
