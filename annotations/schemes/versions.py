"""Answers of an older version of a protocol, read in terms of a newer one. What was stored never changes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annotations.schemes.answers import Answers, read
from annotations.schemes.base import LabelSet, Protocol

Body = Mapping[str, Any]


def recall(body: Body, protocol: Protocol) -> Answers:
    """A stored body as answers to ``protocol``: see ``as_now``; labels that were hidden since still count."""
    return read(as_now(body, protocol), _with_hidden(protocol))


def as_now(body: Body, protocol: Protocol) -> Body:
    """A stored body as it counts now: merged labels under one key, without answers to questions that are not asked.

    The same body comes back as it is where nothing changed. ``as_now`` of its own result changes nothing.
    """
    return _asked_only(merged(body, protocol), protocol)


def merged(body: Body, protocol: Protocol) -> Body:
    """The body with each merged label under the key of the label it went into."""
    changed: dict[str, Any] = {}
    labels = {key: _keys(chosen, _labels_of(protocol, key)) for key, chosen in body.get("labels", {}).items()}
    if labels != body.get("labels", {}):
        changed["labels"] = labels
    polarities = next((q.label_set for q in protocol.questions if q.kind == "stance"), None)
    stances = [{**one, "polarity": _key(one["polarity"], polarities)} for one in body.get("stances", [])]
    if stances != list(body.get("stances", [])):
        changed["stances"] = stances
    return {**body, **changed} if changed else body


def _labels_of(protocol: Protocol, key: str) -> LabelSet | None:
    question = protocol.question(key)
    return question.label_set if question else None


def _keys(chosen: list[str], label_set: LabelSet | None) -> list[str]:
    return list(dict.fromkeys(_key(one, label_set) for one in chosen))


def _key(key: str, label_set: LabelSet | None) -> str:
    return label_set.counts_as(key) if label_set else key


def _asked_only(body: Body, protocol: Protocol) -> Body:
    """Questions are asked in order, and a condition looks back: what it rests on is settled before it."""
    asked: dict[str, list[str]] = {}
    given = body.get("labels", {})
    keys: set[str] = set()
    for question in protocol.questions:
        on = question.condition
        if on is not None and set(on.answers).isdisjoint(asked.get(on.question, ())):
            continue
        keys.add(question.key)
        if question.key in given and question.kind == "choice":
            asked[question.key] = given[question.key]
    closed = {question.kind for question in protocol.questions if question.key not in keys}
    changed: dict[str, Any] = {}
    if asked.keys() != given.keys():
        changed["labels"] = {key: chosen for key, chosen in given.items() if key in asked}
    if not keys.issuperset(body.get("texts", {})):
        changed["texts"] = {key: text for key, text in body["texts"].items() if key in keys}
    if (body.get("stances") or body.get("no_stance")) and not _asks(protocol, keys, "stance"):
        changed |= {"stances": [], "no_stance": False}
    # Evidence and check questions may stand where no question asks for them, but not where one waits for its condition.
    changed |= {kind: [] for kind in ("checks", "evidence") if kind in closed and body.get(kind)}
    return {**body, **changed} if changed else body


def _asks(protocol: Protocol, keys: set[str], kind: str) -> bool:
    return any(question.kind == kind and question.key in keys for question in protocol.questions)


def _with_hidden(protocol: Protocol) -> Protocol:
    """The protocol with every label open."""
    questions = tuple(
        replace(question, label_set=_opened(question.label_set)) if question.label_set else question
        for question in protocol.questions
    )
    return replace(protocol, questions=questions)


def _opened(label_set: LabelSet) -> LabelSet:
    return replace(label_set, labels=tuple(replace(label, is_hidden=False) for label in label_set.labels))
