"""What a split writes: plain shapes that the text core and the hand-checked gold both turn into.

Spans are (start, end) pairs of code points, half-open. Statements are named by their place in the list.
"""

from dataclasses import dataclass, field

from annotations.text.document import Analysis
from annotations.text.spans import Span as TextSpan

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class EntityDraft:
    """An entity by its name in this project; mentions are spans with their kind."""

    name: str
    kind: str = "other"
    key: str = ""
    description: str = ""
    aliases: tuple[str, ...] = ()
    mentions: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """One segment; ``speaker`` is the name of an ``EntityDraft``."""

    span: Span
    role: str
    is_statement: bool = True
    voice: str = "author"
    speaker: str | None = None
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True)
class AttributionDraft:
    """Who says what; ``statements`` and ``nested_in`` are places in the lists."""

    content: tuple[Span, ...]
    quote_type: str
    statements: tuple[int, ...]
    source: Span | None = None
    cue: Span | None = None
    speaker: str | None = None
    insertions: tuple[Span, ...] = ()
    nested_in: int | None = None
    attribution_type: str = "assertion"
    rule: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A claim text on a statement, by its place in the list."""

    statement: int
    text: str
    check_target: str
    claim_types: tuple[str, ...] = ()
    support: Span | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A whole split of one article."""

    paragraphs: tuple[tuple[Span, str], ...]
    statements: tuple[StatementDraft, ...]
    attributions: tuple[AttributionDraft, ...] = ()
    entities: tuple[EntityDraft, ...] = ()
    claims: tuple[ClaimDraft, ...] = ()
    relations: tuple[tuple[int, int, str], ...] = ()
    origin: str = "auto"
    splitter_version: str = ""
    notes: tuple[str, ...] = field(default=())


def from_analysis(analysis: Analysis) -> Segmentation:
    """The text core's proposal as a segmentation."""
    covers: dict[int, list[int]] = {}
    for place, statement in enumerate(analysis.statements):
        for attribution in statement.attributions:
            covers.setdefault(attribution, []).append(place)
    return Segmentation(
        paragraphs=tuple((_pair(p.span), p.role) for p in analysis.paragraphs),
        statements=tuple(
            StatementDraft(_pair(s.span), s.role, s.is_statement, s.voice, s.speaker) for s in analysis.statements
        ),
        attributions=tuple(
            AttributionDraft(
                content=tuple(_pair(span) for span in a.content),
                quote_type=a.quote_type,
                statements=tuple(covers.get(place, ())),
                source=_pair(a.source) if a.source else None,
                cue=_pair(a.cue) if a.cue else None,
                speaker=a.speaker,
                insertions=tuple(_pair(span) for span in a.editorial_insertions),
                nested_in=a.nested_in,
                rule=a.rule,
                confidence=a.confidence,
            )
            for place, a in enumerate(analysis.attributions)
        ),
        entities=tuple(
            EntityDraft(
                name=e.canonical_name,
                kind=e.kind,
                aliases=e.aliases,
                mentions=tuple((_pair(m.span), m.kind) for m in e.mentions),
            )
            for e in analysis.entities
        ),
        splitter_version=analysis.analyser_version,
        notes=analysis.notes,
    )


def _pair(span: TextSpan) -> Span:
    return (span.start, span.end)
