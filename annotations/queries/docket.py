"""What an adjudicator decides on: one statement with the reviewed answers of its annotators and its gold so far."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from annotations.models import (
    Adjudication,
    AdjudicationBasis,
    AdjudicationPolicy,
    Annotation,
    AnnotationState,
    Article,
    Statement,
    StatementState,
    User,
)
from annotations.queries.protocols import ProtocolInForce, protocol_in_force
from annotations.queries.review import ReviewedAnswers, reviewed_answers
from annotations.queries.row_by_row import there_is


@dataclass(frozen=True, slots=True)
class Docket:
    """The ballots of a statement in order of the annotators' ids, and the newest adjudication.

    ``needed`` is how many ballots the project's policy wants before anything is decided.
    """

    statement: Statement
    force: ProtocolInForce
    ballots: tuple[ReviewedAnswers, ...]
    newest: Adjudication | None
    needed: int

    @property
    def seq(self) -> int:
        """The number of the newest adjudication; 0 before the first."""
        return self.newest.seq if self.newest else 0

    @property
    def basis(self) -> list[uuid.UUID]:
        """The revisions that a decision rests on."""
        return sorted(ballot.revision_id for ballot in self.ballots)

    @property
    def version(self) -> str:
        """What has to be seen before deciding, as one word: it changes with the gold and with every ballot."""
        seen = sorted(f"{ballot.revision_id}:{ballot.review_id}" for ballot in self.ballots)
        return hashlib.sha256(" ".join([str(self.seq), *seen]).encode()).hexdigest()[:32]

    @property
    def is_waiting(self) -> bool:
        """Whether labels are still missing, or on their way."""
        return len(self.ballots) < self.needed


def docket(statement: Statement, force: ProtocolInForce | None = None) -> Docket:
    """The docket of a statement fetched with its article and project; three queries, and three for the protocol."""
    article = statement.article
    force = force or protocol_in_force(article.project)
    ballots = reviewed_answers(article, force.scheme, statement).get(statement.pk, [])
    return Docket(statement, force, tuple(ballots), newest_adjudication(statement), ballots_needed(article))


def ballots_needed(article: Article) -> int:
    """How many reviewed labels a statement of the article needs before gold is found."""
    single = article.project.adjudication_policy == AdjudicationPolicy.SINGLE_REVIEWED
    return 1 if single else article.required


def newest_adjudication(statement: Statement) -> Adjudication | None:
    """The adjudication in force."""
    return Adjudication.objects.filter(statement=statement, claim__isnull=True).order_by("-seq").first()


def in_force(rows: QuerySet[Adjudication]) -> QuerySet[Adjudication]:
    """Those of the adjudications that are the newest of their statement."""
    newer = Adjudication.objects.filter(statement=OuterRef("statement"), claim__isnull=True, seq__gt=OuterRef("seq"))
    return rows.filter(~Exists(newer), claim__isnull=True)


def is_away() -> Coalesce:
    """Whether a label that the outer adjudication rests on has changed since, or is with its annotator again."""
    moved = ~Q(revision__annotation__state=AnnotationState.ACCEPTED) | ~Q(revision__annotation__head=F("revision"))
    return there_is(AdjudicationBasis.objects.filter(moved, adjudication=OuterRef("pk")))


def undecided(article: Article) -> QuerySet[Statement]:
    """The live statements of the article that lack gold: never decided, open, or resting on labels that changed."""
    settled = in_force(Adjudication.objects.filter(statement=OuterRef("pk"), is_open=False))
    done = settled.annotate(is_away=is_away()).filter(is_away=False)
    return Statement.objects.filter(~Exists(done), article=article, state=StatementState.LIVE, is_statement=True)


def labelled_it(user: User, statement: Statement) -> bool:
    """Whether the person has a label of their own on the statement: then they are no third person."""
    mine = Annotation.objects.filter(statement=statement, annotator=user).exclude(state=AnnotationState.WITHDRAWN)
    return mine.exists()


def revisions_of(ballots: Sequence[ReviewedAnswers]) -> list[str]:
    """The ballots' revisions as text, for those who are told what changed."""
    return sorted(str(ballot.revision_id) for ballot in ballots)
