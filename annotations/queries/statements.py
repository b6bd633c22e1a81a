"""An article as it reads: turns of speech, statements, who says what, and the gold answers.

Spans are half-open ranges of code points of ``article.text``.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, groupby, pairwise
from uuid import UUID

from django.db.models import Prefetch

from annotations.models import (
    Adjudication,
    Article,
    ArticleState,
    AssignmentState,
    Attribution,
    AttributionSpan,
    Entity,
    GoldStance,
    Paragraph,
    Role,
    SpanPart,
    Statement,
    StatementState,
    User,
    Voice,
)
from annotations.queries import visibility
from annotations.queries.progress import current_gold

Mark = tuple[int, AttributionSpan]
Gold = dict[UUID, Adjudication]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which nothing begins or ends; ``attributions`` are the indexes of those it belongs to."""

    text: str
    attributions: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """One segment; ``number`` counts statements from 1 and is None for segments that are none (a dateline)."""

    row: Statement
    number: int | None
    pieces: tuple[Piece, ...]
    quote_type: str
    gold: Adjudication | None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its statements."""

    role: str
    statements: tuple[ShownStatement, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Neighbouring paragraphs in which the same people speak; None among ``speakers`` is the article's own voice."""

    role: str
    speakers: tuple[Entity | None, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ShownAttribution:
    """Who says what in words; ``numbers`` are its statements as people count them."""

    row: Attribution
    source: str
    cue: str
    contents: tuple[str, ...]
    numbers: tuple[int, ...]
    outer: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole article, ready to be drawn."""

    turns: tuple[Turn, ...]
    attributions: tuple[ShownAttribution, ...]

    @property
    def statements(self) -> list[ShownStatement]:
        """What is labelled, in order of the text."""
        return [one for turn in self.turns for block in turn.blocks for one in block.statements if one.number]

    @property
    def compared(self) -> list[ShownStatement]:
        """Statements with gold or on which annotators differ."""
        return [one for one in self.statements if one.gold]

    @property
    def settled(self) -> list[ShownStatement]:
        """Statements with gold for every question."""
        return [one for one in self.compared if one.gold and not one.gold.is_open]

    @property
    def has_headline(self) -> bool:
        """Whether the text brings its own heading."""
        return any(turn.role == "headline" for turn in self.turns)


def reading(article: Article, *, with_gold: bool) -> Reading:
    """The article's text with all that is known of it; six queries, and four more with gold."""
    rows = list(article.statements.filter(state=StatementState.LIVE).select_related("speaker").order_by("start"))
    said = attributions(article)
    gold = {one.statement_id: one for one in gold_of(article)} if with_gold else {}
    shown = _shown(rows, said, gold, article.text)
    numbers = {one.row.pk: one.number for one in shown if one.number}
    paragraphs = list(Paragraph.objects.filter(article=article).order_by("index"))
    return Reading(_turns(paragraphs, shown), tuple(_in_words(one, numbers) for one in said))


def attributions(article: Article) -> list[Attribution]:
    """The article's attributions with speaker, spans and statements, in order of the text."""
    covered = Prefetch("statements", Statement.objects.only("pk"))
    spans = Prefetch("spans", AttributionSpan.objects.order_by("start", "part"))
    rows = Attribution.objects.filter(article=article).select_related("speaker", "nested_in").order_by("index")
    return list(rows.prefetch_related(spans, covered))


def gold_of(article: Article) -> Iterable[Adjudication]:
    """The adjudications in force of the article's statements, with labels and stances."""
    stances = GoldStance.objects.filter(polarity__isnull=False).select_related(
        "holder", "target", "target_claim", "polarity"
    )
    rows = current_gold(article.project).filter(statement__article=article)
    return rows.prefetch_related("labels__label", "labels__question", Prefetch("stances", stances))


def may_see_gold(user: User, article: Article, role: str) -> bool:
    """Whether gold may be shown: to annotators only when the article is settled and their own work on it is closed."""
    if role != Role.ANNOTATOR:
        return True
    if article.state != ArticleState.ADJUDICATED:
        return False
    return not visibility.assignments(user).filter(article=article).exclude(state=AssignmentState.ACCEPTED).exists()


def _shown(rows: Sequence[Statement], said: Sequence[Attribution], gold: Gold, text: str) -> list[ShownStatement]:
    """The segments in order of the text; statements among them are numbered from 1."""
    marks = _marks_by_place(rows, said)
    outermost: dict[UUID, Attribution] = {}
    for one in said:
        for covered in one.statements.all():
            outermost.setdefault(covered.pk, one)
    numbers = count(1)
    return [
        ShownStatement(
            row,
            next(numbers) if row.is_statement else None,
            _pieces(row, marks[place], text),
            _quote_type(row, outermost.get(row.pk)),
            gold.get(row.pk),
        )
        for place, row in enumerate(rows)
    ]


def _quote_type(row: Statement, outermost: Attribution | None) -> str:
    return str(outermost.quote_type) if outermost and row.voice == Voice.ATTRIBUTED else ""


def _marks_by_place(rows: Sequence[Statement], said: Sequence[Attribution]) -> dict[int, list[Mark]]:
    """Place of a statement in ``rows`` → the spans that touch it, each with the index of its attribution."""
    ends = [row.end for row in rows]
    found: dict[int, list[Mark]] = defaultdict(list)
    for one in said:
        for span in one.spans.all():
            place = bisect_right(ends, span.start)
            while place < len(rows) and rows[place].start < span.end:
                found[place].append((one.index, span))
                place += 1
    return found


def _pieces(row: Statement, marks: Sequence[Mark], text: str) -> tuple[Piece, ...]:
    """The statement's text, cut wherever a span of an attribution begins or ends."""
    edges = {edge for _, span in marks for edge in (span.start, span.end) if row.start < edge < row.end}
    cuts = sorted({row.start, row.end} | edges)
    return tuple(_piece(text, start, end, marks) for start, end in pairwise(cuts))


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> Piece:
    over = [(index, str(span.part)) for index, span in marks if span.start <= start and end <= span.end]
    parts = {part for _, part in over} - {SpanPart.CONTENT}
    return Piece(text[start:end], tuple(sorted({index for index, _ in over})), tuple(sorted(parts)))


def _turns(paragraphs: Sequence[Paragraph], shown: Sequence[ShownStatement]) -> tuple[Turn, ...]:
    """Paragraphs with their statements, those with the same role and speakers next to one another together."""
    starts = [paragraph.start for paragraph in paragraphs]
    inside: dict[int, list[ShownStatement]] = defaultdict(list)
    for one in shown:
        inside[bisect_right(starts, one.row.start) - 1].append(one)
    blocks = [Block(str(paragraphs[place].role), tuple(inside[place])) for place in sorted(inside)]
    return tuple(
        Turn(role, speakers, tuple(members))
        for (role, speakers), members in groupby(blocks, key=lambda block: (block.role, _speakers(block)))
    )


def _speakers(block: Block) -> tuple[Entity | None, ...]:
    """Who speaks in a paragraph, each once; nobody's lane is drawn beside headings and datelines."""
    if block.role != "body":
        return ()
    return tuple(dict.fromkeys(one.row.speaker for one in block.statements))


def _in_words(row: Attribution, numbers: dict[UUID, int]) -> ShownAttribution:
    exact: dict[str, list[str]] = defaultdict(list)
    for span in row.spans.all():
        exact[span.part].append(span.exact)
    return ShownAttribution(
        row,
        source=" ".join(exact[SpanPart.SOURCE]),
        cue=" ".join(exact[SpanPart.CUE]),
        contents=tuple(exact[SpanPart.CONTENT]),
        numbers=tuple(sorted(numbers[one.pk] for one in row.statements.all() if one.pk in numbers)),
        outer=row.nested_in.index if row.nested_in else None,
    )
