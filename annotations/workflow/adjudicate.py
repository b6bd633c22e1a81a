"""From reviewed labels to gold: what the project's policy settles by itself is settled; the rest stays open.

Labels: one reviewed annotation is taken as it is; two or more that agree are ``unanimous``; under the majority policy
more than half is a ``majority``. Everything else is ``open``: no gold, with the distribution kept, until a person
decides (``workflow.decide_gold``). Under the policy ``always`` everything is. Stances: the same, for each
holder-target pair that anybody marked.
"""

from django.db import transaction

from annotations.models import Adjudication, Article, ArticleState, Event, User
from annotations.queries.docket import Docket, ballots_needed, in_force, undecided
from annotations.queries.protocols import protocol_in_force
from annotations.queries.review import reviewed_answers
from annotations.workflow.events import happened, record_all
from annotations.workflow.gold_rows import Gold, by_policy, write_golds


@transaction.atomic
def settle_article(*, actor: User | None, article: Article, caused_by: Event | None = None) -> int:
    """Writes gold for each statement of the article as far as the policy allows; how many statements got a row.

    One reviewed annotation is enough under ``single_reviewed``; the other policies wait until all places are reviewed.
    A statement whose labels are those that were settled or decided before keeps its gold.
    """
    article = Article.objects.select_for_update(of=("self",)).select_related("project").get(pk=article.pk)
    force, needed = protocol_in_force(article.project), ballots_needed(article)
    ballots = reviewed_answers(article, force.scheme)
    newest = _newest(article)
    golds = []
    for statement in article.statements.filter(is_statement=True, state="live").order_by("start"):
        statement.article = article
        found = tuple(ballots.get(statement.pk, ()))
        docket = Docket(statement, force, found, newest.get(statement.pk), needed)
        if not docket.is_waiting and not _rests_on(docket):
            golds.append(Gold(docket, by_policy(docket, article.project.adjudication_policy)))
    record_all(_settled(gold, row, actor, caused_by) for gold, row in zip(golds, write_golds(golds), strict=True))
    close_if_decided(article)
    return len(golds)


def _newest(article: Article) -> dict[object, Adjudication]:
    rows = in_force(Adjudication.objects.filter(statement__article=article)).prefetch_related("basis_links")
    return {row.statement_id: row for row in rows}


def _rests_on(docket: Docket) -> bool:
    """Whether the newest adjudication rests on just these labels."""
    newest = docket.newest
    return newest is not None and sorted(link.revision_id for link in newest.basis_links.all()) == docket.basis


def _settled(gold: Gold, adjudication: Adjudication, actor: User | None, caused_by: Event | None) -> Event:
    statement = gold.docket.statement
    return happened(
        actor=actor,
        verb="statement.settled",
        obj=statement,
        project=statement.article.project,
        after={
            "adjudication": str(adjudication.pk),
            "seq": adjudication.seq,
            "n": len(gold.docket.ballots),
            "open": adjudication.is_open,
        },
        caused_by=caused_by,
    )


def close_if_decided(article: Article) -> None:
    """Brings a locked article's state in line: adjudicated when every statement has its gold, labelled otherwise."""
    is_done = not undecided(article).exists()
    moves = {
        (ArticleState.LABELLED, True): ArticleState.ADJUDICATED,
        (ArticleState.ADJUDICATED, False): ArticleState.LABELLED,
    }
    state = moves.get((ArticleState(article.state), is_done))
    if state is not None:
        article.state = state
        article.save(update_fields=["state"])
