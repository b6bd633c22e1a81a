"""Judging single answers on the pages: picked by the reviewer, read by the annotator, counted by question."""

from typing import Any

import pytest
from django.test import Client

from annotations.models import Annotation, Assignment, Project, Review
from annotations.workflow.review import accept_rest, finish_review
from annotations.workflow.review_proposal import Named
from tests.factories import people, projects
from tests.factories.reviews import judge, two_sides
from tests.web.reviewing import address, decision, labels_of, send
from tests.web.visits import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    """One annotator is enough here."""
    made = projects.project(annotators_per_article=1)
    projects.article(made)
    return made


@pytest.fixture
def work(project: Project) -> Assignment:
    """Ada's labels: two stances on the first statement."""
    taken = projects.label_all(projects.assignment(project))
    projects.label(taken, projects.statements(taken)[0], two_sides(project))
    return projects.submit(actor=taken.annotator, assignment=taken)


def returned(label: Annotation, *about: str) -> dict[str, Any]:
    """The form of a return for those answers."""
    return decision(label, "return", reason="overread", about=about)


def closed(work: Assignment) -> None:
    """Rio accepts the rest and finishes."""
    accept_rest(actor=people.reviewer(), assignment=work)
    finish_review(actor=people.reviewer(), assignment=work)


def test_the_form_offers_each_answer_of_the_label_by_name(work: Assignment, rio: Client) -> None:
    rows = rio.get(address(work)).context["rows"]
    offered = [
        [(one.value, [str(mark.name) for mark in one.marks], one.detail) for one in row.form.answers] for row in rows
    ]
    assert offered[:2] == [
        [
            ("stance:0", ["Favor"], "Jane Doe"),
            ("stance:1", ["Favor"], "The bridge is safe"),
            ("verification", ["Refuted"], ""),
        ],
        [("stance", ["No stance"], ""), ("verification", ["Unverified"], "")],
    ]


def test_a_picked_stance_is_returned_alone_and_stays_picked(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[0]
    send(rio, work, label, returned(label, "stance:1"))
    assert list(Review.objects.get().items.values_list("question", "part", "proposes")) == [("stance", 1, False)]
    answer = rio.get(address(work) + "?row=1")
    assert [one.checked for one in answer.context["rows"][0].form.answers] == [False, True, False]
    assert "the rest accepted" in answer.content.decode()


@pytest.mark.parametrize("name", ["stance:9", "stance:x", ":", "mood"])
def test_an_answer_that_is_none_is_refused_in_place(work: Assignment, rio: Client, name: str) -> None:
    label = labels_of(work)[0]
    assert send(rio, work, label, returned(label, name)).status_code == 409
    assert Review.objects.count() == 0


def test_the_annotator_reads_which_answers_are_meant(work: Assignment) -> None:
    label = labels_of(work)[0]
    judge(label, "return", Named("stance", 1), Named("verification"))
    closed(work)
    page = signed_in(people.annotator()).get(f"/assignments/{work.pk}/").content.decode()
    assert '<p class="hint" data-about>Only: <span data-about-what>Stance 2, Verification</span></p>' in page


def test_feedback_counts_by_answer_and_by_pair_of_labels(project: Project, work: Assignment, rio: Client) -> None:
    first, second, *_rest = labels_of(work)
    judge(first, "accept_with_changes", proposed=two_sides(project, "favor", "against"))
    send(rio, work, second, returned(second, "verification"))
    closed(work)
    answer = signed_in(people.annotator()).get("/projects/idlib/outcome/")
    summary = answer.context["summary"]
    assert [(str(one.title), one.replaced, one.returned) for one in summary.fields] == [
        ("Stance", 1, 0),
        ("Verification", 0, 1),
    ]
    pairs = [([m.key for m in pair.was], [m.key for m in pair.becomes], pair.count) for pair in summary.pairs]
    assert pairs == [(["favor"], ["against"], 1)]
    assert "the rest accepted" in answer.content.decode()
