"""How the answers of several people become one: counts for each question and stance, the vote, and how far they differ.

A vote is over keys: a question's chosen labels (several of one person stand as ``a+b``), or the polarity of one
holder-target pair. Somebody who gave no answer counts among the voters all the same.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from annotations.schemes.answers import Answers, first_of
from annotations.schemes.base import Protocol, Question
from annotations.schemes.stances import StanceAnswer

SINGLE_REVIEWED, UNANIMOUS, MAJORITY, ADJUDICATED, OPEN = (
    "single_reviewed",
    "unanimous",
    "majority",
    "adjudicated",
    "open",
)
ALWAYS = "always"
"""The policy under which a person decides everything; the others are called like the method they allow."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote gave: the winning key (None: open) and how it was found."""

    key: str | None
    method: str


def vote(keys: Sequence[str], voters: int, policy: str) -> Outcome:
    """The outcome of ``keys`` (one per person who chose) among ``voters`` people, by the policy."""
    if not keys or policy == ALWAYS:
        return Outcome(None, OPEN)
    key, count = Counter(keys).most_common(1)[0]
    if voters == 1:
        return Outcome(key, SINGLE_REVIEWED)
    if count == voters:
        return Outcome(key, UNANIMOUS)
    if policy == MAJORITY and 2 * count > voters:
        return Outcome(key, MAJORITY)
    return Outcome(None, OPEN)


def decided(key: str | None, by_policy: Outcome) -> Outcome:
    """The outcome once a person chose ``key`` (None: no answer): theirs, unless everybody had said the same."""
    return by_policy if key is not None and by_policy == Outcome(key, UNANIMOUS) else Outcome(key, ADJUDICATED)


def entropy(keys: Sequence[str], voters: int) -> float:
    """Shannon's entropy of the answers in bits, those who gave none as an answer of their own; 0.0 for agreement."""
    counts = [*Counter(keys).values(), voters - len(keys)]
    return sum(-n / voters * log2(n / voters) for n in counts if n) or 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers to one question with labels, or for a text: then the keys are what was written, word for word."""

    question: Question
    keys: tuple[str, ...]
    voters: int

    @property
    def distribution(self) -> dict[str, int]:
        """How many chose what, by key."""
        return dict(sorted(Counter(self.keys).items()))

    @property
    def is_verdict(self) -> bool:
        """Whether the question asks for a verdict."""
        kept = self.question.label_set
        return any(label.is_verdict for label in kept.labels) if kept else False


@dataclass(frozen=True, slots=True)
class PairTally:
    """The polarities that people gave one holder-target pair; ``first`` is the stance that named it first."""

    first: StanceAnswer
    keys: tuple[str, ...]
    voters: int


def key_of(answers: Answers, question: Question) -> str:
    """What one person chose for a question, as a key, or wrote; empty where they skipped it or said nothing."""
    if answers.skip:
        return ""
    return (
        answers.texts.get(question.key, "")
        if question.kind == "text"
        else "+".join(answers.labels.get(question.key, ()))
    )


def tallies(votes: Sequence[Answers], protocol: Protocol, kind: str = "choice") -> Iterator[Tally]:
    """One for each question of the kind (choice or text) that anybody answered, in the order of the protocol."""
    for question in protocol.questions:
        keys = tuple(key for one in votes if (key := key_of(one, question))) if question.kind == kind else ()
        if keys:
            yield Tally(question, keys, len(votes))


def pair_tallies(votes: Sequence[Answers], protocol: Protocol) -> Iterator[PairTally]:
    """One for each holder-target pair that anybody marked, in the order in which they were named."""
    if first_of(protocol, "stance") is None:
        return
    marked: dict[tuple[object, ...], list[StanceAnswer]] = {}
    for one in votes:
        for stance in one.stances:
            marked.setdefault(stance.pair(), []).append(stance)
    for stances in marked.values():
        yield PairTally(stances[0], tuple(stance.polarity for stance in stances), len(votes))


@dataclass(frozen=True, slots=True)
class Contest:
    """How far the open answers to one statement differ, in bits: the most contested verdict, and the most else."""

    verdict: float = 0.0
    other: float = 0.0


def contest(tallied: Sequence[Tally], pairs: Sequence[PairTally], is_open: Mapping[object, bool]) -> Contest:
    """The contest over what is open; ``is_open`` says so by question key and by stance pair.

    Texts are no part of it: two people never write the same words, which says nothing about how far they differ.
    """
    verdicts, others = [0.0], [0.0]
    for one in tallied:
        if is_open.get(one.question.key):
            (verdicts if one.is_verdict else others).append(entropy(one.keys, one.voters))
    others += [entropy(pair.keys, pair.voters) for pair in pairs if is_open.get(pair.first.pair())]
    return Contest(max(verdicts), max(others))
