"""What `bench import` imports, and how it tells its pace."""

from annotations.text.document import analyse
from bench.import_corpus import articles
from bench.imports import Step, pace_table, works_table


def test_made_up_articles_are_the_same_each_time_and_no_two_alike() -> None:
    first = list(articles(50))
    assert first == list(articles(50))
    assert len(set(first)) == 50


def test_a_made_up_article_has_eight_statements_four_of_them_somebodys() -> None:
    for text in articles(20):
        statements = analyse(text).statements
        assert [(statement.role, statement.voice) for statement in statements] == [
            ("headline", "author"),
            ("body", "attributed"),
            ("body", "author"),
            ("body", "attributed"),
            ("body", "attributed"),
            ("body", "author"),
            ("body", "attributed"),
            ("body", "author"),
        ]


def test_each_way_of_handling_the_articles_is_compared_with_the_floor() -> None:
    table = works_table(10, [("floor", 80, 0.1), ("import", 80, 0.8)], 64.2)
    assert table.title == "Import of 10 short articles"
    assert table.rows == (("floor", 80, 0.1, 800.0, 1.0), ("import", 80, 0.8, 100.0, 0.125))
    assert "Peak memory of the worker: 64 MB." in table.note


def test_the_pace_is_that_of_each_file() -> None:
    table = pace_table([Step(1, 8, 0.25, 0.25), Step(1, 8, 0.5, 0.5)])
    assert table.rows == ((1, 8, 0.25, 0.25, 16.0), (2, 8, 0.5, 0.5, 8.0))
