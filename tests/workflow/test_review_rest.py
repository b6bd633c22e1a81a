"""Deciding about all that is left: as many commands for a long article as for a short one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Assignment, Event, Review
from annotations.workflow.errors import Invalid, Stale
from annotations.workflow.review import accept_rest, decide, finish_review, return_rest
from tests.factories import people, projects

pytestmark = pytest.mark.django_db

SHORT = "Rain fell. It stopped.\n"
LONG = SHORT + "The mayor came. He spoke. He left. The river rose. It fell again.\n"


def handed_in(text: str) -> Assignment:
    """An article of these sentences, labelled by Ada and handed in; one review is enough."""
    project = projects.project(slug=f"of-{len(text)}", annotators_per_article=1)
    projects.article(project, text=text)
    return projects.submitted(project)


def commands(act: Callable[[Assignment], object], text: str) -> int:
    """How many commands the act takes."""
    work = handed_in(text)
    with CaptureQueriesContext(connection) as asked:
        act(work)
    return len(asked)


def accepted(work: Assignment) -> None:
    """Rio accepts the rest."""
    accept_rest(actor=people.reviewer(), assignment=work)


def returned(work: Assignment) -> None:
    """Rio returns the rest."""
    return_rest(actor=people.reviewer(), assignment=work, reason="overread")


@pytest.mark.parametrize("act", [accepted, returned])
def test_the_rest_is_decided_in_as_many_commands_whatever_its_length(act: Callable[[Assignment], object]) -> None:
    people.reviewer()
    assert commands(act, SHORT) == commands(act, LONG) == 11


def test_a_finished_review_finds_gold_in_as_many_commands_whatever_its_length() -> None:
    def finished(work: Assignment) -> None:
        accepted(work)
        finish_review(actor=people.reviewer(), assignment=work)

    assert commands(finished, SHORT) == commands(finished, LONG) == 42


def test_what_is_decided_already_stays_and_each_decision_is_told() -> None:
    work = handed_in(LONG)
    first, *others = work.annotations.order_by("statement__start")
    assert first.head_id is not None
    decide(actor=people.reviewer(), annotation=first, seen=first.head_id, decision="return", reason="overread")
    assert accept_rest(actor=people.reviewer(), assignment=work) == len(others) == 6
    by_label = dict(Review.objects.values_list("annotation", "decision"))
    assert by_label == {first.pk: "return"} | {label.pk: "accept" for label in others}
    told = Event.objects.filter(verb="review.decided")
    assert set(told.values_list("object_id", "after__review")) == {
        (annotation, str(review)) for review, annotation in Review.objects.values_list("pk", "annotation")
    }


def test_one_label_that_changed_refuses_all_of_them() -> None:
    work = handed_in(SHORT)
    first, second = work.annotations.order_by("statement__start")
    assert first.head_id is not None
    with pytest.raises(Stale):
        accept_rest(actor=people.reviewer(), assignment=work, seen={first.pk: first.head_id, second.pk: first.pk})
    assert not Review.objects.exists()


def test_labels_are_not_returned_without_a_word() -> None:
    work = handed_in(SHORT)
    with pytest.raises(Invalid) as refused:
        return_rest(actor=people.reviewer(), assignment=work, reason="")
    assert refused.value.extra["field"] == "reason"
    assert not Review.objects.exists()
