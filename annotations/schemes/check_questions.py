"""Check questions of a body of answers, and their answers: what one asked to settle a claim (AVeriTeC).

The rules are those of the AVeriTeC guideline (section 4) and of its annotation tool: at most three answers; a Boolean
one is Yes or No and is explained; an unanswerable one has no evidence and a fixed text; every other one has evidence.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from annotations.schemes.checks import AnswerError, choice_of, identifier, known_keys, list_of, mapping, text

ANSWER_TYPES = ("Extractive", "Abstractive", "Boolean", "Unanswerable")
NO_ANSWER = "No answer could be found."
QUESTION_PROBLEMS = ("not_understandable", "unrelated_to_claim")
ANSWER_PROBLEMS = (
    "not_understandable",
    "unrelated_to_question",
    "wrong_but_supported",
    "wrong_and_unsupported",
    "biased_source",
)
MAX_CHECKS = 20
MAX_ANSWERS = 3
MAX_TEXT = 2_000
CHECK_KEYS = ("text", "problems", "answers")
CHECK_ANSWER_KEYS = ("text", "type", "explanation", "evidence", "problems")


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """One answer; ``evidence`` is the id of an evidence of the same body, or None."""

    text: str
    answer_type: str
    explanation: str = ""
    evidence: str | None = None
    problems: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it has all that its type needs."""
        if self.answer_type == "Unanswerable":
            return True
        explained = self.answer_type != "Boolean" or bool(self.explanation)
        return bool(self.text) and self.evidence is not None and explained

    def as_body(self) -> dict[str, Any]:
        """The canonical JSON object: every key, ``answer_type`` as ``type``."""
        return {
            "text": self.text,
            "type": self.answer_type,
            "explanation": self.explanation,
            "evidence": self.evidence,
            "problems": list(self.problems),
        }


@dataclass(frozen=True, slots=True)
class Check:
    """A question with its answers."""

    text: str
    answers: tuple[CheckAnswer, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it is asked, answered, and each answer has all that it needs."""
        return bool(self.text) and bool(self.answers) and all(answer.is_whole for answer in self.answers)

    def as_body(self) -> dict[str, Any]:
        """The canonical JSON object: every key."""
        return {
            "text": self.text,
            "problems": list(self.problems),
            "answers": [answer.as_body() for answer in self.answers],
        }


def read_checks(given: Any, evidence: Collection[str]) -> tuple[Check, ...]:
    """The check questions of a body; ``evidence`` are the ids that its answers may name."""
    items = list_of(given, "answers.checks")
    if len(items) > MAX_CHECKS:
        raise AnswerError("answers.checks", len(items), f"has at most {MAX_CHECKS} entries")
    return tuple(_check(item, f"answers.checks[{index}]", evidence) for index, item in enumerate(items))


def _check(item: Any, name: str, evidence: Collection[str]) -> Check:
    given = mapping(item, name)
    known_keys(given, CHECK_KEYS, name)
    answers = list_of(given.get("answers", []), f"{name}.answers")
    if len(answers) > MAX_ANSWERS:
        raise AnswerError(f"{name}.answers", len(answers), f"has at most {MAX_ANSWERS} entries")
    return Check(
        text=text(given.get("text", ""), MAX_TEXT, f"{name}.text").strip(),
        answers=tuple(_answer(one, f"{name}.answers[{i}]", evidence) for i, one in enumerate(answers)),
        problems=_problems(given.get("problems", []), QUESTION_PROBLEMS, f"{name}.problems"),
    )


def _answer(item: Any, name: str, evidence: Collection[str]) -> CheckAnswer:
    given = mapping(item, name)
    known_keys(given, CHECK_ANSWER_KEYS, name)
    answer_type = choice_of(given.get("type"), ANSWER_TYPES, f"{name}.type")
    return CheckAnswer(
        text=_answer_text(given.get("text", ""), answer_type, f"{name}.text"),
        answer_type=answer_type,
        explanation=_explanation(given.get("explanation", ""), answer_type, f"{name}.explanation"),
        evidence=_evidence(given.get("evidence"), answer_type, f"{name}.evidence", evidence),
        problems=_problems(given.get("problems", []), ANSWER_PROBLEMS, f"{name}.problems"),
    )


def _answer_text(value: Any, answer_type: str, field: str) -> str:
    written = text(value, MAX_TEXT, field).strip()
    if answer_type == "Boolean" and written not in ("Yes", "No", ""):
        raise AnswerError(field, written, "is not Yes or No, as a Boolean answer must be")
    if answer_type != "Unanswerable":
        return written
    if written not in (NO_ANSWER, ""):
        raise AnswerError(field, written, f"is not “{NO_ANSWER}”, as an unanswerable one must be")
    return NO_ANSWER


def _explanation(value: Any, answer_type: str, field: str) -> str:
    written = text(value, MAX_TEXT, field).strip()
    if written and answer_type != "Boolean":
        raise AnswerError(field, written, "is only for a Boolean answer")
    return written


def _evidence(value: Any, answer_type: str, field: str, known: Collection[str]) -> str | None:
    if value in (None, ""):
        return None
    key = identifier(value, True, field)
    if answer_type == "Unanswerable":
        raise AnswerError(field, value, "must be empty: an unanswerable one has no evidence")
    if key not in known:
        raise AnswerError(field, value, "is no evidence of these answers")
    return key


def _problems(value: Any, known: tuple[str, ...], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(choice_of(one, known, field) for one in list_of(value, field)))
