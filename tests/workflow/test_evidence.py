"""Saving evidence, check questions and texts: rows beside the body, drafts where something is missing."""

import uuid
from typing import Any

import pytest

from annotations.models import (
    AnnotationState,
    Assignment,
    CheckAnswer,
    CheckQuestion,
    Evidence,
    EvidenceLink,
    Project,
    Statement,
)
from annotations.workflow.annotate import Saved, save_revision
from annotations.workflow.errors import Invalid, WrongState
from annotations.workflow.reply import reply
from annotations.workflow.review import decide, finish_review, open_review
from tests.factories import people, projects

pytestmark = pytest.mark.django_db

ONE, TWO = "4b6f7c3e-5f0e-4c0f-9a54-0c1f6f5f2a01", "4b6f7c3e-5f0e-4c0f-9a54-0c1f6f5f2a02"
SOURCE = {
    "id": ONE, "url": "https://stats.example/rents", "relation": "supports", "title": "Rents by year",
    "quote": "Rents rose by 31 per cent.", "published_at": "2020-01-31", "medium": "web_table", "set": 2,
}  # fmt: skip
OTHER = {"id": TWO, "url": "https://registry.example/leases", "relation": "refutes"}


@pytest.fixture
def newsroom() -> Project:
    """A newsroom with one article."""
    made = projects.project(protocol="newsroom", annotators_per_article=2)
    projects.article(made, url="https://news.example/bridge")
    return made


@pytest.fixture
def work(newsroom: Project) -> Assignment:
    """Ada's reading of it."""
    return projects.assignment(newsroom)


@pytest.fixture
def statement(work: Assignment) -> Statement:
    """Its first statement."""
    return projects.statements(work)[0]


def news(verdict: str = "supported", **more: Any) -> dict[str, Any]:
    return {"labels": {"check_worthiness": ["cfs"], "verification": [verdict]}, "no_stance": True, **more}


def links(saved: Saved) -> list[tuple[str, str, int]]:
    rows = EvidenceLink.objects.filter(revision=saved.revision)
    return list(rows.values_list("evidence__url", "relation", "set_no"))


def test_evidence_stands_in_rows(work: Assignment, statement: Statement) -> None:
    saved = projects.label(work, statement, news(evidence=[SOURCE, OTHER]))
    assert links(saved) == [("https://registry.example/leases", "refutes", 1), (SOURCE["url"], "supports", 2)]
    row = Evidence.objects.get(url=SOURCE["url"])
    assert (row.title, row.quote, row.medium, str(row.published_at)) == (
        "Rents by year", "Rents rose by 31 per cent.", "web_table", "2020-01-31",
    )  # fmt: skip


def test_the_same_evidence_in_the_next_revision_is_the_same_row(work: Assignment, statement: Statement) -> None:
    projects.label(work, statement, news(evidence=[SOURCE]))
    again = projects.label(work, statement, news("refuted", evidence=[{**SOURCE, "relation": "refutes", "set": 1}]))
    assert Evidence.objects.count() == 1
    assert links(again) == [(SOURCE["url"], "refutes", 1)]


def test_other_words_are_another_row_and_the_old_revision_keeps_its_own(work: Assignment, statement: Statement) -> None:
    first = projects.label(work, statement, news(evidence=[SOURCE]))
    second = projects.label(work, statement, news(evidence=[{**SOURCE, "quote": "Rents rose."}]))
    assert [link.evidence.quote for link in first.revision.evidence_links.all()] == ["Rents rose by 31 per cent."]
    assert [link.evidence.quote for link in second.revision.evidence_links.all()] == ["Rents rose."]


def test_another_project_has_rows_of_its_own(work: Assignment, statement: Statement) -> None:
    projects.label(work, statement, news(evidence=[SOURCE]))
    elsewhere = projects.project("elsewhere", protocol="newsroom")
    projects.article(elsewhere)
    there = projects.assignment(elsewhere)
    projects.label(there, projects.statements(there)[0], news(evidence=[SOURCE]))
    assert {row.project.slug for row in Evidence.objects.all()} == {"idlib", "elsewhere"}


