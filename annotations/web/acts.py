"""Acts on the ticked rows of a list, each by itself: what is refused is named with its reason and stops nothing."""

from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from annotations.web.refusals import told
from annotations.workflow.errors import WorkflowError

Row = TypeVar("Row")


def ticked_keys(request: HttpRequest) -> list[UUID]:
    """The posted ``row`` keys that are keys."""
    return as_keys(request.POST.getlist("row"))


def as_keys(texts: Iterable[str]) -> list[UUID]:
    """Those of the texts that are keys."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def each(request: HttpRequest, rows: Iterable[Row], act: Callable[[Row], object], name: Callable[[Row], str]) -> int:
    """Does ``act`` to every row; how many it was done to. Refusals become messages, with the ``name`` of the row."""
    done = 0
    for row in rows:
        try:
            act(row)
        except WorkflowError as error:
            messages.error(request, _("%(title)s: %(reason)s") % {"title": name(row), "reason": told(error)})
        else:
            done += 1
    return done


def number(text: str) -> int | None:
    """The whole number that was typed, or None."""
    text = text.strip()
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 8 else None
