"""Work given by name: bound by places, not by limits; it changes hands and comes back, and nothing is doubled."""

import pytest

from annotations.models import Article, Assignment, Event, Membership
from annotations.workflow.batches import create_batch
from annotations.workflow.errors import Duplicate, Invalid, NoPlace, NotAllowed, WrongState
from annotations.workflow.give import give, give_next, reassign
from annotations.workflow.leases import release
from annotations.workflow.members import change_role, remove_member
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


def places(article: Article) -> tuple[int, int, int]:
    """Required, reserved, done."""
    return Article.objects.values_list("required", "reserved", "done").get(pk=article.pk)


def test_what_somebody_gave_back_can_be_given_to_them_again() -> None:
    project = projects.project()
    article = projects.town(project, "Arden")
    work = projects.assignment(project)
    release(actor=people.annotator(), assignment=work)

    given = give(actor=people.lead(), article=article, annotator=people.annotator())

    assert (given, given.state, given.slot, given.lease_expires_at) == (work, "active", 1, None)
    assert places(article) == (2, 1, 0)


def test_work_changes_hands_and_its_place_with_it() -> None:
    project = projects.project(annotators_per_article=1)
    article = projects.town(project, "Arden")
    work = projects.label_all(projects.assignment(project))

    given = reassign(actor=people.lead(), assignment=work, annotator=people.second_annotator())

    work.refresh_from_db()
    assert (work.state, work.annotations.count(), given.slot, places(article)) == ("released", 2, 1, (1, 1, 0))
    released = Event.objects.get(verb="assignment.released")
    assert Event.objects.get(verb="assignment.given").caused_by == released


def test_work_does_not_go_to_somebody_who_had_the_article_and_then_nothing_changes() -> None:
    project = projects.project()
    article = projects.town(project, "Arden")
    projects.submitted(project, people.second_annotator())
    work = projects.assignment(project)

    with pytest.raises(Duplicate):
        reassign(actor=people.lead(), assignment=work, annotator=people.second_annotator())

    work.refresh_from_db()
    assert (work.state, places(article)) == ("active", (2, 2, 1))


def test_work_handed_in_does_not_change_hands() -> None:
    project = projects.project()
    projects.town(project, "Arden")
    work = projects.submitted(project)
    with pytest.raises(WrongState):
        reassign(actor=people.lead(), assignment=work, annotator=people.second_annotator())


def test_several_articles_of_a_batch_are_given_at_once() -> None:
    project = projects.project(annotators_per_article=1)
    batch = create_batch(actor=people.lead(), project=project, name="March")
    for name, where in (("Arden", None), ("Belmont", batch), ("Corvo", batch), ("Dunmore", batch)):
        projects.town(project, name, where)

    given = give_next(actor=people.lead(), project=project, annotator=people.annotator(), count=2, batch=batch)
    rest = give_next(actor=people.lead(), project=project, annotator=people.second_annotator(), count=9)

    assert [[one.article.title for one in part] for part in (given, rest)] == [
        ["News from Belmont", "News from Corvo"],
        ["News from Arden", "News from Dunmore"],
    ]
    assert Event.objects.filter(verb="assignment.given").count() == 4


@pytest.mark.parametrize("count", [0, 501])
def test_a_senseless_number_is_refused(count: int) -> None:
    project = projects.project()
    with pytest.raises(Invalid) as refused:
        give_next(actor=people.lead(), project=project, annotator=people.annotator(), count=count)
    assert refused.value.extra == {"field": "count", "value": count, "rule": "is not between 1 and 500"}


def test_only_leads_give_and_only_to_people_who_label() -> None:
    project = projects.project()
    article = projects.town(project, "Arden")
    for actor, annotator in ((people.reviewer(), people.annotator()), (people.lead(), people.viewer())):
        with pytest.raises(NotAllowed):
            give(actor=actor, article=article, annotator=annotator)
        with pytest.raises(NotAllowed):
            give_next(actor=actor, project=project, annotator=annotator, count=1)


@pytest.mark.parametrize("leaves", ["removed", "viewer"])
def test_whoever_leaves_frees_their_places_and_their_labels_stay(leaves: str) -> None:
    project = projects.project(annotators_per_article=1)
    article = projects.town(project, "Arden")
    given = give(actor=people.lead(), article=article, annotator=people.annotator())
    projects.label_all(given)
    member = Membership.objects.get(project=project, user=people.annotator())

    if leaves == "removed":
        remove_member(actor=people.lead(), membership=member)
    else:
        change_role(actor=people.lead(), membership=member, role="viewer")

    given.refresh_from_db()
    assert (given.state, given.annotations.count(), places(article)) == ("released", 2, (1, 0, 0))
    assert Event.objects.get(verb="assignment.released").caused_by is not None
    assert Assignment.objects.filter(state="active").count() == 0


def test_a_full_article_is_not_given() -> None:
    project = projects.project(annotators_per_article=1)
    article = projects.town(project, "Arden")
    projects.assignment(project)
    with pytest.raises(NoPlace):
        give(actor=people.lead(), article=article, annotator=people.second_annotator())
