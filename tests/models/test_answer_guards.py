"""The database lets no revision answer what is not asked, nor call itself complete while something is missing."""

import json
import uuid
from typing import Any

import pytest
from django.db import connection

from annotations.models import Annotation, Evidence, Question, Revision
from annotations.queries.evidence import checked_article
from annotations.queries.protocols import protocol_in_force
from annotations.schemes.answers import read
from annotations.schemes.completeness import is_complete
from tests.factories import projects
from tests.models.test_guards import refused

pytestmark = pytest.mark.django_db

OWN = "https://news.example/bridge"
ID = "4b6f7c3e-5f0e-4c0f-9a54-0c1f6f5f2a01"
SOURCE = {"id": ID, "url": "https://stats.example/rents", "relation": "supports"}
STANCE = {"target_kind": "proposition", "target_text": "The bridge is safe", "polarity": "favor"}


def annotation(protocol: str) -> Annotation:
    """An annotation with one stored revision: a skipped statement, under that protocol."""
    project = projects.project(protocol=protocol)
    projects.article(project, url=OWN)
    work = projects.assignment(project)
    return projects.label(work, projects.statements(work)[0], {"skip": "other"}).annotation


def insert(annotation: Annotation, body: dict[str, Any], *, complete: bool) -> None:
    """A revision straight into the table, as no code of ours writes it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO annotations_revision (id, annotation_id, seq, base_seq, author_id, protocol_id, answers,
                   body_sha256, is_complete, no_stance, skip_reason, flags, rationale, active_ms)
               SELECT %s, annotation_id, seq + 1, base_seq + 1, author_id, protocol_id, %s,
                   '', %s, false, '', '{}', '', 0
                 FROM annotations_revision WHERE id = %s""",
            [uuid.uuid4(), json.dumps(body), complete, annotation.head_id],
        )


def news(worth: str = "cfs", verdict: str = "supported", **more: Any) -> dict[str, Any]:
    return {"labels": {"check_worthiness": [worth], "verification": [verdict]}, "no_stance": True, **more}


def checked(*answers: dict[str, Any], text: str = "How many came?") -> dict[str, Any]:
    return news(verdict="not_enough_evidence", checks=[{"text": text, "answers": list(answers)}], evidence=[SOURCE])


AVERITEC = {
    "texts": {"claim_text": "Rents rose.", "justification": "The table says so."},
    "labels": {"claim_type": ["numerical"], "strategy": ["written_evidence"], "verification": ["supported"]},
    "evidence": [SOURCE],
    "checks": [{"text": "How many?", "answers": [{"type": "Abstractive", "text": "Four.", "evidence": ID}]}],
}
CASES = [
    ("quick", {}, False),
    ("quick", {"no_stance": True}, False),
    ("quick", {"no_stance": True, "labels": {"verification": ["not_enough_evidence"]}}, True),
    ("quick", {"stances": [STANCE], "labels": {"verification": ["supported"]}}, True),
    ("newsroom", {"labels": {"check_worthiness": ["nfs"]}, "no_stance": True}, True),
    ("newsroom", {"labels": {"check_worthiness": ["cfs"]}, "no_stance": True}, False),
    ("newsroom", {"skip": "other"}, True),
    ("newsroom", news(verdict="not_checkable"), True),
    ("newsroom", news(), False),
    ("newsroom", news(evidence=[SOURCE]), True),
    ("newsroom", news(evidence=[{**SOURCE, "relation": "context"}]), False),
    ("newsroom", news(evidence=[{**SOURCE, "is_fact_check": True}]), False),
    ("newsroom", news(evidence=[{**SOURCE, "url": "http://www.news.example/Bridge/#top"}]), False),
    ("newsroom", news(verdict="not_enough_evidence"), False),
    ("newsroom", news(verdict="not_enough_evidence", searches="The archive."), True),
    ("newsroom", checked({"type": "Unanswerable"}), True),
    ("newsroom", checked(), False),
    ("newsroom", checked({"type": "Unanswerable"}, text=""), False),
    ("newsroom", checked({"type": "Extractive", "text": "Four."}), False),
    ("newsroom", checked({"type": "Extractive", "text": "", "evidence": ID}), False),
    ("newsroom", checked({"type": "Extractive", "text": "Four.", "evidence": ID}), True),
    ("newsroom", checked({"type": "Boolean", "text": "Yes", "evidence": ID}), False),
    ("newsroom", checked({"type": "Boolean", "text": "Yes", "explanation": "So.", "evidence": ID}), True),
    ("newsroom", news(verdict="not_checkable", checks=[{"text": "Who?", "answers": []}]), False),
    ("averitec", AVERITEC, True),
    ("averitec", {"texts": {"claim_text": "It is fine."}, "labels": {"claim_type": ["opinion"]}}, True),
    ("averitec", {"labels": {"claim_type": ["opinion"]}}, False),
    ("averitec", {**AVERITEC, "texts": {"claim_text": "Rents rose."}}, False),
    ("averitec", {**AVERITEC, "checks": []}, False),
    ("stance_tuples", {"no_stance": True}, True),
    ("stance_tuples", {"stances": [STANCE]}, False),
    ("stance_tuples", {"stances": [{**STANCE, "intensity": 3}]}, True),
    ("stance_tuples", {"stances": [{**STANCE, "polarity": "unclear"}]}, True),
]


