"""A decision may name the answers it is about: one question, or one stance of several; the rest is accepted."""

import pytest

from annotations.models import Annotation, Assignment, Project, Review
from annotations.workflow.annotate import submit
from annotations.workflow.errors import Invalid
from annotations.workflow.review import accept_rest, finish_review
from annotations.workflow.review_proposal import Named
from tests.factories import people, projects
from tests.factories.reviews import judge, two_sides

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    """One annotator is enough here."""
    made = projects.project(annotators_per_article=1)
    projects.article(made)
    return made


@pytest.fixture
def label(project: Project) -> Annotation:
    """Ada sees two stances in the second statement, and holds it to be refuted."""
    work = projects.assignment(project)
    for number, statement in enumerate(projects.statements(work)):
        projects.label(work, statement, two_sides(project) if number == 1 else None)
    submit(actor=work.annotator, assignment=work)
    return work.annotations.select_related("head", "assignment").get(statement=projects.statements(work)[1])


def items(review: Review) -> list[tuple[str, int | None, bool]]:
    """Which answers the review is about, and whether it proposes another."""
    return list(review.items.values_list("question", "part", "proposes"))


def test_one_stance_of_two_is_returned_and_the_rest_accepted(label: Annotation) -> None:
    review = judge(label, "return", Named("stance", 1))
    assert (review.is_partial, items(review)) == (True, [("stance", 1, False)])
    named = review.items.get().original["stances"]
    assert [one["target_text"] for one in named] == ["The bridge is safe"]


def test_a_return_may_propose_for_one_answer_and_only_name_another(project: Project, label: Annotation) -> None:
    proposed = two_sides(project, "favor", "against")
    review = judge(label, "return", Named("stance", 1), Named("verification"), proposed=proposed)
    assert items(review) == [("stance", 1, True), ("verification", None, False)]


def test_without_a_name_the_whole_label_is_meant(label: Annotation) -> None:
    review = judge(label, "return")
    assert (review.is_partial, items(review)) == (False, [])


def test_replacing_one_stance_is_told_as_that_stance(project: Project, label: Annotation) -> None:
    review = judge(label, "accept_with_changes", proposed=two_sides(project, "favor", "against"))
    assert items(review) == [("stance", 1, True)]


@pytest.mark.parametrize(
    ("decision", "about", "field"),
    [
        ("accept", Named("stance"), "about"),
        ("return", Named("mood"), "about[0].question"),
        ("return", Named("stance", 2), "about[0].part"),
        ("return", Named("verification", 0), "about[0].part"),
    ],
)
def test_a_name_that_is_none_is_refused_and_nothing_decided(
    label: Annotation, decision: str, about: Named, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        judge(label, decision, about)
    assert refusal.value.extra["field"] == field
    assert not Review.objects.exists()


def test_a_proposal_changes_nothing_but_what_is_named(project: Project, label: Annotation) -> None:
    with pytest.raises(Invalid) as refusal:
        judge(label, "return", Named("stance", 1), proposed=two_sides(project, status="supported"))
    assert (refusal.value.extra["field"], refusal.value.extra["value"]) == ("proposed", "verification")


def test_the_annotator_answers_a_partial_return_like_any_other(label: Annotation) -> None:
    judge(label, "return", Named("stance", 0))
    accept_rest(actor=people.reviewer(), assignment=label.assignment)
    assert finish_review(actor=people.reviewer(), assignment=label.assignment).state == "returned"
    work = Assignment.objects.get()
    assert sorted(work.annotations.values_list("state", flat=True)) == ["accepted", "accepted", "accepted", "returned"]
