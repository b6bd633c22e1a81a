"""One member's assignment as a reviewer reads it: statement by statement, with others' answers and earlier rounds."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet, prefetch_related_objects

from annotations.models import (
    Annotation,
    AnnotationState,
    Article,
    Assignment,
    AssignmentState,
    Attribution,
    Decision,
    Entity,
    EntityMention,
    Review,
    Statement,
    StatementState,
    User,
)
from annotations.models.annotation import HANDED_IN
from annotations.queries import visibility
from annotations.queries.answers import Names, ShownAnswers, chosen_labels, names_in, polarities, show
from annotations.queries.evidence import checked_article
from annotations.queries.review_blind import blind_answers, is_blind
from annotations.queries.review_inbox import held_by_other
from annotations.queries.review_texts import Texts
from annotations.queries.verdicts import Verdict, bodies_of, verdict, with_details
from annotations.schemes.base import Protocol
from annotations.schemes.evidence import CheckedArticle
from annotations.schemes.versions import as_now

Bodies = Mapping[uuid.UUID, Any]

REVIEWABLE = (AssignmentState.SUBMITTED, AssignmentState.RETURNED, AssignmentState.ACCEPTED)
MAX_SUGGESTIONS = 300


@dataclass(frozen=True, slots=True)
class Other:
    """What somebody else handed in on the same statement, and whether it equals the member's answer."""

    person: User
    answers: ShownAnswers
    same_stance: bool
    same_labels: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One statement under review. ``number`` counts the article's statements from 1.

    ``verdict`` is the decision of this round, ``earlier`` the newest of the rounds before; ``pieces`` are the text cut
    at the editor's insertions, as (text, is_insertion). ``first`` is what the reviewer answered before the label was
    shown; until then the row ``is_hidden`` and carries nobody's answers.
    """

    number: int
    statement: Statement
    pieces: tuple[tuple[str, bool], ...]
    quote_type: str
    opens_paragraph: bool
    annotation: Annotation | None
    answers: ShownAnswers | None
    others: tuple[Other, ...]
    verdict: Verdict | None
    earlier: Verdict | None
    first: ShownAnswers | None = None
    is_hidden: bool = False

    @property
    def is_undecided(self) -> bool:
        """Whether this round still waits for a decision."""
        return self.is_in_round and self.verdict is None

    @property
    def is_in_round(self) -> bool:
        """Whether the label may be decided about in this round."""
        return self.annotation is not None and self.annotation.state == AnnotationState.SUBMITTED

    @property
    def seconds(self) -> float | None:
        """How long the member worked on the answers; None where it was not measured or they are hidden."""
        head = self.annotation.head if self.annotation and not self.is_hidden else None
        return head.active_ms / 1000 if head and head.active_ms else None

    @property
    def agrees_with_first(self) -> bool:
        """Whether the reviewer, before seeing it, took the same sides and chose the same labels."""
        if self.first is None or self.answers is None:
            return False
        mine, theirs = self.first.body, self.answers.body
        return polarities(mine) == polarities(theirs) and chosen_labels(mine) == chosen_labels(theirs)

    @property
    def differs(self) -> bool:
        """Whether somebody else answers differently."""
        return any(not (other.same_stance and other.same_labels) for other in self.others)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows of an assignment, and what they add up to. ``median_seconds`` is per statement (None: not measured)."""

    assignment: Assignment
    rows: tuple[Row, ...]
    median_seconds: float | None

    @property
    def in_round(self) -> list[Row]:
        """What this round decides."""
        return [row for row in self.rows if row.is_in_round]

    @property
    def undecided(self) -> list[Row]:
        """What still waits for a decision."""
        return [row for row in self.rows if row.is_undecided]

    @property
    def returned(self) -> list[Row]:
        """What this round has returned so far."""
        return [row for row in self.in_round if row.verdict and row.verdict.review.decision == Decision.RETURN]

    @property
    def total(self) -> int:
        """How many labels this round decides."""
        return len(self.in_round)

    @property
    def decided(self) -> int:
        """How many of them are decided."""
        return self.total - len(self.undecided)

    def row(self, number: int) -> Row | None:
        """The row of that number."""
        return next((row for row in self.rows if row.number == number), None)


def reviewable(user: User) -> QuerySet[Assignment]:
    """Handed-in or reviewed assignments that the person sees; ``is_held``: somebody else holds the review now."""
    rows = visibility.assignments(user).filter(state__in=REVIEWABLE)
    return rows.select_related("article__project", "annotator", "reviewer").annotate(is_held=held_by_other(user))


def sheet(assignment: Assignment, scheme: Protocol, reader: User, number: int = 0) -> Sheet:
    """The assignment's rows in order of the text, with the same number of queries whatever its size.

    With a ``number`` the sheet has that row alone, which costs the same in an article of any length. Where labels are
    reviewed blind first, those that ``reader`` has not answered yet are hidden.
    """
    every = _statements(assignment.article)
    wanted = every[number - 1 : number] if number else every
    here = Q(statement__in=wanted) if number else Q()
    statements = _with_attributions(wanted)
    mine = {row.statement_id: row for row in _annotations(Q(assignment=assignment) & here)}
    others = _others(assignment, here)
    reviews = _reviews(assignment, mine.values() if number else None)
    first = blind_answers(assignment, reader) if is_blind(assignment) else None
    names = names_in(_bodies([*mine.values(), *(row for rows in others.values() for row in rows)], reviews, first))
    texts, article = Texts.of(assignment.article), checked_article(assignment.article)
    build = _Builder(assignment, scheme, names, mine, others, _by_annotation(reviews), texts, article, first)
    if 1 < number <= len(every):
        build.paragraph = texts.paragraph(every[number - 2])
    return Sheet(
        assignment,
        tuple(build.row(place, statement) for place, statement in enumerate(statements, start=number or 1)),
        _median_seconds(mine.values()),
    )


