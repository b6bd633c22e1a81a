"""The rows of one adjudication: what it rests on, the gold labels, stances and evidence."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotations.models import (
    Adjudication,
    AdjudicationBasis,
    GoldEvidence,
    GoldLabel,
    GoldStance,
    GoldText,
    GuidelineVersion,
    Project,
    User,
)
from annotations.queries.docket import Docket
from annotations.queries.protocols import guideline_in_force
from annotations.schemes.answers import Answers
from annotations.schemes.gold import (
    OPEN,
    Outcome,
    PairTally,
    Tally,
    contest,
    decided,
    key_of,
    pair_tallies,
    tallies,
    vote,
)
from annotations.workflow.evidence_rows import evidence_id, store_evidence
from annotations.workflow.revisions import pair_columns

Pair = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What was found for each question with labels or for a text (by key), and for each holder-target pair."""

    labels: Mapping[str, Outcome]
    texts: Mapping[str, Outcome]
    stances: Mapping[Pair, Outcome]

    def is_open(self) -> dict[object, bool]:
        """Whether each of them still is."""
        found: list[tuple[object, Outcome]] = [*self.labels.items(), *self.texts.items(), *self.stances.items()]
        return {key: one.method == OPEN for key, one in found}


@dataclass(frozen=True, slots=True)
class Gold:
    """An adjudication to be written. ``answers`` are a person's, None where nobody decided."""

    docket: Docket
    outcomes: Outcomes
    answers: Answers | None = None
    decided_by: User | None = None
    rationale: str = ""
    too_vague: bool = False
    tallied: tuple[Tally, ...] = field(init=False)
    written: tuple[Tally, ...] = field(init=False)
    pairs: tuple[PairTally, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tallied", question_tallies(self.docket, self.answers))
        object.__setattr__(self, "written", question_tallies(self.docket, self.answers, "text"))
        object.__setattr__(self, "pairs", stance_tallies(self.docket, self.answers))


def question_tallies(docket: Docket, answers: Answers | None = None, kind: str = "choice") -> tuple[Tally, ...]:
    """The ballots' tallies of one kind of questions, and empty ones for questions that only the decision answers."""
    scheme, votes = docket.force.scheme, [ballot.answers for ballot in docket.ballots]
    found = {one.question.key: one for one in tallies(votes, scheme, kind)}
    asked = [question for question in scheme.questions if question.kind == kind]
    return tuple(
        found.get(question.key, Tally(question, (), len(votes)))
        for question in asked
        if question.key in found or (answers and key_of(answers, question))
    )


def stance_tallies(docket: Docket, answers: Answers | None = None) -> tuple[PairTally, ...]:
    """The union of everybody's holder-target pairs, then those that only the decision has."""
    votes = [ballot.answers for ballot in docket.ballots]
    found = {one.first.pair(): one for one in pair_tallies(votes, docket.force.scheme)}
    for stance in answers.stances if answers else ():
        found.setdefault(stance.pair(), PairTally(stance, (), len(votes)))
    return tuple(found.values())


def by_policy(docket: Docket, policy: str) -> Outcomes:
    """What the policy settles by itself."""
    return Outcomes(
        {one.question.key: vote(one.keys, one.voters, policy) for one in question_tallies(docket)},
        {one.question.key: vote(one.keys, one.voters, policy) for one in question_tallies(docket, kind="text")},
        {one.first.pair(): vote(one.keys, one.voters, policy) for one in stance_tallies(docket)},
    )


def by_person(docket: Docket, policy: str, answers: Answers | None, unanswered: frozenset[str]) -> Outcomes:
    """What a person decided; ``unanswered`` questions stay open. ``answers`` None: there is no answer to anything."""
    settled = by_policy(docket, policy)
    nothing = Outcome(None, OPEN)

    def found(kind: str, voted: Mapping[str, Outcome]) -> dict[str, Outcome]:
        return {
            one.question.key: nothing
            if one.question.key in unanswered
            else decided(_chosen(answers, one), voted.get(one.question.key, nothing))
            for one in question_tallies(docket, answers, kind)
        }

    kept = {stance.pair(): stance.polarity for stance in answers.stances} if answers else {}
    stances: dict[Pair, Outcome] = {
        pair: nothing if docket.force.stance_key in unanswered else decided(kept.get(pair), _found(settled, pair))
        for pair in (one.first.pair() for one in stance_tallies(docket, answers))
    }
    return Outcomes(found("choice", settled.labels), found("text", settled.texts), stances)


def _chosen(answers: Answers | None, tally: Tally) -> str | None:
    return (key_of(answers, tally.question) or None) if answers else None


def _found(settled: Outcomes, pair: Pair) -> Outcome:
    return settled.stances.get(pair, Outcome(None, OPEN))


def write_gold(gold: Gold) -> Adjudication:
    """Writes the adjudication after the newest, with all its rows."""
    (adjudication,) = write_golds([gold])
    return adjudication


def write_golds(golds: Sequence[Gold]) -> list[Adjudication]:
    """Writes the adjudications of several statements of one article, in the same number of commands however many."""
    if not golds:
        return []
    project = golds[0].docket.statement.article.project
    guideline = guideline_in_force(project)
    adjudications = Adjudication.objects.bulk_create(_adjudication(gold, guideline) for gold in golds)
    pairs = list(zip(adjudications, golds, strict=True))
    AdjudicationBasis.objects.bulk_create(
        AdjudicationBasis(adjudication=row, revision_id=key) for row, gold in pairs for key in gold.docket.basis
    )
    GoldLabel.objects.bulk_create(label for row, gold in pairs for label in _labels(row, gold))
    GoldText.objects.bulk_create(text for row, gold in pairs for text in _texts(row, gold))
    GoldStance.objects.bulk_create(stance for row, gold in pairs for stance in _stances(row, gold))
    for row, gold in pairs:
        if gold.answers and gold.answers.evidence:
            _link(row, gold.answers, project)
    return adjudications


def _adjudication(gold: Gold, guideline: GuidelineVersion | None) -> Adjudication:
    docket, contested = gold.docket, contest(gold.tallied, gold.pairs, gold.outcomes.is_open())
    return Adjudication(
        statement=docket.statement,
        seq=docket.seq + 1,
        guideline=guideline,
        decided_by=gold.decided_by,
        rationale=gold.rationale,
        too_vague=gold.too_vague,
        answers=gold.answers.as_body() if gold.answers else None,
        is_open=any(gold.outcomes.is_open().values()),
        verdict_entropy=contested.verdict,
        other_entropy=contested.other,
    )


def _labels(adjudication: Adjudication, gold: Gold) -> Iterator[GoldLabel]:
    force = gold.docket.force
    for tally in gold.tallied:
        key, outcome = tally.question.key, gold.outcomes.labels[tally.question.key]
        for label in outcome.key.split("+") if outcome.key else [None]:
            yield GoldLabel(
                adjudication=adjudication,
                question_id=force.question_ids[key],
                label_id=force.label_ids[key, label] if label else None,
                method=outcome.method,
                n_annotations=tally.voters,
                distribution=tally.distribution,
            )


def _texts(adjudication: Adjudication, gold: Gold) -> Iterator[GoldText]:
    for tally in gold.written:
        outcome = gold.outcomes.texts[tally.question.key]
        yield GoldText(
            adjudication=adjudication,
            question_id=gold.docket.force.question_ids[tally.question.key],
            text=outcome.key or "",
            taken_from_id=_taken_from(gold.docket, tally, outcome.key),
            method=outcome.method,
            n_written=len(tally.keys),
            n_annotations=tally.voters,
        )


def _taken_from(docket: Docket, tally: Tally, words: str | None) -> uuid.UUID | None:
    same = (
        ballot.revision_id for ballot in docket.ballots if words and key_of(ballot.answers, tally.question) == words
    )
    return next(same, None)


def _stances(adjudication: Adjudication, gold: Gold) -> Iterator[GoldStance]:
    for position, tally in enumerate(gold.pairs):
        outcome = gold.outcomes.stances[tally.first.pair()]
        yield GoldStance(
            adjudication=adjudication,
            position=position,
            polarity_id=_polarity(gold, outcome),
            method=outcome.method,
            n_marked=len(tally.keys),
            n_annotators=tally.voters,
            **pair_columns(tally.first),
        )


def _polarity(gold: Gold, outcome: Outcome) -> uuid.UUID | None:
    force = gold.docket.force
    return force.label_ids[force.stance_key, outcome.key] if force.stance_key and outcome.key else None


def _link(adjudication: Adjudication, answers: Answers, project: Project) -> None:
    store_evidence(answers.evidence, project)
    GoldEvidence.objects.bulk_create(
        GoldEvidence(
            adjudication=adjudication, evidence_id=evidence_id(one, project), relation=one.relation, set_no=one.set_no
        )
        for one in answers.evidence
    )
