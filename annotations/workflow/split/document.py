"""The split of one article in memory: acts change it, ``changes`` stores what they changed."""

import uuid
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from annotations.models import (
    Article,
    ArticleState,
    Attribution,
    AttributionSpan,
    Claim,
    Entity,
    Origin,
    Paragraph,
    SpanPart,
    Statement,
    StatementRelation,
    StatementState,
    User,
)
from annotations.text.quotations import QuotedWords, find_quotations
from annotations.text.spans import Span, trimmed
from annotations.workflow.split.tables import Tables

FROZEN = (ArticleState.FROZEN, ArticleState.LABELLED, ArticleState.ADJUDICATED)


@dataclass(slots=True)
class Said:
    """An attribution with its spans and the statements that its content touches."""

    row: Attribution
    source: Span | None = None
    cue: Span | None = None
    content: list[Span] = field(default_factory=list)
    insertions: list[Span] = field(default_factory=list)
    statements: set[uuid.UUID] = field(default_factory=set)

    def by_hand(self) -> None:
        """Nobody's proposal any more: a person looked at it."""
        self.row.origin, self.row.rule, self.row.confidence = Origin.MANUAL, "", None

    def touches(self, span: Span) -> bool:
        """Whether some of the content lies in ``span``."""
        return any(part.overlaps(span) for part in self.content)

    def keep_insertions(self) -> None:
        """Drops the insertions that lie in no content."""
        self.insertions = [one for one in self.insertions if any(part.contains(one) for part in self.content)]


@dataclass
class Split:
    """The rows of one article's split, by id; ``statements`` also holds those that an act replaced.

    ``same`` maps an entity that was merged away to the one that stays: naming the one for the other changes nobody's
    words. ``elsewhere`` holds what an act changes in other articles and in the project, before and after.
    """

    article: Article
    actor: User
    paragraphs: list[Span]
    statements: dict[uuid.UUID, Statement]
    attributions: dict[uuid.UUID, Said]
    claims: dict[uuid.UUID, Claim]
    relations: dict[uuid.UUID, StatementRelation]
    same: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    elsewhere: tuple[Tables, Tables] = field(default_factory=lambda: ({}, {}))

    @property
    def is_frozen(self) -> bool:
        """Whether labels may have been made: then a changed statement is a new one."""
        return self.article.state in FROZEN

    def now(self, entity: uuid.UUID | None) -> uuid.UUID | None:
        """The entity, or the one that an act of this moment merged it into."""
        return self.same.get(entity, entity) if entity else None

    @property
    def live(self) -> list[Statement]:
        """The live statements in order of the text."""
        rows = (row for row in self.statements.values() if row.state == StatementState.LIVE)
        return sorted(rows, key=lambda row: row.start)

    @cached_property
    def quoted(self) -> QuotedWords:
        """Where the article's quotation marks stand."""
        return QuotedWords(find_quotations(self.article.text, self.paragraphs))

    def next_of(self, statement: Statement) -> Statement | None:
        """The live statement after this one."""
        return next((row for row in self.live if row.start >= statement.end), None)

    def before(self, statement: Statement) -> Statement | None:
        """The live statement before this one."""
        return next((row for row in reversed(self.live) if row.end <= statement.start), None)

    def trimmed(self, start: int, end: int) -> Span | None:
        """``[start, end)`` without the white space at its ends; None when there is nothing else."""
        return trimmed(self.article.text, start, end)

    def over(self, statement: Statement) -> list[Said]:
        """The attributions whose content touches the statement: outer ones first, then in order of the text."""
        where = span_of(statement)
        return sorted((said for said in self.attributions.values() if said.touches(where)), key=_outer_first)

    def all_over(self) -> dict[uuid.UUID, list[Said]]:
        """The same for each live statement."""
        live = self.live
        ends = [row.end for row in live]
        found: dict[uuid.UUID, list[Said]] = {row.pk: [] for row in live}
        for said in sorted(self.attributions.values(), key=_outer_first):
            for part in said.content:
                place = bisect_right(ends, part.start)
                while place < len(live) and live[place].start < part.end:
                    if said not in found[live[place].pk][-1:]:
                        found[live[place].pk].append(said)
                    place += 1
        return found

    def set_span(self, statement: Statement, span: Span) -> None:
        """Gives the statement another span."""
        statement.start, statement.end = span.start, span.end
        statement.exact = self.article.text[span.start : span.end]

    def clip(self, said: Said, span: Span) -> None:
        """Takes ``span`` out of what is said; an attribution that has nothing left goes."""
        sides = [
            self.trimmed(start, end)
            for part in said.content
            for start, end in ((part.start, min(part.end, span.start)), (max(part.start, span.end), part.end))
        ]
        said.content = [side for side in sides if side]
        said.keep_insertions()
        if said.content:
            self.quote_type(said)
        else:
            self.drop(said)

    def quote_type(self, said: Said) -> None:
        """Reads from the quotation marks how the content is quoted."""
        said.row.quote_type = self.quoted.quote_type(self.article.text, said.content)

    def drop(self, said: Said) -> None:
        """Takes an attribution out; those nested in it move one level up."""
        del self.attributions[said.row.pk]
        for other in self.attributions.values():
            if other.row.nested_in_id == said.row.pk:
                other.row.nested_in_id = said.row.nested_in_id

    def claims_of(self, statement: Statement) -> list[Claim]:
        """All versions of the statement's claims, in order."""
        rows = (row for row in self.claims.values() if row.statement_id == statement.pk)
        return sorted(rows, key=lambda row: (row.index, row.version))

    def crossings(self) -> Iterator[Statement]:
        """Live statements that go over the end of a paragraph without one quotation that does the same."""
        ends = [paragraph.end for paragraph in self.paragraphs]
        for row in self.live:
            first, last = bisect_right(ends, row.start), bisect_left(ends, row.end)
            if first < last:
                touched = self.paragraphs[first : last + 1]
                inside = [Span(max(row.start, p.start), min(row.end, p.end)) for p in touched if p.start < row.end]
                if len(inside) > 1 and not self._carried(inside):
                    yield row

    def _carried(self, inside: list[Span]) -> bool:
        return any(all(said.touches(part) for part in inside) for said in self.attributions.values())


