"""Each protocol through the pages, without a script: answered, handed in, reviewed, and read by its author."""

import uuid
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client

from annotations.models import Annotation, AnnotationState, Assignment, Review, Revision
from tests.factories import people, projects
from tests.web.visits import signed_in, words

pytestmark = pytest.mark.django_db

ONE, TWO = "4b6f7c3e-5f0e-4c0f-9a54-0c1f6f5f2a01", "4b6f7c3e-5f0e-4c0f-9a54-0c1f6f5f2a02"
OWN = "https://news.example/bridge"
SOURCE = {
    "evidence-0-id": ONE, "evidence-0-url": "https://stats.example/rents", "evidence-0-title": "Rents by year",
    "evidence-0-quote": "Rents rose\r\nby 31 per cent.", "evidence-0-published_at": "2020-03-01",
    "evidence-0-medium": "web_table", "evidence-0-relation": "supports", "evidence-0-set": "2",
    "evidence-1-id": TWO, "evidence-1-url": " ", "evidence-1-relation": "refutes",
}  # fmt: skip
STORED_SOURCE = {
    "id": ONE, "url": "https://stats.example/rents", "title": "Rents by year", "publisher": "", "author": "",
    "quote": "Rents rose\nby 31 per cent.", "locator": "", "published_at": "2020-03-01", "archived_url": "",
    "medium": "web_table", "language": "", "is_fact_check": False, "relation": "supports", "set": 2,
}  # fmt: skip
CHECK = {
    "check-0-text": "Did rents rise?", "check-0-answer-0-type": "Boolean", "check-0-answer-0-text": "Yes",
    "check-0-answer-0-explanation": "By a third.", "check-0-answer-0-evidence": ONE,
    "check-0-answer-1-type": "Unanswerable", "check-0-answer-1-problems": "not_understandable",
    "check-0-answer-2-type": "Extractive", "check-1-text": "",
}  # fmt: skip
STORED_CHECK = {
    "text": "Did rents rise?",
    "problems": [],
    "answers": [
        {"text": "Yes", "type": "Boolean", "explanation": "By a third.", "evidence": ONE, "problems": []},
        {
            "text": "No answer could be found.", "type": "Unanswerable", "explanation": "", "evidence": None,
            "problems": ["not_understandable"],
        },
    ],
}  # fmt: skip
NO_STANCE = {"no_stance": "on", "comment": "Look at the table.", "confidence": "4"}
FORMS: dict[str, dict[str, Any]] = {
    "quick": {**NO_STANCE, "q-verification": "supported"},
    "newsroom": {**NO_STANCE, **SOURCE, "q-check_worthiness": "cfs", "q-verification": "supported"},
    "averitec": {
        **SOURCE, **CHECK, "text-claim_text": "Rents rose in Hill Town.", "text-justification": "The table says so.",
        "q-claim_type": ["numerical", "causal"], "q-strategy": ["written_evidence"], "q-verification": "supported",
    },
    "stance_tuples": {
        "holder-0": "author", "target_text-0": "The bridge is safe", "polarity-0": "favor", "intensity-0": "2",
        "implied-0": "on",
    },
}  # fmt: skip
STANCE = {
    "holder_kind": "author", "holder": None, "target_kind": "proposition", "target": None,
    "target_text": "The bridge is safe", "polarity": "favor", "intensity": 2, "explicit": False,
}  # fmt: skip
STORED: dict[str, dict[str, Any]] = {
    "quick": {"labels": {"verification": ["supported"]}, "comment": "Look at the table.", "confidence": 4},
    "newsroom": {
        "labels": {"check_worthiness": ["cfs"], "verification": ["supported"]},
        "evidence": [STORED_SOURCE], "comment": "Look at the table.", "confidence": 4,
    },
    "averitec": {
        "labels": {
            "claim_type": ["numerical", "causal"], "strategy": ["written_evidence"], "verification": ["supported"],
        },
        "texts": {"claim_text": "Rents rose in Hill Town.", "justification": "The table says so."},
        "evidence": [STORED_SOURCE], "checks": [STORED_CHECK],
    },
    "stance_tuples": {"labels": {}, "stances": [STANCE]},
}  # fmt: skip


def taken(protocol: str) -> Assignment:
    """Ada's reading of a short article of 1 February 2020 in a project under the protocol."""
    project = projects.project(protocol=protocol, annotators_per_article=3)
    projects.article(project, url=OWN, published_at="2020-02-01")
    return projects.assignment(project)


def send(work: Assignment, form: dict[str, Any], number: int = 0) -> Revision:
    """What the plain form of one statement stored."""
    statement = projects.statements(work)[number]
    fields = {"statement": str(statement.pk), "revision": str(uuid.uuid4()), "base_seq": "0", "s": str(number + 1)}
    signed_in(people.annotator()).post(f"/assignments/{work.pk}/answer/", fields | form)
    return Revision.objects.get(pk=fields["revision"])


def handed_in(protocol: str) -> Assignment:
    """Every statement answered by the same form, and handed in."""
    work = taken(protocol)
    for number in range(len(projects.statements(work))):
        send(work, FORMS[protocol], number)
    signed_in(people.annotator()).post(f"/assignments/{work.pk}/submit/")
    work.refresh_from_db()
    assert work.state == "submitted"
    return work


def first(work: Assignment) -> Annotation:
    return work.annotations.select_related("head").order_by("statement__start")[0]


def review(work: Assignment, path: str = "") -> str:
    return f"/projects/idlib/review/{work.pk}/{path}"


def decide(rio: Client, work: Assignment, decision: str, **form: Any) -> Any:
    """Rio's decision about the first label."""
    label = first(work)
    fields = {"seen": str(label.head_id), "decision": decision, "reason": "guideline"}
    return rio.post(review(work, f"decide/{label.pk}/"), fields | form)


