"""The shapes of what is asked: labels, label sets, questions, protocols."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

KINDS = ("stance", "choice", "text", "evidence", "checks")
NEEDED = ("evidence", "searches", "checks", "rationale", "intensity")
MAX_TEXT = 10_000
SCOPES = ("statement", "claim", "stance", "attribution", "question", "answer", "flag")


@dataclass(frozen=True, slots=True)
class Label:
    """One answer; ``style`` is a hue and glyph of the design system, ``sign`` the polarity behind a stance.

    ``merged_into`` is the key of the label as which this one counts since they were merged; it is hidden then.
    """

    key: str
    name: str
    definition: str
    style: str
    hotkey: str = ""
    example: str = ""
    sign: int | None = None
    is_verdict: bool = False
    is_hidden: bool = False
    maps_to: Mapping[str, str | None] = field(default_factory=dict)
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The answers that belong together, in the order in which they are shown.

    ``scope`` is one of ``SCOPES``, ``cardinality`` single or multi, ``scale`` nominal or ordinal.
    """

    key: str
    name: str
    scope: str
    labels: tuple[Label, ...]
    cardinality: str = "single"
    scale: str = "nominal"

    def label(self, key: str) -> Label | None:
        """The label of that key, or None."""
        return next((label for label in self.labels if label.key == key), None)

    @property
    def open_labels(self) -> tuple[Label, ...]:
        """The labels that can be chosen now."""
        return tuple(label for label in self.labels if not label.is_hidden)

    def counts_as(self, key: str) -> str:
        """The key as which ``key`` counts: its own, or that of the label it was merged into."""
        label = self.label(key)
        return (label.merged_into if label else "") or key

    def keys_of(self, key: str) -> list[str]:
        """The keys that count as a label: its own, and those of labels that were merged into it."""
        return [key, *(label.key for label in self.labels if label.merged_into == key)]


@dataclass(frozen=True, slots=True)
class Condition:
    """The question is asked only when ``question`` was answered with one of ``answers``."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """What an answer with one of the labels ``answers`` needs besides: ``at_least`` so many of one of ``what``.

    ``what`` names alternatives, each one of ``NEEDED``. See ``annotations.schemes.completeness``.
    """

    answers: tuple[str, ...]
    what: tuple[str, ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a statement; ``kind`` is one of ``KINDS``, ``max_length`` (code points) is for a text."""

    key: str
    kind: str
    title: str
    hint: str = ""
    label_set: LabelSet | None = None
    required: bool = True
    condition: Condition | None = None
    needs: tuple[Need, ...] = ()
    max_length: int = MAX_TEXT


@dataclass(frozen=True, slots=True)
class Protocol:
    """The questions asked about each statement, in order, and the rules of the guideline to begin with.

    ``summary`` tells in a line whom it is for.
    """

    key: str
    name: str
    questions: tuple[Question, ...]
    guideline: str
    summary: str = ""

    def question(self, key: str) -> Question | None:
        """The question of that key, or None."""
        return next((question for question in self.questions if question.key == key), None)

    def label_sets(self) -> Iterator[LabelSet]:
        """Each label set once, in the order of the questions."""
        seen: set[str] = set()
        for question in self.questions:
            if question.label_set and question.label_set.key not in seen:
                seen.add(question.label_set.key)
                yield question.label_set