def _outer_first(said: Said) -> tuple[bool, int, int]:
    start = said.content[0].start if said.content else 0
    return said.row.nested_in_id is not None, start, said.row.index


def span_of(row: Statement) -> Span:
    """The span of a statement."""
    return Span(row.start, row.end)


def load(article: Article, actor: User) -> Split:
    """The split of a locked article (seven queries)."""
    live = Statement.objects.filter(article=article, state=StatementState.LIVE)
    spans: dict[uuid.UUID, list[AttributionSpan]] = defaultdict(list)
    for span in AttributionSpan.objects.filter(article=article).order_by("part", "position"):
        spans[span.attribution_id].append(span)
    covered: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    links = Attribution.statements.through.objects.filter(attribution__article=article)
    for attribution, statement in links.values_list("attribution_id", "statement_id"):
        covered[attribution].add(statement)
    attributions = Attribution.objects.filter(article=article).order_by("index")
    claims = Claim.objects.filter(statement__article=article, statement__state=StatementState.LIVE)
    relations = StatementRelation.objects.filter(
        from_statement__article=article,
        from_statement__state=StatementState.LIVE,
        to_statement__state=StatementState.LIVE,
    )
    return Split(
        article=article,
        actor=actor,
        paragraphs=[Span(p.start, p.end) for p in Paragraph.objects.filter(article=article).order_by("index")],
        statements={row.pk: row for row in live},
        attributions={row.pk: _said(row, spans[row.pk], covered[row.pk]) for row in attributions},
        claims={row.pk: row for row in claims},
        relations={row.pk: row for row in relations},
    )


def _said(row: Attribution, spans: Iterable[AttributionSpan], statements: set[uuid.UUID]) -> Said:
    parts: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        parts[span.part].append(Span(span.start, span.end))
    return Said(
        row,
        next(iter(parts[SpanPart.SOURCE]), None),
        next(iter(parts[SpanPart.CUE]), None),
        parts[SpanPart.CONTENT],
        parts[SpanPart.INSERTION],
        statements,
    )


def new_statement(split: Split, parent: Statement, span: Span, origin: str) -> Statement:
    """A live statement with the attributes of ``parent`` at another span; after the freeze its next version."""
    row = Statement(
        article=split.article,
        index=parent.index,
        start=span.start,
        end=span.end,
        exact=split.article.text[span.start : span.end],
        role=parent.role,
        is_statement=parent.is_statement,
        voice=parent.voice,
        speaker_id=parent.speaker_id,
        speaker_role_text=parent.speaker_role_text,
        parent_id=parent.pk,
        duplicate_of_id=parent.duplicate_of_id,
        origin=origin,
        splitter_version=parent.splitter_version,
        version=parent.version + 1 if split.is_frozen else 1,
        frozen_at=split.article.frozen_at,
        created_at=timezone.now(),
    )
    split.statements[row.pk] = row
    return row


def description_of(entity: uuid.UUID | None) -> str:
    """What a statement keeps of its speaker's role."""
    found = Entity.objects.filter(pk=entity).values_list("description", flat=True).first() if entity else None
    return found or ""
