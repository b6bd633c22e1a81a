"""The form of a gold answer: words of one annotator or one's own, sources and check questions taken over and edited."""

import uuid
from typing import Any

import pytest
from django.test import Client

from annotations.models import Statement
from tests.factories import adjudications, people, projects
from tests.factories.adjudications import claim, now
from tests.web.visits import signed_in, words

pytestmark = pytest.mark.django_db

SAFE, OPEN = "The bridge is safe.", "The bridge has been open since Monday."
SOURCE = {"id": "9b6f0c1e-6f0e-4d27-9f0a-000000000001", "url": "https://example.org/minutes", "relation": "supports"}
ANSWER = {"text": "Yes", "type": "Boolean", "explanation": "They say so.", "evidence": SOURCE["id"]}


@pytest.fixture
def rio() -> Client:
    """The reviewer's browser."""
    return signed_in(people.reviewer())


def address(statement: Statement, act: str = "") -> str:
    """The page of the statement, or of one act on it."""
    return f"/projects/idlib/adjudicate/{statement.pk}/{act}"


def decide(client: Client, statement: Statement, **data: Any) -> dict[str, Any]:
    """The form sent with what it needs; the body that was decided."""
    answer = client.post(address(statement, "decide/"), {"seen": now(statement).version} | data)
    assert answer.status_code == 302, words(answer)
    return now(statement).newest.answers or {}


def side_of(client: Client, statement: Statement, text: str) -> int:
    """The number of the side that wrote the text."""
    shown = client.get(address(statement)).context["form"].texts[0]
    number: int = next(one.side.number for one in shown.said if one.text == text)
    return number


def test_words_of_one_annotator_are_taken_word_for_word(rio: Client) -> None:
    statement = adjudications.worded((SAFE, OPEN))
    sent = {
        "label-claim_type": "opinion",
        "text-from-claim_text": side_of(rio, statement, OPEN),
        "text-claim_text": "Something that I typed before.",
    }
    assert decide(rio, statement, **sent)["texts"] == {"claim_text": OPEN}


def test_words_of_ones_own_are_decided_where_nobodys_are_taken(rio: Client) -> None:
    statement = adjudications.worded((SAFE, OPEN))
    sent = {"label-claim_type": "opinion", "text-from-claim_text": "", "text-claim_text": "It holds."}
    assert decide(rio, statement, **sent)["texts"] == {"claim_text": "It holds."}
    shown = rio.get(address(statement)).context["form"].texts[0]
    assert (shown.own, shown.is_own, shown.differs) == ("It holds.", True, True)


def test_the_form_opens_with_the_words_only_where_all_agree(rio: Client) -> None:
    for slug, texts, own in (("idlib", (SAFE, OPEN), True), ("other", (SAFE, SAFE), False)):
        statement = adjudications.worded(texts, slug=slug, adjudication_policy="always")
        page = rio.get(address(statement).replace("idlib", slug))
        (shown, _justification) = page.context["form"].texts
        assert (shown.is_own, shown.own) == (own, "")


def test_taking_a_side_takes_its_words(rio: Client) -> None:
    statement = adjudications.worded((SAFE, OPEN))
    for text in (SAFE, OPEN):
        page = rio.get(f"{address(statement)}?take={side_of(rio, statement, text)}")
        chosen = [one.text for one in page.context["form"].texts[0].said if one.chosen]
        assert chosen == [text]


@pytest.fixture
def sourced() -> Statement:
    """Ada says supported with a source and a check question; Ben refuted, with nothing."""
    project = projects.project(annotators_per_article=2)
    projects.article(project)
    checks = [{"text": "Is it safe?", "answers": [ANSWER]}]
    adjudications.labelled(project, "ada", projects.answers("supported", evidence=[SOURCE], checks=checks))
    adjudications.labelled(project, "ben", projects.answers("refuted"))
    return adjudications.project_statements(project)[0]


