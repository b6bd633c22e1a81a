"""Why something was refused, for people: the name of the field as the page has it, and no path as programs get it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.web.page import Title
from annotations.workflow.errors import Invalid, WorkflowError

SHOWN = 80
"""Characters of a refused value that are repeated."""
ROW = re.compile(r"(?P<rows>\w+)\[(?P<place>\d+)\](?:\.(?P<field>.+))?")


FIELDS: Mapping[str, Title] = {
    "act": gettext_lazy("What shall be done"),
    "again": gettext_lazy("Answers to look at again"),
    "annotator": gettext_lazy("Person"),
    "articles": gettext_lazy("Articles"),
    "assignments": gettext_lazy("Ticked rows"),
    "batch": gettext_lazy("Batch"),
    "count": gettext_lazy("How many articles"),
    "into": gettext_lazy("The label it counts as"),
    "label": gettext_lazy("Label"),
    "label_set": gettext_lazy("Label set"),
    "member": gettext_lazy("Member"),
    "percent": gettext_lazy("Share (%)"),
    "place": gettext_lazy("Place"),
    "preset": gettext_lazy("Label set"),
    "priority": gettext_lazy("Priority"),
    "reason": gettext_lazy("Reason"),
    "required": gettext_lazy("Annotators for the article"),
    "role": gettext_lazy("Role"),
    "shares": gettext_lazy("Shares of the parts (%)"),
    "step": gettext_lazy("What kind of change it is"),
    "version": gettext_lazy("Version"),
}
"""What people call the fields that acts refuse where no form beside them names them."""
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The key of a row, which says nothing to people."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was refused in an editor: ``field`` of the row at ``place`` (None: of what holds the rows), and why.

    ``row`` is the row's number, from 1, and name.
    """

    place: int | None
    field: str
    words: str
    row: str


def sentence(title: Title, value: object, rule: str) -> str:
    """A refusal as one sentence: ``Key: “j” is a key of the workbench itself.``; a rule that is one stands alone."""
    if rule[:1].isupper():
        return rule
    what = str(title).rstrip("…")
    if isinstance(value, str) and value.strip():
        what = _("%(field)s: “%(value)s”") % {"field": what, "value": Truncator(value).chars(SHOWN)}
    elif isinstance(value, int) and not isinstance(value, bool):
        what = _("%(field)s: %(value)s") % {"field": what, "value": value}
    return f"{what} {rule}" if rule.endswith((".", "!", "?")) else f"{what} {rule}."


def told(error: WorkflowError, titles: Mapping[str, Title] | None = None) -> str:
    """A refusal for a message of its own: with the field's name for people (``titles`` before ``FIELDS``), no path."""
    if not isinstance(error, Invalid):
        return error.message
    path, value, rule = (error.extra[name] for name in ("field", "value", "rule"))
    field = re.split(r"[.\[]", path, maxsplit=1)[0]
    known = {**FIELDS, **(titles or {})}
    title = known.get(path) or known.get(field) or field.replace("_", " ").capitalize()
    return sentence(title, "" if isinstance(value, str) and KEY.fullmatch(value) else value, rule)


def read_refusal(
    error: Invalid,
    values: Sequence[Mapping[str, Any]],
    titles: Mapping[str, Title],
    names: Mapping[str, Mapping[str, Title]],
) -> Refusal:
    """A refused path such as ``labels[2].hotkey`` or ``questions[1].needs[0].at_least`` as a person reads the form.

    ``values`` are the rows of the form, ``titles`` the names of its fields, ``names`` those of the keys in a field.
    """
    path, value, rule = (error.extra[name] for name in ("field", "value", "rule"))
    found = ROW.fullmatch(path)
    place, field = (int(found["place"]), found["field"] or "") if found else (None, path)
    field = re.sub(r"\[\d+\]", "", field)
    if place is not None and place < len(values) and isinstance(values[place].get(field), str):
        value = values[place][field]
    if isinstance(value, str):
        value = str(names.get(field, {}).get(value, value))
    rule = ROW.sub(lambda one: _named(values, int(one["place"])) or _("another"), rule)
    words = sentence(titles.get(field, field), value, rule)
    return Refusal(place, field.partition(".")[0], words, "" if place is None else _numbered(values, place))


def _named(values: Sequence[Mapping[str, Any]], place: int) -> str:
    """A row by its name, in quotation marks; nothing where it has none."""
    held = values[place] if place < len(values) else {}
    name = held.get("name") or held.get("title")
    return _("“%(name)s”") % {"name": name} if name else ""


def _numbered(values: Sequence[Mapping[str, Any]], place: int) -> str:
    """A row by its number, from 1, and its name."""
    return ", ".join(filter(None, (str(place + 1), _named(values, place))))
