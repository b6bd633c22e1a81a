"""Decisions through the pages of a review: what one does, where it leads, what is refused."""

import uuid

import pytest
from django.test import Client

from annotations.models import Assignment, Decision, Project, Review
from annotations.workflow.annotate import submit
from tests.factories import people, projects
from tests.web.reviewing import address, decision, labels_of, send

pytestmark = pytest.mark.django_db


def test_accepting_leads_to_the_next_row(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[0]
    answer = send(rio, work, label, decision(label, "accept"))
    assert answer.headers["Location"] == address(work) + "?row=2#r-2"
    assert list(Review.objects.values_list("annotation", "decision", "proposed")) == [(label.pk, "accept", None)]


def test_the_last_decision_leads_back_to_the_first_open_row(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[3]
    answer = send(rio, work, label, decision(label, "accept"))
    assert answer.headers["Location"] == address(work) + "?row=1#r-1"


def test_replacing_stores_the_reviewers_answer_beside_the_members(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[1]
    form = decision(label, "accept_with_changes", reason="not_independent", **{"label-verification": "refuted"})
    send(rio, work, label, form)
    stored = Review.objects.get()
    assert (stored.decision, stored.reason, stored.proposed["labels"]) == (
        Decision.ACCEPT_WITH_CHANGES,
        "not_independent",
        {"verification": ["refuted"]},
    )
    assert list(stored.items.values_list("question", "original", "suggested")) == [
        ("verification", ["unverified"], ["refuted"])
    ]
    label.head.refresh_from_db()
    assert label.head.answers["labels"] == {"verification": ["unverified"]}


def test_a_stance_is_typed_as_names_and_propositions(project: Project, work: Assignment, rio: Client) -> None:
    mayor = project.entities.get(canonical_name="Jane Doe")
    label = labels_of(work)[1]
    stances = {
        "stance-0-holder": "Jane Doe",
        "stance-0-target": "The bridge is safe",
        "stance-0-polarity": "favor",
        "stance-1-holder": "",
        "stance-1-target": "",
        "stance-1-polarity": "",
    }
    send(rio, work, label, decision(label, "accept_with_changes", comment="She says so.", **stances))
    proposed = Review.objects.get().proposed
    assert proposed["no_stance"] is False
    assert proposed["stances"] == [
        {
            "holder_kind": "entity",
            "holder": str(mayor.pk),
            "target_kind": "proposition",
            "target": None,
            "target_text": "The bridge is safe",
            "polarity": "favor",
            "intensity": None,
            "explicit": True,
        }
    ]


def test_a_holder_nobody_knows_is_refused_in_place(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[1]
    stances = {"stance-0-holder": "Jon Dow", "stance-0-target": "The bridge", "stance-0-polarity": "favor"}
    answer = send(rio, work, label, decision(label, "accept_with_changes", comment="He says so.", **stances))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "is nobody in this project’s list" in page
    assert all(text in page for text in ('value="Jon Dow"', 'value="The bridge"', "He says so."))
    assert Review.objects.count() == 0


def test_returning_needs_a_reason_or_a_word(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[2]
    assert send(rio, work, label, decision(label, "return")).status_code == 409
    assert send(rio, work, label, decision(label, "return", reason="overread")).status_code == 302
    assert list(Review.objects.values_list("decision", "reason", "proposed")) == [("return", "overread", None)]


def test_a_return_may_carry_a_proposal(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[2]
    form = decision(label, "return", reason="guideline", propose="on", **{"label-verification": "too_vague"})
    send(rio, work, label, form)
    assert Review.objects.get().proposed["labels"] == {"verification": ["too_vague"]}


def test_a_changed_mind_replaces_the_decision_of_the_round(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[0]
    send(rio, work, label, decision(label, "return", comment="Why?"))
    send(rio, work, label, decision(label, "accept"))
    row = rio.get(address(work) + "?row=1").context["sheet"].rows[0]
    assert row.verdict.review.decision == Decision.ACCEPT


def test_a_label_that_changed_since_shows_both_versions_and_nothing_is_decided(project: Project, rio: Client) -> None:
    work = projects.assignment(project)
    first = projects.statements(work)[0]
    old = projects.label(work, first, projects.answers("supported")).revision
    projects.label_all(work, "refuted")
    submit(actor=people.annotator(), assignment=work)
    label = labels_of(work)[0]
    answer = send(rio, work, label, decision(label, "accept") | {"seen": str(old.pk)})
    page = answer.content.decode()
    versions = page[page.index("What you looked at") : page.index("Nothing was decided.")]
    assert answer.status_code == 409
    assert ("Supported" in versions, "Refuted" in versions) == (True, True)
    assert Review.objects.count() == 0


def test_accepting_the_rest_leaves_what_is_decided(work: Assignment, rio: Client) -> None:
    first, *rest = labels_of(work)
    send(rio, work, first, decision(first, "return", comment="Why?"))
    rio.post(address(work, "accept-rest/"), {"seen": [f"{one.pk}:{one.head_id}" for one in rest]})
    assert list(Review.objects.order_by("created_at").values_list("decision", flat=True)) == ["return"] + ["accept"] * 3


def test_accepting_the_rest_is_refused_whole_when_a_label_was_not_seen(work: Assignment, rio: Client) -> None:
    first, *rest = labels_of(work)
    seen = [f"{one.pk}:{one.head_id}" for one in rest] + [f"{first.pk}:{uuid.uuid4()}"]
    answer = rio.post(address(work, "accept-rest/"), {"seen": seen})
    assert answer.status_code == 409
    assert "The label changed since you looked at it." in answer.content.decode()
    assert Review.objects.count() == 0


def test_a_review_is_not_submitted_before_all_is_decided(work: Assignment, rio: Client) -> None:
    page = rio.get(address(work)).content.decode()
    assert "4 statements have no decision yet" in page
    answer = rio.post(address(work, "finish/"))
    assert answer.status_code == 409
    assert "4 statements have no decision yet." in answer.content.decode()


def test_submitting_goes_back_to_the_inbox_and_the_work_to_the_member(work: Assignment, rio: Client) -> None:
    first, *rest = labels_of(work)
    send(rio, work, first, decision(first, "return", comment="Why?"))
    rio.post(address(work, "accept-rest/"), {"seen": [f"{one.pk}:{one.head_id}" for one in rest]})
    answer = rio.post(address(work, "finish/"))
    work.refresh_from_db()
    assert (answer.headers["Location"], work.state) == ("/projects/idlib/review/", "returned")
    assert rio.get("/projects/idlib/review/").context["rows"] == []
