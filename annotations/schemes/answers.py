"""Answers to a protocol's questions: read from a JSON body, checked, and written back in one canonical form.

The body::

    {"labels": {"verification": ["supported"]},
     "stances": [{"holder_kind": "entity", "holder": "<entity id>", "target_kind": "entity",
                  "target": "<entity id>", "target_text": "", "polarity": "favor",
                  "intensity": 2, "explicit": true}],
     "no_stance": false, "skip": "", "flags": [], "confidence": null, "rationale": "",

     "texts": {"claim_text": "…"},
     "evidence": [{"id": "<uuid made by the client>", "url": "https://…", "title": "", "publisher": "", "author": "",
                   "quote": "", "locator": "", "published_at": "2020-01-31", "archived_url": "", "medium": "web_text",
                   "language": "", "is_fact_check": false, "relation": "supports", "set": 1}],
     "searches": "where one looked and found nothing",
     "checks": [{"text": "…?", "problems": [],
                 "answers": [{"text": "…", "type": "Extractive", "explanation": "", "evidence": "<id of one above>",
                              "problems": []}]}],
     "comment": "a word to the reviewer"}

Every key may be left out. ``target_kind`` is ``entity``, ``claim`` (``target`` is a claim id) or ``proposition``
(``target_text``). Unknown keys are refused. The canonical form has the first seven keys always and the others only
where they say something, so that what was stored before they existed stays as it was.

What a label needs besides (evidence, a search) is no matter of reading: see ``annotations.schemes.completeness``.
Evidence, searches, checks and a comment may stand beside any protocol's answers; a text only where it is asked for.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotations.schemes.base import Protocol, Question
from annotations.schemes.check_questions import Check, read_checks
from annotations.schemes.checks import (
    AnswerError,
    boolean,
    choice_of,
    integer_or_none,
    known_keys,
    list_of,
    mapping,
    text,
)
from annotations.schemes.evidence import EvidenceAnswer, read_evidence
from annotations.schemes.stances import StanceAnswer, read_stances

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
MAX_COMMENT = 10_000
MAX_SEARCHES = 2_000

ALWAYS_KEYS = ("labels", "stances", "no_stance", "skip", "flags", "confidence", "rationale")
FURTHER_KEYS = ("texts", "evidence", "searches", "checks", "comment")
ANSWER_KEYS = ALWAYS_KEYS + FURTHER_KEYS


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
    texts: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[EvidenceAnswer, ...] = ()
    searches: str = ""
    checks: tuple[Check, ...] = ()
    comment: str = ""

    def as_body(self) -> dict[str, Any]:
        """The canonical JSON body: question keys sorted, further keys only where they say something."""
        always = {
            "labels": {key: list(self.labels[key]) for key in sorted(self.labels)},
            "stances": [stance.as_body() for stance in self.stances],
            "no_stance": self.no_stance,
            "skip": self.skip,
            "flags": list(self.flags),
            "confidence": self.confidence,
            "rationale": self.rationale,
        }
        further = {
            "texts": {key: self.texts[key] for key in sorted(self.texts)},
            "evidence": [evidence.as_body() for evidence in self.evidence],
            "searches": self.searches,
            "checks": [check.as_body() for check in self.checks],
            "comment": self.comment,
        }
        return always | {key: value for key, value in further.items() if value}


def read(body: Any, protocol: Protocol) -> Answers:
    """``body`` as ``Answers`` to the protocol's questions; ``AnswerError`` names field, value and rule."""
    given = mapping(body, "answers")
    known_keys(given, ANSWER_KEYS, "answers")
    evidence = read_evidence(given.get("evidence", []))
    answers = Answers(
        labels=_labels(given.get("labels", {}), protocol),
        stances=read_stances(given.get("stances", []), first_of(protocol, "stance")),
        no_stance=boolean(given.get("no_stance", False), "answers.no_stance"),
        skip=choice_of(given.get("skip", ""), ("", *SKIP_REASONS), "answers.skip"),
        flags=tuple(
            choice_of(flag, FLAGS, "answers.flags") for flag in list_of(given.get("flags", []), "answers.flags")
        ),
        confidence=integer_or_none(given.get("confidence"), 1, 5, "answers.confidence"),
        rationale=text(given.get("rationale", ""), MAX_RATIONALE, "answers.rationale"),
        texts=_texts(given.get("texts", {}), protocol),
        evidence=evidence,
        searches=text(given.get("searches", ""), MAX_SEARCHES, "answers.searches").strip(),
        checks=read_checks(given.get("checks", []), {one.id for one in evidence}),
        comment=text(given.get("comment", ""), MAX_COMMENT, "answers.comment").strip(),
    )
    if answers.no_stance and answers.stances:
        raise AnswerError("answers.no_stance", True, "cannot stand beside stances")
    _refuse_unasked(answers, protocol)
    return answers


