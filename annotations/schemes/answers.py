"""Answers to a protocol's questions: read from a JSON body, checked, and written back in one canonical form.

The body::

    {"labels": {"verification": ["supported"]},
     "stances": [{"holder_kind": "entity", "holder": "<entity id>", "target_kind": "entity",
                  "target": "<entity id>", "target_text": "", "polarity": "favor",
                  "intensity": 2, "explicit": true}],
     "no_stance": false, "skip": "", "flags": [], "confidence": null, "rationale": ""}

Every key may be left out. ``target_kind`` is ``entity``, ``claim`` (``target`` is a claim id) or ``proposition``
(``target_text``). Unknown keys are refused.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from annotations.schemes.base import Protocol, Question
from annotations.schemes.checks import (
    AnswerError,
    boolean,
    choice_of,
    identifier,
    integer_or_none,
    known_keys,
    list_of,
    mapping,
    text,
)

FLAGS = (
    "unreadable",
    "too_vague",
    "needs_context",
    "ambiguous_reading",
    "dead_link",
    "paywall",
    "media_needed",
    "translation_issue",
)
SKIP_REASONS = ("unreadable", "needs_context", "not_my_topic", "wrong_split", "other")
MAX_RATIONALE = 10_000
MAX_TARGET_TEXT = 300
MAX_STANCES = 20

STANCE_KEYS = (
    "holder_kind",
    "holder",
    "target_kind",
    "target",
    "target_text",
    "polarity",
    "intensity",
    "explicit",
)
ANSWER_KEYS = ("labels", "stances", "no_stance", "skip", "flags", "confidence", "rationale")


@dataclass(frozen=True, slots=True)
class StanceAnswer:
    """Holder → target with a polarity; ids are UUID strings or None."""

    holder_kind: str
    holder: str | None
    target_kind: str
    target: str | None
    target_text: str
    polarity: str
    intensity: int | None = None
    explicit: bool = True

    def pair(self) -> tuple[str, str | None, str, str | None, str]:
        """What makes it a tuple of its own: holder and target."""
        return (self.holder_kind, self.holder, self.target_kind, self.target, self.target_text)


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers on one statement by one person."""

    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stances: tuple[StanceAnswer, ...] = ()
    no_stance: bool = False
    skip: str = ""
    flags: tuple[str, ...] = ()
    confidence: int | None = None
    rationale: str = ""

    def as_body(self) -> dict[str, Any]:
        """The canonical JSON body: every key, question keys sorted."""
        body = asdict(self)
        body["labels"] = {key: list(self.labels[key]) for key in sorted(self.labels)}
        body["stances"] = [asdict(stance) for stance in self.stances]
        body["flags"] = list(self.flags)
        return body


def read(body: Any, protocol: Protocol) -> Answers:
    """``body`` as ``Answers`` to the protocol's questions; ``AnswerError`` names field, value and rule."""
    given = mapping(body, "answers")
    known_keys(given, ANSWER_KEYS, "answers")
    answers = Answers(
        labels=_labels(given.get("labels", {}), protocol),
        stances=_stances(given.get("stances", []), protocol),
        no_stance=boolean(given.get("no_stance", False), "answers.no_stance"),
        skip=choice_of(given.get("skip", ""), ("", *SKIP_REASONS), "answers.skip"),
        flags=tuple(
            choice_of(flag, FLAGS, "answers.flags") for flag in list_of(given.get("flags", []), "answers.flags")
        ),
        confidence=integer_or_none(given.get("confidence"), 1, 5, "answers.confidence"),
        rationale=text(given.get("rationale", ""), MAX_RATIONALE, "answers.rationale"),
    )
    _check_whole(answers, protocol)
    return answers


