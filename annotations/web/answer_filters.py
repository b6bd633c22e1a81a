"""Filters that lists of labels and of gold have in common: which label, of whom, on what, on which day.

A figure's link names a speaker, a target or a day of thousands; such a filter is offered only while it is in force.
"""

from collections.abc import Callable, Sequence
from datetime import date

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from annotations.models import Project
from annotations.queries.about import names
from annotations.schemes.base import Protocol
from annotations.web.listing import Filter, Rows, chosen
from annotations.web.page import Title

Answering = Callable[..., Rows]
"""Rows, then ``label``, ``holder`` and ``target`` by name."""
OTHERS: dict[str, Title] = {
    "author": _("Article’s own voice"),
    "nobody": _("Nobody named"),
    "unspecified": _("Nobody in particular"),
}
"""Speakers and holders that are no entity."""
PEOPLE: tuple[tuple[str, Title], ...] = (("speaker", _("Speaker")), ("holder", _("Holder")), ("target", _("Target")))


def as_is(rows: Rows, _value: str) -> Rows:
    """For filters that the view applies together before the list is drawn."""
    return rows


def by_label(scheme: Protocol) -> Filter:
    """Any label of the protocol, as ``question:label``."""
    choices: list[tuple[str, Title]] = [
        (f"{question.key}:{label.key}", f"{question.title}: {label.name}")
        for question in scheme.questions
        if question.label_set is not None
        for label in question.label_set.labels
        if not label.merged_into
    ]
    return Filter("label", _("Label"), choices, as_is)


def by_name(asked: QueryDict, project: Project) -> list[Filter]:
    """The speaker, holder or target that the address names, if it names one of the project."""
    wanted = {key: asked.get(key, "").replace("\0", "") for key, _title in PEOPLE}
    found = {**OTHERS, **names(project, filter(None, wanted.values()))}
    return [
        Filter(key, title, [(wanted[key], found[wanted[key]])], as_is) for key, title in PEOPLE if wanted[key] in found
    ]


def by_day(asked: QueryDict, key: str, title: Title, apply: Callable[[Rows, date], Rows]) -> list[Filter]:
    """The day that the address names under ``key``, if it names one."""
    value = asked.get(key, "")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return []
    words = date_format(day, "j M Y")
    return [Filter(key, title, [(value, words)], lambda rows, _value: apply(rows, day))]


def narrowed(
    rows: Rows,
    filters: Sequence[Filter],
    asked: QueryDict,
    spoken_by: Callable[[Rows, str], Rows],
    answering: Answering,
) -> Rows:
    """The rows narrowed by what ``as_is`` left to the view: the speaker, and label, holder and target in one answer."""
    on = {one.key: chosen(one, asked) for one in filters}
    if speaker := on.get("speaker"):
        rows = spoken_by(rows, speaker)
    parts = {key: on.get(key, "") for key in ("label", "holder", "target")}
    return answering(rows, **parts) if any(parts.values()) else rows
