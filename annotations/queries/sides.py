"""The annotators' answers on one statement side by side, and what they come to together."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from annotations.models import Review, Revision, Statement, User
from annotations.queries.answers import Names, ShownAnswers, names_in, show
from annotations.queries.docket import Docket
from annotations.queries.evidence import checked_article
from annotations.queries.protocols import ProtocolInForce
from annotations.queries.review import ReviewedAnswers
from annotations.schemes.answers import Answers
from annotations.schemes.base import Question
from annotations.schemes.check_questions import MAX_CHECKS
from annotations.schemes.gold import PairTally, Tally, pair_tallies, tallies


@dataclass(frozen=True, slots=True)
class Side:
    """One annotator's answers. ``number`` counts from 1 in an order that says nothing about who it is.

    ``seconds`` is all their time on the statement (None: not measured); ``replaced_by`` the reviewer whose answers
    these are, if one replaced them.
    """

    number: int
    ballot: ReviewedAnswers
    person: User
    shown: ShownAnswers
    seconds: float | None
    replaced_by: User | None


@dataclass(frozen=True, slots=True)
class Sides:
    """All of them; ``tallied`` are the questions with labels, ``written`` those for a text.

    ``union`` holds everybody's stances, evidence and check questions once.
    """

    docket: Docket
    sides: tuple[Side, ...]
    tallied: tuple[Tally, ...]
    written: tuple[Tally, ...]
    pairs: tuple[PairTally, ...]
    union: ShownAnswers

    @property
    def stance_differs(self) -> bool:
        """Whether the annotators' sets of stances differ."""
        return any(len(pair.keys) < pair.voters or len(set(pair.keys)) > 1 for pair in self.pairs)

    def differs(self, question: Question) -> bool:
        """Whether not everybody answers a question with labels or for a text alike."""
        tally = next((one for one in (*self.tallied, *self.written) if one.question.key == question.key), None)
        return tally is not None and (len(tally.keys) < tally.voters or len(set(tally.keys)) > 1)

    @property
    def verdicts(self) -> int:
        """How many different verdicts there are; 0 where no verdict was given."""
        return max((len(set(tally.keys)) for tally in self.tallied if tally.is_verdict), default=0)

    def side(self, number: int) -> Side | None:
        """The side of that number."""
        return next((side for side in self.sides if side.number == number), None)


def sides(docket: Docket) -> Sides:
    """The docket's ballots side by side; the same number of queries whatever their number."""
    votes = [ballot.answers for ballot in docket.ballots]
    scheme = docket.force.scheme
    pairs = tuple(pair_tallies(votes, scheme))
    together = _union(votes, pairs)
    names = names_in([*(vote.as_body() for vote in votes), together.as_body()])
    article = checked_article(docket.statement.article)
    return Sides(
        docket,
        tuple(_sides(docket, names)),
        tuple(tallies(votes, scheme)),
        tuple(tallies(votes, scheme, "text")),
        pairs,
        show(together.as_body(), scheme, names, article),
    )


def _union(votes: Sequence[Answers], pairs: Sequence[PairTally]) -> Answers:
    """Everybody's pairs, evidence and check questions, each once; no more check questions than one body holds."""
    evidence = {one.id: one for vote in votes for one in vote.evidence}
    checks = list(dict.fromkeys(check for vote in votes for check in vote.checks))
    return Answers(
        stances=tuple(pair.first for pair in pairs),
        evidence=tuple(evidence.values()),
        checks=tuple(checks[:MAX_CHECKS]),
        searches="\n".join(dict.fromkeys(vote.searches for vote in votes if vote.searches)),
    )


def _sides(docket: Docket, names: Names) -> list[Side]:
    people = User.objects.in_bulk([ballot.annotator_id for ballot in docket.ballots])
    replaced = _reviewers(docket)
    seconds = _seconds(docket)
    article = checked_article(docket.statement.article)
    ordered = sorted(docket.ballots, key=lambda ballot: _place(docket.statement, ballot))
    return [
        Side(
            number=number,
            ballot=ballot,
            person=people[ballot.annotator_id],
            shown=show(ballot.answers.as_body(), docket.force.scheme, names, article),
            seconds=seconds.get(ballot.annotation_id),
            replaced_by=replaced.get(ballot.review_id),
        )
        for number, ballot in enumerate(ordered, start=1)
    ]


def _place(statement: Statement, ballot: ReviewedAnswers) -> bytes:
    """Another order on each statement, so that hidden names stay hidden."""
    return hashlib.sha256(f"{statement.pk} {ballot.annotator_id}".encode()).digest()


def _reviewers(docket: Docket) -> Mapping[uuid.UUID | None, User]:
    keys = [ballot.review_id for ballot in docket.ballots if ballot.review_id]
    return {row.pk: row.reviewer for row in Review.objects.filter(pk__in=keys).select_related("reviewer")}


def _seconds(docket: Docket) -> dict[uuid.UUID, float]:
    labels = [ballot.annotation_id for ballot in docket.ballots]
    rows = Revision.objects.filter(annotation__in=labels, active_ms__gt=0).order_by().values("annotation")
    return {key: ms / 1000 for key, ms in rows.annotate(ms=Sum("active_ms")).values_list("annotation", "ms")}


def as_seen(statement: Statement, keys: Sequence[uuid.UUID], force: ProtocolInForce) -> list[ShownAnswers]:
    """The answers of revisions of the statement as somebody had seen them; keys of anything else give nothing."""
    bodies = [row.answers for row in Revision.objects.filter(pk__in=keys, annotation__statement=statement)]
    names = names_in(bodies)
    return [show(body, force.scheme, names, checked_article(statement.article)) for body in bodies]
