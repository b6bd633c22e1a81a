"""The workbench as the server makes it: what it shows, who may see it, and the plain form without a script."""

import json
import re
import uuid
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Annotation, Assignment, AssignmentState, Entity, Review, Revision
from annotations.queries.workbench import assignment_payload, direction
from annotations.web.article_view import Run, runs, turns
from annotations.web.workbench import for_script
from annotations.workflow.review import decide, finish_review, open_review
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def place(assignment: Assignment, tail: str = "") -> str:
    return f"/assignments/{assignment.pk}/{tail}"


def form(assignment: Assignment, number: int, **fields: Any) -> dict[str, Any]:
    """The hidden fields of the plain form for a statement that has no answer yet, and what the person chose."""
    statement = projects.statements(assignment)[number - 1]
    hidden = {"s": number, "statement": statement.pk, "base_seq": 0, "revision": uuid.uuid4()}
    return hidden | fields


def returned_work() -> tuple[Assignment, Review]:
    """Ada's work of which Rio returned the second label with a proposal."""
    work = projects.submitted(article_project(), status="supported")
    open_review(actor=people.reviewer(), assignment=work)
    notes = list(work.annotations.select_related("head").order_by("statement__start"))
    for place, note in enumerate(notes):
        returns = place == 1
        decide(
            actor=people.reviewer(),
            annotation=note,
            seen=note.head_id,
            decision="return" if returns else "accept",
            reason="guideline" if returns else "",
            comment="Nobody checked this yet." if returns else "",
            proposed=projects.answers("not_checkable") if returns else None,
        )
    finish_review(actor=people.reviewer(), assignment=work)
    work.refresh_from_db()
    return work, Review.objects.get(decision="return")


def article_project() -> Any:
    made = projects.project()
    projects.article(made)
    return made


def test_the_payload_holds_the_article_statements_and_protocol() -> None:
    work = projects.assignment(projects.seed_project())
    payload = assignment_payload(work)
    ninth = payload["statements"][9]
    assert payload["article"]["text"][ninth["start"] : ninth["end"]] == ninth["exact"]
    assert (ninth["number"], ninth["speaker"]["name"], ninth["quote_type"]) == (9, "Sergey Lavrov", "indirect")
    assert [payload["article"]["text"][s["start"] : s["end"]] for s in ninth["spans"]] == ["Lavrov", "claimed"]
    assert ninth["relations"] == [{"type": "contradicts", "outgoing": False, "to": 22}]
    assert [question["key"] for question in payload["protocol"]["questions"]] == ["stance", "verification"]
    assert sum(s["is_statement"] for s in payload["statements"]) == 22
    assert json.loads(json.dumps(payload)) == payload


def test_the_script_is_told_of_a_statement_what_there_is_to_say() -> None:
    payload = assignment_payload(projects.assignment(projects.seed_project()))
    third, ninth = (payload["statements"][at] for at in (3, 9))
    ninth["speaker"] = ninth["speaker"] | {"description": "then a guest"}
    told = {row["number"]: row for row in for_script(payload)["statements"]}
    assert list(told) == list(range(1, 23))
    assert told[9] == {
        "id": ninth["id"],
        "number": 9,
        "quote_type": "indirect",
        "claims": ninth["claims"],
        "relations": [{"type": "contradicts", "outgoing": False, "to": 22}],
        "speaker": ninth["speaker"]["id"],
        "role": "then a guest",
    }
    assert told[3].keys() == {"id", "number", "quote_type", "claims", "relations", "speaker"}
    assert told[3]["speaker"] == third["speaker"]["id"]


def test_pinned_targets_come_first() -> None:
    made = projects.seed_project()
    pinned = Entity.objects.filter(project=made, pin__isnull=False).order_by("pin")
    payload = assignment_payload(projects.assignment(made))
    assert payload["targets"][: len(pinned)] == [str(entity.pk) for entity in pinned]


@pytest.mark.parametrize("make", [projects.seed_project, article_project], ids=["22 statements", "a few"])
def test_the_payload_takes_the_same_queries_for_every_article(make: Any) -> None:
    work = projects.assignment(make())
    projects.label(work, projects.statements(work)[0])
    with CaptureQueriesContext(connection) as queries:
        assignment_payload(work)
    assert len(queries) == 15


@pytest.mark.parametrize(("language", "way"), [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("arn", "ltr")])
def test_a_language_says_which_way_its_text_runs(language: str, way: str) -> None:
    assert direction(language) == way


def test_marked_spans_cut_a_text_in_code_points() -> None:
    text = "🦊 said أحمد today"
    spans = [{"part": "source", "start": 7, "end": 11}, {"part": "cue", "start": 2, "end": 6}]
    assert list(runs(text, 0, len(text), spans)) == [
        Run("🦊 "),
        Run("said", "cue"),
        Run(" "),
        Run("أحمد", "source"),
        Run(" today"),
    ]