def suggestions(article: Article) -> list[str]:
    """Names to offer as holders and targets: pinned ones first, then those the article names (one query)."""
    here = EntityMention.objects.filter(article=article).values("entity")
    rows = Entity.objects.filter(Q(pk__in=here) | Q(pin__isnull=False), project=article.project, merged_into=None)
    ordered = rows.order_by(F("pin").asc(nulls_last=True), "canonical_name", "pk")
    return list(ordered.values_list("canonical_name", flat=True)[:MAX_SUGGESTIONS])


def _statements(article: Article) -> list[Statement]:
    rows = Statement.objects.filter(article=article, state=StatementState.LIVE, is_statement=True)
    return list(rows.select_related("speaker").order_by("start"))


def _with_attributions(rows: list[Statement]) -> list[Statement]:
    prefetch_related_objects(rows, Prefetch("attributions", Attribution.objects.order_by("index")))
    return rows


def _annotations(of: Q) -> QuerySet[Annotation]:
    rows = Annotation.objects.filter(of, claim__isnull=True).exclude(state=AnnotationState.WITHDRAWN)
    return rows.select_related("head")


def _others(assignment: Assignment, here: Q) -> dict[uuid.UUID, list[Annotation]]:
    handed_in = Q(statement__article=assignment.article_id, state__in=HANDED_IN, head__isnull=False)
    rows = _annotations(handed_in & here).exclude(annotator=assignment.annotator_id).select_related("annotator")
    found: dict[uuid.UUID, list[Annotation]] = defaultdict(list)
    for row in rows.order_by("annotator__display_name", "annotator"):
        found[row.statement_id].append(row)
    return found


def _reviews(assignment: Assignment, of: Iterable[Annotation] | None) -> list[Review]:
    rows = Review.objects.filter(assignment=assignment)
    if of is not None:
        rows = rows.filter(annotation__in=[annotation.pk for annotation in of])
    return list(with_details(rows).order_by("created_at", "id"))


def _bodies(annotations: Iterable[Annotation], reviews: Iterable[Review], first: Bodies | None) -> Iterable[Any]:
    yield from (first or {}).values()
    yield from (row.head.answers for row in annotations if row.head)
    for review in reviews:
        yield from bodies_of(review)


def _by_annotation(reviews: Iterable[Review]) -> dict[uuid.UUID, list[Review]]:
    found: dict[uuid.UUID, list[Review]] = defaultdict(list)
    for review in reviews:
        found[review.annotation_id].append(review)
    return found


def _median_seconds(annotations: Iterable[Annotation]) -> float | None:
    measured = [row.head.active_ms for row in annotations if row.head and row.head.active_ms]
    return median(measured) / 1000 if measured else None


@dataclass(slots=True)
class _Builder:
    assignment: Assignment
    scheme: Protocol
    names: Names
    mine: dict[uuid.UUID, Annotation]
    others: dict[uuid.UUID, list[Annotation]]
    reviews: dict[uuid.UUID, list[Review]]
    texts: Texts
    article: CheckedArticle
    first: Bodies | None
    paragraph: int = -1

    def row(self, number: int, statement: Statement) -> Row:
        annotation = self.mine.get(statement.pk)
        here, before, self.paragraph = self.texts.paragraph(statement), self.paragraph, self.texts.paragraph(statement)
        said = next(iter(statement.attributions.all()), None)
        own, is_hidden = self.own(annotation)
        return Row(
            number=number,
            statement=statement,
            pieces=self.texts.pieces(statement),
            quote_type=str(said.quote_type) if said else "",
            opens_paragraph=here != before,
            annotation=annotation,
            answers=ShownAnswers({}) if is_hidden else self.answers(annotation),
            others=() if is_hidden else tuple(self.other(annotation, row) for row in self.others.get(statement.pk, ())),
            verdict=self.newest(annotation, this_round=True),
            earlier=self.newest(annotation, this_round=False),
            first=own,
            is_hidden=is_hidden,
        )

    def own(self, annotation: Annotation | None) -> tuple[ShownAnswers | None, bool]:
        """What the reviewer answered first, and whether the label has to wait for that."""
        if self.first is None or annotation is None or annotation.state != AnnotationState.SUBMITTED:
            return None, False
        body = self.first.get(annotation.head_id) if annotation.head_id else None
        return (show(body, self.scheme, self.names, self.article), False) if body else (None, True)

    def answers(self, annotation: Annotation | None) -> ShownAnswers | None:
        head = annotation.head if annotation else None
        return show(head.answers, self.scheme, self.names, self.article) if head else None

    def other(self, mine: Annotation | None, row: Annotation) -> Other:
        mine_now = as_now(mine.head.answers if mine and mine.head else {}, self.scheme)
        shown = show(row.head.answers if row.head else {}, self.scheme, self.names, self.article)
        return Other(
            person=row.annotator,
            answers=shown,
            same_stance=polarities(mine_now) == polarities(shown.body),
            same_labels=chosen_labels(mine_now) == chosen_labels(shown.body),
        )

    def newest(self, annotation: Annotation | None, *, this_round: bool) -> Verdict | None:
        rows = self.reviews.get(annotation.pk, []) if annotation else []
        fitting = [row for row in rows if (row.round == self.assignment.round) == this_round]
        return verdict(fitting[-1], self.scheme, self.names, self.article) if fitting else None
