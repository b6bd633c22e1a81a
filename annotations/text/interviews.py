"""Who stands behind the labels of an interview, where the article says so without doubt.

`JD:` is the one person of the text with these initials; `A:` is whom the lines before the first question name as the
one who is asked. Anything less clear stays a label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotations.text.names import find_names, is_person_like
from annotations.text.people import Directory
from annotations.text.spans import Span

QUESTION_AND_ANSWER = frozenset({"Q", "A"})
_ASKS = re.compile(r"\b(?:[Ii]nterview with|[Ii]nterview(?:ed|s)|[Qq]uestions for|Q&A with) (?:[a-z]+ ){0,4}$")
_PASSIVE = re.compile(r"\bby (?:[a-z]+ ){0,4}$")
_TALK = re.compile(
    r"\b(?:interview(?:ed|s)?|spoke|speaks|talk(?:ed|s)?|conversation|asked|questions|answers|q&a)\b", re.I
)
_INITIALS = re.compile(r"[^\W\d_]{2,3}")
LOOK_BEFORE = 60
MAX_INTRODUCTION = 4000


def people_behind(
    text: str, paragraphs: Sequence[Span], labels: Sequence[tuple[Span, str]], directory: Directory
) -> dict[str, str]:
    """The person behind each label that names nobody itself. `labels`: paragraphs that begin with one, and which."""
    if not labels:
        return {}
    start = min(labels[0][0].start, MAX_INTRODUCTION)
    behind: dict[str, str] = {}
    wanted = {label for _, label in labels}
    if wanted >= QUESTION_AND_ANSWER and (asked := _asked(text, paragraphs, start, directory)):
        behind["A"] = asked
    initials = {label for label in wanted if is_initials(label)}
    if len(wanted) > 1 and initials:
        behind.update(_by_initials(initials, _people(text, start, directory)))
    return behind


def is_initials(label: str) -> bool:
    """Whether a label can be somebody's initials: two or three capitals."""
    return label.isupper() and _INITIALS.fullmatch(label) is not None


def _people(text: str, start: int, directory: Directory) -> set[str]:
    """Full names of persons: those the text is known to name, and whoever stands above the first label (a byline)."""
    above = {name.text for name in find_names(text, 0, start, directory.lexicon) if " " in name.text}
    people = directory.lexicon.people
    named = above | {full for known in directory.full.values() for full in known}
    return {name for name in named if is_person_like(name, people) and name not in people.places}


def _by_initials(labels: set[str], people: set[str]) -> dict[str, str]:
    """The labels that are the initials of exactly one person, with or without those of middle names."""
    found: dict[str, set[str]] = {label: set() for label in labels}
    for name in people:
        letters = [word[0] for word in name.split() if word[0].isupper()]
        for label in {"".join(letters), "".join((*letters[:1], *letters[-1:]))} & labels:
            found[label].add(name)
    return {label: names.pop() for label, names in found.items() if len(names) == 1}


def _asked(text: str, paragraphs: Sequence[Span], start: int, directory: Directory) -> str | None:
    """`An interview with Jane Doe`; else the only person named before the first question, where a talk is spoken of."""
    named: dict[str, bool] = {}
    asked: set[str] = set()
    for name in directory.names_between(0, start):
        full = directory.canonical(name.text, name.titles)
        if " " not in full or not is_person_like(full, directory.lexicon.people):
            continue
        named.setdefault(full, False)
        line = next((paragraph for paragraph in paragraphs if paragraph.start <= name.span.start < paragraph.end), None)
        named[full] |= line is not None and _TALK.search(text, line.start, line.end) is not None
        before = text[max(0, name.span.start - LOOK_BEFORE) : name.span.start]
        if _ASKS.search(before) and not _PASSIVE.search(before):
            asked.add(full)
    if len(asked) == 1:
        return asked.pop()
    return next(iter(named)) if len(named) == 1 and all(named.values()) else None
