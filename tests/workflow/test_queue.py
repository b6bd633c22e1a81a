"""Which article comes next: priorities, batches, shares, limits, versions, one article ahead."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from annotations.models import Article, Assignment, BatchKind, Event, Membership, Project, User
from annotations.queries.next_work import next_work
from annotations.workflow.annotate import submit
from annotations.workflow.assign import take_ahead, take_next
from annotations.workflow.batches import change_batch, create_batch, set_share
from annotations.workflow.drafts import ArticleDraft
from annotations.workflow.errors import NotAllowed
from annotations.workflow.freeze import freeze
from annotations.workflow.limits import set_limits
from annotations.workflow.rules import change_project
from annotations.workflow.segmentation import Segmentation
from annotations.workflow.store import Prepared, propose, store
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


def taken_by(user: User, project: Project) -> str | None:
    """The title of what the person takes and hands in."""
    work = take_next(actor=user, project=project)
    if work is None:
        return None
    submit(actor=user, assignment=projects.label_all(work))
    return work.article.title


def membership(user: User, project: Project) -> Membership:
    """The person's membership."""
    return Membership.objects.get(user=user, project=project)


def limit(user: User, project: Project, **limits: int | None) -> None:
    """Sets a member's limits; those that are not named are the project's."""
    wanted = {"open_limit": None, "total_limit": None, "daily_limit": None} | limits
    set_limits(actor=people.lead(), member=membership(user, project), **wanted)


def newer_version(article: Article, text: str) -> Article:
    """A changed text that replaces the article."""
    split: Segmentation = propose(text, "en")
    prepared = Prepared(ArticleDraft(text=text), text, split, replaces=article)
    made = store(actor=people.lead(), project=article.project, prepared=[prepared])[0]
    return freeze(actor=people.lead(), article=made)


def test_a_batch_of_higher_priority_comes_first_and_its_articles_follow_a_change() -> None:
    project = projects.project()
    soon = create_batch(actor=people.lead(), project=project, name="Soon", priority=5)
    later = create_batch(actor=people.lead(), project=project, name="Later", priority=1)
    for name, batch in (("Arden", None), ("Belmont", later), ("Corvo", soon), ("Dunmore", later)):
        projects.town(project, name, batch)
    ada = people.annotator()

    first = taken_by(ada, project)
    change_batch(actor=people.lead(), batch=later, priority=-3)

    assert [first, *(taken_by(ada, project) for _ in range(4))] == [
        "News from Corvo",
        "News from Arden",
        "News from Belmont",
        "News from Dunmore",
        None,
    ]


def test_everybody_gets_calibration_first_however_many_they_are() -> None:
    project = projects.project(annotators_per_article=1)
    together = create_batch(actor=people.lead(), project=project, name="Together", kind=BatchKind.CALIBRATION)
    projects.town(project, "Arden")
    calibration = projects.town(project, "Belmont", together)

    titles = [taken_by(user, project) for user in (people.annotator(), people.second_annotator(), people.reviewer())]

    calibration.refresh_from_db()
    assert titles == ["News from Belmont"] * 3
    assert (calibration.required, calibration.reserved, calibration.done, calibration.state) == (3, 3, 3, "labelled")


def test_a_share_of_a_batch_is_not_exceeded() -> None:
    project = projects.project()
    batch = create_batch(actor=people.lead(), project=project, name="March")
    for name in ("Arden", "Belmont", "Corvo", "Dunmore"):
        projects.town(project, name, batch)
    projects.town(project, "Elmira")
    ada = people.annotator()
    set_share(actor=people.lead(), batch=batch, member=membership(ada, project), percent=50)

    assert [taken_by(ada, project) for _ in range(4)] == [
        "News from Arden",
        "News from Belmont",
        "News from Elmira",
        None,
    ]


@pytest.mark.parametrize(("name", "why"), [("total_limit", "total"), ("daily_limit", "daily")])
def test_a_limit_ends_what_a_person_takes_and_says_so(name: str, why: str) -> None:
    project = projects.project()
    for town in ("Arden", "Belmont", "Corvo"):
        projects.town(project, town)
    ada = people.annotator()
    limit(ada, project, **{name: 2})

    assert [taken_by(ada, project) for _ in range(3)] == ["News from Arden", "News from Belmont", None]
    assert next_work(ada, project).why == why


