"""The shapes that analysing a text yields. All spans are half-open ranges of Unicode code points of the given text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotations.text.spans import Span

Role = Literal["headline", "subhead", "dateline", "byline", "body", "caption", "crosshead", "boilerplate"]
Voice = Literal["author", "attributed"]
QuoteType = Literal["direct", "indirect", "mixed"]
EntityKind = Literal["person", "organization", "gpe", "group", "other"]
MentionKind = Literal["name", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text that holds more than white space, with what it is for."""

    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class Statement:
    """One unit of labelling: a sentence, or a whole headline line.

    `speaker` is the canonical name behind the outermost attribution, None when it is unknown or the voice is the
    author's. `attributions` are indexes into `Analysis.attributions`, outermost first.
    """

    span: Span
    paragraph: int
    role: Role
    is_statement: bool
    voice: Voice
    speaker: str | None
    attributions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A proposal of who says what.

    `content` is ordered and may cross sentences and paragraphs; `source` is None when nobody is named. `rule` names the
    pattern that found it, `confidence` (0..1) is that pattern's precision measured on development data,
    `speaker_reason` says in words why `speaker` was chosen. `nested_in` is an index into `Analysis.attributions`.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    quote_type: QuoteType
    speaker: str | None
    speaker_reason: str
    editorial_insertions: tuple[Span, ...]
    nested_in: int | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named, described or referred to by a pronoun."""

    span: Span
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something the text names; `aliases` are the other forms found, in order of appearance."""

    canonical_name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything `analyse` found in one text. `notes` are sentences for people about limits that were met."""

    language: str
    analyser_version: str
    paragraphs: tuple[Paragraph, ...]
    statements: tuple[Statement, ...]
    attributions: tuple[Attribution, ...]
    entities: tuple[Entity, ...]
    notes: tuple[str, ...]