def test_check_questions_stand_in_rows(work: Assignment, statement: Statement) -> None:
    answers = [
        {"type": "Boolean", "text": "Yes", "explanation": "Nine to four.", "evidence": ONE},
        {"type": "Unanswerable", "problems": ["not_understandable"]},
    ]
    checks = [
        {"text": "Did they vote?", "answers": answers},
        {"text": "Who counted?", "problems": ["unrelated_to_claim"]},
    ]
    projects.label(work, statement, news(evidence=[SOURCE], checks=checks))
    assert list(CheckQuestion.objects.values_list("index", "text", "problems")) == [
        (0, "Did they vote?", []),
        (1, "Who counted?", ["unrelated_to_claim"]),
    ]
    rows = CheckAnswer.objects.values_list(
        "question__index", "index", "answer_type", "text", "boolean_explanation", "evidence__title", "problems"
    )
    assert list(rows) == [
        (0, 0, "Boolean", "Yes", "Nine to four.", "Rents by year", []),
        (0, 1, "Unanswerable", "No answer could be found.", "", None, ["not_understandable"]),
    ]


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (news(), AnnotationState.DRAFT),
        (news(evidence=[{**SOURCE, "url": "https://www.news.example/bridge"}]), AnnotationState.DRAFT),
        (news(evidence=[SOURCE]), AnnotationState.COMPLETE),
        (news("not_enough_evidence"), AnnotationState.DRAFT),
        (news("not_enough_evidence", searches="The council's archive."), AnnotationState.COMPLETE),
    ],
)
def test_what_lacks_something_is_kept_as_a_draft(
    work: Assignment, statement: Statement, body: dict[str, Any], state: str
) -> None:
    saved = projects.label(work, statement, body)
    assert saved.annotation.state == state
    assert saved.revision.is_complete is (state == AnnotationState.COMPLETE)


def test_a_replay_writes_nothing_twice(work: Assignment, statement: Statement) -> None:
    key = uuid.uuid4()
    sent = {"actor": work.annotator, "assignment": work, "statement": statement, "revision_id": key, "base_seq": 0}
    body = news(evidence=[SOURCE], checks=[{"text": "Who?", "answers": [{"type": "Unanswerable"}]}])
    first = save_revision(**sent, body=body)
    again = save_revision(**sent, body={**body, "comment": "  "})
    assert (first.created, again.created) == (True, False)
    assert (EvidenceLink.objects.count(), CheckAnswer.objects.count()) == (1, 1)


def test_a_bad_address_stores_nothing(work: Assignment, statement: Statement) -> None:
    with pytest.raises(Invalid) as error:
        projects.label(work, statement, news(evidence=[SOURCE, {**OTHER, "url": "java\tscript:alert(1)"}]))
    assert error.value.extra["field"] == "answers.evidence[1].url"
    assert Evidence.objects.count() == 0
    assert work.annotations.count() == 0


def handed_in(work: Assignment) -> Assignment:
    """Every statement supported by one source, handed in and opened by the reviewer."""
    for one in projects.statements(work):
        projects.label(work, one, news(evidence=[SOURCE], comment="See the table."))
    projects.submit(actor=work.annotator, assignment=work)
    return open_review(actor=people.reviewer(), assignment=work)


def judge(work: Assignment, decision: str, proposed: dict[str, Any]) -> Any:
    annotation = work.annotations.order_by("statement__start").first()
    return decide(
        actor=people.reviewer(),
        annotation=annotation,
        seen=annotation.head_id,
        decision=decision,
        reason="guideline",
        proposed=proposed,
    )


def test_a_reviewer_cannot_replace_a_verdict_by_one_without_evidence(work: Assignment) -> None:
    handed_in(work)
    with pytest.raises(Invalid, match="lacks what an answer needs"):
        judge(work, "accept_with_changes", news("refuted"))


def test_other_evidence_alone_is_a_change(work: Assignment) -> None:
    handed_in(work)
    review = judge(work, "accept_with_changes", news(evidence=[SOURCE, OTHER]))
    (item,) = review.items.all()
    assert (item.question, [one["id"] for one in item.original], [one["id"] for one in item.suggested]) == (
        "evidence", [ONE], [ONE, TWO],
    )  # fmt: skip


def test_a_taken_proposal_brings_its_evidence_along(work: Assignment) -> None:
    handed_in(work)
    review = judge(work, "return", news("refuted", evidence=[OTHER]))
    for annotation in list(work.annotations.order_by("statement__start"))[1:]:
        decide(actor=people.reviewer(), annotation=annotation, seen=annotation.head_id, decision="accept")
    finish_review(actor=people.reviewer(), assignment=work)
    answer = reply(actor=work.annotator, review=review, action="taken", revision_id=uuid.uuid4())
    assert answer.revision is not None
    assert [link.evidence.url for link in answer.revision.evidence_links.all()] == [OTHER["url"]]


def test_work_with_a_draft_is_not_handed_in(work: Assignment) -> None:
    for one in projects.statements(work):
        projects.label(work, one, news())
    with pytest.raises(WrongState, match="statements have no answer yet"):
        projects.submit(actor=work.annotator, assignment=work)
