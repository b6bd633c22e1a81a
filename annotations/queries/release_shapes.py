"""The rows of a dataset as plain values: what export formats see. No framework, no tables.

A key that is always there may be null; what is ``NotRequired`` is left out where it would be empty. Offsets are Unicode
code points, half-open. Times are UTC, RFC 3339 with microseconds. People are pseudonyms, entities ``ent:<key>``, all
else UUIDs. ``docs/exports.md`` says what each key means.
"""

from dataclasses import dataclass
from typing import Literal, NotRequired, TypedDict

from annotations.queries.release_choice import RAW, Choice

OFFSET_UNIT = "codepoint"

Chosen = str | list[str]
"""The answer to one question: a label's key, or a list of keys where the question takes several."""


class StanceCell(TypedDict):
    """One stance of one annotator: ``target_text`` is set for propositions, ``target`` otherwise."""

    holder: str | None
    holder_kind: str
    target: str | None
    target_kind: str
    polarity: str
    intensity: int | None
    explicit: bool
    span: list[int] | None
    target_text: str | None


class EvidenceCell(TypedDict):
    """One source; ``flaws`` say what speaks against it: ``own_article``, ``fact_check``, ``after_claim``."""

    id: str
    url: str
    title: str
    publisher: str
    author: str
    quote: str
    locator: str
    published_at: str | None
    archived_url: str
    medium: str
    language: str
    is_fact_check: bool
    relation: str
    set: int
    flaws: list[str]


class CheckAnswerCell(TypedDict):
    """One answer to a check question; ``evidence`` is the id of a source of the same row, or null."""

    answer: str
    answer_type: str
    boolean_explanation: str
    evidence: str | None
    problems: list[str]


class CheckCell(TypedDict):
    """One check question with its answers."""

    question: str
    problems: list[str]
    answers: list[CheckAnswerCell]


class ReplyCell(TypedDict):
    """What the annotator answered to a returned label."""

    action: str
    comment: str
    revision_id: str
    replied_at: str


class FurtherCells(TypedDict, total=False):
    """What answers may say beyond labels and stances; a key only where it says something."""

    evidence: list[EvidenceCell]
    questions: list[CheckCell]
    texts: dict[str, str]
    searches: str
    comment: str


class AnswersCell(FurtherCells):
    """Whole answers beside the row's own: those a reviewer saw, or would give."""

    labels: dict[str, Chosen]
    stance_complete: bool
    stances: list[StanceCell]
    flags: list[str]
    confidence: int | None
    rationale: str
    skip: str


class ReviewCell(TypedDict):
    """One decision of a finished review; ``seen`` is null where it is what the row says."""

    round: int
    reviewer: str
    decision: str
    reason: str
    comment: str
    saw_label_first: bool
    revision_id: str
    decided_at: str
    seen: AnswersCell | None
    proposed: AnswersCell | None
    reply: ReplyCell | None


class RawRow(TypedDict):
    """One annotator's own answers on one statement."""

    schema: Literal["annotation/1"]
    annotation_id: str
    project: str
    article_id: str
    article_sha256: str
    statement_id: str
    statement_version: int
    start: int
    end: int
    text: str
    annotator: str
    round: int
    guideline_version: str | None
    status: str
    labels: dict[str, Chosen]
    stance_complete: bool
    stances: list[StanceCell]
    flags: list[str]
    confidence: int | None
    rationale: str
    evidence: list[EvidenceCell]
    questions: list[CheckCell]
    started_at: str
    submitted_at: str | None
    active_seconds: float
    supersedes: str | None
    offset_unit: str
    index: int
    article_external_id: str
    revision_id: str
    seq: int
    skip: str
    surplus: bool
    reviews: list[ReviewCell]
    texts: NotRequired[dict[str, str]]
    searches: NotRequired[str]
    comment: NotRequired[str]
    words: NotRequired["WordsCell"]


class WordsCell(TypedDict):
    """Stands in a row whose words are left out (empty): what they hash to (UTF-8), and where the article is.

    ``cue`` and ``source`` are where the words of a gold row's attribution stand.
    """

    sha256: str
    url: str
    cue: NotRequired[list[int] | None]
    source: NotRequired[list[int] | None]


class SpeakerCell(TypedDict):
    """Who says the statement."""

    id: str
    name: str


class AttributionCell(TypedDict):
    """How the statement is attributed: the outermost attribution that covers it."""

    quote_type: str
    cue: str | None
    source: str | None


class GoldLabelCell(TypedDict):
    """The gold answer to one question; ``gold`` is null while annotators differ."""

    gold: Chosen | None
    method: str
    n: int
    distribution: dict[str, int]


class GoldTextCell(TypedDict):
    """How the words for one question were settled; ``taken_from`` is the revision whose words they are, if any's."""

    method: str
    n: int
    n_written: int
    taken_from: str | None


class GoldStanceCell(TypedDict):
    """A holder-target pair that somebody marked; ``gold`` null: open or not kept."""

    holder: str | None
    target: str | None
    gold: str | None
    method: str
    n_marked: int
    n_annotators: int
    holder_kind: str
    target_kind: str
    target_text: str | None


class GoldRow(TypedDict):
    """The deciding answers of one statement."""

    schema: Literal["gold/1"]
    project: str
    release: str | None
    article_id: str
    statement_id: str
    start: int
    end: int
    text: str
    role: str
    voice: str
    speaker: SpeakerCell | None
    attribution: AttributionCell | None
    claim_text: str | None
    labels: dict[str, GoldLabelCell]
    stances: list[GoldStanceCell]
    flags: list[str]
    guideline_version: str | None
    adjudicated_at: str
    offset_unit: str
    index: int
    article_external_id: str
    article_sha256: str
    statement_version: int
    adjudication_id: str
    seq: int
    adjudicator: str | None
    rationale: str
    too_vague: bool
    basis: list[str]
    evidence: NotRequired[list[EvidenceCell]]
    questions: NotRequired[list[CheckCell]]
    texts: NotRequired[dict[str, str]]
    searches: NotRequired[str]
    comment: NotRequired[str]
    approved_by: NotRequired[list[str]]
    texts_settled: NotRequired[dict[str, GoldTextCell]]
    words: NotRequired["WordsCell"]


Row = RawRow | GoldRow


@dataclass(frozen=True, slots=True)
class Dataset:
    """What is known before the first row: ``project`` is its address, ``questions`` the keys of all label questions.

    ``several`` are those of them that take several labels in some version of what was asked, ``texts`` the keys of all
    questions for a text; ``asks_more`` says that the project asks for more than labels and stances, or that some
    answers need more. ``annotators`` are the names of those who have rows in the raw view, in order.
    """

    project: str
    choice: Choice
    questions: tuple[str, ...]
    texts: tuple[str, ...] = ()
    asks_more: bool = False
    annotators: tuple[str, ...] = ()
    several: frozenset[str] = frozenset()

    @property
    def view(self) -> str:
        """The view that was chosen."""
        return self.choice.view


def keys_of(view: str) -> tuple[str, ...]:
    """The keys of a view's rows, in order."""
    return tuple((RawRow if view == RAW else GoldRow).__annotations__)
