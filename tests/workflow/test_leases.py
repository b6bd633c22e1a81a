"""Leases and heartbeats, by the database's clock."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from annotations.models import Article, Assignment
from annotations.workflow.annotate import submit
from annotations.workflow.assign import take_next
from annotations.workflow.errors import Expired, NotAllowed, WrongState
from annotations.workflow.give import give
from annotations.workflow.leases import expire_leases, heartbeat, release
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


def over(assignment: Assignment) -> None:
    """The lease has run out a second ago."""
    Assignment.objects.filter(pk=assignment.pk).update(lease_expires_at=Now() - timedelta(seconds=1))


def test_a_heartbeat_renews_the_lease() -> None:
    project = projects.project()
    projects.town(project, "Arden")
    work = projects.assignment(project)
    over(work)

    kept = heartbeat(actor=people.annotator(), assignment=work)

    left = Assignment.objects.filter(lease_expires_at__gt=Now() + timedelta(minutes=239))
    assert (kept.state, left.count(), expire_leases(project=project)) == ("active", 1, 0)


def test_a_heartbeat_after_the_end_takes_the_place_again_while_it_is_free() -> None:
    project = projects.project(annotators_per_article=1)
    article = projects.town(project, "Arden")
    work = projects.assignment(project)
    over(work)
    expire_leases(project=project)

    kept = heartbeat(actor=people.annotator(), assignment=work)

    assert (kept.state, kept.slot, Article.objects.get(pk=article.pk).reserved) == ("active", 1, 1)


def test_a_heartbeat_is_told_when_another_holds_the_place() -> None:
    project = projects.project(annotators_per_article=1)
    projects.town(project, "Arden")
    work = projects.assignment(project)
    over(work)
    take_next(actor=people.second_annotator(), project=project)

    with pytest.raises(Expired):
        heartbeat(actor=people.annotator(), assignment=work)
    assert Article.objects.get().reserved == 1


def test_a_heartbeat_gives_work_without_an_end_none() -> None:
    project = projects.project()
    given = give(actor=people.lead(), article=projects.town(project, "Arden"), annotator=people.annotator())
    assert heartbeat(actor=people.annotator(), assignment=given).lease_expires_at is None


def test_nobody_keeps_the_work_of_others_or_work_that_is_over() -> None:
    project = projects.project()
    projects.town(project, "Arden")
    work = projects.label_all(projects.assignment(project))
    with pytest.raises(NotAllowed):
        heartbeat(actor=people.second_annotator(), assignment=work)
    submit(actor=people.annotator(), assignment=work)
    with pytest.raises(WrongState):
        heartbeat(actor=people.annotator(), assignment=work)


def test_a_heartbeat_of_work_given_back_is_refused() -> None:
    project = projects.project()
    projects.town(project, "Arden")
    work = projects.assignment(project)
    release(actor=people.annotator(), assignment=work)
    with pytest.raises(Expired):
        heartbeat(actor=people.annotator(), assignment=work)


def test_finished_work_is_handed_in_after_its_lease_ran_out() -> None:
    project = projects.project(annotators_per_article=1)
    article = projects.town(project, "Arden")
    work = projects.label_all(projects.assignment(project))
    over(work)
    expire_leases(project=project)

    late = submit(actor=people.annotator(), assignment=work)

    article.refresh_from_db()
    assert (late.state, late.slot, article.reserved, article.done) == ("submitted", 1, 1, 1)


def test_finished_work_whose_place_another_took_is_handed_in_as_surplus() -> None:
    project = projects.project(annotators_per_article=1)
    article = projects.town(project, "Arden")
    work = projects.label_all(projects.assignment(project))
    over(work)
    take_next(actor=people.second_annotator(), project=project)

    late = submit(actor=people.annotator(), assignment=work)

    article.refresh_from_db()
    assert (late.state, late.slot, article.reserved, article.done) == ("submitted", None, 1, 0)
