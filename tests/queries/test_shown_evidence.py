"""Answers made readable: sources with what speaks against them, never a link that a page must not have."""

from typing import Any

import pytest
from django.template.loader import render_to_string

from annotations.queries.answers import Names, ShownAnswers, show
from annotations.schemes.builtin import averitec
from annotations.schemes.evidence import CheckedArticle

ID = "4b6f7c3e-5f0e-4c0f-9a54-0c1f6f5f2a01"
ARTICLE = CheckedArticle(("https://news.example/rents",), "2020-02-01")


def source(**more: Any) -> dict[str, Any]:
    """One source of a canonical body."""
    return {
        "id": ID, "url": "https://stats.example/rents", "title": "Rents", "publisher": "Statistics", "author": "J. Doe",
        "quote": "Up.", "locator": "p. 2", "published_at": None, "archived_url": "", "medium": "pdf", "language": "",
        "is_fact_check": False, "relation": "refutes", "set": 1, **more,
    }  # fmt: skip


def shown(body: dict[str, Any]) -> ShownAnswers:
    """The answers on a claim that is checked."""
    return show({"labels": {"claim_type": ["numerical"]}, **body}, averitec.PROTOCOL, Names(), ARTICLE)


def drawn(body: dict[str, Any]) -> str:
    answers = shown(body)
    return render_to_string("annotations/_answers.html", {"answers": answers, "was": False})


def test_a_source_is_read_with_where_it_comes_from() -> None:
    (one,) = shown({"evidence": [source(published_at="2020-01-31")]}).evidence
    assert (one.number, one.host, one.about, str(one.relation_name), str(one.medium), one.flaws) == (
        1, "stats.example", "Statistics, J. Doe, 2020-01-31, p. 2", "Refutes", "PDF", (),
    )  # fmt: skip


def test_what_speaks_against_a_source_is_said() -> None:
    page = drawn(
        {"evidence": [source(published_at="2020-02-02", is_fact_check=True, url="http://news.example/rents/")]}
    )
    assert [said in page for said in ("The article itself", "A fact-check", "Dated after the article")] == [True] * 3


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x"]
)
def test_an_address_written_behind_the_product_is_shown_and_no_link(address: str) -> None:
    page = drawn({"evidence": [source(url=address, archived_url=address)]})
    assert address in page
    assert "<a" not in page


@pytest.mark.parametrize("field", ["title", "quote", "publisher", "locator"])
def test_markup_in_a_source_stays_text(field: str) -> None:
    assert "<b>" not in drawn({"evidence": [source(**{field: "<b>bold</b>"})]})


def test_texts_questions_and_searches_stay_text_too() -> None:
    answer = {"text": "<b>", "type": "Boolean", "explanation": "<b>", "evidence": ID, "problems": ["biased_source"]}
    body = {
        "texts": {"claim_text": "<b>"}, "searches": "<b>", "comment": "<b>", "rationale": "<b>",
        "checks": [{"text": "<b>", "problems": [], "answers": [answer]}], "evidence": [source()],
    }  # fmt: skip
    page = drawn(body)
    assert "<b>" not in page
    assert "The source may be biased" in page
    assert "source 1" in page
