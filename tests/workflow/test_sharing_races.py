"""Annotating and sharing out, many at once on real connections; the history is checked after each race.

``RACE_ROUNDS=200 python3 manage.py test tests/workflow/test_sharing_races.py`` runs each race so often.
"""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models.functions import Now

from annotations.models import Article, Assignment, Membership, Project, User
from annotations.workflow.accounts import change_person
from annotations.workflow.annotate import submit
from annotations.workflow.articles import set_places
from annotations.workflow.assign import take_ahead, take_next
from annotations.workflow.drafts import ArticleDraft
from annotations.workflow.give import give, reassign
from annotations.workflow.label_sets import merge_labels, part_labels
from annotations.workflow.leases import heartbeat, release
from annotations.workflow.members import change_role
from annotations.workflow.rules import change_project
from annotations.workflow.store import Prepared, propose, store
from tests.factories import people, projects
from tests.workflow.history import Crew, Log, check_places, codes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = int(os.environ.get("RACE_ROUNDS", "60"))
Muster = Callable[[int], Crew]


@pytest.fixture
def muster() -> Iterator[Muster]:
    """Makes crews and sends them home."""
    crews: list[Crew] = []

    def make(size: int) -> Crew:
        crews.append(Crew(size))
        return crews[-1]

    yield make
    for crew in crews:
        crew.go_home()


def stocked(rounds: int = ROUNDS, **settings: int) -> tuple[Project, list[Article]]:
    """A project with an article of one statement for each round, frozen."""
    project = projects.project(**settings)
    texts = [f"It rained all day in the town of number {number}." for number in range(rounds)]
    prepared = [Prepared(ArticleDraft(text=text), text, propose(text, "en")) for text in texts]
    with transaction.atomic():
        articles = store(actor=people.lead(), project=project, prepared=prepared, freeze=True)
    return project, articles


def long_work() -> Assignment:
    """Ada's work on one article with a statement for each round."""
    text = " ".join(f"It rained all day in the town of number {number}." for number in range(ROUNDS))
    project = projects.project()
    projects.article(project, f"{text}\n")
    return projects.assignment(project)


def over(assignment: Assignment) -> None:
    """The lease has just run out."""
    Assignment.objects.filter(pk=assignment.pk).update(lease_expires_at=Now() - timedelta(seconds=1))


def membership(project: Project, user: User) -> Membership:
    """The person's membership."""
    return Membership.objects.get(project=project, user=user)


def test_the_first_touch_by_ten_clients_stores_one_first_version(muster: Muster) -> None:
    work = long_work()
    crew, log = muster(10), Log()
    for statement in projects.statements(work):
        found = crew.at_once(*[lambda s=statement: log.save(work, s)] * 10)
        assert sorted(codes(found)) == ["done"] + ["stale"] * 9
    log.check()


def test_a_double_click_stores_one_revision(muster: Muster) -> None:
    work = long_work()
    crew, log = muster(2), Log()
    for statement in projects.statements(work):
        key = uuid4()
        saved = crew.at_once(*[lambda s=statement, k=key: log.save(work, s, key=k)] * 2)
        assert sorted(one.created for one in saved) == [False, True]
    log.check()


def test_a_double_click_takes_and_hands_in_one_article(muster: Muster) -> None:
    project, _ = stocked()
    crew, log, ada = muster(2), Log(), people.annotator()
    for _ in range(ROUNDS):
        first, second = crew.at_once(*[lambda: take_next(actor=ada, project=project)] * 2)
        assert first == second
        log.save_all(first)
        assert codes(crew.at_once(*[lambda w=first: submit(actor=ada, assignment=w)] * 2)) == ["done", "done"]
    log.check()


