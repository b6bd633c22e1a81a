"""From reviewed labels to gold: what the project's policy settles by itself is settled; the rest stays open.

Labels: one reviewed annotation is taken as it is; two or more that agree are ``unanimous``; under the majority policy
more than half is a ``majority``. Everything else is ``open``: no gold, with the distribution kept.
Stances: the same, for each holder-target pair that anybody marked.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from annotations.models import (
    Adjudication,
    AdjudicationBasis,
    AdjudicationPolicy,
    Article,
    ArticleState,
    Event,
    GoldLabel,
    GoldMethod,
    GoldStance,
    Project,
    Statement,
    User,
)
from annotations.queries.protocols import ProtocolInForce, guideline_in_force, protocol_in_force
from annotations.queries.review import ReviewedAnswers, reviewed_answers
from annotations.schemes.stances import StanceAnswer
from annotations.workflow.events import record


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote gave: the winning key (None: open) and how it was found."""

    key: str | None
    method: str


def vote(keys: Sequence[str], voters: int, policy: str) -> Outcome:
    """The outcome of ``keys`` (one per person who chose) among ``voters`` people, by the policy."""
    if not keys:
        return Outcome(None, GoldMethod.OPEN)
    key, count = Counter(keys).most_common(1)[0]
    if voters == 1:
        return Outcome(key, GoldMethod.SINGLE_REVIEWED)
    if count == voters:
        return Outcome(key, GoldMethod.UNANIMOUS)
    if policy == AdjudicationPolicy.MAJORITY and 2 * count > voters:
        return Outcome(key, GoldMethod.MAJORITY)
    return Outcome(None, GoldMethod.OPEN)


@transaction.atomic
def settle_article(*, actor: User, article: Article, caused_by: Event | None = None) -> int:
    """Writes gold for each statement of the article as far as the policy allows; how many statements got a row.

    One reviewed annotation is enough under ``single_reviewed``; the other policies wait until all places are reviewed.
    """
    article = Article.objects.select_for_update().select_related("project").get(pk=article.pk)
    project = article.project
    if project.adjudication_policy == AdjudicationPolicy.ALWAYS:
        return 0
    needed = 1 if project.adjudication_policy == AdjudicationPolicy.SINGLE_REVIEWED else article.required
    force = protocol_in_force(project)
    open_left = written = 0
    by_statement = reviewed_answers(article, force.scheme)
    for statement in article.statements.filter(is_statement=True, state="live").order_by("start"):
        votes = by_statement.get(statement.pk, [])
        if len(votes) < needed:
            open_left += 1
            continue
        adjudication = _settle(statement, votes, force, project, actor, caused_by)
        written += adjudication is not None
        open_left += (
            GoldLabel.objects.filter(adjudication=_newest(statement), method=GoldMethod.OPEN).exists()
            or GoldStance.objects.filter(adjudication=_newest(statement), method=GoldMethod.OPEN).exists()
        )
    if not open_left and article.state == ArticleState.LABELLED:
        article.state = ArticleState.ADJUDICATED
        article.save(update_fields=["state"])
    return written


def _newest(statement: Statement) -> Adjudication | None:
    return Adjudication.objects.filter(statement=statement, claim__isnull=True).order_by("-seq").first()


def _settle(
    statement: Statement,
    votes: Sequence[ReviewedAnswers],
    force: ProtocolInForce,
    project: Project,
    actor: User,
    caused_by: Event | None,
) -> Adjudication | None:
    newest = _newest(statement)
    basis = sorted(vote.revision_id for vote in votes)
    if newest and sorted(newest.basis_links.values_list("revision_id", flat=True)) == basis:
        return None
    adjudication = Adjudication.objects.create(
        statement=statement, seq=(newest.seq if newest else 0) + 1, guideline=guideline_in_force(project)
    )
    AdjudicationBasis.objects.bulk_create(
        AdjudicationBasis(adjudication=adjudication, revision_id=key) for key in basis
    )
    GoldLabel.objects.bulk_create(_labels(adjudication, votes, force, project))
    GoldStance.objects.bulk_create(_stances(adjudication, votes, force, project))
    record(
        actor=actor,
        verb="statement.settled",
        obj=statement,
        project=project,
        after={"adjudication": str(adjudication.pk), "seq": adjudication.seq, "n": len(votes)},
        caused_by=caused_by,
    )
    return adjudication


def _labels(
    adjudication: Adjudication, votes: Sequence[ReviewedAnswers], force: ProtocolInForce, project: Project
) -> Iterable[GoldLabel]:
    for question in force.scheme.questions:
        if question.kind != "choice":
            continue
        chosen = [vote.answers.labels.get(question.key, ()) for vote in votes if not vote.answers.skip]
        keys = ["+".join(labels) for labels in chosen if labels]
        if not keys:
            continue
        outcome = vote(keys, len(votes), project.adjudication_policy)
        winners = outcome.key.split("+") if outcome.key else [None]
        for key in winners:
            yield GoldLabel(
                adjudication=adjudication,
                question_id=force.question_ids[question.key],
                label_id=force.label_ids[question.key, key] if key else None,
                method=outcome.method,
                n_annotations=len(votes),
                distribution=dict(sorted(Counter(keys).items())),
            )


def _stances(
    adjudication: Adjudication, votes: Sequence[ReviewedAnswers], force: ProtocolInForce, project: Project
) -> Iterable[GoldStance]:
    stance_key = force.stance_key
    if stance_key is None:
        return
    marked: dict[tuple[object, ...], list[StanceAnswer]] = {}
    for ballot in votes:
        for stance in ballot.answers.stances:
            marked.setdefault(stance.pair(), []).append(stance)
    for position, stances in enumerate(marked.values()):
        outcome = vote([s.polarity for s in stances], len(votes), project.adjudication_policy)
        first = stances[0]
        yield GoldStance(
            adjudication=adjudication,
            position=position,
            holder_kind=first.holder_kind,
            holder_id=first.holder,
            target_kind=first.target_kind,
            target_id=first.target if first.target_kind == "entity" else None,
            target_claim_id=first.target if first.target_kind == "claim" else None,
            target_text=first.target_text,
            polarity_id=force.label_ids[stance_key, outcome.key] if outcome.key else None,
            method=outcome.method,
            n_marked=len(stances),
            n_annotators=len(votes),
        )
