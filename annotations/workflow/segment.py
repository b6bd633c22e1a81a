"""Writing a split: paragraphs, statements, entities, attributions, claims, relations of one article."""

from django.db import transaction

from annotations.models import (
    Article,
    ArticleState,
    Attribution,
    AttributionSpan,
    Claim,
    Entity,
    EntityMention,
    Event,
    Origin,
    Paragraph,
    SourceKindInText,
    SpanPart,
    Statement,
    StatementRelation,
    User,
)
from annotations.workflow.entities import free_key
from annotations.workflow.errors import WrongState
from annotations.workflow.events import record
from annotations.workflow.segmentation import AttributionDraft, Segmentation, Span


@transaction.atomic
def segment(
    *, actor: User, article: Article, segmentation: Segmentation, caused_by: Event | None = None
) -> list[Statement]:
    """Writes ``segmentation`` for an article that has none yet; the statements in order of the text."""
    if article.state != ArticleState.IMPORTED:
        raise WrongState(f"The article is {article.get_state_display()}; only a fresh import is split whole.")
    Paragraph.objects.bulk_create(
        Paragraph(article=article, index=i, start=start, end=end, role=role)
        for i, ((start, end), role) in enumerate(segmentation.paragraphs)
    )
    entities = _entities(article, segmentation)
    statements = _statements(article, segmentation, entities)
    _attributions(article, segmentation, entities, statements)
    _claims(segmentation, statements, actor)
    article.state = ArticleState.SEGMENTED
    article.splitter_version = segmentation.splitter_version
    article.save(update_fields=["state", "splitter_version"])
    record(
        actor=actor,
        verb="article.segmented",
        obj=article,
        project=article.project,
        after={"statements": sum(s.is_statement for s in statements), "origin": segmentation.origin},
        caused_by=caused_by,
    )
    return statements


def _entities(article: Article, segmentation: Segmentation) -> dict[str, Entity]:
    """Entities by name: the project's own where name or alias is known, new ones otherwise."""
    known: dict[str, Entity] = {}
    for entity in Entity.objects.filter(project=article.project, merged_into__isnull=True):
        for name in (entity.canonical_name, *entity.aliases):
            known.setdefault(name, entity)
    found: dict[str, Entity] = {}
    mentions: list[EntityMention] = []
    for draft in segmentation.entities:
        if draft.name not in known:
            known[draft.name] = Entity.objects.create(
                project=article.project,
                key=draft.key or free_key(article.project, draft.name),
                canonical_name=draft.name,
                kind=draft.kind,
                description=draft.description,
                aliases=list(draft.aliases),
            )
        entity = found[draft.name] = known[draft.name]
        mentions += [
            EntityMention(
                article=article,
                entity=entity,
                start=start,
                end=end,
                exact=article.text[start:end],
                kind=kind,
            )
            for (start, end), kind in draft.mentions
        ]
    EntityMention.objects.bulk_create(mentions)
    return found


def _statements(article: Article, segmentation: Segmentation, entities: dict[str, Entity]) -> list[Statement]:
    rows = [
        Statement(
            article=article,
            index=index,
            start=draft.span[0],
            end=draft.span[1],
            exact=article.text[draft.span[0] : draft.span[1]],
            role=draft.role,
            is_statement=draft.is_statement,
            voice=draft.voice,
            speaker=entities.get(draft.speaker) if draft.speaker else None,
            speaker_role_text=entities[draft.speaker].description if draft.speaker in entities else "",
            origin=Origin.MANUAL if segmentation.origin == "manual" else Origin.AUTO,
            splitter_version=segmentation.splitter_version,
        )
        for index, draft in enumerate(segmentation.statements)
    ]
    Statement.objects.bulk_create(rows)
    twins = []
    for row, draft in zip(rows, segmentation.statements, strict=True):
        if draft.duplicate_of is not None:
            row.duplicate_of = rows[draft.duplicate_of]
            twins.append(row)
    Statement.objects.bulk_update(twins, ["duplicate_of"])
    return rows


def _attributions(
    article: Article, segmentation: Segmentation, entities: dict[str, Entity], statements: list[Statement]
) -> None:
    rows = [
        Attribution(
            article=article,
            index=index,
            speaker=entities.get(draft.speaker) if draft.speaker else None,
            source_kind=_source_kind(draft),
            quote_type=draft.quote_type,
            attribution_type=draft.attribution_type,
            origin=Origin.MANUAL if segmentation.origin == "manual" else Origin.AUTO,
            rule=draft.rule,
            confidence=draft.confidence,
        )
        for index, draft in enumerate(segmentation.attributions)
    ]
    for row, draft in zip(rows, segmentation.attributions, strict=True):
        row.nested_in = rows[draft.nested_in] if draft.nested_in is not None else None
    # Outer attributions first, so that what a row is nested in is there before it.
    Attribution.objects.bulk_create(sorted(rows, key=lambda row: row.nested_in is not None))
    spans: list[AttributionSpan] = []
    through = Attribution.statements.through
    links = [
        through(attribution_id=row.pk, statement_id=statements[place].pk)
        for row, draft in zip(rows, segmentation.attributions, strict=True)
        for place in draft.statements
    ]
    for row, draft in zip(rows, segmentation.attributions, strict=True):
        spans += _spans(article, row, draft)
    AttributionSpan.objects.bulk_create(spans)
    through.objects.bulk_create(links)


def _source_kind(draft: AttributionDraft) -> str:
    if draft.source is None:
        return SourceKindInText.IMPLICIT
    return SourceKindInText.NAMED if draft.speaker else SourceKindInText.UNNAMED


def _spans(article: Article, row: Attribution, draft: AttributionDraft) -> list[AttributionSpan]:
    parts: list[tuple[str, tuple[Span, ...]]] = [
        (SpanPart.SOURCE, (draft.source,) if draft.source else ()),
        (SpanPart.CUE, (draft.cue,) if draft.cue else ()),
        (SpanPart.CONTENT, draft.content),
        (SpanPart.INSERTION, draft.insertions),
    ]
    return [
        AttributionSpan(
            attribution=row,
            article=article,
            part=part,
            position=position,
            start=start,
            end=end,
            exact=article.text[start:end],
        )
        for part, spans in parts
        for position, (start, end) in enumerate(spans)
    ]


def _claims(segmentation: Segmentation, statements: list[Statement], actor: User) -> None:
    counts: dict[int, int] = {}
    claims = []
    for draft in segmentation.claims:
        index = counts.get(draft.statement, 0)
        counts[draft.statement] = index + 1
        claims.append(
            Claim(
                statement=statements[draft.statement],
                index=index,
                claim_text=draft.text,
                check_target=draft.check_target,
                claim_types=list(draft.claim_types),
                support_start=draft.support[0] if draft.support else None,
                support_end=draft.support[1] if draft.support else None,
                author=actor,
                note=draft.note,
            )
        )
    Claim.objects.bulk_create(claims)
    StatementRelation.objects.bulk_create(
        StatementRelation(from_statement=statements[a], to_statement=statements[b], type=kind)
        for a, b, kind in segmentation.relations
    )
