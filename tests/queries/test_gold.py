"""Gold that may be published: decided, current, in production, and with enough people behind it."""

from typing import Any

import pytest

from annotations.models import BatchKind, Statement
from annotations.queries.gold import is_publishable, people_behind, publishable
from annotations.workflow.approve_gold import approve_gold
from annotations.workflow.ask_back import ask_back
from annotations.workflow.batches import create_batch
from annotations.workflow.decide_gold import decide_gold, reopen_gold
from tests.factories import adjudications, people, projects
from tests.factories.adjudications import now

pytestmark = pytest.mark.django_db


def ready(**rules: Any) -> Statement:
    """A statement that Rio decided, in a project with these rules."""
    statement = adjudications.contested()
    if rules:
        adjudications.ruled(statement, **rules)
    seen = now(statement).version
    decide_gold(actor=people.reviewer(), statement=statement, seen=seen, answers=projects.answers("refuted"))
    return statement


def offered(statement: Statement) -> bool:
    """Whether the statement's gold may be published."""
    project = statement.article.project
    project.refresh_from_db()
    newest = now(statement).newest
    found = publishable(project).filter(statement=statement).exists()
    assert is_publishable(newest, project) is found
    return found


def test_a_decision_may_be_published_and_one_that_is_open_may_not() -> None:
    statement = ready()
    assert offered(statement)
    reopen_gold(actor=people.lead(), statement=statement, seen=now(statement).version, rationale="New minutes.")
    assert not offered(statement)


def test_it_waits_for_as_many_people_as_the_project_wants() -> None:
    statement = ready(approvals_required=3)
    behind = []
    for person in (people.lead(), adjudications.second_reviewer(statement.article.project)):
        behind.append((people_behind(now(statement).newest), offered(statement)))
        approve_gold(actor=person, statement=statement, seen=now(statement).version)
    assert [*behind, (people_behind(now(statement).newest), offered(statement))] == [(1, False), (2, False), (3, True)]


def test_what_the_policy_settled_counts_as_one_behind_it() -> None:
    statement = adjudications.contested(("refuted", "refuted"), adjudication_policy="unanimous")
    adjudications.ruled(statement, approvals_required=2)
    assert (people_behind(now(statement).newest), offered(statement)) == (1, False)
    approve_gold(actor=people.lead(), statement=statement, seen=now(statement).version)
    assert offered(statement)


def test_whoever_labelled_the_statement_counts_only_where_no_third_person_is_wanted() -> None:
    statement = ready(approvals_required=2, third_person_adjudicates=False)
    ada = adjudications.promoted(statement.article.project, people.annotator())
    approve_gold(actor=ada, statement=statement, seen=now(statement).version)
    assert offered(statement)
    adjudications.ruled(statement, third_person_adjudicates=True)
    assert (people_behind(now(statement).newest), offered(statement)) == (1, False)


def test_a_decision_of_somebody_who_labelled_it_does_not_count_either() -> None:
    statement = adjudications.ruled(adjudications.contested(), third_person_adjudicates=False)
    ada = adjudications.promoted(statement.article.project, people.annotator())
    decide_gold(actor=ada, statement=statement, seen=now(statement).version, answers=projects.answers("refuted"))
    assert offered(statement)
    adjudications.ruled(statement, third_person_adjudicates=True)
    assert (people_behind(now(statement).newest), offered(statement)) == (0, False)


def test_labels_that_are_with_their_annotators_again_take_the_answer_back() -> None:
    statement = ready()
    ask_back(actor=people.lead(), statement=statement, seen=now(statement).version, comment="Which half?")
    assert not offered(statement)


def test_calibration_is_never_published() -> None:
    statement = ready()
    article = statement.article
    kind = BatchKind.CALIBRATION
    article.batch = create_batch(actor=people.lead(), project=article.project, name="First week", kind=kind)
    article.save(update_fields=["batch"])
    assert not offered(statement)