@pytest.mark.parametrize("protocol", ["quick", "newsroom", "averitec", "stance_tuples"])
def test_database_and_product_call_the_same_answers_complete(protocol: str) -> None:
    row = annotation(protocol)
    force = protocol_in_force(row.statement.article.project)
    for key, given, complete in CASES:
        if key != protocol:
            continue
        answers = read(given, force.scheme)
        assert is_complete(answers, force.scheme, checked_article(row.statement.article)) is complete, given
        insert_and_take_back(row, answers.as_body(), complete)


def insert_and_take_back(row: Annotation, body: dict[str, Any], complete: bool) -> None:
    if not complete:
        refused("revision_complete_lacks_nothing", lambda: insert(row, body, complete=True))
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT one_case")
        insert(row, body, complete=complete)
        cursor.execute("ROLLBACK TO one_case")


@pytest.mark.parametrize(
    ("protocol", "body"),
    [
        ("newsroom", news(worth="nfs")),
        ("newsroom", {"labels": {"verification": ["supported"]}}),
        ("newsroom", {"labels": {"check_worthiness": ["nfs"]}, "evidence": [SOURCE]}),
        ("averitec", {"labels": {"claim_type": ["opinion"], "strategy": ["consultation"]}}),
        ("averitec", {"texts": {"justification": "So it is."}}),
        ("averitec", {"checks": [{"text": "Who?", "answers": []}]}),
    ],
)
def test_what_is_not_asked_is_not_answered(protocol: str, body: dict[str, Any]) -> None:
    row = annotation(protocol)
    refused("revision_answers_what_is_asked", lambda: insert(row, body, complete=False))


def test_one_bad_revision_among_many_stops_them_all() -> None:
    row = annotation("newsroom")
    head = row.head
    assert head is not None
    fresh = [
        Revision(
            annotation=row, seq=seq + 1, base_seq=seq, author=head.author, protocol=head.protocol, answers=body,
            body_sha256="", is_complete=True,
        )
        for seq, body in enumerate([{"skip": "other"}, news()], start=1)
    ]  # fmt: skip
    refused("revision_complete_lacks_nothing", lambda: Revision.objects.bulk_create(fresh))
    assert row.revisions.count() == 1


def test_evidence_stays_as_it_was() -> None:
    row = annotation("quick")
    one = Evidence.objects.create(project=row.statement.article.project, url="https://stats.example", title="Rents")
    refused("annotations_evidence_insert_only", lambda: Evidence.objects.filter(pk=one.pk).update(title="Other"))
    refused("annotations_evidence_insert_only", one.delete)


def test_the_questions_of_another_version_do_not_count() -> None:
    row = annotation("quick")
    head = row.head
    assert head is not None
    newer = row.statement.article.project.protocols.create(key="quick", name="Quick", version=2)
    Question.objects.create(protocol=newer, key="more", kind="text", title="More")
    insert(row, {"no_stance": True, "labels": {"verification": ["supported"]}}, complete=True)
    assert row.revisions.count() == 2
