"""Stances of a body of answers: who takes which side on what."""

from dataclasses import asdict, dataclass
from typing import Any

from annotations.schemes.base import Question
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

HOLDER_KINDS = ("entity", "author", "unspecified")
TARGET_KINDS = ("entity", "claim", "proposition")
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

    def as_body(self) -> dict[str, Any]:
        """The canonical JSON object: every key."""
        return asdict(self)


def read_stances(given: Any, question: Question | None) -> tuple[StanceAnswer, ...]:
    """The stances of a body, with the polarities of ``question`` (None: the protocol does not ask for stance)."""
    items = list_of(given, "answers.stances")
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
    holder_kind = choice_of(given.get("holder_kind", "author"), HOLDER_KINDS, f"{name}.holder_kind")
    target_kind = choice_of(given.get("target_kind", "entity"), TARGET_KINDS, f"{name}.target_kind")
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
