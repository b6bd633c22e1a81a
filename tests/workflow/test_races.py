"""Two at once, on real connections: each round starts at a barrier.

``RACE_ROUNDS=200 python3 manage.py test tests/workflow/test_races.py`` runs each race so often.
"""

import os
import threading
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import pytest
from django.db import connection

from annotations.models import Article, Assignment, Revision, Role, User
from annotations.workflow.assign import take_next
from annotations.workflow.errors import WorkflowError
from annotations.workflow.members import change_role
from annotations.workflow.review import open_review
from annotations.workflow.rules import change_project
from annotations.workflow.saving import Save, Saved, one_saved, opened
from tests.factories import people, projects

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = int(os.environ.get("RACE_ROUNDS", "10"))
T = TypeVar("T")


def at_once(acts: Sequence[Callable[[], T]]) -> list[T | WorkflowError]:
    """The results of all acts, begun at the same moment on connections of their own."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], T]) -> T | WorkflowError:
        barrier.wait()
        try:
            return act()
        except WorkflowError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_the_last_place_goes_to_one_of_two() -> None:
    project = projects.project(annotators_per_article=1)
    for number in range(ROUNDS):
        projects.article(project, f"Headline {number}\n\nIt rained all day in town {number}.\n")
        taken = at_once(
            [
                lambda user=user: take_next(actor=user, project=project)
                for user in (people.annotator(), people.second_annotator())
            ]
        )
        assert [type(result).__name__ for result in taken].count("Assignment") == 1
        for assignment in taken:
            if isinstance(assignment, Assignment):
                projects.submit(actor=assignment.annotator, assignment=projects.label_all(assignment))
    assert set(Article.objects.values_list("reserved", "done")) == {(1, 1)}


def at_its_place(*, actor: User, save: Save) -> Saved:
    """The revision of a save whose rows were asked for before."""
    keys = {"assignment": save.assignment, "statement": save.statement, "revision": save.id}
    with opened(actor=actor, **keys) as place:
        return place.take(save)


both_ways = pytest.mark.parametrize("store", [one_saved, at_its_place])


@both_ways
def test_a_double_click_stores_one_revision(store: Callable[..., Saved]) -> None:
    project = projects.project()
    projects.article(project)
    work = projects.assignment(project)
    for statement in projects.statements(work):
        save = Save(uuid.uuid4(), work.pk, statement.pk, 0, projects.answers())
        results = at_once([partial(store, actor=work.annotator, save=save)] * 3)
        assert sorted(result.created for result in results if isinstance(result, Saved)) == [False, False, True]
    assert Revision.objects.count() == 4


@both_ways
def test_two_tabs_with_the_same_base_give_one_winner_and_one_stale(store: Callable[..., Saved]) -> None:
    project = projects.project()
    projects.article(project)
    work = projects.assignment(project)
    statement = projects.statements(work)[0]
    for base in range(ROUNDS):
        saves = [
            Save(uuid.uuid4(), work.pk, statement.pk, base, projects.answers(status))
            for status in ("supported", "refuted")
        ]
        results = at_once([partial(store, actor=work.annotator, save=save) for save in saves])
        assert sorted(getattr(result, "code", "saved") for result in results) == ["saved", "stale"]
    assert list(Revision.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, ROUNDS + 1))


@both_ways
def test_an_answer_and_its_hand_in_never_cross(store: Callable[..., Saved]) -> None:
    project = projects.project()
    projects.article(project)
    work = projects.label_all(projects.assignment(project))
    save = Save(uuid.uuid4(), work.pk, projects.statements(work)[0].pk, 1, projects.answers("refuted"))
    results = at_once(
        [
            partial(store, actor=work.annotator, save=save),
            lambda: projects.submit(actor=work.annotator, assignment=work),
        ]
    )
    stored = Revision.objects.filter(pk=save.id).exists()
    assert [getattr(result, "code", "done") for result in results] == ["done" if stored else "wrong_state", "done"]
    assert set(work.annotations.values_list("state", flat=True)) == {"submitted"}


def test_one_of_two_reviewers_holds_the_review() -> None:
    project = projects.project()
    projects.article(project)
    work = projects.submitted(project)
    member = project.memberships.get(user=people.second_annotator())
    change_role(actor=people.lead(), membership=member, role=Role.REVIEWER)
    results = at_once(
        [
            lambda user=user: open_review(actor=user, assignment=work)
            for user in (people.reviewer(), people.second_annotator())
        ]
    )
    assert sorted(getattr(result, "code", "held") for result in results) == ["held", "wrong_state"]


def test_two_leads_who_demote_each_other_leave_one() -> None:
    project = projects.project()
    rio = project.memberships.get(user=people.reviewer())
    change_role(actor=people.lead(), membership=rio, role=Role.LEAD)
    lea = project.memberships.get(user=people.lead())
    at_once(
        [
            lambda: change_role(actor=people.lead(), membership=rio, role=Role.VIEWER),
            lambda: change_role(actor=people.reviewer(), membership=lea, role=Role.VIEWER),
        ]
    )
    assert project.memberships.filter(role=Role.LEAD, is_active=True).count() == 1


def test_of_two_who_hand_in_at_once_none_waits_for_the_other_for_ever() -> None:
    project = projects.project()
    change_project(actor=people.lead(), project=project, changes={"review_mode": "disagreements"})
    for number in range(ROUNDS):
        projects.town(project, f"Town {number}")
        users = (people.annotator(), people.second_annotator())
        works = [projects.label_all(projects.assignment(project, user)) for user in users]
        at_once([lambda work=work: projects.submit(actor=work.annotator, assignment=work) for work in works])
        assert set(Assignment.objects.values_list("state", "review_choice")) == {("accepted", "passed")}
