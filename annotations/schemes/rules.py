"""What a label set and a protocol must be before a project can use them; failures name field, value and rule."""

import re
from collections.abc import Iterable, Iterator, Sequence

from annotations.schemes.base import KINDS, NEEDED, Condition, Label, LabelSet, Need, Protocol, Question
from annotations.schemes.checks import AnswerError, text

STYLES = (
    "favor",
    "against",
    "neutral",
    "unclear",
    "supported",
    "refuted",
    "nee",
    "conflicting",
    "vague",
    "notcheckable",
    "unverified",
)
"""Hue and glyph of a label, together: the eleven of the design system, whose contrast is proven."""
RESERVED_KEYS = frozenset("othwujksfcgepm.?/")
"""Keys that the workbench takes for itself, ``js/workbench/keys.js``."""
KEY = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
MAX_KEY = 60
MAX_LABELS = 60
MAX_QUESTIONS = 20
MAX_NAME = 120
MAX_HINT = 200
MAX_WORDS = 2_000
MAX_NEEDS = 10
MAX_AT_LEAST = 20
COUNTED = ("evidence", "checks")
"""What is needed in a number; of the rest there is one or none."""
WITH_LABELS = ("choice", "stance")
ONCE = ("stance", "evidence", "checks")
"""Kinds of questions whose answers are not kept by question, so that a protocol asks each once."""


def check_label_set(label_set: LabelSet) -> None:
    """``AnswerError`` for the first rule that the set breaks; fields are paths such as ``labels[2].hotkey``."""
    _line(label_set.name, MAX_NAME, "name")
    if len(label_set.labels) > MAX_LABELS:
        raise AnswerError("labels", len(label_set.labels), f"is more than {MAX_LABELS}")
    for place, label in enumerate(label_set.labels):
        _check_label(label, f"labels[{place}]")
    if len(label_set.open_labels) < 2:
        raise AnswerError("labels", len(label_set.open_labels), "is too few: a question needs two labels")
    _once("key", ((place, label.key) for place, label in enumerate(label_set.labels)))
    _once("hotkey", ((place, label.hotkey) for place, label in enumerate(label_set.labels) if label.hotkey))
    _once("name", _open_names(label_set))
    _check_merges(label_set)


def _open_names(label_set: LabelSet) -> Iterator[tuple[int, str]]:
    return ((place, one.name.casefold()) for place, one in enumerate(label_set.labels) if not one.is_hidden)


def _check_label(label: Label, field: str) -> None:
    check_key(label.key, f"{field}.key")
    _line(label.name, MAX_NAME, f"{field}.name")
    text(label.definition, MAX_WORDS, f"{field}.definition")
    text(label.example, MAX_WORDS, f"{field}.example")
    if label.style not in STYLES:
        raise AnswerError(f"{field}.style", label.style, f"is not one of {', '.join(STYLES)}")
    if label.sign not in (None, -1, 0, 1):
        raise AnswerError(f"{field}.sign", label.sign, "is not -1, 0, 1 or null")
    check_hotkey(label.hotkey, f"{field}.hotkey")


def check_key(key: str, field: str) -> None:
    """``AnswerError`` unless ``key`` is made of small letters, digits and single ``_`` or ``-`` between them."""
    if len(key) > MAX_KEY or not KEY.fullmatch(key):
        raise AnswerError(field, key, f"is not made of up to {MAX_KEY} small letters, digits, _ and -")


def check_hotkey(hotkey: str, field: str) -> None:
    """``AnswerError`` unless ``hotkey`` is empty or one letter or digit that the workbench leaves free."""
    if hotkey and not re.fullmatch(r"[a-z0-9]", hotkey):
        raise AnswerError(field, hotkey, "is not one small letter or digit")
    if hotkey in RESERVED_KEYS:
        raise AnswerError(field, hotkey, "is a key of the workbench itself; choose another")


