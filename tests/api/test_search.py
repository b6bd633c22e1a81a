"""Search over the API: the same answers as the page, strict parameters, a constant number of queries."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from annotations.queries import search
from tests.api.caller import Caller
from tests.factories import people, projects

pytestmark = pytest.mark.django_db
STATEMENTS, ARTICLES = "projects/idlib/search/statements", "projects/idlib/search/articles"


def test_statements_come_with_their_article() -> None:
    article = projects.article(projects.project())
    answer = Caller(people.annotator()).get(f"{STATEMENTS}?q=safe&speaker=doe").json()["results"]
    assert [
        (row["statement"]["exact"], row["statement"]["speaker"]["name"], row["article"]["id"]) for row in answer
    ] == [('"The bridge is safe," Mayor Jane Doe said on Monday.', "Jane Doe", str(article.pk))]


def test_articles_are_found_by_words_anywhere() -> None:
    projects.article(projects.project())
    answer = Caller(people.viewer()).get(f"{ARTICLES}?q=engineers+safe").json()["results"]
    assert [row["article"]["title"] for row in answer] == ["Mayor opens bridge"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("label=verification:nonsense", "label"),
        ("state=nowhere", "state"),
        ("since=soon", "since"),
        ("since=2026-02-02&until=2026-02-01", "until"),
        ("language=english", "language"),
        ("words=x", "words"),
        (f"q={'x' * 201}", "q"),
        ("q=%00", "q"),
    ],
)
def test_a_parameter_that_breaks_a_rule_is_named(asked: str, field: str) -> None:
    projects.project()
    answer = Caller(people.lead()).get(f"{STATEMENTS}?{asked}")
    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_pages_hold_all_hits_once() -> None:
    made = projects.project()
    for number in range(3):
        projects.article(made, f"Report {number}\n\nIt rained on day {number}.\n")
    lea, address, seen = Caller(people.lead()), f"{STATEMENTS}?q=rain&page_size=2", []
    while address:
        page = lea.get(address).json()
        seen += [row["statement"]["exact"] for row in page["results"]]
        address = (page["next"] or "").partition("/api/v1/")[2]
    assert seen == ["It rained on day 2.", "It rained on day 1.", "It rained on day 0."]


def test_a_search_that_takes_too_long_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    projects.article(projects.project())

    def slow(*_: Any) -> Any:
        from django.db import connection

        connection.cursor().execute("SELECT pg_sleep(5)")

    monkeypatch.setattr(search, "PATIENCE_MS", 20)
    monkeypatch.setattr(search, "statements", slow)
    answer = Caller(people.lead()).get(f"{STATEMENTS}?q=bridge")
    assert (answer.status_code, answer.json()["code"]) == (422, "too_wide")


@pytest.mark.parametrize("address", [STATEMENTS, ARTICLES])
def test_three_hits_take_as_many_queries_as_one(
    address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = projects.project()
    lea = Caller(people.lead())
    lea.get("projects")
    counts = {STATEMENTS: 13, ARTICLES: 10}
    for number in range(3):
        text = f"Report {number}\n\nIt rained, Mayor Jane Doe said on day {number}.\n"
        projects.article(made, text, source=f"Courier {number}")
        with django_assert_num_queries(counts[address]):
            assert len(lea.get(f"{address}?q=rained").json()["results"]) == number + 1
