"""Comparing two bodies of answers question by question: one that is known to be right, and one that was given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotations.schemes.base import Protocol
from annotations.schemes.versions import merged

PAIR = ("holder_kind", "holder", "target_kind", "target", "target_text", "polarity")


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether the answer to one question is the known one."""

    question: str
    right: bool


def judged(protocol: Protocol, known: Mapping[str, Any], given: Mapping[str, Any]) -> tuple[Judged, ...]:
    """One entry for each question of choice or stance that ``known`` answers, in the order of the protocol.

    Both are canonical bodies of ``schemes.answers``; ``known`` may lack questions, and these are not judged. Labels are
    compared as sets; stances as sets of holder, target and polarity; labels that were merged count as the one they went
    into. A skipped statement has no right answer.
    """
    known, given = merged(known, protocol), merged(given, protocol)
    found = []
    for question in protocol.questions:
        if question.kind == "choice" and known.get("labels", {}).get(question.key):
            same = set(known["labels"][question.key]) == set(given.get("labels", {}).get(question.key, ()))
        elif question.kind == "stance" and (known.get("stances") or known.get("no_stance")):
            same = _stances(known) == _stances(given) and bool(known.get("no_stance")) == bool(given.get("no_stance"))
        else:
            continue
        found.append(Judged(question.key, same and not given.get("skip")))
    return tuple(found)


def _stances(body: Mapping[str, Any]) -> set[tuple[Any, ...]]:
    return {tuple(stance.get(part) for part in PAIR) for stance in body.get("stances", ())}


@dataclass(frozen=True, slots=True)
class Score:
    """So many right answers of so many that are known."""

    right: int = 0
    asked: int = 0

    @property
    def percent(self) -> int | None:
        """The share of right answers, rounded down, so that 79.9 % do not pass for 80; None when nothing was asked."""
        return 100 * self.right // self.asked if self.asked else None

    def plus(self, entries: tuple[Judged, ...]) -> "Score":
        """The score with one more statement."""
        return Score(self.right + sum(one.right for one in entries), self.asked + len(entries))
