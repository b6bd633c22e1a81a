"""Which key does what at the workbench, and what a person may change about it. Keys of answers belong to the labels."""

from collections.abc import Iterable, Mapping, Set

from annotations.schemes.base import Protocol
from annotations.schemes.checks import AnswerError

ACTS: Mapping[str, str] = {
    "noStance": "o",
    "addStance": "t",
    "pickHolder": "h",
    "pickTarget": "w",
    "intensity": "i",
    "explicit": "m",
    "evidence": "e",
    "searches": "l",
    "askSure": "p",
    "reason": "r",
    "note": "c",
    "askFlag": "f",
    "askSkip": "s",
    "undo": "u",
    "repeat": ".",
    "next": "j",
    "previous": "k",
    "guide": "g",
    "talk": ",",
}
"""The acts that have a key of one character, with the key they have at first."""
ON_EVERY_PAGE = frozenset("?/")


def answer_keys(schemes: Iterable[Protocol]) -> set[str]:
    """The keys that answer a question in one of the protocols."""
    asked = [question.label_set for scheme in schemes for question in scheme.questions if question.label_set]
    return {label.hotkey for labels in asked for label in labels.labels if label.hotkey and not label.is_hidden}


def every_key(changes: Mapping[str, str]) -> dict[str, str]:
    """The key of every act, after a person's changes."""
    return {**ACTS, **{act: key for act, key in changes.items() if act in ACTS}}


def keys_beside(changes: Mapping[str, str], answering: Set[str]) -> dict[str, str]:
    """The key of every act where ``answering`` answer questions, of which some may have come after the changes.

    An act whose own key now answers has its first one back, and so has whoever had taken that.
    """
    own = {act: key for act, key in changes.items() if act in ACTS and key not in answering}
    first = {key for act, key in ACTS.items() if act not in own}
    while lost := [act for act, key in own.items() if key in first]:
        first |= {ACTS[act] for act in lost}
        own = {act: key for act, key in own.items() if act not in lost}
    return every_key(own)


def checked(changes: Mapping[str, object], answering: Set[str]) -> dict[str, str]:
    """Only what differs from the first keys; ``AnswerError`` where a key cannot be, or is taken already.

    ``answering`` are the keys of answers in the person's projects.
    """
    found: dict[str, str] = {}
    for act, key in changes.items():
        field = f"acts.{act}"
        if act not in ACTS:
            raise AnswerError(field, key, f"is not one of {', '.join(ACTS)}")
        if not isinstance(key, str) or len(key) != 1 or not "!" <= key <= "~":
            raise AnswerError(field, key, "is not one letter, figure or sign without Shift, such as z")
        found[act] = key.lower()
    different = {act: key for act, key in found.items() if key != ACTS[act]}
    _refuse_taken(different, answering)
    return different


def _refuse_taken(changes: Mapping[str, str], answering: Set[str]) -> None:
    holders: dict[str, str] = {}
    for act, key in every_key(changes).items():
        if act in changes and key in ON_EVERY_PAGE:
            raise AnswerError(f"acts.{act}", key, "has its meaning on every page")
        if act in changes and key in answering:
            raise AnswerError(f"acts.{act}", key, "answers a question in one of your projects")
        if key in holders:
            changed = act if act in changes else holders[key]
            other = holders[key] if changed == act else act
            raise AnswerError(f"acts.{changed}", key, f"is the key of “{other}” already")
        holders[key] = act