def test_the_last_place_goes_to_one_of_two(muster: Muster) -> None:
    project, _ = stocked(annotators_per_article=1)
    crew, log, users = muster(2), Log(), (people.annotator(), people.second_annotator())
    for _ in range(ROUNDS // 2):
        taken = crew.at_once(*(lambda user=user: take_next(actor=user, project=project) for user in users))
        assert len({one.article_id for one in taken}) == 2
        for one in taken:
            submit(actor=one.annotator, assignment=log.save_all(one))
    assert [take_next(actor=user, project=project) for user in users] == [None, None]
    log.check()


def test_one_free_place_is_given_once_however_many_ask(muster: Muster) -> None:
    project, articles = stocked(annotators_per_article=1)
    crew, users = muster(3), (people.annotator(), people.second_annotator(), people.reviewer())
    Article.objects.update(state="segmented")
    for article in articles:
        Article.objects.filter(pk=article.pk).update(state="frozen")
        found = crew.at_once(*(lambda user=user: take_next(actor=user, project=project) for user in users))
        assert sorted(codes(found)) == ["done", "nothing", "nothing"]
        (work,) = (one for one in found if one is not None)
        release(actor=work.annotator, assignment=work)
        Article.objects.filter(pk=article.pk).update(state="segmented")
    check_places()


def test_work_handed_in_as_its_lease_ends_is_kept_and_counted_once(muster: Muster) -> None:
    project, _ = stocked(annotators_per_article=1)
    crew, log, ada, ben = muster(2), Log(), people.annotator(), people.second_annotator()
    kept = {"done": 0, "wrong_state": 0}
    for _ in range(ROUNDS // 2):
        work = log.save_all(projects.assignment(project, ada))
        over(work)
        handed, taken = crew.at_once(
            lambda w=work: submit(actor=ada, assignment=w), lambda: take_next(actor=ben, project=project)
        )
        (code,) = codes([handed])
        kept[code] += 1
        if code == "wrong_state":  # the lease ended first: the label counts all the same
            (statement,) = projects.statements(work)
            log.save(work, statement, "refuted", base_seq=1)
            submit(actor=ada, assignment=work)
        if taken is not None:
            submit(actor=ben, assignment=log.save_all(taken))
    assert sum(kept.values()) == ROUNDS // 2
    assert Assignment.objects.filter(annotator=ada, state="submitted").count() == ROUNDS // 2
    log.check()


def test_a_lease_that_lasts_never_ends_in_a_full_article(muster: Muster) -> None:
    project, _ = stocked(annotators_per_article=1)
    crew, log, ada, ben = muster(3), Log(), people.annotator(), people.second_annotator()
    for _ in range(ROUNDS // 2):
        work = projects.assignment(project, ada)
        (statement,) = projects.statements(work)
        found = crew.at_once(
            lambda w=work: heartbeat(actor=ada, assignment=w),
            lambda w=work, s=statement: log.save(w, s),
            lambda: take_next(actor=ben, project=project),
        )
        assert codes(found) == ["done", "done", "done"]
        submit(actor=ada, assignment=work)
        submit(actor=ben, assignment=log.save_all(found[2]))
    assert not Assignment.objects.filter(slot__isnull=True).exists()
    log.check()


def test_whoever_loses_their_role_while_handing_in_has_handed_in_or_holds_nothing(muster: Muster) -> None:
    project, _ = stocked()
    crew, log, ada, lea = muster(2), Log(), people.annotator(), people.lead()
    member = membership(project, ada)
    for _ in range(ROUNDS):
        work = log.save_all(projects.assignment(project, ada))
        handed, _ = crew.at_once(
            lambda w=work: submit(actor=ada, assignment=w),
            lambda: change_role(actor=lea, membership=member, role="viewer"),
        )
        state = Assignment.objects.values_list("state", flat=True).get(pk=work.pk)
        assert (codes([handed])[0], state) in (
            ("done", "submitted"),
            ("not_allowed", "released"),
            ("wrong_state", "released"),
        )
        change_role(actor=lea, membership=member, role="annotator")
    log.check()


def test_whoever_loses_their_role_while_taking_holds_nothing(muster: Muster) -> None:
    project, _ = stocked()
    crew, ada, lea = muster(2), people.annotator(), people.lead()
    member = membership(project, ada)
    for _ in range(ROUNDS):
        crew.at_once(
            lambda: take_next(actor=ada, project=project),
            lambda: change_role(actor=lea, membership=member, role="viewer"),
        )
        assert not Assignment.objects.filter(annotator=ada, state="active").exists()
        change_role(actor=lea, membership=member, role="annotator")
    check_places()


def test_a_label_saved_while_its_work_is_handed_in_is_in_it_or_refused(muster: Muster) -> None:
    project, _ = stocked()
    crew, log, ada = muster(2), Log(), people.annotator()
    for _ in range(ROUNDS):
        work = log.save_all(projects.assignment(project, ada))
        (statement,) = projects.statements(work)
        handed, saved = crew.at_once(
            lambda w=work: submit(actor=ada, assignment=w),
            lambda w=work, s=statement: log.save(w, s, "refuted", base_seq=1),
        )
        assert (codes([handed]), codes([saved])[0] in ("done", "wrong_state")) == (["done"], True)
        row = work.annotations.get()
        assert (row.state, row.seq) == ("submitted", 2 if codes([saved]) == ["done"] else 1)
    log.check()


def test_a_label_saved_while_its_label_set_changes_is_stored_whole(muster: Muster) -> None:
    project, _ = stocked()
    crew, log, ada, lea = muster(2), Log(), people.annotator(), people.lead()
    merged, parted = (
        ({"label": "conflicting", "into": "not_enough_evidence"}, merge_labels),
        ({"label": "conflicting"}, part_labels),
    )
    for version, (change, act) in zip(range(1, ROUNDS // 2 + 1), cycle((merged, parted)), strict=False):
        work = projects.assignment(project, ada)
        (statement,) = projects.statements(work)
        found = crew.at_once(
            lambda w=work, s=statement: log.save(w, s),
            lambda v=version, c=change, a=act: a(
                actor=lea, project=project, key="verification_default", base_version=v, **c
            ),
        )
        assert codes(found) == ["done", "done"]
        submit(actor=ada, assignment=work)
    log.check()


def test_an_account_closed_in_the_middle_of_a_request_leaves_whole_acts(muster: Muster) -> None:
    project, _ = stocked()
    crew, log = muster(2), Log()
    ada, opal = people.annotator(), people.operator()

    def active(value: bool) -> None:
        change_person(
            actor=opal, person=ada, display_name="Ada Annotator", email="", is_active=value, is_operator=False
        )

    for _ in range(ROUNDS):
        taken, _ = crew.at_once(
            lambda: take_next(actor=User.objects.get(pk=ada.pk), project=project), lambda: active(False)
        )
        assert codes([taken])[0] in ("done", "not_allowed")
        active(True)
        work = log.save_all(projects.assignment(project, ada))
        submit(actor=ada, assignment=work)
    log.check()


def test_two_leads_who_demote_each_other_leave_one(muster: Muster) -> None:
    project = projects.project()
    lea, rio = (membership(project, user) for user in (people.lead(), people.reviewer()))
    crew = muster(2)
    change_role(actor=people.lead(), membership=rio, role="lead")
    for _ in range(ROUNDS):
        crew.at_once(
            lambda: change_role(actor=people.lead(), membership=rio, role="reviewer"),
            lambda: change_role(actor=people.reviewer(), membership=lea, role="reviewer"),
        )
        left = Membership.objects.select_related("user", "project").get(project=project, role="lead", is_active=True)
        other = lea if left.pk == rio.pk else rio
        change_role(actor=left.user, membership=other, role="lead")


def test_work_that_changes_hands_while_others_take_and_save_is_held_once(muster: Muster) -> None:
    project, _ = stocked(annotators_per_article=1)
    crew, log, lea = muster(4), Log(), people.lead()
    ada, ben, rio = people.annotator(), people.second_annotator(), people.reviewer()
    for _ in range(ROUNDS // 2):
        work = projects.assignment(project, ada)
        (statement,) = projects.statements(work)
        crew.at_once(
            lambda w=work: reassign(actor=lea, assignment=w, annotator=ben),
            lambda w=work, s=statement: log.save(w, s),
            lambda w=work: give(actor=lea, article=w.article, annotator=rio),
            lambda w=work: take_ahead(actor=ada, assignment=w),
        )
        for one in Assignment.objects.select_related("annotator", "article__project").filter(state="active"):
            release(actor=one.annotator, assignment=one)
    log.check()


def test_fewer_places_while_they_are_taken_never_leave_more_than_wanted(muster: Muster) -> None:
    project, articles = stocked(annotators_per_article=2)
    crew, lea = muster(4), people.lead()
    users = (people.annotator(), people.second_annotator())
    for article in articles:
        crew.at_once(
            lambda a=article: set_places(actor=lea, article=a, required=1),
            lambda: change_project(actor=lea, project=project, changes={"annotators_per_article": 2}),
            *(lambda user=user: take_next(actor=user, project=project) for user in users),
        )
        for one in Assignment.objects.select_related("annotator", "article__project").filter(state="active"):
            release(actor=one.annotator, assignment=one)
    check_places()
