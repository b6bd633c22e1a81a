"""Giving out work: each place once, nobody twice, nothing stuck."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from annotations.models import Article, Assignment, Event
from annotations.workflow.assign import take_next
from annotations.workflow.errors import Duplicate, NoPlace, NotAllowed, WrongState
from annotations.workflow.give import give
from annotations.workflow.leases import expire_leases, release
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


def test_two_places_are_taken_by_two_people_and_no_third() -> None:
    project = projects.project(annotators_per_article=2)
    projects.article(project)
    slots = [projects.assignment(project, user).slot for user in (people.annotator(), people.second_annotator())]
    assert slots == [1, 2]
    assert take_next(actor=people.reviewer(), project=project) is None


def test_work_in_hand_comes_back_before_anything_new() -> None:
    project = projects.project()
    projects.article(project)
    projects.article(project, "Another headline\n\nIt rained all day in Paris.\n")
    assert projects.assignment(project) == projects.assignment(project)
    assert Assignment.objects.count() == 1


def test_the_more_urgent_article_is_given_out_first() -> None:
    project = projects.project()
    projects.article(project)
    urgent = projects.article(project, "Urgent headline\n\nThe dam broke at noon.\n")
    Article.objects.filter(pk=urgent.pk).update(priority=5)
    assert projects.assignment(project).article == urgent


def test_an_article_that_is_not_frozen_is_not_given_out() -> None:
    project = projects.project()
    projects.article(project, frozen=False)
    assert take_next(actor=people.annotator(), project=project) is None


def test_a_viewer_takes_no_work() -> None:
    with pytest.raises(NotAllowed):
        take_next(actor=people.viewer(), project=projects.project())


def test_a_lease_that_ran_out_frees_the_place_for_somebody_else() -> None:
    project = projects.project(annotators_per_article=1)
    projects.article(project)
    late = projects.assignment(project)
    Assignment.objects.filter(pk=late.pk).update(lease_expires_at=Now() - timedelta(seconds=1))
    assert projects.assignment(project, people.second_annotator()).slot == 1
    late.refresh_from_db()
    assert late.state == "expired"
    assert Event.objects.get(verb="assignment.expired").object_id == late.pk
    assert expire_leases(project=project) == 0


def test_a_place_given_back_can_be_taken_again_by_others_only() -> None:
    project = projects.project(annotators_per_article=1)
    projects.article(project)
    release(actor=people.annotator(), assignment=projects.assignment(project))
    assert take_next(actor=people.annotator(), project=project) is None
    assert projects.assignment(project, people.second_annotator()).slot == 1


def test_a_lead_gives_an_article_to_somebody_without_an_end() -> None:
    project = projects.project()
    given = give(actor=people.lead(), article=projects.article(project), annotator=people.annotator())
    assert (given.slot, given.lease_expires_at) == (1, None)


def test_nobody_gets_the_same_article_twice() -> None:
    project = projects.project()
    article = projects.article(project)
    give(actor=people.lead(), article=article, annotator=people.annotator())
    with pytest.raises(Duplicate):
        give(actor=people.lead(), article=article, annotator=people.annotator())


def test_a_full_article_has_no_place() -> None:
    project = projects.project(annotators_per_article=1)
    article = projects.article(project)
    give(actor=people.lead(), article=article, annotator=people.annotator())
    with pytest.raises(NoPlace):
        give(actor=people.lead(), article=article, annotator=people.second_annotator())


def test_only_a_lead_gives_out_articles() -> None:
    project = projects.project()
    with pytest.raises(NotAllowed):
        give(actor=people.reviewer(), article=projects.article(project), annotator=people.annotator())


def test_submitted_work_is_not_given_back() -> None:
    project = projects.project()
    projects.article(project)
    with pytest.raises(WrongState):
        release(actor=people.annotator(), assignment=projects.submitted(project))