def test_the_limit_of_a_member_goes_before_that_of_the_project() -> None:
    project = projects.project()
    for town in ("Arden", "Belmont"):
        projects.town(project, town)
    change_project(actor=people.lead(), project=project, changes={"total_limit": 1})
    limit(people.annotator(), project, total_limit=5)

    found = [[taken_by(user, project) for _ in range(2)] for user in (people.annotator(), people.second_annotator())]

    assert found == [["News from Arden", "News from Belmont"], ["News from Arden", None]]


def test_what_was_taken_on_other_days_does_not_count_today() -> None:
    project = projects.project()
    for town in ("Arden", "Belmont"):
        projects.town(project, town)
    limit(people.annotator(), project, daily_limit=1)
    taken_by(people.annotator(), project)
    Assignment.objects.update(created_at=Now() - timedelta(days=2))

    assert taken_by(people.annotator(), project) == "News from Belmont"


def test_nobody_gets_a_newer_version_of_what_they_have_read() -> None:
    project = projects.project(annotators_per_article=3)
    article = projects.town(project, "Arden")
    taken_by(people.annotator(), project)
    second = newer_version(article, "News from Arden\n\nIt rained all night in Arden.\n")
    taken_by(people.second_annotator(), project)
    third = newer_version(second, "News from Arden\n\nIt rained all week in Arden.\n")

    work = take_next(actor=people.reviewer(), project=project)

    assert (third.first_version, work and work.article) == (article, third)
    assert [take_next(actor=user, project=project) for user in (people.annotator(), people.second_annotator())] == [
        None,
        None,
    ]


def test_one_article_is_taken_ahead_and_no_second() -> None:
    project = projects.project()
    for town in ("Arden", "Belmont", "Corvo"):
        projects.town(project, town)
    ada, now = people.annotator(), projects.assignment(project)

    ahead = take_ahead(actor=ada, assignment=now)
    again = take_ahead(actor=ada, assignment=now)

    assert ahead is not None
    assert ahead.article.title == "News from Belmont"
    assert again == ahead
    assert ahead.lease_expires_at is not None
    assert take_next(actor=ada, project=project) == now
    submit(actor=ada, assignment=projects.label_all(now))
    assert take_next(actor=ada, project=project) == ahead


def test_nothing_is_taken_ahead_beyond_the_limit_of_open_articles() -> None:
    project = projects.project()
    for town in ("Arden", "Belmont"):
        projects.town(project, town)
    change_project(actor=people.lead(), project=project, changes={"open_limit": 1})

    assert take_ahead(actor=people.annotator(), assignment=projects.assignment(project)) is None


def test_only_its_annotator_goes_on_from_an_assignment() -> None:
    project = projects.project()
    projects.town(project, "Arden")
    with pytest.raises(NotAllowed):
        take_ahead(actor=people.second_annotator(), assignment=projects.assignment(project))


def test_coming_back_to_work_whose_lease_ran_out_renews_it() -> None:
    project = projects.project(annotators_per_article=1)
    projects.town(project, "Arden")
    late = projects.assignment(project)
    Assignment.objects.update(lease_expires_at=Now() - timedelta(seconds=1))

    again = take_next(actor=people.annotator(), project=project)

    assert again == late
    assert Assignment.objects.filter(lease_expires_at__gt=Now(), state="active").count() == 1


def test_work_that_ran_out_is_resumed_by_who_began_it_while_its_place_is_free() -> None:
    project = projects.project(annotators_per_article=1)
    projects.town(project, "Arden")
    late = projects.assignment(project)
    Assignment.objects.update(state="expired", lease_expires_at=None)
    Article.objects.update(reserved=0)

    resumed = take_next(actor=people.annotator(), project=project)

    assert resumed == late
    assert resumed is not None
    assert resumed.state == "active"
    assert Event.objects.filter(verb="assignment.taken", object_id=late.pk).count() == 2