def test_the_article_reads_as_it_was_imported() -> None:
    payload = assignment_payload(projects.assignment(projects.seed_project()))
    laid = turns(payload["article"], payload["statements"])
    read = ["".join(run.text for piece in block.pieces for run in piece.runs) for turn in laid for block in turn.blocks]
    assert read == [payload["article"]["text"][p["start"] : p["end"]] for p in payload["article"]["paragraphs"]]
    assert [turn.speaker["name"] if turn.speaker else "-" for turn in laid if turn.lane] == [
        "Sergey Lavrov",
        "Recep Tayyip Erdogan",
        "-",
    ]


@pytest.mark.parametrize(
    ("precision", "written"), [("day", ">1 May 2026</bdi>"), ("month", ">May 2026</bdi>"), ("year", ">2026</bdi>")]
)
def test_the_day_of_the_article_is_written_as_exactly_as_it_is_known(precision: Any, written: str) -> None:
    project = projects.project()
    projects.article(project, published_at=date(2026, 5, 1), published_precision=precision)

    page = signed_in(people.annotator()).get(place(projects.assignment(project))).content.decode()

    assert written in page


def test_the_page_opens_at_the_first_statement_that_waits() -> None:
    work = projects.assignment(article_project())
    projects.label(work, projects.statements(work)[0])
    page = signed_in(people.annotator()).get(place(work)).content.decode()
    assert re.findall(r'aria-current="step"><span>(\d+)', page) == ["2"]
    assert '<input type="hidden" name="s" value="2">' in page


@pytest.mark.parametrize("who", [people.second_annotator, people.reviewer, people.lead, people.outsider])
@pytest.mark.parametrize("tail", ["", "answer/", "submit/", "reply/"])
def test_the_workbench_of_somebody_else_does_not_exist(who: Any, tail: str) -> None:
    work = projects.assignment(article_project())
    client = signed_in(who())
    answer = client.post(place(work, tail)) if tail else client.get(place(work))
    assert answer.status_code == 404


def test_the_plain_form_saves_a_stance_and_a_status() -> None:
    made = article_project()
    work = projects.assignment(made)
    target = Entity.objects.filter(project=made).order_by("canonical_name")[0]
    fields = {
        "holder-0": "author",
        "target-0": f"entity:{target.pk}",
        "polarity-0": "against",
        "q-verification": "refuted",
    }
    answer = signed_in(people.annotator()).post(place(work, "answer/"), form(work, 1, **fields))
    assert (answer.status_code, answer["Location"]) == (302, place(work))
    saved = Revision.objects.get()
    assert (saved.seq, saved.is_complete, saved.answers["labels"]) == (1, True, {"verification": ["refuted"]})
    assert [(s.holder_kind, s.target, s.polarity.key) for s in saved.stances.all()] == [("author", target, "against")]


def test_the_plain_form_takes_a_proposition_as_target() -> None:
    work = projects.assignment(article_project())
    fields = {"holder-0": "author", "target-0": "", "target_text-0": "The bridge is safe", "polarity-0": "favor"}
    signed_in(people.annotator()).post(place(work, "answer/"), form(work, 1, **fields))
    assert Revision.objects.get().answers["stances"][0]["target_text"] == "The bridge is safe"


def test_a_proposition_chosen_before_stays_the_target_in_the_plain_form() -> None:
    work = projects.assignment(article_project())
    stance = {"target_kind": "proposition", "target_text": "The bridge is safe", "polarity": "favor"}
    projects.label(work, projects.statements(work)[0], projects.answers(stances=[stance]))
    page = signed_in(people.annotator()).get(place(work) + "?s=1").content.decode()
    assert '<option value="proposition:The bridge is safe" selected>The bridge is safe</option>' in page


def test_sending_the_plain_form_twice_saves_once() -> None:
    work = projects.assignment(article_project())
    client, fields = signed_in(people.annotator()), form(work, 1, **{"no_stance": "on", "q-verification": "supported"})
    client.post(place(work, "answer/"), fields)
    client.post(place(work, "answer/"), fields)
    assert Revision.objects.count() == 1


def test_the_plain_form_never_saves_over_a_newer_version() -> None:
    work = projects.assignment(article_project())
    projects.label(work, projects.statements(work)[0])
    fields = form(work, 1, **{"no_stance": "on", "q-verification": "supported"})
    page = signed_in(people.annotator()).post(place(work, "answer/"), fields, follow=True).content.decode()
    assert "You had version 0; the newest is 1." in page
    assert Revision.objects.count() == 1