@pytest.mark.parametrize("protocol", FORMS)
def test_the_plain_form_says_all_that_the_protocol_asks(protocol: str) -> None:
    saved = send(taken(protocol), FORMS[protocol])
    assert saved.is_complete
    always = {
        "labels": {}, "stances": [], "no_stance": "no_stance" in FORMS[protocol], "skip": "", "flags": [],
        "confidence": None, "rationale": "",
    }  # fmt: skip
    assert saved.answers == always | STORED[protocol]


@pytest.mark.parametrize("protocol", FORMS)
def test_every_page_of_a_project_opens_under_each_protocol(protocol: str) -> None:
    work = handed_in(protocol)
    lea = signed_in(people.lead())
    pages = ("", "articles/", "export/", "export/?view=raw&show=1", "history/", "review/", f"review/{work.pk}/")
    assert [lea.get(f"/projects/idlib/{page}").status_code for page in pages] == [200] * len(pages)
    ada = signed_in(people.annotator())
    assert [ada.get(url).status_code for url in ("/", f"/assignments/{work.pk}/")] == [200, 200]


def test_the_reviewer_reads_sources_questions_and_texts() -> None:
    work = handed_in("averitec")
    page = words(signed_in(people.reviewer()).get(review(work)))
    for said in (
        "Rents rose in Hill Town.", "The table says so.", "Rents by year", "stats.example", "Did rents rise?",
        "Yes: By a third.", "No answer could be found.", "Not understandable", "Dated after the article",
    ):  # fmt: skip
        assert said in page


def test_what_the_form_shows_as_it_is_changes_nothing() -> None:
    work = handed_in("averitec")
    rio = signed_in(people.reviewer())
    kept = {key.replace("q-", "label-", 1): value for key, value in FORMS["averitec"].items() if key[:5] != "check"}
    assert decide(rio, work, "return", propose="on", **kept).status_code == 302
    assert Review.objects.get().proposed is None


def test_a_replaced_verdict_keeps_the_sources_and_takes_a_search() -> None:
    work = handed_in("newsroom")
    form = {"label-check_worthiness": "cfs", "label-verification": "not_enough_evidence"}
    stance = {"stance-0-holder": "", "stance-0-target": "", "stance-0-polarity": "no_stance"}
    rio = signed_in(people.reviewer())
    assert decide(rio, work, "accept_with_changes", **form, **stance, **SOURCE).status_code == 409
    decide(rio, work, "accept_with_changes", **form, **stance, **SOURCE, searches="The registry of leases.")
    decided = Review.objects.get()
    assert decided.proposed["evidence"] == [STORED_SOURCE]
    assert [(item.question, item.suggested) for item in decided.items.all()] == [
        ("searches", "The registry of leases."),
        ("verification", ["not_enough_evidence"]),
    ]
    rio.post(review(work, "accept-rest/"), {"seen": seen(work)})
    rio.post(review(work, "finish/"))
    mine = words(signed_in(people.annotator()).get("/projects/idlib/outcome/"))
    assert "The registry of leases." in mine
    assert "Not enough evidence" in mine


def seen(work: Assignment) -> list[str]:
    return [f"{one.pk}:{one.head_id}" for one in work.annotations.filter(~Q(pk=first(work).pk))]


def test_labels_that_leave_a_question_unasked_take_its_answers_along() -> None:
    work = handed_in("newsroom")
    form = {"label-check_worthiness": "nfs", "label-verification": "supported", "stance-0-target": ""}
    answer = decide(
        signed_in(people.reviewer()),
        work,
        "accept_with_changes",
        **form,
        **SOURCE,
        **{"stance-0-polarity": "no_stance"},
    )
    assert answer.status_code == 302
    proposed = Review.objects.get().proposed
    assert (proposed["labels"], proposed.get("evidence")) == ({"check_worthiness": ["nfs"]}, None)


def test_a_stronger_stance_is_a_change() -> None:
    work = handed_in("stance_tuples")
    same = {"stance-0-holder": "", "stance-0-target": "The bridge is safe", "stance-0-polarity": "favor"}
    rio = signed_in(people.reviewer())
    assert decide(rio, work, "accept_with_changes", **same, **{"stance-0-intensity": "7"}).status_code == 409
    decide(rio, work, "accept_with_changes", **same, **{"stance-0-intensity": "3"})
    assert Review.objects.get().proposed["stances"] == [STANCE | {"intensity": 3}]


def test_a_draft_says_what_is_open() -> None:
    work = taken("newsroom")
    saved = send(work, FORMS["newsroom"] | {"evidence-0-url": OWN})
    assert first(work).state == AnnotationState.DRAFT
    assert saved.answers["evidence"][0]["url"] == OWN


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"evidence-0-url": "javascript:alert(1)"}, "answers.evidence[0].url"),
        ({"evidence-0-published_at": "tomorrow"}, "answers.evidence[0].published_at"),
        ({"evidence-0-set": "many"}, "answers.evidence[0].set"),
        ({"confidence": "9"}, "answers.confidence"),
    ],
)
def test_a_bad_field_is_named_and_nothing_is_stored(form: dict[str, str], said: str) -> None:
    work = taken("newsroom")
    statement = projects.statements(work)[0]
    fields = {"statement": str(statement.pk), "revision": str(uuid.uuid4()), "base_seq": "0", "s": "1"}
    ada = signed_in(people.annotator())
    page = ada.post(f"/assignments/{work.pk}/answer/", fields | FORMS["newsroom"] | form, follow=True)
    assert said in page.content.decode()
    assert not Revision.objects.exists()
