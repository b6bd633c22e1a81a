"""What one set of answers says otherwise than another: question by question, and stance by stance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotations.schemes.answers import Answers
from annotations.schemes.base import Protocol

Body = Mapping[str, Any]

ALWAYS = ("evidence", "checks", "searches")
"""What is told about any answers; it stands under these names where the protocol has no question for it."""
PAIR = ("holder_kind", "holder", "target_kind", "target", "target_text")


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that differs. ``part`` is the stance's place in the old answers, from 0; new ones come behind them.

    ``part`` is None where the whole answer is meant. The value of a stance is a body with that stance only.
    """

    question: str
    part: int | None
    old: Any
    new: Any


def changes(scheme: Protocol, old: Answers, new: Answers) -> list[Change]:
    """One entry for each question whose answer differs; for stances one for each that does."""
    before, after = by_question(scheme, old), by_question(scheme, new)
    stances = {question.key for question in scheme.questions if question.kind == "stance"}
    found: list[Change] = []
    for key, value in before.items():
        if value == after[key]:
            continue
        parts = stance_changes(key, value, after[key]) if key in stances else []
        found += parts or [Change(key, None, value, after[key])]
    return found


def by_question(scheme: Protocol, answers: Answers) -> dict[str, Any]:
    """The answer to each question: a list of keys, a text, or for stances ``{"stances": …, "no_stance": …}``."""
    body = answers.as_body()
    found: dict[str, Any] = {}
    for question in scheme.questions:
        if question.kind == "stance":
            found[question.key] = {key: body[key] for key in ("stances", "no_stance")}
        elif question.kind in ("choice", "text"):
            found[question.key] = body.get("labels" if question.kind == "choice" else "texts", {}).get(question.key)
        else:
            found[question.key] = body.get(question.kind)
    kinds = {question.kind for question in scheme.questions}
    return found | {key: body.get(key) for key in ALWAYS if key not in kinds}


def stance_changes(question: str, old: Body, new: Body) -> list[Change]:
    """Stances that differ. One that names the same holder and target is the same one; what is left is paired in order.

    Empty where no stance is on either side: then only "no stance" was said or taken back.
    """
    left = list(new["stances"])
    kept: list[Body | None] = []
    for one in old["stances"]:
        match = next((other for other in left if _pair(other) == _pair(one)), None)
        kept.append(match)
        if match is not None:
            left.remove(match)
    rest = iter(left)
    found = []
    for part, (one, match) in enumerate(zip(old["stances"], kept, strict=True)):
        becomes = match if match is not None else next(rest, None)
        if becomes != one:
            found.append(Change(question, part, _only(one, old), _only(becomes, new)))
    more = enumerate(rest, start=len(old["stances"]))
    return found + [Change(question, part, _only(None, old), _only(one, new)) for part, one in more]


def one_answer(scheme: Protocol, answers: Answers, question: str, part: int | None) -> Any:
    """The answer of that address; ``KeyError`` for a question, ``IndexError`` for a stance that is not there."""
    value = by_question(scheme, answers)[question]
    if part is None:
        return value
    asked = scheme.question(question)
    if asked is None or asked.kind != "stance":
        raise IndexError(part)
    return _only(value["stances"][part], value)


def _pair(stance: Body) -> list[Any]:
    return [stance.get(name) for name in PAIR]


def _only(stance: Body | None, of: Body) -> dict[str, Any]:
    return {"stances": [stance] if stance else [], "no_stance": of["no_stance"]}