def test_a_skipped_statement_needs_no_answers() -> None:
    work = projects.assignment(article_project())
    signed_in(people.annotator()).post(place(work, "answer/"), form(work, 1, skip="needs_context"))
    assert Annotation.objects.get().state == "complete"


@pytest.mark.parametrize(
    ("field", "value"), [("revision", "x"), ("statement", "x"), ("base_seq", "-1"), ("q-verification", "true")]
)
def test_a_forged_field_is_refused_by_name(field: str, value: str) -> None:
    work = projects.assignment(article_project())
    fields = form(work, 1, no_stance="on") | {field: value}
    page = signed_in(people.annotator()).post(place(work, "answer/"), fields, follow=True).content.decode()
    notices = re.findall(r'notice-danger" role="alert">.*?</p>', page, re.S)
    assert [field.removeprefix("q-") in notice for notice in notices] == [True]
    assert Revision.objects.count() == 0


def test_handing_in_says_what_is_missing() -> None:
    work = projects.assignment(article_project())
    page = signed_in(people.annotator()).post(place(work, "submit/"), follow=True).content.decode()
    assert "statements have no answer yet." in page


def test_a_finished_article_is_handed_in_and_leads_on() -> None:
    made = article_project()
    work = projects.label_all(projects.assignment(made))
    page = signed_in(people.annotator()).post(place(work, "submit/"), follow=True).content.decode()
    work.refresh_from_db()
    assert work.state == AssignmentState.SUBMITTED
    assert f'action="/projects/{made.slug}/queue/next/"' in page


def test_looking_at_what_comes_next_takes_nothing() -> None:
    made = article_project()
    page = signed_in(people.annotator()).get(f"/projects/{made.slug}/queue/next/").content.decode()
    assert "Mayor opens bridge" in page
    assert Assignment.objects.count() == 0


def test_taking_the_next_article_opens_its_workbench() -> None:
    made = article_project()
    answer = signed_in(people.annotator()).post(f"/projects/{made.slug}/queue/next/")
    assert answer["Location"] == place(Assignment.objects.get())


def test_an_empty_queue_says_so() -> None:
    made = projects.project()
    page = signed_in(people.annotator()).post(f"/projects/{made.slug}/queue/next/").content.decode()
    assert "Nothing to label right now" in page


def test_returned_work_opens_at_the_returned_statement_with_both_values() -> None:
    work, _review = returned_work()
    page = signed_in(people.annotator()).get(place(work)).content.decode()
    assert '<input type="hidden" name="s" value="2">' in page
    assert "Nobody checked this yet." in page
    assert "<dd data-yours>No stance · Supported</dd>" in page
    assert "<dd data-proposed>No stance · Not checkable</dd>" in page


def test_taking_the_proposal_without_a_script_answers_the_review() -> None:
    work, review = returned_work()
    fields = {"s": 2, "review": review.pk, "revision": uuid.uuid4(), "action": "taken"}
    page = signed_in(people.annotator()).post(place(work, "reply/"), fields, follow=True).content.decode()
    head = Annotation.objects.get(pk=review.annotation_id).head
    assert head is not None
    assert (head.seq, head.answers["labels"]) == (2, {"verification": ["not_checkable"]})
    assert "statements are answered." in page


def test_changing_a_returned_label_without_a_script_answers_the_review() -> None:
    work, review = returned_work()
    fields = form(
        work, 2, **{"review": review.pk, "action": "changed", "no_stance": "on", "q-verification": "too_vague"}
    )
    signed_in(people.annotator()).post(place(work, "reply/"), fields)
    head = Annotation.objects.get(pk=review.annotation_id).head
    assert head is not None
    assert head.answers["labels"] == {"verification": ["too_vague"]}


def test_keeping_a_returned_label_needs_a_reason() -> None:
    work, review = returned_work()
    fields = {"s": 2, "review": review.pk, "revision": uuid.uuid4(), "action": "kept"}
    page = signed_in(people.annotator()).post(place(work, "reply/"), fields, follow=True).content.decode()
    assert "is needed to keep a returned label: say why" in page


def test_a_submitted_article_is_only_read() -> None:
    work = projects.submitted(article_project())
    page = signed_in(people.annotator()).get(place(work)).content.decode()
    assert 'data-mode="read"' in page
    assert "data-save" not in page


def test_the_map_of_keys_names_those_of_stances_only_where_stances_are_asked_for() -> None:
    quick = article_project()
    averitec = projects.project("bridges", protocol="averitec")
    projects.article(averitec)

    pages = {
        made.slug: signed_in(people.annotator()).get(place(projects.assignment(made))).content.decode()
        for made in (quick, averitec)
    }

    assert {slug: "Change the holder, the target" in page for slug, page in pages.items()} == {
        "idlib": True,
        "bridges": False,
    }