def first_of(protocol: Protocol, kind: str) -> Question | None:
    """The protocol's first question of that kind, or None."""
    return next((question for question in protocol.questions if question.kind == kind), None)


def _labels(given: Any, protocol: Protocol) -> dict[str, tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    for key, values in mapping(given, "answers.labels").items():
        name = f"answers.labels.{key}"
        question = protocol.question(key)
        if question is None or question.kind != "choice" or question.label_set is None:
            raise AnswerError(name, key, "is not a question with labels in this project")
        allowed = tuple(label.key for label in question.label_set.labels if not label.is_hidden)
        given_labels = {choice_of(value, allowed, name) for value in list_of(values, name)}
        picked = tuple(label for label in allowed if label in given_labels)
        if question.label_set.cardinality == "single" and len(picked) > 1:
            raise AnswerError(name, list(picked), "takes one label")
        if picked:
            chosen[key] = picked
    return chosen


def _texts(given: Any, protocol: Protocol) -> dict[str, str]:
    written: dict[str, str] = {}
    for key, value in mapping(given, "answers.texts").items():
        name = f"answers.texts.{key}"
        question = protocol.question(key)
        if question is None or question.kind != "text":
            raise AnswerError(name, key, "is not a question for a text in this project")
        if words := text(value, question.max_length, name).strip():
            written[key] = words
    return written


def _refuse_unasked(answers: Answers, protocol: Protocol) -> None:
    shown = {question.key for question in asked(protocol, answers)}
    for name, value, question in given_answers(answers, protocol):
        if question.key not in shown:
            raise AnswerError(name, value, "answers a question that is not asked")


def given_answers(answers: Answers, protocol: Protocol) -> Iterator[tuple[str, object, Question]]:
    """(field, value, question) of each question of the protocol that has an answer."""
    for question in protocol.questions:
        if question.kind == "choice" and question.key in answers.labels:
            yield f"answers.labels.{question.key}", list(answers.labels[question.key]), question
        elif question.kind == "text" and question.key in answers.texts:
            yield f"answers.texts.{question.key}", answers.texts[question.key], question
        elif question.kind == "stance" and (answers.stances or answers.no_stance):
            yield "answers.stances", len(answers.stances), question
        elif question.kind == "evidence" and answers.evidence:
            yield "answers.evidence", len(answers.evidence), question
        elif question.kind == "checks" and answers.checks:
            yield "answers.checks", len(answers.checks), question


def asked(protocol: Protocol, answers: Answers) -> tuple[Question, ...]:
    """The questions whose condition the answers meet, in order."""
    return tuple(question for question in protocol.questions if _is_asked(question, answers))


def _is_asked(question: Question, answers: Answers) -> bool:
    condition = question.condition
    return condition is None or not set(condition.answers).isdisjoint(answers.labels.get(condition.question, ()))


CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fingerprint(body: Mapping[str, Any], context: Sequence[str]) -> str:
    """SHA-256 (hex) of a canonical body and what it is about: the same request gives the same value for ever."""
    packed = CANONICAL.encode([*context, body])
    return hashlib.sha256(packed.encode("utf-8")).hexdigest()
