"""Evidence in a body: read whole, bounded, and weighed against the article."""

from typing import Any

import pytest

from annotations.schemes.checks import AnswerError
from annotations.schemes.evidence import CheckedArticle, counts, flaws, read_evidence

ID = "4b6f7c3e-5f0e-4c0f-9a54-0c1f6f5f2a01"
WHOLE = {
    "id": ID,
    "url": "https://stats.example/rents",
    "title": "Rents by year",
    "publisher": "Office of statistics",
    "author": "J. Doe",
    "quote": "Rents rose by 31 per cent.",
    "locator": "table 2",
    "published_at": "2020-01-31",
    "archived_url": "https://archive.example/rents",
    "medium": "web_table",
    "language": "en",
    "is_fact_check": False,
    "relation": "supports",
    "set": 2,
}
ARTICLE = CheckedArticle(("https://news.example/rents",), "2020-02-01")


def piece(**more: Any) -> dict[str, Any]:
    return {"id": ID, "url": "https://stats.example/rents", "relation": "supports", **more}


def test_the_canonical_form_reads_as_itself() -> None:
    (one,) = read_evidence([WHOLE])
    assert one.as_body() == WHOLE


def test_only_id_address_and_relation_are_needed() -> None:
    (one,) = read_evidence([piece()])
    assert one.as_body() == {
        **WHOLE, "title": "", "publisher": "", "author": "", "quote": "", "locator": "", "published_at": None,
        "archived_url": "", "medium": "web_text", "language": "", "set": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"relation": "proves"}, "answers.evidence[0].relation: 'proves' is not one of 'supports'"),
        ({"relation": None}, "answers.evidence[0].relation: None is not one of"),
        ({"id": "7"}, "answers.evidence[0].id: '7' is not an id"),
        ({"id": None}, "answers.evidence[0].id: None is not an id"),
        ({"set": 0}, "answers.evidence[0].set: 0 is not a whole number from 1 to 50"),
        ({"medium": "radio"}, "answers.evidence[0].medium: 'radio' is not one of"),
        ({"published_at": "31.1.2020"}, "answers.evidence[0].published_at: '31.1.2020' is not a date like 2020-01-31"),
        ({"published_at": "20200131"}, "is not a date like 2020-01-31"),
        ({"published_at": "2020-02-30"}, "is not a date like 2020-01-31"),
        ({"url": "java\tscript:alert(1)"}, "answers.evidence[0].url: 'java\\tscript:alert(1)' does not begin with"),
        ({"archived_url": "ftp://x"}, "answers.evidence[0].archived_url: 'ftp://x' does not begin with"),
        ({"quote": "x" * 10_001}, "is longer than 10000 characters"),
        ({"colour": "red"}, "answers.evidence[0].colour: 'red' is unknown"),
        ({"is_fact_check": 1}, "answers.evidence[0].is_fact_check: 1 is not true or false"),
    ],
)
def test_a_bad_value_is_named_with_its_rule(given: dict[str, Any], message: str) -> None:
    with pytest.raises(AnswerError) as error:
        read_evidence([piece(**given)])
    assert message in str(error.value)


def test_an_id_stands_once_and_fifty_are_the_most() -> None:
    with pytest.raises(AnswerError, match="names the same id twice"):
        read_evidence([piece(), piece(url="https://other.example")])
    with pytest.raises(AnswerError, match="51 has at most 50 entries"):
        read_evidence([piece()] * 51)


@pytest.mark.parametrize(
    ("given", "found", "counted"),
    [
        ({}, (), True),
        ({"relation": "refutes"}, (), True),
        ({"relation": "context"}, (), False),
        ({"published_at": "2020-02-01"}, (), True),
        ({"published_at": "2020-02-02"}, ("after_claim",), True),
        ({"is_fact_check": True}, ("fact_check",), False),
        ({"url": "http://www.news.example/rents/#top"}, ("own_article",), False),
    ],
)
def test_what_speaks_against_evidence_is_flagged(given: dict[str, Any], found: tuple[str, ...], counted: bool) -> None:
    (one,) = read_evidence([piece(**given)])
    assert flaws(one, ARTICLE) == found
    assert counts(one, ARTICLE) is counted


def test_of_an_article_without_address_and_date_nothing_is_said() -> None:
    (one,) = read_evidence([piece(published_at="2030-01-01")])
    assert flaws(one, CheckedArticle()) == ()
