"""The rows behind the workbench of one assignment. People wait for this page: each read is made once (`Compiled`)."""

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet

from annotations.models import (
    Annotation,
    Article,
    Attribution,
    AttributionSpan,
    Claim,
    Paragraph,
    Review,
    SpanPart,
    Statement,
    StatementRelation,
    StatementState,
)
from annotations.queries.visibility import finished_review
from factcheck.compiled import Compiled, CompiledValues

Values = QuerySet[Any, tuple[Any, ...]]


class Segment(NamedTuple):
    """A live segment as bare values: hundreds of objects take long to make."""

    pk: UUID
    place: int
    start: int
    end: int
    exact: str
    role: str
    is_statement: bool
    voice: str
    speaker_id: UUID | None
    speaker_role_text: str
    parent_id: UUID | None
    duplicate_of_id: UUID | None


FIELDS = ("pk", "index", *Segment._fields[2:])
"""Where they are read from; a tuple has an ``index`` of its own."""


def segments(article: UUID) -> list[Segment]:
    """The article's live segments in order of the text (one query)."""
    return list(map(Segment._make, SEGMENTS.rows(article)))


def _segments(article: UUID) -> Values:
    live = Statement.objects.filter(article=article, state=StatementState.LIVE).order_by("start")
    return live.values_list(*FIELDS)


def _answers(assignment: UUID) -> QuerySet[Annotation]:
    """What was answered in an assignment; stances on claims have rows of their own."""
    rows = Annotation.objects.filter(assignment=assignment, claim__isnull=True)
    return rows.select_related("head", "again_for")


def _paragraphs(article: UUID) -> Values:
    return Paragraph.objects.filter(article=article).order_by("index").values_list("start", "end", "role")


def _spans(article: UUID) -> Values:
    """Attribution, part, start and end of what is no content."""
    marked = AttributionSpan.objects.filter(attribution__in=Attribution.objects.filter(article=article))
    shown = marked.exclude(part=SpanPart.CONTENT).order_by("start", "part")
    return shown.values_list("attribution", "part", "start", "end")


def _covers(article: UUID) -> Values:
    """Attribution, its kind of quotation and a statement that it covers, outer attributions first."""
    mine = Attribution.objects.filter(article=article, statements__isnull=False)
    return mine.order_by(F("nested_in").asc(nulls_first=True), "index").values_list("pk", "quote_type", "statements")


def _claims(article: UUID) -> Values:
    live = Claim.objects.filter(statement__article=article, is_live=True).order_by("statement", "index")
    return live.values_list("statement", "pk", "claim_text", "check_target")


def _relations(article: UUID) -> Values:
    rows = StatementRelation.objects.filter(from_statement__article=article).order_by("pk")
    return rows.values_list("from_statement", "to_statement", "type")


def _reviews(assignment: UUID) -> QuerySet[Review]:
    """Reviews whose round has ended, oldest first, with the annotator's replies."""
    rows = Review.objects.filter(finished_review(), assignment=assignment)
    return rows.select_related("annotation", "reply", "reviewer").order_by("created_at", "id")


ARTICLE = Compiled(lambda pk: Article.objects.select_related("project", "source").filter(pk=pk), "uuid")
SEGMENTS = CompiledValues(_segments, "uuid")
ANSWERS = Compiled(_answers, "uuid")
PARAGRAPHS = CompiledValues(_paragraphs, "uuid")
SPANS = CompiledValues(_spans, "uuid")
COVERS = CompiledValues(_covers, "uuid")
CLAIMS = CompiledValues(_claims, "uuid")
RELATIONS = CompiledValues(_relations, "uuid")
REVIEWS = Compiled(_reviews, "uuid")
