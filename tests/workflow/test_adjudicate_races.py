"""Two at once about one statement's gold, on real connections: one order or the other, never half of both.

``RACE_ROUNDS=200 python3 manage.py test tests/workflow/test_adjudicate_races.py`` runs each race so often.
"""

import os
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from annotations.models import Adjudication, Annotation, Review, Statement
from annotations.queries.gold import publishable
from annotations.workflow.annotate import submit
from annotations.workflow.approve_gold import approve_gold
from annotations.workflow.ask_back import ask_back
from annotations.workflow.decide_gold import decide_gold, reopen_gold
from annotations.workflow.reply import reply
from annotations.workflow.review import accept_rest, finish_review
from tests.factories import adjudications, people, projects
from tests.factories.adjudications import now
from tests.workflow.test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = int(os.environ.get("RACE_ROUNDS", "20"))


def deciding(statement: Statement, actor: Any, status: str) -> Callable[[], Any]:
    """The act of deciding on what is there now."""
    seen = now(statement).version
    return lambda: decide_gold(actor=actor, statement=statement, seen=seen, answers=projects.answers(status))


def asking(statement: Statement, actor: Any) -> Callable[[], Any]:
    """The act of asking back."""
    seen = now(statement).version
    return lambda: ask_back(actor=actor, statement=statement, seen=seen, comment="Which half?")


def codes(results: list[Any]) -> list[str]:
    return sorted(getattr(result, "code", "done") for result in results)


def test_of_two_adjudicators_one_decides_and_the_other_learns_what_is_there_now() -> None:
    statement = adjudications.contested()
    for number in range(ROUNDS):
        acts = [
            deciding(statement, people.reviewer(), "supported"),
            deciding(statement, people.lead(), "refuted"),
        ]
        assert codes(at_once(acts)) == ["done", "stale"]
        assert now(statement).seq == number + 2
    seqs = Adjudication.objects.filter(statement=statement).order_by("seq").values_list("seq", flat=True)
    assert list(seqs) == list(range(1, ROUNDS + 2))


def answered(review: Review) -> None:
    """The annotator changes the returned label and hands it in; it is accepted."""
    reply(
        actor=review.annotator,
        review=review,
        action="changed",
        revision_id=uuid.uuid4(),
        body=projects.answers("supported" if review.revision.seq % 2 else "refuted"),
    )
    work = submit(actor=review.annotator, assignment=review.assignment)
    accept_rest(actor=people.reviewer(), assignment=work)
    finish_review(actor=people.reviewer(), assignment=work)


def test_a_decision_and_asking_back_come_one_after_the_other() -> None:
    statement = adjudications.contested()
    for _round in range(ROUNDS):
        results = at_once([deciding(statement, people.reviewer(), "refuted"), asking(statement, people.lead())])
        assert codes(results) == ["done", "stale"]
        returned = Review.objects.filter(decision="return", reply__isnull=True)
        for review in returned.select_related("annotator", "assignment", "revision"):
            answered(review)
        newest = now(statement)
        assert sorted(newest.newest.basis.values_list("pk", flat=True)) == newest.basis


def test_a_decision_while_an_annotators_edit_arrives_rests_on_the_edit_or_is_refused() -> None:
    project = projects.project(annotators_per_article=1)
    projects.article(project)
    adjudications.labelled(project, "ada", projects.answers("supported"))
    statement = adjudications.project_statements(project)[0]
    for _round in range(ROUNDS):
        asking(statement, people.lead())()
        review = Review.objects.select_related("annotator", "assignment", "revision").get(
            decision="return", reply__isnull=True
        )
        seen = now(statement).version
        results = at_once(
            [
                lambda review=review: answered(review),
                lambda seen=seen: decide_gold(
                    actor=people.lead(), statement=statement, seen=seen, answers=projects.answers("refuted")
                ),
            ]
        )
        assert codes(results) in (["done", "stale"], ["done", "wrong_state"])
        head = Annotation.objects.get(statement=statement).head_id
        assert list(now(statement).newest.basis.values_list("pk", flat=True)) == [head]


def test_an_approval_while_the_answer_is_opened_again_stands_behind_the_old_answer_or_is_refused() -> None:
    statement = adjudications.ruled(adjudications.contested(), approvals_required=2)
    for _round in range(ROUNDS):
        deciding(statement, people.reviewer(), "refuted")()
        decided = now(statement)
        results = at_once(
            [
                lambda seen=decided.version: approve_gold(actor=people.lead(), statement=statement, seen=seen),
                lambda seen=decided.version: reopen_gold(
                    actor=people.reviewer(), statement=statement, seen=seen, rationale="New minutes."
                ),
            ]
        )
        newest = now(statement).newest
        assert codes(results) in (["done", "done"], ["done", "stale"])
        assert newest.approvals.count() == 0
        assert (newest.is_open, newest.seq) == (True, decided.seq + 1)
        assert not publishable(statement.article.project).filter(statement=statement).exists()
        approved = decided.newest.approvals.count()
        assert approved == (codes(results) == ["done", "done"])


def test_approving_twice_at_once_is_one_approval() -> None:
    statement = adjudications.contested()
    decide_gold(
        actor=people.reviewer(), statement=statement, seen=now(statement).version, answers=projects.answers("refuted")
    )
    seen = now(statement).version

    def approve() -> Any:
        return approve_gold(actor=people.lead(), statement=statement, seen=seen)

    assert codes(at_once([approve, approve])) == ["done", "done"]
    assert now(statement).newest.approvals.count() == 1