def _labels(given: Any, protocol: Protocol) -> dict[str, tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    for key, values in mapping(given, "answers.labels").items():
        name = f"answers.labels.{key}"
        question = protocol.question(key)
        if question is None or question.kind != "choice" or question.label_set is None:
            raise AnswerError(name, key, "is not a question with labels in this project")
        allowed = tuple(label.key for label in question.label_set.labels if not label.is_hidden)
        picked = tuple(dict.fromkeys(choice_of(value, allowed, name) for value in list_of(values, name)))
        if question.label_set.cardinality == "single" and len(picked) > 1:
            raise AnswerError(name, list(picked), "takes one label")
        if picked:
            chosen[key] = picked
    return chosen


def _stances(given: Any, protocol: Protocol) -> tuple[StanceAnswer, ...]:
    items = list_of(given, "answers.stances")
    question = next((q for q in protocol.questions if q.kind == "stance"), None)
    if items and (question is None or question.label_set is None):
        raise AnswerError("answers.stances", len(items), "must be empty: this project does not ask for stance")
    if len(items) > MAX_STANCES:
        raise AnswerError("answers.stances", len(items), f"has at most {MAX_STANCES} entries")
    stances = tuple(_stance(item, i, question) for i, item in enumerate(items) if question)
    if len({stance.pair() for stance in stances}) < len(stances):
        raise AnswerError("answers.stances", len(stances), "names the same holder and target twice")
    return stances


def _stance(item: Any, index: int, question: Question) -> StanceAnswer:
    name = f"answers.stances[{index}]"
    given = mapping(item, name)
    known_keys(given, STANCE_KEYS, name)
    polarities = tuple(label.key for label in question.label_set.labels) if question.label_set else ()
    holder_kind = choice_of(
        given.get("holder_kind", "author"), ("entity", "author", "unspecified"), f"{name}.holder_kind"
    )
    target_kind = choice_of(
        given.get("target_kind", "entity"), ("entity", "claim", "proposition"), f"{name}.target_kind"
    )
    proposition = target_kind == "proposition"
    target_text = text(given.get("target_text", ""), MAX_TARGET_TEXT, f"{name}.target_text").strip()
    if proposition != bool(target_text):
        rule = "is needed for a proposition" if proposition else "is only for a proposition"
        raise AnswerError(f"{name}.target_text", target_text, rule)
    return StanceAnswer(
        holder_kind=holder_kind,
        holder=identifier(given.get("holder"), holder_kind == "entity", f"{name}.holder"),
        target_kind=target_kind,
        target=identifier(given.get("target"), not proposition, f"{name}.target"),
        target_text=target_text,
        polarity=choice_of(given.get("polarity"), polarities, f"{name}.polarity"),
        intensity=integer_or_none(given.get("intensity"), 1, 3, f"{name}.intensity"),
        explicit=boolean(given.get("explicit", True), f"{name}.explicit"),
    )


def _check_whole(answers: Answers, protocol: Protocol) -> None:
    if answers.no_stance and answers.stances:
        raise AnswerError("answers.no_stance", True, "cannot stand beside stances")
    shown = {question.key for question in asked(protocol, answers)}
    for key in answers.labels:
        if key not in shown:
            raise AnswerError(
                f"answers.labels.{key}", list(answers.labels[key]), "answers a question that is not asked"
            )


def asked(protocol: Protocol, answers: Answers) -> tuple[Question, ...]:
    """The questions whose condition the answers meet, in order."""
    return tuple(question for question in protocol.questions if _is_asked(question, answers))


def _is_asked(question: Question, answers: Answers) -> bool:
    condition = question.condition
    return condition is None or not set(condition.answers).isdisjoint(answers.labels.get(condition.question, ()))


def is_answered(question: Question, answers: Answers) -> bool:
    """Whether the question has its answer; an empty list of stances is one only with "no stance"."""
    if question.kind == "stance":
        return answers.no_stance or bool(answers.stances)
    if question.kind == "choice":
        return bool(answers.labels.get(question.key))
    return bool(answers.rationale)


def is_complete(answers: Answers, protocol: Protocol) -> bool:
    """Whether every required question that is asked has its answer, or the statement was skipped with a reason."""
    if answers.skip:
        return True
    return all(is_answered(q, answers) for q in asked(protocol, answers) if q.required)


def fingerprint(body: Mapping[str, Any], context: Sequence[str]) -> str:
    """SHA-256 (hex) of a canonical body and what it is about: the same request gives the same value for ever."""
    packed = json.dumps([*context, body], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(packed.encode("utf-8")).hexdigest()