def _check_merges(label_set: LabelSet) -> None:
    for place, label in enumerate(label_set.labels):
        if not label.merged_into:
            continue
        into = label_set.label(label.merged_into)
        if into is None or into.merged_into or into is label:
            raise AnswerError(f"labels[{place}].merged_into", label.merged_into, "is not another label that stands")
        if not label.is_hidden:
            raise AnswerError(f"labels[{place}].is_hidden", False, "must be true for a label that was merged")


def check_protocol(protocol: Protocol) -> None:
    """``AnswerError`` for the first rule that the protocol breaks; fields are paths such as ``questions[1].title``."""
    _line(protocol.name, MAX_NAME, "name")
    if not 1 <= len(protocol.questions) <= MAX_QUESTIONS:
        raise AnswerError("questions", len(protocol.questions), f"is not from 1 to {MAX_QUESTIONS}")
    earlier: dict[str, Question] = {}
    for place, question in enumerate(protocol.questions):
        _check_question(question, earlier, f"questions[{place}]")
        earlier[question.key] = question
    _once("key", ((place, question.key) for place, question in enumerate(protocol.questions)), "questions")
    _once("kind", ((i, one.kind) for i, one in enumerate(protocol.questions) if one.kind in ONCE), "questions")


def _check_question(question: Question, earlier: dict[str, Question], field: str) -> None:
    check_key(question.key, f"{field}.key")
    _line(question.title, MAX_NAME, f"{field}.title")
    text(question.hint, MAX_HINT, f"{field}.hint")
    if question.kind not in KINDS:
        raise AnswerError(f"{field}.kind", question.kind, f"is not one of {', '.join(KINDS)}")
    if (question.kind in WITH_LABELS) != (question.label_set is not None):
        rule = "is needed for this kind" if question.kind in WITH_LABELS else "is for questions with labels only"
        raise AnswerError(f"{field}.label_set", question.label_set and question.label_set.key, rule)
    if question.label_set is not None and (question.kind == "stance") != (question.label_set.scope == "stance"):
        raise AnswerError(f"{field}.label_set", question.label_set.key, "has labels for another kind of question")
    if question.condition is not None:
        _check_condition(question.condition, earlier, f"{field}.condition")
    if len(question.needs) > MAX_NEEDS:
        raise AnswerError(f"{field}.needs", len(question.needs), f"is more than {MAX_NEEDS}")
    for place, need in enumerate(question.needs):
        _check_need(need, question, f"{field}.needs[{place}]")


def _check_need(need: Need, question: Question, field: str) -> None:
    labels = question.label_set.labels if question.label_set else ()
    _known(need.answers, [label.key for label in labels], f"{field}.in")
    wanted = [what for what in NEEDED if what != "intensity" or question.kind == "stance"]
    _known(need.what, wanted, f"{field}.what")
    most = MAX_AT_LEAST if set(need.what) <= set(COUNTED) else 1
    if not 1 <= need.at_least <= most:
        raise AnswerError(f"{field}.at_least", need.at_least, f"is not from 1 to {most}")


def _known(given: Sequence[str], known: Sequence[str], field: str) -> None:
    if not given:
        raise AnswerError(field, [], "names none")
    for one in given:
        if one not in known:
            raise AnswerError(field, one, f"is not one of {', '.join(known)}")


def _check_condition(condition: Condition, earlier: dict[str, Question], field: str) -> None:
    on = earlier.get(condition.question)
    if on is None or on.kind != "choice" or on.label_set is None:
        raise AnswerError(f"{field}.question", condition.question, "is not an earlier question with labels")
    _known(condition.answers, [label.key for label in on.label_set.labels], f"{field}.in")


def _line(value: str, longest: int, field: str) -> None:
    if not text(value, longest, field).strip():
        raise AnswerError(field, value, "is empty")


def _once(name: str, values: Iterable[tuple[int, str]], rows: str = "labels") -> None:
    seen: dict[str, int] = {}
    for place, value in values:
        if value in seen:
            raise AnswerError(f"{rows}[{place}].{name}", value, f"stands in {rows}[{seen[value]}] already")
        seen[value] = place
