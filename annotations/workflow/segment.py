"""Writing splits: paragraphs, statements, entities, attributions, claims, relations of fresh articles, many at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from annotations.models import (
    Article,
    Attribution,
    AttributionSpan,
    Claim,
    Entity,
    EntityMention,
    Origin,
    Paragraph,
    SourceKindInText,
    SpanPart,
    Statement,
    StatementRelation,
    User,
)
from annotations.workflow.copy_rows import copy_rows, copy_values
from annotations.workflow.entities import entities_named
from annotations.workflow.segmentation import AttributionDraft, EntityDraft, Segmentation, Span

PARAGRAPH = ("article_id", "index", "start", "end", "role")
MENTION = ("article_id", "entity_id", "start", "end", "exact", "kind")
SPAN = ("attribution_id", "article_id", "part", "position", "start", "end", "exact")
LINK = ("attribution_id", "statement_id")
RELATION = ("from_statement_id", "to_statement_id", "type")
Values = Sequence[Any]
"""A row to write, in the order of one of these."""


@dataclass(frozen=True, slots=True)
class Split:
    """A fresh article, what its split is to be, and the rows of its statements in order of the text."""

    article: Article
    segmentation: Segmentation
    statements: list[Statement]

    @property
    def origin(self) -> str:
        """Whether people or the machine made it."""
        return Origin.MANUAL if self.segmentation.origin == "manual" else Origin.AUTO


def write_splits(*, actor: User, pairs: Sequence[tuple[Article, Segmentation]]) -> list[Split]:
    """Writes the split of each article (all of one project, none split yet), with a fixed number of queries."""
    if not pairs:
        return []
    drafts = [draft for _, segmentation in pairs for draft in segmentation.entities]
    entities = entities_named(pairs[0][0].project, drafts)
    splits = [Split(article, wanted, _statements(article, wanted, entities)) for article, wanted in pairs]
    copy_values(Paragraph, PARAGRAPH, _paragraphs(splits))
    copy_values(EntityMention, MENTION, _mentions(splits, entities))
    copy_rows(Statement, (row for split in splits for row in split.statements))
    _link_duplicates(splits)
    _write_attributions(splits, entities)
    copy_rows(Claim, (row for split in splits for row in _claims(split, actor)))
    copy_values(StatementRelation, RELATION, _relations(splits))
    return splits


def _paragraphs(splits: Sequence[Split]) -> Iterable[Values]:
    return (
        (split.article.pk, index, start, end, role)
        for split in splits
        for index, ((start, end), role) in enumerate(split.segmentation.paragraphs)
    )


def _mentions(splits: Sequence[Split], entities: dict[str, Entity]) -> Iterable[Values]:
    return (
        (split.article.pk, entities[draft.name].pk, start, end, split.article.text[start:end], kind)
        for split in splits
        for draft, (start, end), kind in _places(split.segmentation.entities, entities)
    )


def _places(drafts: Sequence[EntityDraft], entities: dict[str, Entity]) -> Iterable[tuple[EntityDraft, Span, str]]:
    """Each place once for each entity: two names may lead to the same one."""
    seen = set()
    for draft in drafts:
        for span, kind in draft.mentions:
            if (span, entities[draft.name].pk) not in seen:
                seen.add((span, entities[draft.name].pk))
                yield draft, span, kind


def _statements(article: Article, segmentation: Segmentation, entities: dict[str, Entity]) -> list[Statement]:
    speakers = [entities.get(draft.speaker) if draft.speaker else None for draft in segmentation.statements]
    return [
        Statement(
            article=article,
            index=index,
            start=draft.span[0],
            end=draft.span[1],
            exact=article.text[draft.span[0] : draft.span[1]],
            role=draft.role,
            is_statement=draft.is_statement,
            voice=draft.voice,
            speaker=speaker,
            speaker_role_text=speaker.description if speaker else "",
            origin=Origin.MANUAL if segmentation.origin == "manual" else Origin.AUTO,
            splitter_version=segmentation.splitter_version,
        )
        for index, (draft, speaker) in enumerate(zip(segmentation.statements, speakers, strict=True))
    ]


def _link_duplicates(splits: Sequence[Split]) -> None:
    twins = []
    for split in splits:
        for row, draft in zip(split.statements, split.segmentation.statements, strict=True):
            if draft.duplicate_of is not None:
                row.duplicate_of = split.statements[draft.duplicate_of]
                twins.append(row)
    Statement.objects.bulk_update(twins, ["duplicate_of"])


def _write_attributions(splits: Sequence[Split], entities: dict[str, Entity]) -> None:
    outer: list[Attribution] = []
    inner: list[Attribution] = []
    spans: list[Values] = []
    links: list[Values] = []
    for split in splits:
        drafts = split.segmentation.attributions
        rows = [_attribution(split, index, draft, entities) for index, draft in enumerate(drafts)]
        for row, draft in zip(rows, drafts, strict=True):
            row.nested_in = rows[draft.nested_in] if draft.nested_in is not None else None
            (outer if row.nested_in is None else inner).append(row)
            spans += _spans(split.article, row, draft)
            links += [(row.pk, split.statements[place].pk) for place in draft.statements]
    copy_rows(Attribution, outer)
    copy_rows(Attribution, inner)
    copy_values(AttributionSpan, SPAN, spans)
    copy_values(Attribution.statements.through, LINK, links)


def _attribution(split: Split, index: int, draft: AttributionDraft, entities: dict[str, Entity]) -> Attribution:
    return Attribution(
        article=split.article,
        index=index,
        speaker=entities.get(draft.speaker) if draft.speaker else None,
        source_kind=_source_kind(draft),
        quote_type=draft.quote_type,
        attribution_type=draft.attribution_type,
        origin=Origin.AUTO if draft.rule else split.origin,  # the machine may read what a file has cut
        rule=draft.rule,
        confidence=draft.confidence,
    )


def _source_kind(draft: AttributionDraft) -> str:
    if draft.source is None:
        return SourceKindInText.IMPLICIT
    return SourceKindInText.NAMED if draft.speaker else SourceKindInText.UNNAMED


def _spans(article: Article, row: Attribution, draft: AttributionDraft) -> list[Values]:
    parts: list[tuple[str, tuple[Span, ...]]] = [
        (SpanPart.SOURCE, (draft.source,) if draft.source else ()),
        (SpanPart.CUE, (draft.cue,) if draft.cue else ()),
        (SpanPart.CONTENT, draft.content),
        (SpanPart.INSERTION, draft.insertions),
    ]
    return [
        (row.pk, article.pk, part, position, start, end, article.text[start:end])
        for part, spans in parts
        for position, (start, end) in enumerate(spans)
    ]


def _claims(split: Split, actor: User) -> Iterable[Claim]:
    counts: dict[int, int] = {}
    for draft in split.segmentation.claims:
        index = counts.get(draft.statement, 0)
        counts[draft.statement] = index + 1
        yield Claim(
            statement=split.statements[draft.statement],
            index=index,
            claim_text=draft.text,
            check_target=draft.check_target,
            claim_types=list(draft.claim_types),
            support_start=draft.support[0] if draft.support else None,
            support_end=draft.support[1] if draft.support else None,
            author=actor,
            note=draft.note,
        )


def _relations(splits: Sequence[Split]) -> Iterable[Values]:
    return (
        (split.statements[a].pk, split.statements[b].pk, kind)
        for split in splits
        for a, b, kind in split.segmentation.relations
    )
