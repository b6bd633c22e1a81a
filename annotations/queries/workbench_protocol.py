"""What the workbench is told of a protocol: its questions with their labels, as plain values."""

from typing import Any

from annotations.schemes.answers import FLAGS, SKIP_REASONS
from annotations.schemes.base import LabelSet, Protocol, Question
from annotations.schemes.check_questions import ANSWER_PROBLEMS, QUESTION_PROBLEMS
from annotations.schemes.evidence import MEDIA

Payload = dict[str, Any]


def protocol_payload(scheme: Protocol, version: int) -> Payload:
    """What is asked; ``version`` travels back with the answers, so that they are read as what they were given to."""
    return {
        "version": version,
        "key": scheme.key,
        "name": scheme.name,
        "questions": [_question(question) for question in scheme.questions],
        "flags": list(FLAGS),
        "skip_reasons": list(SKIP_REASONS),
        "media": list(MEDIA),
        "question_problems": list(QUESTION_PROBLEMS),
        "answer_problems": list(ANSWER_PROBLEMS),
    }


def _question(question: Question) -> Payload:
    labels = question.label_set.labels if question.label_set else ()
    return {
        "key": question.key,
        "kind": question.kind,
        "title": question.title,
        "hint": question.hint,
        "required": question.required,
        "label_set": _label_set(question.label_set) if question.label_set else None,
        "several": bool(question.label_set and question.label_set.cardinality == "multi"),
        "condition": {"question": question.condition.question, "in": list(question.condition.answers)}
        if question.condition
        else None,
        "needs": [
            {"in": list(need.answers), "what": "|".join(need.what), "at_least": need.at_least}
            for need in question.needs
        ],
        "max_length": question.max_length,
        "labels": [
            {
                "key": label.key,
                "name": label.name,
                "definition": label.definition,
                "example": label.example,
                "style": label.style,
                "hotkey": label.hotkey,
                "is_hidden": label.is_hidden,
            }
            for label in labels
        ],
    }


def _label_set(label_set: LabelSet) -> Payload:
    return {"key": label_set.key, "cardinality": label_set.cardinality, "scale": label_set.scale}
