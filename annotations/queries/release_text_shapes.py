"""The rows around the labels as plain values: articles, attributions, claims, entities, and what was asked.

As ``release_shapes``: offsets are Unicode code points, half-open, on the article's text; entities are ``ent:<key>``.
"""

from typing import Any, Literal, NotRequired, TypedDict


class SourceCell(TypedDict):
    """The publisher of an article."""

    name: str
    domain: str
    kind: str
    country: str
    wikidata_id: str


class BatchCell(TypedDict):
    """The batch an article is given out in."""

    name: str
    kind: str


class ParagraphCell(TypedDict):
    """A typed block of the text."""

    index: int
    role: str
    start: int
    end: int


class StatementCell(TypedDict):
    """A live segment of an article; ``is_statement`` is false for what is not labelled, such as a dateline."""

    statement_id: str
    index: int
    start: int
    end: int
    role: str
    is_statement: bool
    voice: str
    speaker: str | None
    speaker_role_text: str
    parent: str | None
    duplicate_of: str | None
    version: int
    origin: str


class MentionCell(TypedDict):
    """Where an article names an entity: ``name``, ``nominal`` or ``pronoun``."""

    entity: str
    start: int
    end: int
    kind: str


class RelationCell(TypedDict):
    """A lead from one statement to another of the same article."""

    from_statement: str
    to_statement: str
    type: str


class ArticleRow(TypedDict):
    """One article with its split; ``text`` is empty in a dataset without texts."""

    schema: Literal["article/1"]
    project: str
    article_id: str
    external_id: str
    version: int
    replaces: str | None
    title: str
    subtitle: str
    byline: str
    credit: str
    dateline_place: str
    source: SourceCell | None
    url: str
    archived_url: str
    published_at: str | None
    published_precision: str
    published_is_inferred: bool
    retrieved_at: str | None
    language: str
    text: str
    text_sha256: str
    text_licence: str
    offset_unit: str
    batch: BatchCell | None
    state: str
    splitter_version: str
    paragraphs: list[ParagraphCell]
    statements: list[StatementCell]
    relations: list[RelationCell]
    mentions: list[MentionCell]


class SpanCell(TypedDict):
    """``article.text[start:end] == text``; ``text`` is empty in a dataset without texts."""

    start: int
    end: int
    text: str


class AttributionRow(TypedDict):
    """Who says what: at most one source and one cue, one content or more, in order."""

    schema: Literal["attribution/1"]
    project: str
    article_id: str
    article_sha256: str
    attribution_id: str
    index: int
    speaker: str | None
    source_kind: str
    quote_type: str
    attribution_type: str
    negated: bool
    nested_in: str | None
    statements: list[str]
    source: SpanCell | None
    cue: SpanCell | None
    contents: list[SpanCell]
    insertions: list[SpanCell]
    origin: str
    rule: str
    confidence: float | None


class ClaimRow(TypedDict):
    """A live claim: checkable text drawn from a statement. ``author`` is a pseudonym."""

    schema: Literal["claim/1"]
    project: str
    article_id: str
    statement_id: str
    claim_id: str
    index: int
    version: int
    claim_text: str
    support: list[int] | None
    check_target: str
    claim_types: list[str]
    claim_date: str | None
    claim_date_precision: str
    location: str
    duplicate_of: str | None
    author: str | None
    note: str


class EntityRow(TypedDict):
    """Somebody or something of the project; ``merged_into`` names the entity as which it counts."""

    schema: Literal["entity/1"]
    project: str
    entity: str
    name: str
    kind: str
    description: str
    aliases: list[str]
    wikidata_id: str
    pin: int | None
    merged_into: str | None


class LabelCell(TypedDict):
    """One answer of a label set; ``maps_to`` holds the names that other schemes use."""

    key: str
    name: str
    definition: str
    example: str
    position: int
    hotkey: str
    style: str
    sign: int | None
    is_verdict: bool
    is_hidden: bool
    maps_to: dict[str, Any]
    merged_into: str


class LabelSetCell(TypedDict):
    """One version of a label set."""

    key: str
    version: int
    name: str
    scope: str
    cardinality: str
    scale: str
    preset: str
    labels: list[LabelCell]


class QuestionCell(TypedDict):
    """One question of a protocol; ``label_set`` and its version are null where it takes no labels."""

    key: str
    kind: str
    label_set: str | None
    label_set_version: int | None
    title: str
    hint: str
    position: int
    required: bool
    condition: dict[str, Any] | None
    needs: list[dict[str, Any]]
    max_length: int


class ProtocolCell(TypedDict):
    """One version of what is asked; the highest is in force."""

    key: str
    version: int
    name: str
    questions: list[QuestionCell]


class GuidelineCell(TypedDict):
    """A published guideline, the oldest first."""

    version: str
    sha256: str
    published_at: str
    markdown: str


class PersonCell(TypedDict):
    """A member by the name that datasets use."""

    pseudonym: str
    role: str


class ProjectCell(TypedDict):
    """The project in its own words; ``licence`` is that of the labels."""

    slug: str
    name: str
    description: str
    licence: str


class Scheme(TypedDict):
    """What was asked, in every version: the content of ``labelsets.json``."""

    schema: Literal["labelsets/1"]
    project: ProjectCell
    label_sets: list[LabelSetCell]
    protocols: list[ProtocolCell]
    guidelines: list[GuidelineCell]
    people: NotRequired[list[PersonCell]]