def grounds(**changed: Any) -> dict[str, Any]:
    """The fields of the source and of the check question as the page has them."""
    return {
        "label-verification": "supported",
        "stance-0-holder": "",
        "stance-0-target": "",
        "stance-0-polarity": "no_stance",
        "evidence-0-id": SOURCE["id"],
        "evidence-0-url": SOURCE["url"],
        "evidence-0-relation": "supports",
        "evidence-0-medium": "web_text",
        "evidence-0-set": "1",
        "check-0-text": "Is it safe?",
        "check-0-answer-0-type": "Boolean",
        "check-0-answer-0-text": "Yes",
        "check-0-answer-0-explanation": "They say so.",
        "check-0-answer-0-evidence": SOURCE["id"],
    } | changed


def test_the_form_opens_with_everybodys_sources_and_check_questions(rio: Client, sourced: Statement) -> None:
    form = rio.get(address(sourced)).context["form"]
    assert [one.get("url", "") for one in form.form.evidence] == [SOURCE["url"], ""]
    assert [one.get("text", "") for one in form.checks] == ["Is it safe?", ""]
    assert [answer["name"] for answer in form.checks[0]["answers"]] == ["check-0-answer-0", "check-0-answer-1"]


def test_the_page_offers_what_a_source_does_and_what_kind_an_answer_is(rio: Client, sourced: Statement) -> None:
    shown = rio.get(address(sourced)).content.decode()
    for option in ('value="refutes"', 'value="web_table"', 'value="Unanswerable"', 'value="unrelated_to_claim"'):
        assert option in shown


def test_check_questions_are_edited_added_and_left_out(rio: Client, sourced: Statement) -> None:
    kept = decide(rio, sourced, **grounds(**{"check-0-answer-0-explanation": "The minutes do."}))
    assert kept["checks"][0]["answers"][0]["explanation"] == "The minutes do."
    added = {"check-1-text": "Who says so?", "check-1-answer-0-type": "Unanswerable"}
    assert [one["text"] for one in decide(rio, sourced, **grounds(**added))["checks"]] == [
        "Is it safe?",
        "Who says so?",
    ]
    gone = {f"check-0-{name}": "" for name in ("text", "answer-0-text", "answer-0-explanation", "answer-0-evidence")}
    assert "checks" not in decide(rio, sourced, **grounds(**gone))


def test_a_source_that_an_answer_still_names_is_not_left_out_by_accident(rio: Client, sourced: Statement) -> None:
    data = {"seen": now(sourced).version} | grounds(**{"evidence-0-url": ""})
    answer = rio.post(address(sourced, "decide/"), data)
    assert answer.status_code == 409
    assert "is no evidence of these answers" in words(answer)
    assert now(sourced).seq == 1


def test_the_page_says_whether_the_answer_may_be_published(rio: Client) -> None:
    statement = adjudications.ruled(adjudications.contested(), approvals_required=2)
    body = {"label-verification": "refuted", "stance-0-target": "", "stance-0-polarity": "no_stance"}
    decide(rio, statement, **body)
    assert "Not to be published yet" in words(rio.get(address(statement)))
    lea = signed_in(people.lead())
    lea.post(address(statement, "approve/"), {"seen": now(statement).version})
    page = words(lea.get(address(statement)))
    assert ("2 people stand behind it, 2 needed" in page, "May be published" in page) == (True, True)
    listed = lea.get("/projects/idlib/adjudicate/?state=publishable").context["rows"]
    assert statement.pk in {row.statement_id for row, *_ in listed}


def test_words_are_a_matter_of_the_api_too() -> None:
    statement = adjudications.worded((SAFE, OPEN))
    lea = signed_in(people.lead())
    path = f"/api/v1/statements/{statement.pk}/adjudication"
    made = lea.post(
        path,
        {"answers": claim(OPEN)},
        content_type="application/json",
        headers={"If-Match": f'"{now(statement).version}"'},
    )
    assert made.status_code == 201
    (shown,) = made.json()["texts"]
    assert uuid.UUID(shown.pop("taken_from")) in now(statement).basis
    assert shown == {
        "question": "claim_text",
        "text": OPEN,
        "method": "adjudicated",
        "n_written": 2,
        "n_annotations": 2,
    }
