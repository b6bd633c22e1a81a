"""What evidence, check questions, texts and searches become in a dataset; rows without them stay as they were."""

import csv
import io
import json
from typing import Any

import pytest

from annotations.exports.asked import read_asked
from annotations.exports.download import Download
from annotations.models import Project
from annotations.queries.release_choice import Choice
from annotations.queries.release_rows import open_rows
from annotations.workflow.annotate import submit
from tests.factories import adjudications, projects

pytestmark = pytest.mark.django_db(transaction=True)

ID = "4b6f7c3e-5f0e-4c0f-9a54-0c1f6f5f2a01"
SOURCE = {"id": ID, "url": "https://stats.example/rents", "relation": "supports", "published_at": "2020-03-01"}
AVERITEC = {
    "labels": {"claim_type": ["causal", "numerical"], "strategy": ["consultation"], "verification": ["supported"]},
    "texts": {"claim_text": "=Rents rose.", "justification": "The table says so."},
    "evidence": [SOURCE],
    "checks": [
        {
            "text": "Did rents rise?",
            "answers": [{"type": "Boolean", "text": "Yes", "explanation": "A third.", "evidence": ID}],
        }
    ],
    "searches": "The registry.",
}


def labelled(protocol: str, body: dict[str, Any]) -> Project:
    """A project under the protocol with one article, every statement answered by ``body``, handed in."""
    project = projects.project(protocol=protocol)
    projects.article(project, published_at="2020-02-01")
    work = projects.assignment(project)
    for statement in projects.statements(work):
        projects.label(work, statement, body)
    submit(actor=work.annotator, assignment=work)
    return project


def first_row(project: Project) -> dict[str, Any]:
    with open_rows(project, Choice()) as rows:
        return dict(next(rows.read("raw")))


def as_csv(project: Project) -> list[dict[str, str]]:
    download = Download(project=project, asked=read_asked(project, {"format": "csv"}))
    return list(csv.DictReader(io.StringIO(b"".join(download).decode(), newline="")))


def test_everything_that_averitec_asks_is_in_the_row() -> None:
    row = first_row(labelled("averitec", AVERITEC))
    assert row["labels"] == {
        "claim_type": ["numerical", "causal"],
        "strategy": ["consultation"],
        "verification": "supported",
    }
    assert row["texts"] == {"claim_text": "=Rents rose.", "justification": "The table says so."}
    assert row["evidence"] == [
        {
            "id": ID, "url": "https://stats.example/rents", "title": "", "publisher": "", "author": "", "quote": "",
            "locator": "", "published_at": "2020-03-01", "archived_url": "", "medium": "web_text", "language": "",
            "is_fact_check": False, "relation": "supports", "set": 1, "flaws": ["after_claim"],
        }
    ]  # fmt: skip
    answer = {
        "answer": "Yes", "answer_type": "Boolean", "boolean_explanation": "A third.", "evidence": ID, "problems": [],
    }  # fmt: skip
    assert row["questions"] == [{"question": "Did rents rise?", "problems": [], "answers": [answer]}]
    assert row["searches"] == "The registry."
    assert "comment" not in row


def test_a_spreadsheet_has_columns_for_texts_searches_and_comments_where_they_are_asked() -> None:
    row = as_csv(labelled("averitec", AVERITEC))[0]
    assert list(row)[-4:] == ["texts.claim_text", "texts.justification", "searches", "comment"]
    assert (row["texts.claim_text"], row["searches"], row["comment"]) == ("'=Rents rose.", "The registry.", "")


def test_a_row_of_quick_has_the_keys_it_always_had() -> None:
    project = labelled("quick", {**projects.answers(), "comment": "See below."})
    assert list(first_row(project))[-2:] == ["reviews", "comment"]
    assert list(as_csv(project)[0])[-2:] == ["surplus", "reviews"]
    assert first_row(project)["evidence"] == []


def test_a_spreadsheet_of_gold_says_how_words_were_settled() -> None:
    project = adjudications.worded(("It rained.", "It snowed.")).article.project
    download = Download(project=project, asked=read_asked(project, {"format": "csv", "view": "gold"}))
    first, *_rest = csv.DictReader(io.StringIO(b"".join(download).decode(), newline=""))
    assert list(first)[-2:] == ["approved_by", "texts_settled"]
    assert (first["texts.claim_text"], json.loads(first["texts_settled"])) == (
        "",
        {"claim_text": {"method": "open", "n": 2, "n_written": 2, "taken_from": None}},
    )
